"""From the outboxes to the bus."""

import asyncio
from collections.abc import Iterable
from typing import Final

from voicetodo.kit.bus.bus import Bus
from voicetodo.kit.bus.outbox import forget_waker, wake_on_announce
from voicetodo.kit.bus.rounds import Rounds
from voicetodo.kit.db import Database

_BATCH: Final = 500
#: A change must reach a person's other clients within 100 ms; within this time, a stream of them travels together.
_PACE_SECONDS: Final = 0.05


class Relay:
    """Publishes what the outboxes hold, each in its order, and takes it out in the same breath.

    A process that announces runs a relay for the module it announces in, and wakes it with each commit.
    """

    def __init__(self, databases: Iterable[Database], bus: Bus, *, look_every_seconds: float = 5.0) -> None:
        self._bus = bus
        self._outboxes = [_Outbox(database, bus, look_every_seconds) for database in databases]

    async def start(self) -> None:
        for outbox in self._outboxes:
            outbox.start()

    async def stop(self) -> None:
        for outbox in self._outboxes:
            await outbox.stop()

    async def drain(self) -> int:
        """Publish until nothing is left, and tell how many went."""
        return sum([await outbox.drain() for outbox in self._outboxes])


class _Outbox:
    def __init__(self, database: Database, bus: Bus, look_every_seconds: float) -> None:
        self._database = database
        self._bus = bus
        self._mutex = asyncio.Lock()
        self._rounds = Rounds(
            f"relay {database.schema}",
            self._round,
            look_every_seconds=look_every_seconds,
            pace_seconds=_PACE_SECONDS,
        )

    def start(self) -> None:
        wake_on_announce(self._database, self._rounds.wake)
        self._rounds.start()

    async def stop(self) -> None:
        forget_waker(self._database)
        await self._rounds.stop()

    async def drain(self) -> int:
        total = 0
        while moved := await self._move():
            total += moved
        return total

    async def _round(self) -> int:
        """Only a full batch asks for another: whoever announces meanwhile wakes us again."""
        return await self._move() == _BATCH

    async def _move(self) -> int:
        async with self._mutex:
            return await self._bus.carry(self._database, limit=_BATCH)
