"""Writes that come while one is being written go together: one round trip and one commit for all of them."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AT_MOST: Final = 100
_PATIENCE_SECONDS: Final = 0.05
_BESIDE_AT_MOST: Final = 4


class Gathering(Generic[T, R]):
    """Gives the first to `alone`, in the caller's own task; those that come meanwhile, in their order, to `together`.

    `together` answers one outcome for each, and None for what it left undone: that then goes to `alone` as well, so
    that only who asks for something impossible is refused. What `together` raises, all of that batch raise.

    Nothing waits where nothing is under way. A caller that is cancelled leaves the queue and takes nobody along; once
    its batch has begun, it is done without anybody hearing of it. Where a batch takes longer than `patience_seconds`,
    as it waits for a lock or for the disk, the next goes beside it.
    """

    def __init__(
        self,
        *,
        alone: Callable[[T], Awaitable[R]],
        together: Callable[[Sequence[T]], Awaitable[Sequence[R | None]]],
        at_most: int = _AT_MOST,
        patience_seconds: float = _PATIENCE_SECONDS,
    ) -> None:
        self._alone = alone
        self._together = together
        self._at_most = at_most
        self._patience_seconds = patience_seconds
        self._waiting: deque[tuple[T, asyncio.Future[R | None]]] = deque()
        self._under_way = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None

    async def put(self, item: T) -> R:
        """The outcome, once it is there for good."""
        if self._under_way:
            outcome = await self._queued(item)
            return await self._alone(item) if outcome is None else outcome
        self._under_way += 1
        try:
            return await self._alone(item)
        finally:
            self._under_way -= 1
            if self._waiting and not self._under_way:
                self._begin()

    def _queued(self, item: T) -> "asyncio.Future[R | None]":
        future: asyncio.Future[R | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        self._watch()
        return future

    def _begin(self) -> None:
        self._under_way += 1
        task = asyncio.create_task(self._run(), name="gathering")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        try:
            while batch := self._next():
                await self._do(batch)
        finally:
            self._under_way -= 1

    def _next(self) -> list[tuple[T, "asyncio.Future[R | None]"]]:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch: list[tuple[T, asyncio.Future[R | None]]] = []
        while self._waiting and len(batch) < self._at_most:
            item, future = self._waiting.popleft()
            if not future.done():  # cancelled while it waited
                batch.append((item, future))
        if self._waiting:
            self._watch()
        return batch

    async def _do(self, batch: list[tuple[T, "asyncio.Future[R | None]"]]) -> None:
        try:
            outcomes = await self._together([item for item, _ in batch])
        except BaseException as error:
            for _, future in batch:
                if isinstance(error, asyncio.CancelledError):
                    future.cancel()
                elif not future.done():
                    future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, future), outcome in zip(batch, outcomes, strict=True):
            if not future.done():
                future.set_result(outcome)

    def _watch(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._patience_seconds, self._lose_patience)

    def _lose_patience(self) -> None:
        self._timer = None
        if self._waiting:
            if self._under_way < _BESIDE_AT_MOST:
                self._begin()
            else:
                self._watch()
