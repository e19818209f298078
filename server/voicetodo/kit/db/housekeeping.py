"""Small recurring work, done by one process at a time however many there are."""

import asyncio
import random
import zlib
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime

import msgspec

from voicetodo.kit.db.pool import Database
from voicetodo.kit.db.transaction import Connection
from voicetodo.kit.retention import RetentionPolicy
from voicetodo.kit.telemetry.failures import kind_of
from voicetodo.kit.telemetry.logs import logger

log = logger("kit.housekeeping")
#: In the first of two numbers of an advisory lock; the second tells the job.
_LOCKS = 731
#: Who runs the server for minutes a day has it keep house all the same.
_FIRST_LOOK_SECONDS = 10.0
#: Clocks that wake a little early find it due already.
_EARLY = 0.1

_REST = "select extract(epoch from done_at - now())::float8 + $2 from housekeeping where job = $1"

_NOTE = """
    insert into housekeeping as job (job, done_at, runs) values ($1, now(), 1)
    on conflict (job) do update set done_at = excluded.done_at, runs = job.runs + 1
"""
_NOTE_FAILURE = """
    insert into housekeeping as job (job, failed_at, failures) values ($1, now(), 1)
    on conflict (job) do update set failed_at = excluded.failed_at, failures = job.failures + 1
"""
_NOTE_POLICIES = """
    insert into housekeeping as job (job, keeps) values ($1, $2::jsonb)
    on conflict (job) do update set keeps = excluded.keeps where job.keeps <> excluded.keeps
"""
_policies = msgspec.json.Decoder(tuple[RetentionPolicy, ...])


class JobRecord(msgspec.Struct, frozen=True, kw_only=True):
    """How a recurring job went so far, in whichever process, and the policies that it sees to."""

    job: str
    keeps: tuple[RetentionPolicy, ...]
    done_at: datetime | None
    runs: int
    failed_at: datetime | None
    failures: int


async def list_records(connection: Connection) -> list[JobRecord]:
    """Of all jobs of the installation, by their names. There are some dozens."""
    rows = await connection.fetch(
        "select job, keeps::text, done_at, runs, failed_at, failures from housekeeping order by job"
    )
    return [
        JobRecord(
            job=row["job"],
            keeps=_policies.decode(row["keeps"]),
            done_at=row["done_at"],
            runs=row["runs"],
            failed_at=row["failed_at"],
            failures=row["failures"],
        )
        for row in rows
    ]


class Housekeeping:
    """Runs each job about every so many seconds, whichever process does, and however often they are started anew.

    A job that fails is logged and tried at its next turn.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._jobs: list[tuple[str, float, Callable[[], Awaitable[None]]]] = []
        self._policies: dict[str, list[RetentionPolicy]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def every(self, seconds: float, job: Callable[[], Awaitable[None]], *, name: str) -> None:
        self._jobs.append((name, seconds, job))

    def keeps_to(self, policies: Iterable[RetentionPolicy]) -> None:
        """What these jobs see to, to be told of to whoever looks after the installation."""
        for policy in policies:
            if policy.job:
                self._policies.setdefault(policy.job, []).append(policy)

    async def start(self) -> None:
        self._tasks = [
            asyncio.create_task(self._repeat(name, seconds, job), name=name) for name, seconds, job in self._jobs
        ]
        self._tasks.append(asyncio.create_task(self._tell(), name="housekeeping"))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    async def _tell(self) -> None:
        """Of every job that runs here, what it sees to."""
        for name, _, _ in self._jobs:
            # behind a blank stands which processes do it
            if policies := self._policies.get(name.partition(" ")[0]):
                await self._note(_NOTE_POLICIES, name, msgspec.to_builtins(policies))

    async def _note(self, statement: str, *values: object) -> None:
        """For those who look; that it could not be noted stops nothing."""
        try:
            async with self._database.connection() as connection:
                await connection.execute(statement, *values)
        except Exception as error:  # noqa: BLE001 - as above
            log.warning("housekeeping_not_noted", error=kind_of(error))

    async def _repeat(self, name: str, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
        pause = min(seconds, _FIRST_LOOK_SECONDS)
        while True:
            # Processes started together should not all come at once.
            await asyncio.sleep(pause * random.uniform(0.9, 1.1))  # noqa: S311 - spreads load, hides nothing
            try:
                pause = await self._in_turn(name, seconds, job)
            except Exception:
                log.exception("housekeeping_failed", job=name)
                await self._note(_NOTE_FAILURE, name)
                pause = seconds

    async def _in_turn(self, name: str, seconds: float, job: Callable[[], Awaitable[None]]) -> float:
        """After how many seconds to look again."""
        number = zlib.crc32(name.encode()) & 0x7FFF_FFFF
        async with self._database.connection() as connection:
            if not await connection.fetchval("select pg_try_advisory_lock($1, $2)", _LOCKS, number):
                return seconds
            try:
                rest = await connection.fetchval(_REST, name, seconds)
                if rest is not None and rest > seconds * _EARLY:
                    return rest
                await job()
                await connection.execute(_NOTE, name)
            finally:
                await connection.fetchval("select pg_advisory_unlock($1, $2)", _LOCKS, number)
        return seconds
