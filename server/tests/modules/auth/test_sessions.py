"""Refresh tokens in the hands of owners, thieves and hasty browsers."""

import asyncio
from datetime import timedelta

import pytest

from tests.modules.auth.conftest import World
from voicetodo.kit.errors import Unauthenticated
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import RefreshTokenRefused, SessionNotFound


class TestRefresh:
    async def test_each_token_leads_to_the_next(self, world: World) -> None:
        grant = await world.register()

        second = await world.refresh(grant.session.refresh_token)
        third = await world.refresh(second.session.refresh_token)

        tokens = {each.session.refresh_token for each in (grant, second, third)}
        assert len(tokens) == 3
        assert third.session.session_id == grant.session.session_id
        assert (await world.verifier.verify(third.access_token)).user_id == grant.session.user.id

    async def test_a_token_used_before_ends_its_session(self, world: World) -> None:
        stolen = (await world.register()).session.refresh_token
        owner = await world.refresh(stolen)
        world.clock.advance(timedelta(seconds=11))

        with pytest.raises(RefreshTokenRefused):
            await world.refresh(stolen)

        with pytest.raises(RefreshTokenRefused):
            await world.refresh(owner.session.refresh_token)
        with pytest.raises(Unauthenticated):
            await world.verifier.verify(owner.access_token)
        assert world.revoked == [owner.session.session_id]
        assert (await world.announced()).count("auth.session_revoked.v1") == 1

    async def test_one_used_long_ago_ends_it_too(self, world: World) -> None:
        first = token = (await world.register()).session.refresh_token
        for _ in range(5):
            token = (await world.refresh(token)).session.refresh_token

        with pytest.raises(RefreshTokenRefused):
            await world.refresh(first)
        with pytest.raises(RefreshTokenRefused):
            await world.refresh(token)

    async def test_a_lost_answer_is_given_again_for_ten_seconds(self, world: World) -> None:
        token = (await world.register()).session.refresh_token

        lost = await world.refresh(token)
        world.clock.advance(timedelta(seconds=10))
        again = await world.refresh(token)

        assert again.session.refresh_token == lost.session.refresh_token
        assert world.revoked == []

    async def test_tabs_that_refresh_at_once_get_the_same_next_token(self, world: World) -> None:
        token = (await world.register()).session.refresh_token

        grants = await asyncio.gather(*(world.refresh(token) for _ in range(8)))

        assert len({grant.session.refresh_token for grant in grants}) == 1
        assert world.revoked == []
        assert await world.refresh(grants[0].session.refresh_token)

    async def test_within_the_grace_a_thief_and_the_owner_still_meet(self, world: World) -> None:
        token = (await world.register()).session.refresh_token
        owner, thief = await world.refresh(token), await world.refresh(token)
        await world.refresh(owner.session.refresh_token)
        world.clock.advance(timedelta(seconds=11))

        with pytest.raises(RefreshTokenRefused):
            await world.refresh(thief.session.refresh_token)

        assert world.revoked == [owner.session.session_id]

    async def test_a_session_not_used_for_thirty_days_is_over(self, world: World) -> None:
        token = (await world.register()).session.refresh_token
        world.clock.advance(timedelta(days=29))
        token = (await world.refresh(token)).session.refresh_token
        world.clock.advance(timedelta(days=30))

        with pytest.raises(RefreshTokenRefused):
            await world.refresh(token)

    async def test_a_session_in_use_is_over_after_half_a_year(self, world: World) -> None:
        token = (await world.register()).session.refresh_token
        for _ in range(17):
            world.clock.advance(timedelta(days=10))
            token = (await world.refresh(token)).session.refresh_token
        world.clock.advance(timedelta(days=10))

        with pytest.raises(RefreshTokenRefused):
            await world.refresh(token)

    @pytest.mark.parametrize("text", ["", "x", "é", "A" * 91, "A" * 5000])
    async def test_rubbish_is_refused(self, world: World, text: str) -> None:
        with pytest.raises(RefreshTokenRefused):
            await world.refresh(text)


class TestSignOut:
    async def test_the_session_is_over_at_once(self, world: World) -> None:
        grant = await world.register()
        await world.verifier.verify(grant.access_token)

        await world.accounts.log_out(refresh_token=grant.session.refresh_token)

        assert world.verifier.find_cached(grant.access_token) is None
        with pytest.raises(RefreshTokenRefused):
            await world.refresh(grant.session.refresh_token)

    async def test_twice_changes_nothing_more(self, world: World) -> None:
        token = (await world.register()).session.refresh_token

        for _ in range(2):
            await world.accounts.log_out(refresh_token=token)
        await world.accounts.log_out(refresh_token="rubbish")

        assert len(world.revoked) == 1
        assert (await world.announced()).count("auth.session_revoked.v1") == 1


class TestRevoke:
    async def test_one_is_ended_and_the_others_go_on(self, world: World) -> None:
        phone, laptop = await world.register(), await world.log_in()
        user_id = phone.session.user.id

        await world.sessions.revoke(user_id=user_id, session_id=phone.session.session_id)

        assert [each.id for each in await world.sessions.list_open(user_id=user_id, before=None, limit=9)] == [
            laptop.session.session_id
        ]
        assert await world.refresh(laptop.session.refresh_token)

    async def test_somebody_elses_is_not_found(self, world: World) -> None:
        alice, charlie = await world.register(), await world.register("charlie@example.org")

        with pytest.raises(SessionNotFound):
            await world.sessions.revoke(user_id=charlie.session.user.id, session_id=alice.session.session_id)

        assert await world.refresh(alice.session.refresh_token)

    async def test_one_that_is_over_is_not_found(self, world: World) -> None:
        grant = await world.register()
        user_id, session_id = grant.session.user.id, grant.session.session_id
        await world.sessions.revoke(user_id=user_id, session_id=session_id)

        for each in (session_id, new_id()):
            with pytest.raises(SessionNotFound):
                await world.sessions.revoke(user_id=user_id, session_id=each)

    async def test_all_are_ended_at_once(self, world: World) -> None:
        alice = [await world.register(), await world.log_in(), await world.log_in()]
        bob = await world.register("bob@example.org")

        await world.sessions.revoke_all(user_id=alice[0].session.user.id)

        assert sorted(world.revoked) == sorted(each.session.session_id for each in alice)
        assert (await world.announced()).count("auth.session_revoked.v1") == 3
        assert await world.refresh(bob.session.refresh_token)

    async def test_processes_that_start_later_can_ask_for_the_recent_ones(self, world: World) -> None:
        grant = await world.register()
        await world.accounts.log_out(refresh_token=grant.session.refresh_token)

        assert await world.sessions.revoked_lately() == [grant.session.session_id]
        world.clock.advance(timedelta(minutes=11))
        assert await world.sessions.revoked_lately() == []


class TestForgetOld:
    async def test_those_long_over_are_dropped_and_others_kept(self, world: World) -> None:
        over, idle = await world.register(), await world.log_in()
        await world.accounts.log_out(refresh_token=over.session.refresh_token)
        world.clock.advance(timedelta(days=31))
        fresh = await world.log_in()

        await world.sessions.forget_old()

        async with world.db.connection() as connection:
            left = {row["id"] for row in await connection.fetch("select id from sessions")}
        assert left == {idle.session.session_id, fresh.session.session_id}
