"""What people agree to: kept with its wording and where it came from, and as easily withdrawn as given."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.auth.conftest import World
from voicetodo.kit.cache import NoVersions
from voicetodo.kit.settings import SettingsError
from voicetodo.modules.auth.errors import ConsentOutdated
from voicetodo.modules.auth.events import ConsentChanged
from voicetodo.modules.auth.service.consent_texts import load_texts
from voicetodo.modules.auth.service.consents import Consents

Json = dict[str, Any]


def standing(person: Person, purpose: str) -> Json:
    answer = person.get("/v1/me/consents")
    assert answer.status_code == 200, answer.text
    return next(each for each in answer.json()["items"] if each["purpose"] == purpose)


def give(person: Person, purpose: str) -> httpx.Response:
    version = standing(person, purpose)["current_version"]
    return person.put(f"/v1/me/consents/{purpose}", json={"version": version})


def history(person: Person) -> list[Json]:
    return person.get("/v1/me/consents/history").json()["items"]


class TestSigningUp:
    def test_accepts_the_terms_and_agrees_to_nothing_else(self, alice: Person) -> None:
        found = {each["purpose"]: each["is_given"] for each in alice.get("/v1/me/consents").json()["items"]}

        assert found == {"terms": True, "privacy_notice": True, "recordings": False, "analytics": False}

    def test_is_kept_with_its_wording_and_where_it_came_from(self, alice: Person, nobody: httpx.Client) -> None:
        first = history(alice)[-1]

        assert (first["is_given"], first["address"], first["user_agent"]) == (True, "127.0.0.1", "python-httpx/0.28.1")
        text = nobody.get(f"/v1/texts/{first['purpose']}", params={"version": first["version"]}).json()
        assert text["body"].startswith(f"# {text['title']}\n")


class TestGiving:
    def test_it_is_told_as_it_stands(self, alice: Person, charlie: Person) -> None:
        told = give(alice, "recordings")

        assert told.status_code == 200
        assert (told.json()["is_given"], told.json()["is_outdated"]) == (True, False)
        assert told.json() == standing(alice, "recordings")
        assert not standing(charlie, "recordings")["is_given"]

    def test_doing_it_twice_is_one_answer(self, alice: Person) -> None:
        give(alice, "recordings")
        give(alice, "recordings")

        assert [each["purpose"] for each in history(alice)].count("recordings") == 1

    def test_nobody_agrees_to_a_wording_that_is_not_asked(self, alice: Person) -> None:
        answer = alice.put("/v1/me/consents/recordings", json={"version": "of old"})

        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/consent-outdated")

    @pytest.mark.parametrize("method", ["put", "delete"])
    def test_nobody_is_asked_for_a_purpose_that_there_is_not(self, alice: Person, method: str) -> None:
        answer = alice.request(method, "/v1/me/consents/world-domination", json={"version": "1"})

        assert answer.status_code == 422

    def test_a_token_of_a_program_is_not_enough(self, alice: Person) -> None:
        made = alice.post("/v1/me/tokens", json={"name": "Script", "scopes": ["profile", "voice"]}).json()
        program = {"Authorization": f"Bearer {made['token']}"}

        answer = alice.put("/v1/me/consents/recordings", json={"version": "1"}, headers=program)

        assert answer.status_code == 403


class TestWithdrawing:
    def test_it_stands_in_the_history_beside_what_was_given(self, alice: Person) -> None:
        give(alice, "analytics")

        told = alice.delete("/v1/me/consents/analytics")

        assert (told.status_code, told.json()["is_given"]) == (200, False)
        assert [each["is_given"] for each in history(alice) if each["purpose"] == "analytics"] == [False, True]

    def test_what_was_never_given_is_withdrawn_without_a_trace(self, alice: Person) -> None:
        alice.delete("/v1/me/consents/analytics")

        assert "analytics" not in {each["purpose"] for each in history(alice)}

    @pytest.mark.parametrize("purpose", ["terms", "privacy_notice"])
    def test_what_an_account_depends_on_ends_with_the_account(self, alice: Person, purpose: str) -> None:
        answer = alice.delete(f"/v1/me/consents/{purpose}")

        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/consent-needed")


class TestHistory:
    def test_comes_in_pages_without_gaps(self, alice: Person) -> None:
        for _ in range(2):
            give(alice, "recordings")
            alice.delete("/v1/me/consents/recordings")
        whole = history(alice)

        found: list[Json] = []
        cursor: str | None = None
        while cursor is not None or not found:
            page = alice.get("/v1/me/consents/history", params={"limit": 4} | ({"cursor": cursor} if cursor else {}))
            found += page.json()["items"]
            cursor = page.json()["next_cursor"]

        assert (found, len(found)) == (whole, 6)

    def test_is_nobody_elses_to_see(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        give(alice, "recordings")

        assert {each["purpose"] for each in history(charlie)} == {"terms", "privacy_notice"}
        assert nobody.get("/v1/me/consents/history").status_code == 401
        assert nobody.get("/v1/me/consents").status_code == 401


class TestTexts:
    def test_anybody_may_read_them_before_signing_up(self, nobody: httpx.Client) -> None:
        found = nobody.get("/v1/texts").json()["items"]

        assert {each["purpose"]: each["kind"] for each in found} == {
            "terms": "agreement",
            "privacy_notice": "notice",
            "recordings": "consent",
            "analytics": "consent",
        }
        for each in found:
            assert nobody.get(f"/v1/texts/{each['purpose']}").json()["version"] == each["version"]

    def test_a_wording_that_was_never_asked_is_not_found(self, nobody: httpx.Client) -> None:
        assert nobody.get("/v1/texts/terms", params={"version": "0"}).status_code == 404


class TestTranslations:
    def test_are_told_in_the_language_that_is_accepted_most(self, nobody: httpx.Client) -> None:
        def title(accepted: str | None) -> str:
            answer = nobody.get("/v1/texts/terms", headers={} if accepted is None else {"accept-language": accepted})
            assert "accept-language" in answer.headers["vary"].lower()
            return answer.json()["title"]

        said = {
            accepted: title(accepted) == "Nutzungsbedingungen"
            for accepted in (
                "de", "de-AT, en;q=0.5", "en;q=0.5, DE;q=0.8", "en, de", "fr, de;q=0.9", "*", ";;,q=de",
                "de;q=0", "de;q=0.000, en", "en;q=0, de;q=0.001",
            )
        }  # fmt: skip

        assert [accepted for accepted, is_german in said.items() if is_german] == [
            "de",
            "de-AT, en;q=0.5",
            "en;q=0.5, DE;q=0.8",
            "en;q=0, de;q=0.001",
        ]

    def test_are_wordings_of_their_own_and_to_agree_to_one_is_enough(self, alice: Person) -> None:
        german = {"accept-language": "de"}
        read = alice.get("/v1/texts/recordings", headers=german).json()

        told = alice.put("/v1/me/consents/recordings", json={"version": read["version"]}).json()
        items = alice.get("/v1/me/consents", headers=german).json()["items"]

        assert (told["is_given"], told["is_outdated"], told["version"]) == (True, False, read["version"])
        assert told["current_version"] != read["version"]
        assert [each["title"] for each in items if each["is_given"] and not each["is_outdated"]] == [
            "Nutzungsbedingungen",
            "Datenschutzhinweise",
            "Meine Aufnahmen behalten",
        ]
        assert alice.get("/v1/texts/recordings", params={"version": read["version"]}).json() == read

    def test_of_ours_are_not_those_of_an_operators_wording(self, world: World, tmp_path: Path) -> None:
        theirs = consents(world, tmp_path, terms="Version: 9\n\n# Better terms\n\nAll is well.\n")

        assert theirs.list_texts(language="de")[0].title == "Better terms"

    def test_of_another_wording_refuse_to_start(self, tmp_path: Path) -> None:
        (tmp_path / "terms.md").write_text("Version: 9\n\n# Better terms\n")
        (tmp_path / "terms.de.md").write_text("Version: 8.de\n\n# Bessere Bedingungen\n")

        with pytest.raises(SettingsError, match=r"must be 9\.de"):
            load_texts(tmp_path)


class TestAnotherWording:
    async def test_asks_again_and_the_old_one_can_still_be_read(self, world: World, tmp_path: Path) -> None:
        user = (await world.register()).session.user
        old = world.consents.list_texts()[0]
        later = consents(world, tmp_path, terms="Version: 9\n\n# Better terms\n\nAll is well.\n")

        before = (await later.list_standing(user.id))[0]
        with pytest.raises(ConsentOutdated):
            await later.give(user.id, "terms", version=old.version)
        after = await later.give(user.id, "terms", version="9")

        assert (before.is_given, before.is_outdated, before.version) == (True, True, old.version)
        assert (after.is_outdated, after.version, after.title) == (False, "9", "Better terms")
        assert (await later.get_text("terms", old.version)).body == old.body

    @pytest.mark.parametrize("written", ["# Terms\n", "Version: 1\nNo heading", "Version:\n# Terms", ""])
    def test_an_operators_text_without_version_or_heading_refuses_to_start(self, tmp_path: Path, written: str) -> None:
        (tmp_path / "terms.md").write_text(written)

        with pytest.raises(SettingsError, match=r"terms\.md"):
            load_texts(tmp_path)


class TestTelling:
    async def test_others_hear_of_it_once_for_each_change(self, world: World) -> None:
        user = (await world.register()).session.user
        version = next(text.version for text in world.consents.list_texts() if text.purpose == "recordings")

        for _ in range(2):
            await world.consents.give(user.id, "recordings", version=version)
            world.clock.advance(timedelta(minutes=1))
        await world.consents.withdraw(user.id, "recordings")

        assert (await world.announced()).count(ConsentChanged.name) == 2
        acts = [act.action for act in await world.audited() if act.action.startswith("auth.consent")]
        assert acts == ["auth.consent_given", "auth.consent_withdrawn"]


def consents(world: World, folder: Path, **texts: str) -> Consents:
    """With other wordings of some."""
    for purpose, written in texts.items():
        (folder / f"{purpose}.md").write_text(written)
    return Consents(db=world.db, clock=world.clock, versions=NoVersions(), texts=load_texts(folder))
