"""Keys change; nobody is signed out by it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.modules.auth.conftest import START, World, make_world
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Unauthenticated
from voicetodo.kit.tokens.key_ring import KeyRing
from voicetodo.modules.auth.service.signing_keys import LEAD


class TestRotate:
    async def test_the_new_key_signs_and_the_old_one_still_verifies(self, world: World) -> None:
        before = (await world.register()).access_token

        kid = await world.keys.rotate()
        world.clock.advance(LEAD)
        after = (await world.log_in()).access_token

        assert (await world.keys.signer()).kid == kid
        assert before.split(".")[0] != after.split(".")[0]
        for token in (before, after):
            assert await world.verifier.verify(token)

    async def test_the_new_key_is_published_before_it_signs(self, world: World) -> None:
        old = (await world.keys.signer()).kid
        world.clock.advance(timedelta(days=1))

        kid = await world.keys.rotate()

        assert [each.kid for each in await world.keys.published()] == [kid, old]
        assert (await world.keys.signer()).kid == old

    async def test_everybody_knows_the_new_key_by_then_however_many_keys_strangers_invent(self, world: World) -> None:
        seconds = 0.0
        ring = KeyRing(world.keys.published, monotonic=lambda: seconds)
        old = str((await world.keys.signer()).kid)
        assert await ring.find(old)
        kid = await world.keys.rotate()

        # an invented one has just been asked about, so that no unknown one is
        seconds = LEAD.total_seconds() - 1
        assert await ring.find("invented") is None
        seconds = LEAD.total_seconds()

        assert await ring.find(kid)

    async def test_an_old_key_is_published_until_its_tokens_expired(self, world: World) -> None:
        await world.register()
        await world.keys.rotate()
        world.clock.advance(LEAD)
        assert len(await world.keys.published()) == 2

        world.clock.advance(timedelta(minutes=20))

        assert len(await world.keys.published()) == 1

    async def test_a_token_of_a_key_no_longer_published_is_refused(self, world: World) -> None:
        token = (await world.register()).access_token
        await world.keys.rotate()
        world.clock.advance(LEAD + timedelta(minutes=20))

        with pytest.raises(Unauthenticated):
            await world.verifier.verify(token)

    async def test_a_key_that_served_long_enough_is_replaced(self, world: World) -> None:
        first = (await world.keys.signer()).kid
        await world.keys.keep_fresh()
        assert (await world.keys.signer()).kid == first

        world.clock.advance(timedelta(days=91))
        for _ in range(2):  # once is enough
            await world.keys.keep_fresh()
        world.clock.advance(LEAD)

        assert (await world.keys.signer()).kid != first
        assert len(await world.keys.published()) == 2

    async def test_keys_nobody_needs_are_dropped(self, world: World) -> None:
        await world.keys.rotate()
        await world.keys.rotate()
        world.clock.advance(timedelta(hours=1))

        await world.keys.keep_fresh()

        async with world.db.connection() as connection:
            assert await connection.fetchval("select count(*) from signing_keys") == 1


class TestReplace:
    async def test_tokens_of_stolen_keys_are_soon_refused(self, world: World) -> None:
        stolen = (await world.register()).access_token

        await world.keys.replace()
        world.clock.advance(timedelta(minutes=2))

        with pytest.raises(Unauthenticated):
            await world.verifier.verify(stolen)

    async def test_a_token_verified_before_does_not_outlive_its_key(self, world: World) -> None:
        stolen = (await world.register()).access_token
        await world.verifier.verify(stolen)
        await world.keys.replace()
        world.clock.advance(timedelta(minutes=2))
        world.verifier.expect_new_keys()

        await world.verifier.verify((await world.log_in()).access_token)

        with pytest.raises(Unauthenticated):
            await world.verifier.verify(stolen)

    async def test_who_has_signed_in_stays_so(self, world: World) -> None:
        grant = await world.register()
        await world.keys.replace()
        world.clock.advance(timedelta(minutes=2))

        again = await world.refresh(grant.session.refresh_token)

        assert await world.verifier.verify(again.access_token)

    async def test_what_others_sign_before_they_hear_of_it_is_taken(self, world: World) -> None:
        await world.register()
        other = make_world(world.db)
        await other.keys.signer()
        await world.keys.replace()

        assert await world.verifier.verify((await other.log_in()).access_token)

    async def test_a_key_that_has_not_begun_never_signs(self, world: World) -> None:
        stolen = await world.keys.rotate()
        kid = await world.keys.replace()

        world.clock.advance(LEAD)

        assert (await world.keys.signer()).kid == kid
        assert stolen not in {each.kid for each in await world.keys.published()}


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
        other = make_world(world.db, Seal.of(b"j" * 32))

        new = (await other.log_in()).access_token

        assert await other.verifier.verify(old)
        assert await other.verifier.verify(new)
        assert other.clock.now() == START
