"""An address changes once it is proven; the old one is told, and can take the change back."""

import asyncio
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import PASSWORD as LONG_PASSWORD
from tests.fixtures.product import Person
from tests.modules.auth.apps import set_up_app
from tests.modules.auth.authenticators import Authenticator
from tests.modules.auth.conftest import NATIVE, PASSWORD, World
from tests.modules.auth.letters import token_in
from tests.modules.auth.test_passkeys import make
from tests.modules.auth.test_registering import confirm, sign_up
from tests.modules.auth.test_routes import address, fields, login
from voicetodo.kit.audit import Actor
from voicetodo.kit.errors import Invalid
from voicetodo.kit.ids import new_id
from voicetodo.kit.mail import Mail
from voicetodo.modules.auth.errors import EmailRefused, InvalidCredentials, LinkRefused
from voicetodo.modules.auth.model.identities import Identity
from voicetodo.modules.auth.model.second_factors import SecondFactors
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.store import identities

ALICE, NEW = "alice@example.org", "alice@new.example"


async def registered(world: World, email: str = ALICE) -> Grant:
    (letter,) = await sign_up(world, email)
    return await confirm(world, token_in(letter.text))


async def wish(world: World, grant: Grant, email: str = NEW, password: str = PASSWORD) -> None:
    await world.changing_emails.ask(
        grant.session.user.id,
        email=email,
        password=password,
        session_id=grant.session.session_id,
        address=NATIVE.address,
    )


async def ask(world: World, grant: Grant, email: str = NEW, password: str = PASSWORD) -> list[Mail]:
    """The letters that followed."""
    await wish(world, grant, email, password)
    return await world.deliver()


async def changed(world: World, grant: Grant, email: str = NEW) -> str:
    """The token that takes it back."""
    (letter,) = await ask(world, grant, email)
    await world.changing_emails.confirm(token_in(letter.text))
    (told,) = [mail for mail in await world.deliver() if "/confirm/" in mail.text]
    return token_in(told.text)


async def set_password(world: World, grant: Grant, how: str) -> None:
    """To `seven quiet gates`."""
    new = "seven quiet gates"
    if how == "by the old one":
        await world.changing_passwords.change(
            grant.session.user.id,
            session_id=grant.session.session_id,
            current=PASSWORD,
            new=new,
            address=NATIVE.address,
            device_token="",
        )
        return
    await world.resetting_passwords.ask_for_reset(ALICE, address=NATIVE.address)
    (letter,) = [mail for mail in await world.deliver() if mail.subject == "Set a new password"]
    await world.resetting_passwords.reset(token_in(letter.text), new=new)


async def link(world: World, user_id: UUID) -> None:
    """An account elsewhere that signs in to this one."""
    now = world.clock.now()
    elsewhere = Identity(
        id=new_id(), provider="elsewhere", issuer="https://elsewhere.example", email=ALICE, created_at=now
    )
    async with world.db.transaction() as tx:
        assert await identities.add(tx, elsewhere, user_id=user_id, subject="someone")


