"""Work that is done in rounds: when woken, and from time to time in case nobody woke it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from voicetodo.kit.errors import Unavailable
from voicetodo.kit.telemetry.failures import kind_of
from voicetodo.kit.telemetry.logs import logger

_FIRST_PAUSE_SECONDS: Final = 0.1
_LONGEST_PAUSE_SECONDS: Final = 5.0

log = logger("kit.bus")


class Rounds:
    """Runs `work` until it answers 0, then waits to be woken. A round that raises is logged, and repeated later.

    Rounds begin at least `pace_seconds` apart: what wakes first is served at once, and what comes in a stream together.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], Awaitable[int]],
        *,
        look_every_seconds: float,
        pace_seconds: float = 0.0,
    ) -> None:
        self._name = name
        self._pace_seconds = pace_seconds
        self._work = work
        self._look_every_seconds = look_every_seconds
        self._is_woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self, *, is_due: bool = True) -> None:
        """The first round is now, or where it is not due, when woken or after `look_every_seconds`."""
        if is_due:
            self._is_woken.set()
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """The present round, if any, is broken off."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    def wake(self) -> None:
        self._is_woken.set()

    def wake_in(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, self._is_woken.set)

    async def _run(self) -> None:
        pause_seconds = _FIRST_PAUSE_SECONDS
        now = asyncio.get_running_loop().time
        next_at = now()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_every_seconds):
                    await self._is_woken.wait()
            await asyncio.sleep(next_at - now())
            self._is_woken.clear()
            next_at = now() + self._pace_seconds
            try:
                while await self._work():
                    pass
                pause_seconds = _FIRST_PAUSE_SECONDS
            except Exception as error:
                unknown = None if isinstance(error, Unavailable) else error
                log.warning(
                    "round_failed",
                    name=self._name,
                    error=kind_of(error),
                    again_in_seconds=pause_seconds,
                    exc_info=unknown,
                )
                await asyncio.sleep(pause_seconds)
                pause_seconds = min(pause_seconds * 2, _LONGEST_PAUSE_SECONDS)
                self._is_woken.set()
