"""People learn what happened to their accounts, each of their own alone."""

import email
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from typing import cast
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.auth.conftest import World
from tests.modules.auth.test_routes import login
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.errors import RefreshTokenRefused
from voicetodo.modules.auth.model.other_access import OtherAccess
from voicetodo.modules.auth.model.security_events import SecurityEvent
from voicetodo.modules.auth.model.user_agents import described
from voicetodo.modules.auth.service.letters.english import notice
from voicetodo.modules.auth.service.security_events import SecurityEvents

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def kinds(person: Person) -> list[str]:
    return [item["kind"] for item in person.get("/v1/me/security-events").json()["items"]]


def letters(product: Product, person: Person) -> list[EmailMessage]:
    """Those that wait for this person in the folder."""
    found = [
        cast("EmailMessage", email.message_from_bytes(file.read_bytes(), policy=default))
        for file in sorted((product.settings.data_dir / "mail").glob("*.eml"))
    ]
    return [letter for letter in found if letter["To"] == person.user["email"]]


class TestList:
    def test_a_sign_in_on_a_new_device_is_told_and_one_on_a_known_device_is_not(
        self, nobody: httpx.Client, alice: Person
    ) -> None:
        device = login(nobody, alice.user["email"]).json()["device_token"]
        login(nobody, alice.user["email"], device_token=device)

        assert kinds(alice) == ["signed_in_on_new_device"]

    def test_signing_up_is_no_news(self, alice: Person) -> None:
        assert kinds(alice) == []

    def test_what_lets_programs_in_is_told(self, alice: Person) -> None:
        alice.post("/v1/me/app-passwords", json={"name": "Phone"})

        assert kinds(alice) == ["app_password_created"]

    def test_where_it_came_from_is_told(self, nobody: httpx.Client, alice: Person) -> None:
        login(nobody, alice.user["email"])

        (item,) = alice.get("/v1/me/security-events").json()["items"]
        assert item["address"] == "127.0.0.1"
        assert item["user_agent"].startswith("python-httpx")

    def test_it_comes_in_pages(self, nobody: httpx.Client, alice: Person) -> None:
        for _ in range(3):
            login(nobody, alice.user["email"])

        first = alice.get("/v1/me/security-events?limit=2").json()
        second = alice.get(f"/v1/me/security-events?limit=2&cursor={first['next_cursor']}").json()

        assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (2, 1, None)

    def test_nobody_else_sees_it(self, nobody: httpx.Client, alice: Person, charlie: Person) -> None:
        login(nobody, alice.user["email"])

        assert kinds(charlie) == []
        assert nobody.get("/v1/me/security-events").status_code == 401


class TestReuse:
    async def test_a_refresh_token_used_twice_is_told(self, world: World) -> None:
        grant = await world.register()
        await world.refresh(grant.session.refresh_token)
        world.clock.advance(timedelta(minutes=1))

        with pytest.raises(RefreshTokenRefused):
            await world.refresh(grant.session.refresh_token)

        assert await _told(world, grant.session.user.id) == ["refresh_token_reused"]


class TestLetter:
    def test_each_is_told_by_a_letter(self, product: Product, nobody: httpx.Client, alice: Person) -> None:
        login(nobody, alice.user["email"])

        wait_until(lambda: letters(product, alice) != [])
        (letter,) = letters(product, alice)
        assert letter["Subject"] == "New sign-in to your account"
        assert "127.0.0.1, the command line" in letter.get_content()

    def test_it_repeats_nothing_that_a_stranger_wrote(self, world: World) -> None:
        agent = "Dear customer, visit https://evil.example Chrome/1"
        event = SecurityEvent(
            id=new_id(), kind="password_reset", at=world.clock.now(), address="192.0.2.1", user_agent=agent
        )
        user = User(
            id=new_id(),
            email="alice@example.org",
            name="evil.example",
            timezone="Asia/Tokyo",
            roles=[],
            created_at=world.clock.now(),
            version=1,
        )

        nothing = OtherAccess(passkeys=0, identities=0, app_passwords=0, personal_tokens=0, applications=0)
        letter = notice(event, user, nothing, address="https://todo.example")

        assert "evil" not in letter.text
        assert "From: 192.0.2.1, Chrome" in letter.text
        assert "23 November 2026, 21:00 (Asia/Tokyo)" in letter.text

    @pytest.mark.parametrize(
        ("agent", "words"),
        [(FIREFOX, "Firefox on Linux"), ("python-httpx/0.28", "the command line"), ("x", "a program we do not know")],
    )
    def test_a_program_is_named_in_our_words(self, agent: str, words: str) -> None:
        assert described(agent) == words


class TestRetention:
    async def test_they_are_kept_for_a_year(self, world: World) -> None:
        grant = await world.register()
        await world.log_in()
        events = SecurityEvents(db=world.db, clock=world.clock)
        world.clock.advance(timedelta(days=366))

        await events.forget_old()

        assert await _told(world, grant.session.user.id) == []


async def _told(world: World, user_id: UUID) -> list[str]:
    events = SecurityEvents(db=world.db, clock=world.clock)
    return [event.kind for event in await events.list_all(user_id, before=None, limit=10)]
