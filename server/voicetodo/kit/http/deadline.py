"""The longest that a request may take, watched by one timer for all: one each would cost a twentieth of an answer."""

import asyncio
from collections.abc import Awaitable
from typing import Any


class Deadline:
    """`await deadline.keep(work)`: `work`, in the calling task, or TimeoutError once it has taken so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        #: When each task is over, the earliest first, as all are given the same time.
        self._over_at: dict[asyncio.Task[Any], float] = {}
        self._late: set[asyncio.Task[Any]] = set()
        self._timer: asyncio.TimerHandle | None = None

    async def keep(self, work: Awaitable[None]) -> None:
        """Raises TimeoutError. To be asked once at a time by each task."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None  # noqa: S101 - for the type alone: only a task can wait
        self._over_at[task] = loop.time() + self._seconds
        if self._timer is None:
            self._timer = loop.call_later(self._seconds, self._look)
        try:
            await work
        except asyncio.CancelledError:
            # Cancelled by somebody else too: then that is what it ends with.
            if task not in self._late or task.uncancel() > 0:
                raise
            raise TimeoutError from None
        finally:
            del self._over_at[task]
            self._late.discard(task)

    def _look(self) -> None:
        self._timer = None
        loop = asyncio.get_running_loop()
        now = loop.time()
        for task, over_at in self._over_at.items():
            if over_at > now:
                self._timer = loop.call_at(over_at, self._look)
                return
            if task not in self._late:
                self._late.add(task)
                task.cancel()
