"""Following: what is so elsewhere is known here, whoever was asked in vain and whatever was not heard."""

import asyncio
from typing import Final

import pytest

from voicetodo.kit.bus import Follower, LocalBroadcast
from voicetodo.kit.errors import Unavailable

NEVER: Final = 3600.0


class Elsewhere:
    """What is so there, and what is known of it here."""

    def __init__(self) -> None:
        self.now, self.known = 1, 0
        self.is_away = False
        self._looked = asyncio.Event()

    async def look(self) -> None:
        self._looked.set()
        if self.is_away:
            raise Unavailable
        self.known = self.now

    async def wait_for(self, known: int) -> None:
        async with asyncio.timeout(5):
            while self.known != known:
                self._looked.clear()
                await self._looked.wait()


async def test_it_is_known_at_the_start_and_after_each_broadcast() -> None:
    there, broadcast = Elsewhere(), LocalBroadcast()
    follower = Follower("weather", there.look, broadcast=broadcast, every_seconds=NEVER)
    await follower.start()
    assert there.known == 1

    there.now = 2
    await broadcast.publish("weather", b"")

    await there.wait_for(2)
    await follower.stop()


async def test_who_does_not_answer_is_asked_again_and_what_was_known_stays() -> None:
    there = Elsewhere()
    follower = Follower("weather", there.look, broadcast=LocalBroadcast(), every_seconds=0.01)
    await follower.start()
    there.now, there.is_away = 2, True
    assert there.known == 1

    there.is_away = False

    await there.wait_for(2)
    await follower.stop()


async def test_whoever_changes_it_hears_when_it_could_not_be_looked_at() -> None:
    there = Elsewhere()
    follower = Follower("weather", there.look, broadcast=LocalBroadcast(), every_seconds=NEVER)
    there.is_away = True

    with pytest.raises(Unavailable):
        await follower.tell()
