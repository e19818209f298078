"""Typed where tasks are added: what means nothing else is a task, and clear commands stay commands."""

from tests.fixtures.product import Person
from tests.modules.voice.speaking import say


def test_a_word_that_means_nothing_else_is_a_task(alice: Person) -> None:
    (result,) = say(alice, "milk", quick_add=True)["results"]

    assert (result["status"], result["todo"]["title"]) == ("done", "Milk")


def test_its_fields_are_read_all_the_same(alice: Person) -> None:
    (result,) = say(alice, "turn on the heating tomorrow p1", quick_add=True)["results"]

    assert result["todo"]["title"] == "Turn on the heating"
    assert result["todo"]["priority"] == 1
    assert result["todo"]["due"] is not None


def test_a_clear_command_stays_a_command(alice: Person) -> None:
    say(alice, "milk", quick_add=True)

    (result,) = say(alice, "complete milk", quick_add=True)["results"]

    assert result["action"] == "task.complete"


def test_without_it_what_is_not_for_us_is_only_offered_as_a_task(alice: Person) -> None:
    answer = say(alice, "turn on the living room lamp")

    assert [result["status"] for result in answer["results"]] == ["unsupported"]


def test_a_draft_is_read_the_same_way(alice: Person) -> None:
    draft = {"text": "milk", "quick_add": True}

    (action,) = alice.post("/v1/voice/interpretations", json=draft).json()["actions"]

    assert action["intent"] == "task.create"
