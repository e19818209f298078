"""The longest that a request may take, watched by one timer for all: one each would cost a twentieth of an answer.

A body that is long, and comes or goes all the same, takes as long as it takes.
"""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final

#: So much of a body has to come or go for its request to have as much time again: who sends a byte a minute, to keep us
#: waiting, has none.
_RENEWED_BY_BYTES: Final = 128_000


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

    def progress(self) -> "Progress":
        """Of what the calling task keeps, or is about to."""
        return Progress(self, asyncio.current_task())

    def renew(self, task: "asyncio.Task[Any] | None") -> None:
        """As much time again from now on, where the task is not late already."""
        if task in self._over_at and task not in self._late:
            # It is over last now.
            del self._over_at[task]
            self._over_at[task] = asyncio.get_running_loop().time() + self._seconds

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


class Progress:
    """How far the bodies of one request have come."""

    __slots__ = ("_bytes", "_deadline", "_task")

    def __init__(self, deadline: Deadline, task: "asyncio.Task[Any] | None") -> None:
        self._deadline = deadline
        self._task = task
        self._bytes = 0

    def move(self, number: int) -> None:
        """So many bytes further, and not at the end. From any task."""
        self._bytes += number
        if self._bytes >= _RENEWED_BY_BYTES:
            self._bytes = 0
            self._deadline.renew(self._task)
