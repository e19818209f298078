"""A password is changed by whoever knows it, or by whoever reads the mail; everybody else is out."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from tests.fixtures.product import PASSWORD as LONG_PASSWORD
from tests.fixtures.product import Person, Product
from tests.modules.auth.conftest import NATIVE, PASSWORD, World
from tests.modules.auth.letters import token_in
from tests.modules.auth.test_routes import COOKIE, address, fields, login, refresh
from voicetodo.kit.errors import Invalid
from voicetodo.modules.auth.errors import InvalidCredentials, LettersDelayed, LinkRefused, UserNotFound

ALICE = "alice@example.org"
NEW = "seven quiet gates"


async def ask(world: World, email: str = ALICE) -> str:
    """The token in the letter that was sent, empty where none was."""
    await world.resetting_passwords.ask_for_reset(email, address=NATIVE.address)
    letters = [mail for mail in await world.deliver() if mail.subject == "Set a new password"]
    return token_in(letters[0].text) if letters else ""


class TestChange:
    def test_the_new_one_opens_and_the_old_one_does_not(self, nobody: httpx.Client, alice: Person) -> None:
        answer = alice.put("/v1/me/password", json={"current_password": LONG_PASSWORD, "new_password": NEW})

        assert answer.status_code == 204
        assert login(nobody, alice.user["email"]).status_code == 401
        assert login(nobody, alice.user["email"], NEW).status_code == 200

    def test_every_other_session_ends(self, nobody: httpx.Client, alice: Person) -> None:
        other = login(nobody, alice.user["email"]).json()

        alice.put("/v1/me/password", json={"current_password": LONG_PASSWORD, "new_password": NEW})

        assert alice.get("/v1/me").status_code == 200
        assert nobody.get("/v1/me", headers={"Authorization": f"Bearer {other['access_token']}"}).status_code == 401
        assert refresh(nobody, other["refresh_token"]).status_code == 401
        assert refresh(nobody, alice.refresh_token).status_code == 200

    def test_whoever_does_not_know_the_old_one_changes_nothing(self, nobody: httpx.Client, alice: Person) -> None:
        answer = alice.put("/v1/me/password", json={"current_password": "wrong horse", "new_password": NEW})

        assert answer.status_code == 422
        assert fields(answer) == ["current_password"]
        assert login(nobody, alice.user["email"]).status_code == 200

    def test_a_stolen_session_cannot_guess_it(self, alice: Person) -> None:
        wish = {"current_password": "wrong horse", "new_password": NEW}
        answers = [alice.put("/v1/me/password", json=wish).status_code for _ in range(11)]

        assert answers == [422] * 10 + [429]

    @pytest.mark.parametrize("new", ["short", "Password123!", "voicetodo2026"])
    def test_one_that_will_not_do_is_named(self, alice: Person, new: str) -> None:
        answer = alice.put("/v1/me/password", json={"current_password": LONG_PASSWORD, "new_password": new})

        assert answer.status_code == 422
        assert fields(answer) == ["new_password"]

    def test_a_browser_stays_known(self, product: Product) -> None:
        email = address()
        with httpx.Client(base_url=product.url, trust_env=False) as browser:
            token = browser.post("/v1/auth/register", json={"email": email, "password": LONG_PASSWORD}).json()
            browser.headers["Authorization"] = f"Bearer {token['access_token']}"
            answer = browser.put("/v1/me/password", json={"current_password": LONG_PASSWORD, "new_password": NEW})
            assert answer.status_code == 204
            assert COOKIE in browser.cookies

            signed_in = browser.post("/v1/auth/login", json={"email": email, "password": NEW})

            browser.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
            told = [item["kind"] for item in browser.get("/v1/me/security-events").json()["items"]]
            assert told == ["password_changed"]

    def test_who_has_not_signed_in_cannot(self, nobody: httpx.Client) -> None:
        body = {"current_password": LONG_PASSWORD, "new_password": NEW}

        assert nobody.put("/v1/me/password", json=body).status_code == 401

    async def test_other_devices_are_strangers_afterwards(self, world: World) -> None:
        grant = await world.register()
        other = (await world.log_in()).device_token or ""
        world.clock.advance(timedelta(seconds=1))
        await world.changing_passwords.change(
            grant.session.user.id,
            session_id=grant.session.session_id,
            current=PASSWORD,
            new=NEW,
            address="192.0.2.1",
            device_token="",
        )
        await world.deliver()

        await world.signing_in.log_in(email=ALICE, password=NEW, origin=NATIVE, device_token=other)

        assert [mail.subject for mail in await world.deliver()] == ["New sign-in to your account"]

    async def test_who_signs_in_with_the_old_one_at_that_moment_does_not_stay(self, world: World) -> None:
        grant = await world.register()
        token = await ask(world)

        signing_in = [asyncio.create_task(world.log_in()) for _ in range(4)]
        await world.resetting_passwords.reset(token, new=NEW)
        await asyncio.gather(*signing_in, return_exceptions=True)

        open_sessions = await world.sessions.list_open(user_id=grant.session.user.id, before=None, limit=10)
        assert open_sessions == []

    async def test_who_changes_the_old_one_at_that_moment_has_not_the_last_word(self, world: World) -> None:
        grant = await world.register()
        token = await ask(world)

        changing = asyncio.create_task(
            world.changing_passwords.change(
                grant.session.user.id,
                session_id=grant.session.session_id,
                current=PASSWORD,
                new="loud iron doors",
                address=NATIVE.address,
                device_token="",
            )
        )
        await world.resetting_passwords.reset(token, new=NEW)
        await asyncio.gather(changing, return_exceptions=True)

        assert await world.log_in(password=NEW)


class TestReset:
    async def test_the_link_sets_a_new_password_and_ends_every_session(self, world: World) -> None:
        grant = await world.register()

        await world.resetting_passwords.reset(await ask(world), new=NEW)

        assert world.revoked == [grant.session.session_id]
        with pytest.raises(InvalidCredentials):
            await world.log_in()
        assert await world.log_in(password=NEW)

    async def test_the_owner_is_told(self, world: World) -> None:
        await world.register()

        await world.resetting_passwords.reset(await ask(world), new=NEW)

        (told,) = await world.deliver()
        assert (told.to, told.subject) == (ALICE, "Your password was reset")

    async def test_it_works_once_whoever_comes_first(self, world: World) -> None:
        await world.register()
        token = await ask(world)

        answers = await asyncio.gather(
            *(world.resetting_passwords.reset(token, new=f"{NEW} {number}") for number in range(4)),
            return_exceptions=True,
        )

        assert [type(answer) for answer in answers if answer is not None] == [LinkRefused] * 3

    async def test_it_is_good_for_half_an_hour(self, world: World) -> None:
        await world.register()
        token = await ask(world)
        world.clock.advance(timedelta(minutes=29, seconds=59))
        assert await world.resetting_passwords.is_good(token)

        world.clock.advance(timedelta(seconds=1))

        assert not await world.resetting_passwords.is_good(token)
        with pytest.raises(LinkRefused):
            await world.resetting_passwords.reset(token, new=NEW)

    async def test_one_that_was_used_takes_the_others_with_it(self, world: World) -> None:
        await world.register()
        first, second = await ask(world), await ask(world)

        await world.resetting_passwords.reset(second, new=NEW)

        with pytest.raises(LinkRefused):
            await world.resetting_passwords.reset(first, new="another password")

    async def test_a_password_that_will_not_do_leaves_it_good(self, world: World) -> None:
        await world.register()
        token = await ask(world)

        with pytest.raises(Invalid):
            await world.resetting_passwords.reset(token, new="Password123!")

        await world.resetting_passwords.reset(token, new=NEW)

    async def test_a_letter_written_twice_holds_the_same_link(self, world: World) -> None:
        await world.register()
        await world.resetting_passwords.ask_for_reset(ALICE, address=NATIVE.address)

        letters = await world.deliver(times=2)

        assert len({(mail.id, mail.text) for mail in letters}) == 1

    async def test_nothing_that_opens_is_stored(self, world: World) -> None:
        await world.register()
        token = await ask(world)

        async with world.db.connection() as connection:
            stored = str(await connection.fetch("select * from password_resets"))

        assert token not in stored
        assert PASSWORD not in stored

    async def test_nobody_gets_a_letter_at_an_address_that_is_none_of_ours(self, world: World) -> None:
        assert await ask(world, "nobody@example.org") == ""

    async def test_a_mailbox_is_not_filled_by_strangers(self, world: World) -> None:
        await world.register()

        tokens = [await ask(world) for _ in range(7)]

        assert [bool(token) for token in tokens] == [True] * 5 + [False] * 2
        world.clock.advance(timedelta(hours=1, seconds=1))
        assert await ask(world)

    async def test_somebody_who_asks_for_very_many_letters_waits(self, world: World) -> None:
        for number in range(20):
            await ask(world, f"{number}@example.org")

        with pytest.raises(LettersDelayed):
            await ask(world, "another@example.org")

    @pytest.mark.parametrize("token", ["", "rubbish", "ü", "A" * 56, "AAAA" * 1000])
    async def test_what_we_did_not_write_is_refused(self, world: World, token: str) -> None:
        with pytest.raises(LinkRefused):
            await world.resetting_passwords.reset(token, new=NEW)


class TestResetOverHttp:
    def test_the_answer_is_the_same_whether_anybody_has_the_address(self, nobody: httpx.Client, alice: Person) -> None:
        for email in (alice.user["email"], "nobody@example.org"):
            answer = nobody.post("/v1/auth/password-resets", json={"email": email})

            assert (answer.status_code, answer.json()) == (202, {"email": email})

    def test_what_is_no_address_is_named(self, nobody: httpx.Client) -> None:
        answer = nobody.post("/v1/auth/password-resets", json={"email": "nonsense"})

        assert answer.status_code == 422
        assert fields(answer) == ["email"]

    def test_a_link_that_is_none_is_gone(self, nobody: httpx.Client) -> None:
        answer = nobody.post("/v1/auth/password-resets/confirmation", json={"token": "rubbish", "password": NEW})

        assert answer.status_code == 410
        assert answer.json()["type"] == "/problems/link-refused"


class TestByTheOperator:
    async def test_a_password_can_be_set(self, world: World) -> None:
        await world.register()

        await world.resetting_passwords.set_for(" Alice@Example.org", new=NEW)

        assert await world.log_in(password=NEW)

    async def test_a_link_can_be_made_without_a_letter(self, world: World) -> None:
        await world.register()

        await world.resetting_passwords.reset(await world.resetting_passwords.link_for(ALICE), new=NEW)

        assert await world.log_in(password=NEW)

    async def test_nobody_has_neither(self, world: World) -> None:
        with pytest.raises(UserNotFound):
            await world.resetting_passwords.link_for(ALICE)
        with pytest.raises(UserNotFound):
            await world.resetting_passwords.set_for(ALICE, new=NEW)
