"""Who somebody shares lists with is known when they speak: Alice owns Party, Bob is on it, Charlie is not."""

from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, made, share
from tests.modules.voice.speaking import Json, add, say, take_back, todo


@pytest.fixture
def party(alice: Person, bob: Person) -> dict[str, Any]:
    """A list of Alice's that Bob may change."""
    party = category(alice, "Party")
    share(alice, party["id"], bob)
    return party


def name_of(person: Person) -> str:
    return made(person.get("/v1/me"))["name"]


def who_does(person: Person, it: Json) -> tuple[str | None, str | None]:
    seen = todo(person, it["id"])
    return seen["assignee"], seen["assignee_id"]


def test_a_task_is_assigned_to_who_shares_its_list(alice: Person, bob: Person, party: Json) -> None:
    report = add(alice, "write the report", category_id=party["id"])

    outcome = say(alice, f"assign the report to {name_of(bob)}")

    assert who_does(bob, report) == (name_of(bob), bob.id)

    take_back(alice, outcome)

    assert who_does(bob, report) == (None, None)


def test_a_task_is_added_for_who_shares_its_list(alice: Person, bob: Person, party: Json) -> None:
    outcome = say(bob, f"add milk for {name_of(alice)} to the party list")

    made = outcome["results"][0]["todo"]
    assert (made["title"], made["category_id"]) == ("Milk", party["id"])
    assert who_does(alice, made) == (name_of(alice), alice.id)


@pytest.mark.usefixtures("party")
def test_who_shares_nothing_with_the_speaker_is_only_a_name(alice: Person, charlie: Person) -> None:
    report = add(alice, "write the report")

    say(alice, f"assign the report to {name_of(charlie)}")

    assert who_does(alice, report)[1] is None


def test_what_is_not_the_speakers_to_change_any_more_is_not_said_to_be_undone(
    alice: Person, bob: Person, party: Json
) -> None:
    report = add(alice, "write the report", category_id=party["id"])
    outcome = say(bob, "complete write the report")
    alice.patch(f"/v1/categories/{party['id']}/members/{bob.id}", json={"role": "viewer"})

    undone = take_back(bob, outcome)

    assert undone["reply"].startswith("Nothing was undone")
    assert todo(alice, report["id"])["completed_at"] is not None
