"""Everything that is sealed moves to another key, while it is read and written."""

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.crypto.first_format import seal_first
from voicetodo.kit.crypto import KeyFile, Seal, SealedColumn, key_of, resealing
from voicetodo.kit.crypto.holdings import ColumnHolding, Held
from voicetodo.kit.crypto.resealing import KeyInUse, Progress, Resealing, check_unused
from voicetodo.kit.db import Database
from voicetodo.kit.http.idempotency import ANSWERS

_PUT = """
    insert into idempotency_keys (caller, key, request_hash, made_id, claimed_at, answer)
    values ('alice', $1, '', gen_random_uuid(), now(), $2)
"""


class World:
    """Kept answers, which stand for all that is sealed in a column."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self.database = database
        self.seal = seal.know(ANSWERS.purpose)
        self.holding = ColumnHolding(database, ANSWERS)
        self.resealing = Resealing(seal, [self.holding])

    async def put(self, *keys: str, filler: int = 0) -> None:
        async with self.database.transaction() as tx:
            for key in keys:
                plain = key.encode() + os.urandom(filler)
                await tx.execute(_PUT, key, await self.seal.seal(plain, at=ANSWERS.at("alice", key)))

    async def values(self) -> dict[str, bytes]:
        async with self.database.connection() as connection:
            rows = await connection.fetch("select key, answer from idempotency_keys where answer is not null")
        return {row["key"]: row["answer"] for row in rows}

    async def opened(self, seal: Seal | None = None) -> dict[str, bytes]:
        return {
            key: await (seal or self.seal).open(sealed, at=ANSWERS.at("alice", key))
            for key, sealed in (await self.values()).items()
        }

    async def keys_in_use(self) -> set[str]:
        return {key_of(sealed) for sealed in (await self.values()).values()}

    async def run(self) -> tuple[int, int]:
        """How many moved, and how many could not."""
        [moved] = await self.resealing.run(lambda _: None)
        return moved.moved, moved.unreadable


@pytest_asyncio.fixture
async def world(database: Callable[[str], Database], tmp_path: Path) -> World:
    return World(database("kit"), Seal.from_file(tmp_path / "master.key"))


class TestMoving:
    async def test_all_values_move_to_the_new_key_and_stay_what_they_were(self, world: World) -> None:
        await world.put(*(f"n{number}" for number in range(300)), filler=700)
        before = await world.opened()
        new = world.seal.file.turn()

        assert await world.run() == (300, 0)

        assert await world.keys_in_use() == {new}
        assert await world.opened() == before

    async def test_one_that_is_written_again_at_that_moment_moves_all_the_same(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its row lies elsewhere by then, still under the key before."""
        await world.put("one")
        new = world.seal.file.turn()
        find, seen = world.holding.list_others, list[int]()

        async def find_and_lose(stretch: int, *, than: str) -> Sequence[Held]:
            found = await find(stretch, than=than)
            if found and not seen:
                seen.append(stretch)
                async with world.database.transaction() as tx:
                    await tx.execute("update idempotency_keys set claimed_at = now()")
            return found

        monkeypatch.setattr(world.holding, "list_others", find_and_lose)

        assert await world.run() == (1, 0)

        assert await world.keys_in_use() == {new}

    async def test_twice_changes_nothing(self, world: World) -> None:
        await world.put("one")
        world.seal.file.turn()
        await world.run()
        before = await world.values()

        assert await world.run() == (0, 0)
        assert await world.values() == before

    async def test_values_in_the_first_format_move(self, world: World) -> None:
        sealed = seal_first(world.seal.file.ring.sealing.key, b"secret", purpose="")
        async with world.database.transaction() as tx:
            await tx.execute(_PUT, "old", sealed)

        assert await world.run() == (1, 0)

        assert await world.keys_in_use() == {await world.seal.keys.current()}
        assert await world.opened() == {"old": b"secret"}

    async def test_what_is_not_there_yet_is_left_alone(self, world: World) -> None:
        async with world.database.transaction() as tx:
            await tx.execute(_PUT, "running", None)
        world.seal.file.turn()

        assert await world.run() == (0, 0)

    async def test_what_opens_under_no_key_is_told_and_stays(self, world: World) -> None:
        await world.put("good")
        async with world.database.transaction() as tx:
            await tx.execute(_PUT, "lost", seal_first(b"j" * 32, b"secret", purpose=""))
        lost = (await world.values())["lost"]
        world.seal.file.turn()

        assert await world.run() == (1, 1)
        assert (await world.values())["lost"] == lost


class TestInterrupted:
    async def test_it_goes_on_where_it_was_killed(self, world: World) -> None:
        await world.put(*(f"n{number}" for number in range(400)), filler=700)
        before = await world.opened()
        world.seal.file.turn()

        def die(progress: Progress) -> None:
            if progress.stretch > 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            await world.resealing.run(die)
        assert len(await world.keys_in_use()) == 2

        moved, _ = await world.run()

        assert 0 < moved < 400
        assert await world.keys_in_use() == {world.seal.file.ring.current}
        assert await world.opened() == before


class TestBesideOthers:
    async def test_a_value_that_is_written_meanwhile_is_not_overwritten(self, world: World) -> None:
        await world.put("one")
        world.seal.file.turn()
        [held] = await world.holding.list_others(0, than=await world.seal.keys.current())
        newer = await world.seal.seal(b"newer", at=ANSWERS.at("alice", "one"))
        async with world.database.transaction() as tx:
            await tx.execute("update idempotency_keys set answer = $1", newer)

        assert not await held.replace(await world.seal.seal(b"one", at=held.place))
        assert await world.opened() == {"one": b"newer"}

    async def test_what_others_still_seal_under_the_old_key_moves_too(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(resealing, "_SETTLED_AFTER_SECONDS", 0.2)
        late = World(world.database, Seal(KeyFile(None, world.seal.file.ring)))
        await world.put("one")
        new = world.seal.file.turn()
        written = asyncio.Event()

        def tell(_: Progress) -> None:
            written.set()

        async def write() -> None:
            await written.wait()
            await late.put("late")

        _, [moved] = await asyncio.gather(write(), world.resealing.run(tell, since=asyncio.get_running_loop().time()))

        assert moved.moved == 2
        assert await world.keys_in_use() == {new}


class TestDropping:
    async def test_a_key_that_something_is_sealed_under_is_in_use(self, world: World) -> None:
        await world.put("one", "two")
        old = world.seal.file.ring.current
        world.seal.file.turn()

        with pytest.raises(KeyInUse, match=rf"2 values of kit\.idempotency_keys\.answer are sealed under {old}"):
            await check_unused(world.resealing, old)

    async def test_the_first_format_may_need_any_key(self, world: World) -> None:
        async with world.database.transaction() as tx:
            await tx.execute(_PUT, "old", seal_first(b"j" * 32, b"secret", purpose=""))
        old = world.seal.file.ring.current

        with pytest.raises(KeyInUse, match="first format"):
            await check_unused(world.resealing, old)

    async def test_after_everything_moved_the_old_key_is_needed_by_nothing(self, world: World) -> None:
        await world.put("one")
        before, old = await world.opened(), world.seal.file.ring.current
        world.seal.file.turn()
        await world.run()

        await check_unused(world.resealing, old)

        world.seal.file.drop(old)
        assert await world.opened() == before


def test_a_row_is_known_by_all_of_its_key() -> None:
    column = SealedColumn("kit", "things", "secret", key=("owner", "name"))

    with pytest.raises(ValueError, match="owner, name"):
        column.at("alice")
