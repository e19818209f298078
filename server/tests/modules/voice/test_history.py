"""Looking back at what was said."""

import httpx

from tests.fixtures.product import Person
from tests.modules.voice.speaking import say, take_back


class TestListing:
    def test_the_newest_comes_first_and_pages_join_without_gaps(self, alice: Person) -> None:
        said = [say(alice, f"add thing {number}")["id"] for number in range(5)]
        found: list[str] = []
        cursor: str | None = None

        while cursor is not None or not found:
            page = alice.get("/v1/voice/commands", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
            found += [outcome["id"] for outcome in page["items"]]
            cursor = page["next_cursor"]

        assert found == said[::-1]

    def test_one_command_is_told_as_it_stands_now(self, alice: Person) -> None:
        outcome = say(alice, "add milk")
        undone = take_back(alice, outcome)

        assert alice.get(f"/v1/voice/commands/{outcome['id']}").json() == undone

    def test_others_see_nothing_of_it(self, alice: Person, charlie: Person) -> None:
        say(alice, "add milk")

        assert charlie.get("/v1/voice/commands").json() == {"items": [], "next_cursor": None}

    def test_a_cursor_nobody_gave_is_refused(self, alice: Person) -> None:
        assert alice.get("/v1/voice/commands", params={"cursor": "milk"}).status_code == 422

    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert nobody.get("/v1/voice/commands").status_code == 401


class TestStats:
    def test_commands_are_counted_by_what_came_of_them(self, alice: Person, charlie: Person) -> None:
        take_back(alice, say(alice, "add milk and eggs"))
        say(alice, "delete the helicopter")

        stats = alice.get("/v1/voice/stats").json()

        assert (stats["commands"], stats["undone"], stats["by_kind"]) == (2, 1, {"text": 2})
        assert stats["by_status"] == {"done": 2, "not_found": 1}
        assert stats["by_intent"] == {"task.create": 2, "task.delete": 1}
        assert stats["median_ms"] > 0
        assert charlie.get("/v1/voice/stats").json()["commands"] == 0

    def test_who_never_spoke_has_nothing_counted(self, alice: Person) -> None:
        stats = alice.get("/v1/voice/stats").json()

        assert (stats["commands"], stats["by_status"], stats["median_ms"]) == (0, {}, None)

    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert nobody.get("/v1/voice/stats").status_code == 401
