"""Registering and signing in, below the routes."""

import asyncio
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from tests.modules.auth.conftest import NATIVE, START, World
from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import InvalidCredentials, RegistrationRefused, UserNotFound
from voicetodo.modules.auth.service.passwords import Passwords


class TestRegister:
    async def test_it_is_announced_once(self, world: World) -> None:
        await world.register()

        with pytest.raises(RegistrationRefused):
            await world.register()

        assert await world.announced() == ["auth.user_registered.v1"]

    async def test_an_address_is_taken_whatever_its_case(self, world: World) -> None:
        await world.register("Alice@Example.org")

        with pytest.raises(RegistrationRefused):
            await world.register(" aLICE@example.ORG")

    async def test_of_two_at_once_one_gets_the_address(self, world: World) -> None:
        answers = await asyncio.gather(*(world.register() for _ in range(6)), return_exceptions=True)

        assert sum(isinstance(answer, RegistrationRefused) for answer in answers) == 5

    async def test_repeated_under_its_id_it_signs_in_to_the_same_account(self, world: World) -> None:
        user_id = new_id()

        grants = [
            await world.registering.register(
                user_id=user_id, email="alice@example.org", password="correct horse", name="", timezone="UTC",
                origin=NATIVE,
            )
            for _ in range(2)
        ]  # fmt: skip

        assert {grant.session.user.id for grant in grants if grant} == {user_id}
        assert await world.announced() == ["auth.user_registered.v1"]

    async def test_whoever_comes_first_looks_after_the_installation(self, world: World) -> None:
        emails = [f"{number}@example.org" for number in range(5)]

        grants = await asyncio.gather(*(world.register(email) for email in emails))

        assert sorted(len(grant.session.user.roles) for grant in grants) == [1, 1, 1, 1, 2]


class TestLogIn:
    async def test_the_right_password_opens(self, world: World) -> None:
        registered = await world.register()

        grant = await world.log_in("ALICE@example.org")

        assert grant.session.user == registered.session.user
        assert grant.session.session_id != registered.session.session_id

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            ("alice@example.org", "wrong horse"),
            ("alice@example.org", ""),
            ("alice@example.org", "x" * 100_000),
            ("alice@example.org", "correct horse\0"),
            ("bob@example.org", "correct horse"),
            ("' or 1=1 --", "correct horse"),
            ("\0", "\ud800"),
        ],
    )
    async def test_everything_else_does_not(self, world: World, email: str, password: str) -> None:
        await world.register()

        with pytest.raises(InvalidCredentials) as raised:
            await world.log_in(email, password)

        assert raised.value.sentence == "The e-mail address or the password is not right."

    async def test_a_hash_made_at_another_cost_is_renewed(self, world: World) -> None:
        await world.register()
        before = await _stored(world)
        world.signing_in._passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))

        await world.log_in()

        assert await _stored(world) != before
        assert await world.log_in()


class TestAccessToken:
    async def test_it_lasts_ten_minutes(self, world: World) -> None:
        token = (await world.register()).access_token
        world.clock.advance(timedelta(minutes=9, seconds=59))
        assert await world.verifier.verify(token)

        world.clock.advance(timedelta(seconds=1))

        assert world.verifier.find_cached(token) is None


class TestChange:
    async def test_what_is_left_out_stays(self, world: World) -> None:
        user = (await world.register()).session.user

        changed = await world.accounts.change_user(user.id, name="Alice", timezone=None, check=lambda _: None)

        assert (changed.name, changed.timezone, changed.version) == ("Alice", "UTC", user.version + 1)
        assert changed.created_at == START

    async def test_changing_nothing_is_no_change(self, world: World) -> None:
        user = (await world.register()).session.user

        assert await world.accounts.change_user(user.id, name="", timezone="UTC", check=lambda _: None) == user

    async def test_a_check_may_refuse(self, world: World) -> None:
        user = (await world.register()).session.user

        def refuse(version: int) -> None:
            raise PreconditionFailed(f"There is version {version} already.")

        with pytest.raises(PreconditionFailed):
            await world.accounts.change_user(user.id, name="Mallory", timezone=None, check=refuse)

        assert await world.accounts.get_user(user.id) == user

    async def test_nobody_cannot_be_changed(self, world: World) -> None:
        with pytest.raises(UserNotFound):
            await world.accounts.change_user(new_id(), name="x", timezone=None, check=lambda _: None)
        with pytest.raises(UserNotFound):
            await world.accounts.get_user(new_id())


async def _stored(world: World) -> str:
    async with world.db.connection() as connection:
        return await connection.fetchval("select password_hash from users")
