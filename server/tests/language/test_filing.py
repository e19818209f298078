"""Sections of the caller's lists, known by name, and nothing else taken for one."""

from datetime import datetime

import msgspec
import pytest

from voicetodo.language import interpret
from voicetodo.language.interpretation import Action, Context, KnownSection, KnownTask, Named

CONTEXT = Context(
    lists=(Named("g", "Groceries"), Named("w", "Work"), Named("t", "Trip"), Named("e", "Einkauf")),
    sections=(
        KnownSection("dairy", "Dairy", "g"),
        KnownSection("packing", "Packing", "t"),
        KnownSection("work's", "Next week", "w"),
        KnownSection("trip's", "Next week", "t"),
        KnownSection("kühl", "Kühlregal", "e"),
    ),
    tasks=(KnownTask("m", "buy milk", list_id="g"),),
)
NOW = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - local by contract


def read(said: str, *, language: str = "en") -> tuple[Action, ...]:
    return interpret(said, NOW, "UTC", msgspec.structs.replace(CONTEXT, language=language)).actions


def filed(said: str, *, language: str = "en") -> list[tuple[str | None, str | None, str | None]]:
    """Title, list and section of each."""
    return [
        (
            action.slots.title,
            action.slots.list_match.name if action.slots.list_match else None,
            action.slots.section_match.id if action.slots.section_match else None,
        )
        for action in read(said, language=language)
    ]


@pytest.mark.parametrize(
    "said",
    [
        "add milk to the dairy section of groceries",
        "add milk to the dairy section of the groceries list",
        "add milk in the dairy section of my groceries list",
        "put milk under Dairy in Groceries",
        "add milk to groceries under dairy",
        "add milk to my dairy section",
    ],
)
def test_a_new_task_goes_to_the_section_that_is_named(said: str) -> None:
    assert filed(said) == [("Milk", "Groceries", "dairy")]


@pytest.mark.parametrize(
    "said",
    [
        "füge Milch zum Abschnitt Kühlregal der Einkaufsliste hinzu",
        "setz Milch unter Kühlregal auf die Einkaufsliste",
        "schreib Milch auf die Einkaufsliste unter Kühlregal",
    ],
)
def test_in_german_as_well(said: str) -> None:
    assert filed(said, language="de") == [("Milch", "Einkauf", "kühl")]


@pytest.mark.parametrize(
    "said",
    [
        "put it under Dairy in Groceries",
        "move it to the dairy section of groceries",
        "move it to the dairy section",
        "put that under dairy",
    ],
)
def test_what_was_spoken_of_before_is_moved_there(said: str) -> None:
    [action] = read(said)

    assert (action.intent, action.slots.target and action.slots.target.scope) == ("task.update", "last")
    assert action.slots.section_match is not None
    assert action.slots.section_match.id == "dairy"


def test_a_task_that_is_named_is_moved_there() -> None:
    [action] = read("move buy milk to the dairy section of groceries")

    assert action.intent == "task.update"
    assert action.slots.target is not None
    assert [each.id for each in action.slots.target.matches] == ["m"]
    assert action.slots.section_match is not None


def test_the_words_of_the_section_are_pointed_at() -> None:
    said = "add milk to the dairy section of groceries"
    [action] = read(said)

    assert [said[start:end] for start, end in action.spans["section"]] == ["dairy"]
    assert [said[start:end] for start, end in action.spans["list"]] == ["groceries"]


def test_of_two_sections_of_one_name_that_of_the_list_is_meant() -> None:
    assert filed("add the tickets to the next week section of the trip list") == [("Tickets", "Trip", "trip's")]


def test_several_tasks_go_there_together_and_others_do_not() -> None:
    assert filed("add milk and cheese to the dairy section of groceries") == [
        ("Milk", "Groceries", "dairy"),
        ("Cheese", "Groceries", "dairy"),
    ]
    assert filed("call mom and add milk to the dairy section of groceries") == [
        ("Call mom", None, None),
        ("Milk", "Groceries", "dairy"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "hide the keys under the bed",
        "add socks to the dairy section of the trip list",
        "add the tickets to the next week section",
        "buy dairy products",
        "add dairy to groceries",
        "add milk to the bakery section of groceries",
    ],
)
def test_what_is_no_section_of_that_list_is_read_as_without_any(said: str) -> None:
    assert read(said) == interpret(said, NOW, "UTC", msgspec.structs.replace(CONTEXT, sections=())).actions
