"""Looking back at what was said."""

from typing import cast
from uuid import UUID

import httpx

from tests.fixtures.product import Person, Product
from tests.modules.voice.speaking import say, take_back
from voicetodo.main.assembly import Assembly
from voicetodo.modules.voice.history import History


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


class TestForgetting:
    def test_what_was_said_a_year_ago_is_forgotten(self, product: Product, alice: Person) -> None:
        old, new = say(alice, "add milk"), say(alice, "add bread")

        async def pass_a_year(process: Assembly) -> None:
            async with process.database("voice").transaction() as tx:
                long_ago = "UPDATE commands SET created_at = created_at - interval '366 days' WHERE id = $1"
                await tx.execute(long_ago, UUID(old["id"]))
            await cast("History", process.host.parts.services[History]).forget_old()

        product.run(pass_a_year)

        assert [each["id"] for each in alice.get("/v1/voice/commands").json()["items"]] == [new["id"]]


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
