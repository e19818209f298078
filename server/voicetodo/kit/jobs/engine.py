"""Our jobs as procrastinate knows them. Importing it takes a second and 14 MiB: only who runs jobs does."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job as TheirJob

from voicetodo.kit.db import Database
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.jobs.arrivals import Arrivals
from voicetodo.kit.jobs.connector import PoolConnector
from voicetodo.kit.jobs.jobs import Declared, RunningJob, queue_of

_LONGEST_PAUSE_SECONDS: Final = 600.0


def engine(database: Database, declared: Sequence[Declared], arrivals: Arrivals) -> App:
    """Knows every declared kind, and asks by the clock for those that have one."""
    app = App(connector=PoolConnector(database, arrivals))
    for one in declared:
        again = _Again(tries=one.tries, pause_seconds=one.pause_seconds)
        task = app.task(name=one.kind.name, queue=queue_of(one.kind), pass_context=True, retry=again)(
            _doing(one, database)
        )
        if one.cron is not None:
            app.periodic(cron=one.cron)(task)
    return app


async def work(
    app: App, queues: Sequence[str], *, concurrency: int, look_every_seconds: float, lost_after_seconds: float
) -> None:
    """Do jobs until cancelled; what runs then is stopped, and taken up by whoever comes next."""
    await app.run_worker_async(
        queues=list(queues),
        concurrency=concurrency,
        fetch_job_polling_interval=look_every_seconds,
        abort_job_polling_interval=look_every_seconds,
        install_signal_handlers=False,
        shutdown_graceful_timeout=2.0,
        stalled_worker_timeout=lost_after_seconds,
    )


def _doing(one: Declared, database: Database) -> Any:
    async def run(context: JobContext, timestamp: int | None = None, **fields: Any) -> None:  # noqa: ARG001 - theirs
        job = msgspec.convert(fields, type=one.kind)
        running = RunningJob(context.job.id or 0, context.job.attempts + 1 >= one.tries, database)
        try:
            await one.handler(running, job)
        except asyncio.CancelledError:
            if context.abort_reason() == AbortReason.USER_REQUEST:
                raise JobAborted from None
            raise

    return run


class _Again(BaseRetryStrategy):
    """A pause after the first error, then four times as long, up to ten minutes; `tries` times in all.

    An interrupted try is repeated at once, and a part that is away is waited for, however often.
    """

    def __init__(self, *, tries: int, pause_seconds: float) -> None:
        self._tries = tries
        self._pause_seconds = pause_seconds

    def get_retry_decision(self, *, exception: BaseException, job: TheirJob) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_at=datetime.now(UTC))
        if job.attempts + 1 >= self._tries and not isinstance(exception, Unavailable):
            return None
        pause = min(self._pause_seconds * 4 ** min(job.attempts, 10), _LONGEST_PAUSE_SECONDS)
        return RetryDecision(retry_at=datetime.now(UTC) + timedelta(seconds=pause))
