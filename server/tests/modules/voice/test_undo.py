"""Undo puts everything back as it was, and keeps what somebody changed since."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import Json, add, lists, say, statuses, take_back, titles, todo

#: These move on with every change, also with its undoing.
_MOVING = {"version", "updated_at"}


def still(todo: Json) -> dict[str, Any]:
    return {name: value for name, value in todo.items() if name not in _MOVING}


class TestTakingBack:
    def test_what_was_added_is_gone(self, alice: Person) -> None:
        outcome = say(alice, "add milk, eggs and bread")

        undone = take_back(alice, outcome)

        assert undone["reply"] == "Undone."
        assert undone["undone_at"] is not None
        assert not undone["is_undoable"]
        assert titles(alice) == []

    @pytest.mark.parametrize(
        "words",
        [
            "complete water the plants",
            "delete water the plants",
            "rename water the plants to feed the cat",
            "move water the plants to next friday",
            "set the priority of water the plants to high",
            "move water the plants to work",
        ],
    )
    def test_what_was_changed_is_as_it_was(self, alice: Person, words: str) -> None:
        shopping = lists(alice)["Shopping"]
        due = {"date": "2030-05-01", "time": "09:00", "timezone": "Europe/Berlin"}
        before = add(alice, "Water the plants", category_id=shopping, due=due, notes="The big one twice.")
        outcome = say(alice, words)
        assert statuses(outcome) == ["done"]
        assert still(todo(alice, before["id"])) != still(before)

        undone = take_back(alice, outcome)

        assert still(todo(alice, before["id"])) == still(before)
        assert still(undone["results"][0]["todo"]) == still(before)

    def test_a_recurring_task_is_due_again_when_it_was(self, alice: Person) -> None:
        before = say(alice, "water the plants every friday")["results"][0]["todo"]

        take_back(alice, say(alice, "I watered the plants"))

        assert still(todo(alice, before["id"])) == still(before)

    def test_a_list_that_was_made_is_gone(self, alice: Person) -> None:
        outcome = say(alice, "create a list called garden tools")
        assert "Garden tools" in lists(alice)

        take_back(alice, outcome)

        assert "Garden tools" not in lists(alice)

    def test_undoing_twice_is_undoing_once(self, alice: Person) -> None:
        outcome = say(alice, "add milk")
        first = take_back(alice, outcome)
        add(alice, "Milk")

        assert take_back(alice, outcome) == first
        assert titles(alice) == ["Milk"]

    def test_what_somebody_changed_since_is_kept_and_said(self, alice: Person) -> None:
        milk = add(alice, "Milk")
        outcome = say(alice, "move milk to tomorrow")
        alice.patch(f"/v1/todos/{milk['id']}", json={"due": {"date": "2031-01-01", "timezone": "UTC"}})

        undone = take_back(alice, outcome)

        assert undone["reply"].startswith("Nothing was undone")
        assert todo(alice, milk["id"])["due"]["date"] == "2031-01-01"

    def test_what_was_changed_in_part_is_undone_but_for_that(self, alice: Person) -> None:
        milk, bread = add(alice, "Milk"), add(alice, "Bread")
        outcome = say(alice, "move milk and bread to tomorrow")
        alice.patch(f"/v1/todos/{milk['id']}", json={"due": {"date": "2031-01-01", "timezone": "UTC"}})

        undone = take_back(alice, outcome)

        assert undone["reply"] == "Undone, except for what was changed since."
        assert todo(alice, bread["id"])["due"] is None

    def test_what_changed_nothing_cannot_be_taken_back(self, alice: Person) -> None:
        outcome = say(alice, "what is due today")

        answer = alice.post(f"/v1/voice/commands/{outcome['id']}/undo")

        assert answer.status_code == 409
        assert answer.json()["type"] == "/problems/nothing-to-undo"


class TestSayingUndo:
    def test_the_last_command_that_changed_something_is_taken_back(self, alice: Person) -> None:
        say(alice, "add milk")
        say(alice, "what is due today")

        outcome = say(alice, "undo")

        assert outcome["reply"] == "Undone: “add milk”."
        assert titles(alice) == []

    def test_saying_it_again_takes_back_the_one_before(self, alice: Person) -> None:
        say(alice, "add milk")
        say(alice, "add eggs")

        say(alice, "undo")
        say(alice, "undo that")

        assert titles(alice) == []
        assert say(alice, "undo")["reply"] == "There is nothing to undo."

    def test_it_never_reaches_anothers_commands(self, alice: Person, charlie: Person) -> None:
        say(alice, "add milk")

        assert say(charlie, "undo")["reply"] == "There is nothing to undo."
        assert titles(alice) == ["Milk"]


class TestStrangers:
    @pytest.mark.parametrize(("method", "tail"), [("GET", ""), ("POST", "/undo"), ("POST", "/answer")])
    def test_anothers_command_is_not_found(self, alice: Person, charlie: Person, method: str, tail: str) -> None:
        outcome = say(alice, "add milk")
        body = {"option_id": "1"} if tail == "/answer" else None

        answer = charlie.request(method, f"/v1/voice/commands/{outcome['id']}{tail}", json=body)

        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/command-not-found")
        assert titles(alice) == ["Milk"]

    def test_nobody_is_asked_to_sign_in(self, alice: Person, nobody: httpx.Client) -> None:
        outcome = say(alice, "add milk")

        assert nobody.post(f"/v1/voice/commands/{outcome['id']}/undo").status_code == 401
