"""An address changes once it is proven; the old one is told, and can take the change back."""

from datetime import timedelta

import httpx
import pytest

from tests.fixtures.product import PASSWORD as LONG_PASSWORD
from tests.fixtures.product import Person
from tests.modules.auth.conftest import NATIVE, PASSWORD, World
from tests.modules.auth.letters import token_in
from tests.modules.auth.test_registering import confirm, sign_up
from tests.modules.auth.test_routes import address, fields, login
from voicetodo.kit.errors import Invalid
from voicetodo.kit.mail import Mail
from voicetodo.modules.auth.errors import EmailRefused, InvalidCredentials, LinkRefused
from voicetodo.modules.auth.service.grants import Grant

ALICE, NEW = "alice@example.org", "alice@new.example"


async def registered(world: World, email: str = ALICE) -> Grant:
    (letter,) = await sign_up(world, email)
    return await confirm(world, token_in(letter.text))


async def ask(world: World, grant: Grant, email: str = NEW, password: str = PASSWORD) -> list[Mail]:
    """The letters that followed."""
    await world.changing_emails.ask(
        grant.session.user.id,
        email=email,
        password=password,
        session_id=grant.session.session_id,
        address=NATIVE.address,
    )
    return await world.deliver()


async def changed(world: World, grant: Grant, email: str = NEW) -> str:
    """The token that takes it back."""
    (letter,) = await ask(world, grant, email)
    await world.changing_emails.confirm(token_in(letter.text))
    (told,) = [mail for mail in await world.deliver() if "/confirm/" in mail.text]
    return token_in(told.text)


class TestChange:
    async def test_the_link_in_the_letter_to_the_new_one_changes_it(self, careful: World) -> None:
        grant = await registered(careful)
        (letter,) = await ask(careful, grant)
        assert (letter.to, letter.subject) == (NEW, "Is this your new address?")
        assert await careful.log_in()

        await careful.changing_emails.confirm(token_in(letter.text))

        assert await careful.log_in(NEW)
        with pytest.raises(InvalidCredentials):
            await careful.log_in(ALICE)

    async def test_both_addresses_are_told(self, careful: World) -> None:
        grant = await registered(careful)
        (letter,) = await ask(careful, grant)

        await careful.changing_emails.confirm(token_in(letter.text))

        told = {mail.to: mail.subject for mail in await careful.deliver()}
        assert told == {
            ALICE: "The address of your account was changed",
            NEW: "This is the address of your account now",
        }

    async def test_the_link_works_once_and_for_a_day(self, careful: World) -> None:
        grant = await registered(careful)
        (old,) = await ask(careful, grant)
        careful.clock.advance(timedelta(days=1))
        (letter,) = await ask(careful, grant)
        await careful.changing_emails.confirm(token_in(letter.text))

        for each in (old, letter):
            with pytest.raises(LinkRefused):
                await careful.changing_emails.confirm(token_in(each.text))

    async def test_whoever_has_the_address_is_told_instead(self, careful: World) -> None:
        grant = await registered(careful)
        await registered(careful, "bob@example.org")

        (letter,) = await ask(careful, grant, "bob@example.org")

        assert (letter.to, letter.subject) == ("bob@example.org", "Your address was given for another account")
        assert "/confirm/" not in letter.text

    async def test_one_that_was_taken_meanwhile_stays_with_whoever_took_it(self, careful: World) -> None:
        grant = await registered(careful)
        (letter,) = await ask(careful, grant, "bob@example.org")
        await registered(careful, "bob@example.org")

        with pytest.raises(LinkRefused):
            await careful.changing_emails.confirm(token_in(letter.text))

        assert await careful.log_in(ALICE)

    async def test_a_session_alone_cannot(self, careful: World) -> None:
        grant = await registered(careful)

        with pytest.raises(Invalid) as raised:
            await ask(careful, grant, password="wrong horse")

        assert [error.field for error in raised.value.errors] == ["password"]

    async def test_a_mailbox_is_not_filled_by_strangers(self, careful: World) -> None:
        grant = await registered(careful)

        assert [len(await ask(careful, grant, "bob@example.org")) for _ in range(7)] == [1] * 5 + [0] * 2


class TestUndo:
    async def test_the_old_one_is_back_and_everybody_is_out(self, careful: World) -> None:
        grant = await registered(careful)
        token = await changed(careful, grant)

        await careful.changing_emails.undo(token)

        assert grant.session.session_id in careful.revoked
        for email in (ALICE, NEW):
            with pytest.raises(InvalidCredentials):
                await careful.log_in(email)

    async def test_a_letter_to_the_old_one_sets_a_new_password(self, careful: World) -> None:
        grant = await registered(careful)
        await careful.changing_emails.undo(await changed(careful, grant))

        (letter,) = [mail for mail in await careful.deliver() if mail.subject == "Set a new password"]
        assert letter.to == ALICE
        await careful.resetting_passwords.reset(token_in(letter.text), new="seven quiet gates")

        assert await careful.log_in(ALICE, "seven quiet gates")

    async def test_it_takes_back_what_was_changed_since(self, careful: World) -> None:
        """Whoever took an account may change the address once more, and have the letters of that."""
        grant = await registered(careful)
        owners = await changed(careful, grant)
        thiefs = await changed(careful, grant, "mallory@example.org")

        await careful.changing_emails.undo(owners)

        assert (await careful.accounts.get_user(grant.session.user.id)).email == ALICE
        with pytest.raises(LinkRefused):
            await careful.changing_emails.undo(thiefs)

    async def test_wishes_that_wait_come_to_nothing(self, careful: World) -> None:
        grant = await registered(careful)
        owners = await changed(careful, grant)
        (waiting,) = await ask(careful, grant, "mallory@example.org")

        await careful.changing_emails.undo(owners)

        with pytest.raises(LinkRefused):
            await careful.changing_emails.confirm(token_in(waiting.text))

    async def test_it_works_once_and_for_a_fortnight(self, careful: World) -> None:
        grant = await registered(careful)
        token = await changed(careful, grant)
        careful.clock.advance(timedelta(days=14))

        with pytest.raises(LinkRefused):
            await careful.changing_emails.undo(token)


class TestAtHome:
    def test_it_changes_at_once(self, nobody: httpx.Client, alice: Person) -> None:
        email = address()

        answer = alice.post("/v1/me/email-changes", json={"email": email, "password": LONG_PASSWORD})

        assert (answer.status_code, answer.json()) == (202, {"email": email})
        assert alice.get("/v1/me").json()["email"] == email
        assert login(nobody, email).status_code == 200

    async def test_one_that_somebody_has_is_refused(self, world: World) -> None:
        grant = await world.register()
        await world.register("bob@example.org")

        with pytest.raises(EmailRefused):
            await ask(world, grant, "bob@example.org")

        assert (await world.accounts.get_user(grant.session.user.id)).email == ALICE

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"email": "nonsense", "password": LONG_PASSWORD}, "email"),
            ({"email": "new@example.org", "password": "wrong horse"}, "password"),
        ],
    )
    def test_what_will_not_do_is_named(self, alice: Person, body: dict[str, str], field: str) -> None:
        answer = alice.post("/v1/me/email-changes", json=body)

        assert answer.status_code == 422
        assert fields(answer) == [field]

    def test_who_has_not_signed_in_cannot(self, nobody: httpx.Client) -> None:
        body = {"email": "new@example.org", "password": LONG_PASSWORD}

        assert nobody.post("/v1/me/email-changes", json=body).status_code == 401
