"""Keys change; nobody is signed out by it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.modules.auth.conftest import START, World, make_world
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Unauthenticated


class TestRotate:
    async def test_the_new_key_signs_and_the_old_one_still_verifies(self, world: World) -> None:
        before = (await world.register()).access_token

        kid = await world.keys.rotate()
        after = (await world.log_in()).access_token

        assert (await world.keys.signer()).kid == kid
        assert before.split(".")[0] != after.split(".")[0]
        for token in (before, after):
            assert await world.verifier.verify(token)

    async def test_an_old_key_is_published_until_its_tokens_expired(self, world: World) -> None:
        await world.register()
        await world.keys.rotate()
        assert len(await world.keys.published()) == 2

        world.clock.advance(timedelta(minutes=20))

        assert len(await world.keys.published()) == 1

    async def test_a_token_of_a_key_no_longer_published_is_refused(self, world: World) -> None:
        token = (await world.register()).access_token
        await world.keys.rotate()
        world.clock.advance(timedelta(minutes=20))

        with pytest.raises(Unauthenticated):
            await world.verifier.verify(token)

    async def test_a_key_that_served_long_enough_is_replaced(self, world: World) -> None:
        first = (await world.keys.signer()).kid
        await world.keys.keep_fresh()
        assert (await world.keys.signer()).kid == first

        world.clock.advance(timedelta(days=91))
        await world.keys.keep_fresh()

        assert (await world.keys.signer()).kid != first

    async def test_keys_nobody_needs_are_dropped(self, world: World) -> None:
        await world.keys.rotate()
        await world.keys.rotate()
        world.clock.advance(timedelta(hours=1))

        await world.keys.keep_fresh()

        async with world.db.connection() as connection:
            assert await connection.fetchval("select count(*) from signing_keys") == 1


class TestFirstKey:
    async def test_processes_that_start_at_once_make_one(self, database: Callable[[str], Database]) -> None:
        worlds = [make_world(database("auth")) for _ in range(5)]

        signers = await asyncio.gather(*(each.keys.signer() for each in worlds))

        assert len({signer.kid for signer in signers}) == 1

    async def test_another_process_reads_the_same_one(self, world: World) -> None:
        token = (await world.register()).access_token

        assert (await make_world(world.db).verifier.verify(token)).session_id is not None


class TestAtRest:
    async def test_the_private_half_is_not_in_the_database(self, world: World) -> None:
        secret = (await world.keys.signer()).as_dict(private=True)["d"]

        async with world.db.connection() as connection:
            row = await connection.fetchrow("select published, sealed from signing_keys")

        assert row is not None
        assert "d" not in row["published"]
        assert str(secret).encode() not in row["sealed"]

    async def test_after_the_master_key_was_lost_a_new_key_signs(self, world: World) -> None:
        old = (await world.register()).access_token
        other = make_world(world.db, Seal(b"j" * 32))

        new = (await other.log_in()).access_token

        assert await other.verifier.verify(old)
        assert await other.verifier.verify(new)
        assert other.clock.now() == START
