"""Where letters reach people, an account is made once its address is proven, and nothing tells who has one."""

import asyncio
from datetime import timedelta

import pytest

from tests.modules.auth.conftest import NATIVE, PASSWORD, World
from tests.modules.auth.letters import token_in
from voicetodo.kit.ids import new_id
from voicetodo.kit.mail import Mail
from voicetodo.modules.auth.errors import (
    InvalidCredentials,
    LettersDelayed,
    LinkRefused,
    RegistrationRefused,
    SignInBusy,
    UserNotFound,
)
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.passwords import STRANGERS_IN_QUEUE, Passwords

ALICE = "alice@example.org"
PROVE = "Is this your address?"


async def sign_up(world: World, email: str = ALICE, password: str = PASSWORD) -> list[Mail]:
    """The letters that followed."""
    grant = await world.registering.register(
        user_id=new_id(), email=email, password=password, name="Alice", timezone="Europe/Berlin", origin=NATIVE
    )
    assert grant is None
    return await world.deliver()


async def confirm(world: World, token: str, password: str = PASSWORD) -> Grant:
    return await world.registering.confirm(token, password=password, origin=NATIVE)


class TestProof:
    async def test_the_link_and_the_password_make_the_account(self, careful: World) -> None:
        (letter,) = await sign_up(careful)
        assert (letter.to, letter.subject) == (ALICE, PROVE)

        grant = await confirm(careful, token_in(letter.text))

        assert (grant.session.user.email, grant.session.user.name) == (ALICE, "Alice")
        assert await careful.log_in()

    async def test_until_then_there_is_none(self, careful: World) -> None:
        await sign_up(careful)

        with pytest.raises(InvalidCredentials):
            await careful.log_in()

    async def test_the_link_alone_makes_none(self, careful: World) -> None:
        """Somebody may sign up with another's address, and wait for them to open the link."""
        (letter,) = await sign_up(careful, password="chosen by mallory")

        with pytest.raises(InvalidCredentials):
            await confirm(careful, token_in(letter.text), "whatever alice types")

    async def test_whoever_reads_the_mail_gets_the_account_with_their_own_password(self, careful: World) -> None:
        await sign_up(careful, password="chosen by mallory")
        (letter,) = await sign_up(careful)

        await confirm(careful, token_in(letter.text))

        assert await careful.log_in()
        with pytest.raises(InvalidCredentials):
            await careful.log_in(password="chosen by mallory")

    async def test_the_link_works_once(self, careful: World) -> None:
        (letter,) = await sign_up(careful)
        token = token_in(letter.text)

        answers = await asyncio.gather(*(confirm(careful, token) for _ in range(3)), return_exceptions=True)

        assert sorted(type(answer).__name__ for answer in answers) == ["Grant", "LinkRefused", "LinkRefused"]

    async def test_it_takes_the_others_for_this_address_with_it(self, careful: World) -> None:
        (first,) = await sign_up(careful)
        (second,) = await sign_up(careful)
        await confirm(careful, token_in(second.text))

        with pytest.raises(LinkRefused):
            await confirm(careful, token_in(first.text))

    async def test_it_is_good_for_a_day(self, careful: World) -> None:
        (letter,) = await sign_up(careful)
        careful.clock.advance(timedelta(days=1))

        with pytest.raises(LinkRefused):
            await confirm(careful, token_in(letter.text))

    async def test_it_cannot_be_used_for_something_else(self, careful: World) -> None:
        (letter,) = await sign_up(careful)

        with pytest.raises(LinkRefused):
            await careful.resetting_passwords.reset(token_in(letter.text), new="seven quiet gates")


class TestTaken:
    async def test_the_answer_is_the_same_and_the_owner_is_told(self, careful: World) -> None:
        (letter,) = await sign_up(careful)
        await confirm(careful, token_in(letter.text))

        (told,) = await sign_up(careful, "ALICE@example.org", "another password")

        assert (told.to, told.subject) == (ALICE, "You have an account already")
        assert "/confirm/" not in told.text

    async def test_nothing_of_the_account_changes(self, careful: World) -> None:
        (letter,) = await sign_up(careful)
        await confirm(careful, token_in(letter.text))

        await sign_up(careful, password="another password")

        assert await careful.log_in()

    async def test_at_home_it_is_refused_and_the_owner_is_told(self, world: World) -> None:
        await world.register()

        with pytest.raises(RegistrationRefused):
            await world.register(password="another password")

        assert [mail.subject for mail in await world.deliver()] == ["You have an account already"]


class TestACrowd:
    async def test_strangers_who_sign_up_leave_room_for_those_who_are_known(self, world: World) -> None:
        world.registering._passwords = Passwords()

        answers = await asyncio.gather(
            *(world.register(f"{number}@example.org") for number in range(30)), return_exceptions=True
        )

        assert sum(isinstance(answer, SignInBusy) for answer in answers) == 30 - STRANGERS_IN_QUEUE
        assert sum(isinstance(answer, Grant) for answer in answers) == STRANGERS_IN_QUEUE


class TestLetters:
    async def test_whoever_signs_up_too_often_before_the_post_goes_gets_the_first_letters(self, careful: World) -> None:
        """The mail server may be away while somebody who waits for a letter signs up again and again."""
        for _ in range(7):
            await careful.registering.register(
                user_id=new_id(), email=ALICE, password=PASSWORD, name="", timezone="UTC", origin=NATIVE
            )

        assert [mail.subject for mail in await careful.deliver()] == [PROVE] * 5

    async def test_a_mailbox_is_not_filled_by_strangers(self, careful: World) -> None:
        letters = [await sign_up(careful) for _ in range(7)]

        assert [len(each) for each in letters] == [1] * 5 + [0] * 2

    async def test_somebody_who_signs_up_very_often_waits(self, careful: World) -> None:
        for number in range(20):
            await sign_up(careful, f"{number}@example.org")

        with pytest.raises(LettersDelayed):
            await sign_up(careful)

    async def test_one_written_twice_holds_the_same_link(self, careful: World) -> None:
        await careful.registering.register(
            user_id=new_id(), email=ALICE, password=PASSWORD, name="", timezone="UTC", origin=NATIVE
        )

        letters = await careful.deliver(times=2)

        assert len({(mail.id, mail.text) for mail in letters}) == 1


class TestRetention:
    async def test_what_nobody_confirmed_is_forgotten(self, careful: World) -> None:
        await sign_up(careful)
        careful.clock.advance(timedelta(days=1, seconds=1))

        await careful.registering.forget_old()

        async with careful.db.connection() as connection:
            assert await connection.fetchval("select count(*) from registrations") == 0


class TestByTheOperator:
    async def test_an_account_that_waits_is_made(self, careful: World) -> None:
        await sign_up(careful)

        await careful.registering.accept(ALICE)

        assert await careful.log_in()

    async def test_nobody_is_not(self, careful: World) -> None:
        with pytest.raises(UserNotFound):
            await careful.registering.accept(ALICE)
