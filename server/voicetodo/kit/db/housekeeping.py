"""Small recurring work, done by one process at a time however many there are."""

import asyncio
import random
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from voicetodo.kit.db.pool import Database
from voicetodo.kit.db.transaction import Connection
from voicetodo.kit.telemetry.logs import logger

log = logger("kit.housekeeping")
#: In the first of two numbers of an advisory lock; the second tells the job.
_LOCKS = 731

_NOTE = """
    insert into housekeeping (job, done_at) values ($1, now())
    on conflict (job) do update set done_at = excluded.done_at
"""


async def done_at(connection: Connection) -> dict[str, datetime]:
    """When each job was last done, to its end."""
    return {row["job"]: row["done_at"] for row in await connection.fetch("select job, done_at from housekeeping")}


class Housekeeping:
    """Runs each job about every so many seconds. A job that fails is logged and tried at its next turn."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._jobs: list[tuple[str, float, Callable[[], Awaitable[None]]]] = []
        self._tasks: list[asyncio.Task[None]] = []

    def every(self, seconds: float, job: Callable[[], Awaitable[None]], *, name: str) -> None:
        self._jobs.append((name, seconds, job))

    async def start(self) -> None:
        self._tasks = [
            asyncio.create_task(self._repeat(name, seconds, job), name=name) for name, seconds, job in self._jobs
        ]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    async def _repeat(self, name: str, seconds: float, job: Callable[[], Awaitable[None]]) -> None:
        while True:
            # Processes started together should not all come at once.
            await asyncio.sleep(seconds * random.uniform(0.9, 1.1))  # noqa: S311 - spreads load, hides nothing
            try:
                await self._in_turn(name, job)
            except Exception:
                log.exception("housekeeping_failed", job=name)

    async def _in_turn(self, name: str, job: Callable[[], Awaitable[None]]) -> None:
        number = zlib.crc32(name.encode()) & 0x7FFF_FFFF
        async with self._database.connection() as connection:
            if not await connection.fetchval("select pg_try_advisory_lock($1, $2)", _LOCKS, number):
                return
            try:
                await job()
                await connection.execute(_NOTE, name)
            finally:
                await connection.fetchval("select pg_advisory_unlock($1, $2)", _LOCKS, number)
