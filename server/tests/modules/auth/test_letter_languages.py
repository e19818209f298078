"""Letters are written in the language that their reader reads, and an account is begun in it."""

from datetime import UTC, datetime
from typing import get_args

import pytest
from msgspec.structs import replace

from tests.modules.auth.conftest import NATIVE, PASSWORD, World
from tests.modules.auth.letters import token_in
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.model.other_access import OtherAccess
from voicetodo.modules.auth.model.security_events import Kind, SecurityEvent
from voicetodo.modules.auth.model.user_agents import described
from voicetodo.modules.auth.service.letters import Letter, Letters, letters_in

AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
GERMAN = replace(NATIVE, language="de")
HOME = "https://todo.example.org"
LINK = f"{HOME}/confirm/x?token=y"
KINDS: tuple[Kind, ...] = get_args(Kind)
USER = User(
    id=new_id(), email="alice@example.org", name="", timezone="Europe/Berlin", roles=["user"], created_at=AT, version=1
)


async def sign_up(world: World) -> None:
    await world.registering.register(
        user_id=new_id(), email=USER.email, password=PASSWORD, name="", timezone="UTC", origin=GERMAN
    )


class TestReader:
    async def test_who_signs_up_is_written_to_in_the_language_they_signed_up_in(self, careful: World) -> None:
        await sign_up(careful)

        (letter,) = await careful.deliver()

        assert letter.subject == "Ist das deine Adresse?"

    async def test_who_signs_up_is_told_of_in_the_language_they_signed_up_in(self, world: World) -> None:
        await sign_up(world)

        assert await world.language_told() == "de"

    async def test_who_follows_the_link_elsewhere_is_told_of_in_the_language_they_signed_up_in(
        self, careful: World
    ) -> None:
        await sign_up(careful)
        (letter,) = await careful.deliver()

        await careful.registering.confirm(
            token_in(letter.text), password=PASSWORD, origin=replace(NATIVE, language="en")
        )

        assert await careful.language_told() == "de"

    async def test_who_has_an_account_is_written_to_in_their_own(self, world: World) -> None:
        await world.register()

        await world.resetting_passwords.ask_for_reset(USER.email, address="192.0.2.1")
        (unknown,) = await world.deliver()
        await world.signing_in.log_in(email=USER.email, password=PASSWORD, origin=GERMAN)
        (notice,) = await world.deliver()

        assert (unknown.subject, notice.subject) == ("Set a new password", "Neue Anmeldung bei deinem Konto")

    async def test_another_language_counts_from_the_next_time_the_program_asks(self, world: World) -> None:
        await sign_up(world)
        grant = await world.signing_in.log_in(email=USER.email, password=PASSWORD, origin=GERMAN)
        await world.deliver()

        await world.accounts.refresh(refresh_token=grant.session.refresh_token, origin=replace(NATIVE, language="en"))
        await world.signing_in.log_in(email=USER.email, password=PASSWORD, origin=NATIVE)

        assert [letter.subject for letter in await world.deliver()] == ["New sign-in to your account"]


class TestGerman:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_notice_is_told(self, kind: Kind) -> None:
        german, english = (written(letters_in(language), kind) for language in ("de", "en"))

        assert german.subject != english.subject
        assert "1. März 2026, 13:30 Uhr (Europe/Berlin)" in german.text or kind == "deletion_waits_for_admin"
        assert german.text.count(HOME) == english.text.count(HOME)
        assert ("2 Passkeys, 1 Anwendung" in german.text) == ("2 passkeys, 1 application" in english.text)

    def test_every_other_letter_leads_where_the_english_one_does(self) -> None:
        german, english = (others_of(letters_in(language)) for language in ("de", "en"))

        for ours, theirs in zip(german, english, strict=True):
            assert ours.subject != theirs.subject
            assert [ours.text.count(each) for each in (HOME, LINK)] == [
                theirs.text.count(each) for each in (HOME, LINK)
            ]

    def test_a_program_is_named_in_german(self) -> None:
        assert described("Firefox/130.0 (X11; Linux)", language="de") == "Firefox unter Linux"
        assert described("x", language="de") == "ein unbekanntes Programm"


@pytest.mark.parametrize("language", [None, "fr"])
def test_in_english_where_the_language_is_not_known_or_not_spoken(language: str | None) -> None:
    assert letters_in(language).deleted(address=HOME).subject == "Your account is deleted"


def written(letters: Letters, kind: Kind) -> Letter:
    event = SecurityEvent(id=new_id(), kind=kind, at=AT, address="192.0.2.1", user_agent="Firefox/130.0")
    others = OtherAccess(passkeys=2, identities=0, app_passwords=0, personal_tokens=0, applications=1)
    return letters.notice(event, USER, others, address=HOME, suspended_for="security")


def others_of(letters: Letters) -> list[Letter]:
    return [
        letters.reset(USER, link=LINK, at=AT, until=AT),
        letters.registration(email=USER.email, timezone="UTC", link=LINK, until=AT),
        letters.already_registered(address=HOME),
        letters.email_change(USER, link=LINK, until=AT),
        letters.email_wanted(address=HOME),
        letters.email_undo(USER, link=LINK, until=AT),
        letters.deletion(USER, due_at=AT, address=HOME),
        letters.deleted(address=HOME),
        letters.data_export(USER, until=AT, address=HOME),
    ]