async def linked(world: World, user_id: UUID) -> list[Identity]:
    async with world.db.connection() as connection:
        return await identities.list_all(connection, user_id)


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

    @pytest.mark.parametrize("how", ["by the old one", "by a letter"])
    async def test_with_a_new_password_none_that_was_wished_before_comes_to_be(self, careful: World, how: str) -> None:
        """Whoever had the old password may have wished for an address of theirs, and wait with the link."""
        grant = await registered(careful)
        (waiting,) = await ask(careful, grant, "mallory@example.org")

        await set_password(careful, grant, how)

        assert not await careful.changing_emails.is_good(token_in(waiting.text), "email_change")
        with pytest.raises(LinkRefused):
            await careful.changing_emails.confirm(token_in(waiting.text))
        assert await careful.log_in(ALICE, "seven quiet gates")

    async def test_nor_one_that_is_wished_at_that_moment(self, careful: World) -> None:
        grant = await registered(careful)
        await careful.resetting_passwords.ask_for_reset(ALICE, address=NATIVE.address)
        (letter,) = [mail for mail in await careful.deliver() if mail.subject == "Set a new password"]

        wishing = [asyncio.create_task(wish(careful, grant)) for _ in range(4)]
        await careful.resetting_passwords.reset(token_in(letter.text), new="seven quiet gates")
        await asyncio.gather(*wishing, return_exceptions=True)

        assert [mail for mail in await careful.deliver() if "/confirm/" in mail.text] == []

    async def test_a_new_password_leaves_the_way_back(self, careful: World) -> None:
        grant = await registered(careful)
        owners = await changed(careful, grant)

        await set_password(careful, grant, "by the old one")

        await careful.changing_emails.undo(owners)
        assert (await careful.accounts.get_user(grant.session.user.id)).email == ALICE

    async def test_none_comes_to_be_of_who_was_suspended_meanwhile(self, careful: World) -> None:
        await registered(careful, "ada@example.org")  # who comes first looks after the installation
        grant = await registered(careful)
        user_id = grant.session.user.id
        (waiting,) = await ask(careful, grant)

        await careful.oversight.suspend(user_id, reason="security", by=Actor())
        await careful.oversight.restore(user_id, by=Actor())

        with pytest.raises(LinkRefused):
            await careful.changing_emails.confirm(token_in(waiting.text))

    async def test_a_session_alone_cannot(self, careful: World) -> None:
        grant = await registered(careful)

        with pytest.raises(Invalid) as raised:
            await ask(careful, grant, password="wrong horse")

        assert [error.field for error in raised.value.errors] == ["password"]

    async def test_a_mailbox_is_not_filled_by_strangers(self, careful: World) -> None:
        grant = await registered(careful)

        assert [len(await ask(careful, grant, "bob@example.org")) for _ in range(7)] == [1] * 5 + [0] * 2

    async def test_nor_by_those_who_have_many_accounts_or_many_passwords(self, careful: World) -> None:
        grants = [await registered(careful, f"{number}@example.org") for number in range(3)]
        sent = [len(await ask(careful, grant, "bob@example.org")) for grant in grants for _ in range(2)]
        await set_password(careful, grants[0], "by the old one")
        await careful.deliver()

        sent.append(len(await ask(careful, grants[0], "Bob@example.org", "seven quiet gates")))

        assert sent == [1] * 5 + [0] * 2

    async def test_whoever_asks_too_often_before_the_post_goes_gets_the_first_letters(self, careful: World) -> None:
        grant = await registered(careful)
        for _ in range(6):
            await wish(careful, grant)

        (letter, *others) = await careful.deliver()

        assert len(others) == 4
        await careful.changing_emails.confirm(token_in(letter.text))


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

    async def test_who_had_taken_it_has_made_nothing_to_come_back_by(self, careful: World) -> None:
        """Some of it before they changed the address."""
        grant, device = await registered(careful), Authenticator()
        user_id = grant.session.user.id
        await make(careful, grant, device)
        _, secret = await careful.app_passwords.create(user_id, name="Phone")
        await careful.deliver()
        token = await changed(careful, grant)
        made, _ = await careful.personal_tokens.create(user_id, name="Script", scopes=["todos:read"], days=30)
        await set_up_app(careful, user_id)
        await link(careful, user_id)

        await careful.changing_emails.undo(token)

        assert await linked(careful, user_id) == []
        assert await careful.passkeys.list_all(user_id) == []
        assert await careful.app_passwords.find_use(email=ALICE, password=secret) is None
        assert await careful.personal_tokens.list_all(user_id) == []
        assert (await careful.second_factors.find_all(user_id)) == SecondFactors(None, 0)
        assert made.id in careful.revoked
        assert careful.barred == [user_id]

    async def test_the_account_stays_where_its_deletion_was_asked_for_since(self, careful: World) -> None:
        grant = await registered(careful)
        token = await changed(careful, grant)
        await careful.deleting.ask(grant.session.user.id)

        await careful.changing_emails.undo(token)

        assert await careful.deleting.find(grant.session.user.id) is None
        assert "auth.deletion_cancelled.v1" in await careful.announced()

    async def test_a_deletion_that_the_owner_asked_for_before_goes_on(self, careful: World) -> None:
        grant = await registered(careful)
        await careful.deleting.ask(grant.session.user.id)
        await careful.deliver()
        careful.clock.advance(timedelta(days=2))

        await careful.changing_emails.undo(await changed(careful, grant))

        assert await careful.deleting.find(grant.session.user.id) is not None

    async def test_what_the_owner_had_before_stays(self, careful: World) -> None:
        grant = await registered(careful)
        user_id = grant.session.user.id
        phone = await make(careful, grant, Authenticator())
        made, _ = await careful.app_passwords.create(user_id, name="Phone")
        script, _ = await careful.personal_tokens.create(user_id, name="Script", scopes=["todos:read"], days=30)
        await set_up_app(careful, user_id)
        await link(careful, user_id)
        await careful.deliver()
        careful.clock.advance(timedelta(days=2))

        await careful.changing_emails.undo(await changed(careful, grant))

        assert len(await linked(careful, user_id)) == 1
        assert await careful.passkeys.list_all(user_id) == [phone]
        assert await careful.app_passwords.list_all(user_id) == [made]
        assert await careful.personal_tokens.list_all(user_id) == [script]
        assert (await careful.second_factors.find_all(user_id)).recovery_codes_left == 10

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
