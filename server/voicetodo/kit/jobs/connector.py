"""procrastinate's way to the database, on our own pool and listener rather than on a second driver."""

import asyncio
import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any, Final

from procrastinate.connector import BaseAsyncConnector, Notify
from procrastinate.exceptions import NoResult

from voicetodo.kit.db import Database
from voicetodo.kit.jobs.arrivals import Arrivals

_PARAMETER: Final = re.compile(r"%\((\w+)\)s")


class PoolConnector(BaseAsyncConnector):
    """Each query stands for itself. News that comes during one is told again after it.

    The worker forgets what it heard while it was looking for a job; without that it would then wait for its next look.
    """

    def __init__(self, database: Database, arrivals: Arrivals) -> None:
        self._database = database
        self._arrivals = arrivals
        #: Tells the last news once more.
        self._tell: Callable[[], None] | None = None
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
        before = self._tell
        async with self._database.connection() as connection:
            rows = await connection.fetch(sql, *(arguments[name] for name in names))
        if self._tell is not before and self._tell is not None:
            asyncio.get_running_loop().call_soon(self._tell)
        return [dict(row) for row in rows]

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:  # noqa: ARG002 - theirs
        """Until cancelled. The channels are those of the worker's own queues, as the arrivals' are."""

        def tell(channel: str, payload: str) -> None:
            task = asyncio.create_task(_told(on_notification, channel, payload))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        def hear(channel: str, payload: str) -> None:
            self._tell = partial(tell, channel, payload)
            self._tell()

        self._arrivals.ear = hear
        try:
            await asyncio.Event().wait()
        finally:
            self._arrivals.ear = self._tell = None


async def _told(notify: Notify, channel: str, payload: str) -> None:
    await notify(channel=channel, payload=payload)


@lru_cache(maxsize=100)
def _numbered(query: str) -> tuple[str, tuple[str, ...]]:
    """`%(id)s` as `$1`, the same name as the same number."""
    names = tuple(dict.fromkeys(_PARAMETER.findall(query)))
    numbers = {name: f"${number}" for number, name in enumerate(names, start=1)}
    return _PARAMETER.sub(lambda found: numbers[found[1]], query), names
