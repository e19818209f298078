"""Looks at a growing recording from time to time and says what was heard so far."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from voicetodo.kit.errors import DomainError
from voicetodo.modules.realtime.stream import BYTES_PER_SECOND, Stream
from voicetodo.modules.voice.api import HeardSoFar

#: Between two looks at least. The eye takes in no more, and whether somebody still speaks is known soon enough.
PACE_SECONDS: Final = 0.25
#: A look that took long is followed by a pause so many times as long: live words use a third of a recogniser at most.
PAUSE_FACTOR: Final = 2.0
#: From a client that has gone silent nothing more is expected.
PATIENCE_SECONDS: Final = 30.0
_LEAST_NEW_BYTES: Final = BYTES_PER_SECOND // 10

Overhear = Callable[[bytes], Awaitable[HeardSoFar | None]]
Tell = Callable[[HeardSoFar], Awaitable[None]]


class Listener:
    """Runs beside the stream until it is stopped, or nothing came for so long that it gives up."""

    def __init__(self, stream: Stream, *, overhear: Overhear, tell: Tell, give_up: Callable[[], None]) -> None:
        self._stream = stream
        self._overhear = overhear
        self._tell = tell
        self._give_up = give_up
        self._looked_at = 0
        self._grew_at = time.monotonic()
        self._has_grown = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def grew(self) -> None:
        """There is more of it."""
        self._grew_at = time.monotonic()
        self._wake()

    def stop(self) -> None:
        """A look that is being taken is given up. Repeating it changes nothing."""
        self._task.cancel()

    def _wake(self) -> None:
        if len(self._stream) - self._looked_at >= _LEAST_NEW_BYTES:
            self._has_grown.set()

    async def _run(self) -> None:
        told: HeardSoFar | None = None
        while await self._grows():
            began, sound = time.monotonic(), self._stream.sound
            heard: HeardSoFar | None = None
            with suppress(DomainError):  # the words may come without being told beforehand
                heard = await self._overhear(sound)
            if heard is not None:
                self._looked_at = len(sound)
                if heard != told:
                    await self._tell(heard)
                told = heard
            took = time.monotonic() - began
            await asyncio.sleep(max(PACE_SECONDS - took, took * PAUSE_FACTOR))
        self._give_up()

    async def _grows(self) -> bool:
        """Whether there is something to look at; not where nothing came for too long, looked at or not."""
        self._has_grown.clear()
        self._wake()
        left = self._grew_at + PATIENCE_SECONDS - time.monotonic()
        try:
            async with asyncio.timeout(max(left, 0)):
                await self._has_grown.wait()
        except TimeoutError:
            return False
        return left > 0
