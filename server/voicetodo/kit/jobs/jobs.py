"""What a job is, how it is asked for, and how far it has come."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, ClassVar, Literal, Protocol, TypeVar

import msgspec

from voicetodo.kit.db import Database, Record, Transaction
from voicetodo.kit.jobs import store

Status = Literal["waiting", "running", "done", "failed", "cancelled"]


class Job(Protocol):
    """Something to be done later: a frozen msgspec Struct, whose fields are what doing it needs to know."""

    #: Such as `todo.run_import`; what stands before the dot is the module that does it.
    name: ClassVar[str]
    __struct_fields__: ClassVar[tuple[str, ...]]


J = TypeVar("J", bound=Job)


class Progress(msgspec.Struct, frozen=True):
    """How much of how much is done."""

    done: int
    total: int


class JobState(msgspec.Struct, frozen=True):
    """A job as it stands. `tries` counts those that failed; `progress` is of the current one."""

    status: Status
    tries: int
    progress: Progress | None = None


class KeptJob(msgspec.Struct, frozen=True, kw_only=True):
    """A job as whoever looks after an installation sees it: its kind and how it goes, nothing of what it is about.

    `queue` is the module that does it. `ended_at` is null while it waits or runs; `again_at` is when it is tried next.
    """

    id: int
    queue: str
    name: str
    status: Status
    tries: int
    asked_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    again_at: datetime | None
    progress: Progress | None = None


class RunningJob(msgspec.Struct, frozen=True):
    """The job whose handler is running. `is_last_try`: after an error it will not be tried again."""

    id: int
    is_last_try: bool
    database: Database

    async def report(self, done: int, total: int) -> None:
        """Seen by others at once, whatever transaction the handler is in."""
        async with self.database.transaction_beside() as tx:
            await store.keep_progress(tx, self.id, done=done, total=total)


#: Does a job, perhaps for the second time: a process may be killed at any moment, after a commit too.
Handler = Callable[[RunningJob, Any], Awaitable[None]]


class Declared(msgspec.Struct, frozen=True):
    """A kind of job this process can do. `cron` also asks for it by the clock (in UTC)."""

    kind: type[Job]
    handler: Handler
    tries: int
    pause_seconds: float
    cron: str | None = None


async def defer(tx: Transaction, job: Job, *, lock: str | None = None) -> int:
    """Have it done once `tx` is committed, and never otherwise. Jobs with the same `lock` run one after the other.

    The id asks `Jobs.find` how it goes.
    """
    return await store.defer(tx, queue_of(job), job.name, lock, msgspec.to_builtins(job))


def queue_of(job: Job | type[Job]) -> str:
    """Jobs wait in the queue of the module that does them."""
    return job.name.partition(".")[0]


class Jobs:
    """The jobs of this installation. `declare` before the worker is started."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.declared: list[Declared] = []

    def declare(
        self,
        kind: type[J],
        handler: Handler,
        *,
        tries: int = 5,
        pause_seconds: float = 2.0,
        cron: str | None = None,
    ) -> None:
        """This process does jobs of this kind. One asked for by `cron` (five fields, UTC) has no fields to fill.

        `pause_seconds` after the first error; four times as long after each further one.
        """
        self.declared.append(Declared(kind, handler, tries, pause_seconds, cron))

    async def find(self, job_id: int) -> JobState | None:
        """None where there never was such a job, or it ended long ago."""
        async with self.database.connection() as connection:
            row = await store.find(connection, job_id)
        if row is None:
            return None
        progress = None if row["done"] is None else Progress(row["done"], row["total"])
        return JobState(_STATUS[row["status"]], row["attempts"], progress)

    async def list_latest(self, *, status: Status | None, queue: str | None, before: int, limit: int) -> list[KeptJob]:
        """The latest first, from before this id."""
        states = None if status is None else [state for state, told in _STATUS.items() if told == status]
        async with self.database.connection() as connection:
            rows = await store.list_latest(connection, states=states, queue=queue, before=before, limit=limit)
        return [_kept(row) for row in rows]

    async def find_kept(self, job_id: int) -> KeptJob | None:
        async with self.database.connection() as connection:
            row = await store.find_kept(connection, job_id)
        return None if row is None else _kept(row)

    async def retry(self, job_id: int) -> bool:
        """Have a job that failed done once more, within seconds. False where it did not fail."""
        async with self.database.transaction() as tx:
            return await store.retry(tx, job_id)

    async def cancel(self, job_id: int) -> bool:
        """Never done if it waits; stopped where it is, its transaction undone, if it runs. False if it had ended."""
        async with self.database.transaction() as tx:
            return await store.cancel(tx, job_id)


def _kept(row: Record) -> KeptJob:
    status = _STATUS[row["status"]]
    return KeptJob(
        id=row["id"],
        queue=row["queue_name"],
        name=row["task_name"],
        status=status,
        tries=row["attempts"],
        asked_at=row["asked_at"],
        started_at=row["started_at"],
        ended_at=None if status in {"waiting", "running"} else row["ended_at"],
        again_at=row["scheduled_at"] if status == "waiting" else None,
        progress=None if row["done"] is None else Progress(row["done"], row["total"]),
    )


_STATUS: dict[str, Status] = {
    "todo": "waiting",
    "doing": "running",
    "succeeded": "done",
    "failed": "failed",
    "cancelled": "cancelled",
    "aborting": "running",
    "aborted": "cancelled",
}
