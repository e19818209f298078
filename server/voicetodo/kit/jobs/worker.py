"""Runs the declared jobs in this process, beside whatever else it does."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import Any, Final

from voicetodo.kit.db import Listener
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.jobs import store
from voicetodo.kit.jobs.arrivals import Arrivals
from voicetodo.kit.jobs.jobs import Jobs, queue_of
from voicetodo.kit.telemetry.failures import kind_of
from voicetodo.kit.telemetry.logs import logger

#: Side by side in one process: a long import must not make the next person's wait.
_CONCURRENCY: Final = 2
#: A worker not heard of for this long is taken for dead.
_LOST_AFTER_SECONDS: Final = 30.0
KEPT_FOR: Final = timedelta(days=30)
_PAUSE_SECONDS: Final = 2.0
#: News of the first job may be lost.
_LOOK_SECONDS: Final = 30.0

_log = logger("kit.jobs")


class Worker:
    """One per process. `is_alone`: no other process works here, so that jobs found running are nobody's."""

    def __init__(self, jobs: Jobs, *, listener: Listener, is_alone: bool, look_every_seconds: float = 5.0) -> None:
        self._jobs = jobs
        self._is_alone = is_alone
        self._look_every_seconds = look_every_seconds
        self._queues = sorted({queue_of(one.kind) for one in jobs.declared})
        self._task: asyncio.Task[None] | None = None
        self._arrivals = Arrivals(listener, self._queues)

    async def start(self) -> None:
        """On return nothing runs yet: the engine is loaded in a thread, once there is a job."""
        if self._queues:
            self._task = asyncio.create_task(self._run(), name="jobs")

    async def stop(self) -> None:
        """What runs is given two seconds to end, then stopped and left to be taken up again."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def look_for_lost(self) -> None:
        """Have the jobs of killed processes done again. To be asked about twice a minute."""
        await self._take_up(_LOST_AFTER_SECONDS)

    async def sweep(self) -> None:
        """Forget what ended a month ago."""
        async with self._jobs.database.transaction() as tx:
            await store.forget_ended(tx, after_days=KEPT_FOR.days)

    async def _run(self) -> None:
        await self._until_needed()
        engine: Any = await asyncio.to_thread(import_module, "voicetodo.kit.jobs.engine")
        app = engine.engine(self._jobs.database, self._jobs.declared, self._arrivals)
        while True:
            try:
                await engine.work(
                    app,
                    self._queues,
                    concurrency=_CONCURRENCY,
                    look_every_seconds=self._look_every_seconds,
                    lost_after_seconds=_LOST_AFTER_SECONDS,
                )
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever ended it, jobs are waiting
                _log.warning("worker_ended", error=kind_of(error), again_in_seconds=_PAUSE_SECONDS)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _until_needed(self) -> None:
        """Until a job waits, or the clock may ask for one."""
        is_first = self._is_alone
        while not any(one.cron for one in self._jobs.declared):
            try:
                if is_first:
                    await self._take_up(0)
                    is_first = False
                async with self._jobs.database.connection() as connection:
                    if await store.has_waiting(connection, self._queues):
                        return
            except Unavailable as error:
                _log.warning("jobs_not_looked_for", error=error.sentence)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._arrivals.first()
                    return

    async def _take_up(self, after_seconds: float) -> None:
        most = max((one.tries for one in self._jobs.declared), default=1)
        async with self._jobs.database.transaction() as tx:
            count = await store.take_up_again(tx, self._queues, after_seconds=after_seconds, most_tries=most)
        if count:
            _log.warning("lost_jobs_taken_up", count=count)
