"""procrastinate's way to the database, on our own pool and listener rather than on a second driver."""

import asyncio
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from procrastinate.connector import BaseAsyncConnector, Notify
from procrastinate.exceptions import NoResult

from voicetodo.kit.db import Database
from voicetodo.kit.jobs.arrivals import Arrivals

_PARAMETER: Final = re.compile(r"%\((\w+)\)s")


class PoolConnector(BaseAsyncConnector):
    """Each query stands for itself."""

    def __init__(self, database: Database, arrivals: Arrivals) -> None:
        self._database = database
        self._arrivals = arrivals
        # The event loop holds tasks weakly only.
        self._tasks: set[asyncio.Task[None]] = set()

    async def open_async(self, pool: Any = None) -> None:
        """The pool is open already."""

    async def close_async(self) -> None:
        """The pool is not ours to close."""

    async def execute_query_async(self, query: str, **arguments: Any) -> None:
        await self.execute_query_all_async(query, **arguments)

    async def execute_query_one_async(self, query: str, **arguments: Any) -> dict[str, Any]:
        rows = await self.execute_query_all_async(query, **arguments)
        if not rows:
            raise NoResult
        return rows[0]

    async def execute_query_all_async(self, query: str, **arguments: Any) -> list[dict[str, Any]]:
        sql, names = _numbered(query)
        async with self._database.connection() as connection:
            rows = await connection.fetch(sql, *(arguments[name] for name in names))
        return [dict(row) for row in rows]

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:  # noqa: ARG002 - theirs
        """Until cancelled. The channels are those of the worker's own queues, as the arrivals' are."""

        def hear(channel: str, payload: str) -> None:
            task = asyncio.create_task(_told(on_notification, channel, payload))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        self._arrivals.ear = hear
        try:
            await asyncio.Event().wait()
        finally:
            self._arrivals.ear = None


async def _told(notify: Notify, channel: str, payload: str) -> None:
    await notify(channel=channel, payload=payload)


@lru_cache(maxsize=100)
def _numbered(query: str) -> tuple[str, tuple[str, ...]]:
    """`%(id)s` as `$1`, the same name as the same number."""
    names = tuple(dict.fromkeys(_PARAMETER.findall(query)))
    numbers = {name: f"${number}" for number, name in enumerate(names, start=1)}
    return _PARAMETER.sub(lambda found: numbers[found[1]], query), names
