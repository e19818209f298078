"""Keys that are far away are asked as seldom as is safe."""

import asyncio
from collections import Counter

import pytest

from voicetodo.kit.crypto import Broken, remembered
from voicetodo.kit.crypto.keys import DataKey
from voicetodo.kit.crypto.remembered import KEPT_SECONDS, RememberedKeys


class Far:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.made = 0
        self.opened = 0
        self.is_away = False

    async def current(self) -> str:
        return "far"

    async def has(self, key_id: str) -> bool:
        return key_id == "far"

    async def ids(self) -> list[str]:
        return ["far"]

    async def new_data_key(self, purpose: str) -> DataKey:
        self.made += 1
        return DataKey("far", bytes([self.made]) * 32, f"{purpose} {self.made}".encode())

    async def unwrap(self, key_id: str, wrapped: bytes, purpose: str) -> bytes:  # noqa: ARG002 - as `Keys` asks
        self.opened += 1
        await asyncio.sleep(0)
        if self.is_away:
            raise Broken
        return wrapped

    async def stop(self) -> None: ...


class World:
    def __init__(self) -> None:
        self.far = Far()
        self.seconds = 0.0
        self.keys = RememberedKeys(self.far, now=lambda: self.seconds)


@pytest.fixture
def world() -> World:
    return World()


class TestSealing:
    async def test_one_data_key_seals_for_a_while(self, world: World) -> None:
        first = await world.keys.new_data_key("a")

        assert await world.keys.new_data_key("a") is first
        assert world.far.made == 1

    async def test_then_another_one_does(self, world: World) -> None:
        first = await world.keys.new_data_key("a")
        world.seconds += KEPT_SECONDS

        assert await world.keys.new_data_key("a") is not first

    async def test_each_seals_so_many_times_only(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(remembered, "MOST_USES", 3)

        used = Counter([(await world.keys.new_data_key("a")).wrapped for _ in range(7)])

        assert list(used.values()) == [3, 3, 1]

    async def test_each_purpose_has_its_own(self, world: World) -> None:
        assert (await world.keys.new_data_key("a")).plain != (await world.keys.new_data_key("b")).plain

    async def test_what_was_sealed_here_opens_here_without_asking(self, world: World) -> None:
        made = await world.keys.new_data_key("a")

        assert await world.keys.unwrap("far", made.wrapped, "a") == made.plain
        assert world.far.opened == 0


class TestOpening:
    async def test_it_is_asked_once_in_a_while(self, world: World) -> None:
        for _ in range(3):
            await world.keys.unwrap("far", b"w", "a")

        assert world.far.opened == 1
        world.seconds += KEPT_SECONDS
        await world.keys.unwrap("far", b"w", "a")
        assert world.far.opened == 2

    async def test_many_at_once_ask_together(self, world: World) -> None:
        await asyncio.gather(*(world.keys.unwrap("far", b"w", "a") for _ in range(20)))

        assert world.far.opened == 1

    async def test_what_is_remembered_for_one_purpose_opens_nothing_for_another(self, world: World) -> None:
        await world.keys.unwrap("far", b"w", "a")

        await world.keys.unwrap("far", b"w", "b")

        assert world.far.opened == 2

    async def test_that_it_failed_is_not_remembered(self, world: World) -> None:
        world.far.is_away = True
        with pytest.raises(Broken):
            await world.keys.unwrap("far", b"w", "a")
        world.far.is_away = False

        assert await world.keys.unwrap("far", b"w", "a") == b"w"

    async def test_the_one_not_used_for_longest_is_forgotten_first(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(remembered, "MOST_KEPT", 2)
        for wrapped in (b"1", b"2", b"1", b"3"):
            await world.keys.unwrap("far", wrapped, "a")

        await world.keys.unwrap("far", b"1", "a")
        assert world.far.opened == 3
        await world.keys.unwrap("far", b"2", "a")
        assert world.far.opened == 4
