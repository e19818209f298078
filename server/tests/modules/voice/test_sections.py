"""Sections are known when somebody speaks: one's own, and those of what others share."""

from tests.fixtures.product import Person
from tests.modules.todo.people import category, made, share
from tests.modules.voice.speaking import Json, add, say, take_back, todo


def section(owner: Person, category_id: str, name: str) -> Json:
    return made(owner.post("/v1/sections", json={"category_id": category_id, "name": name}))


def test_a_task_is_added_to_the_section_that_was_said(alice: Person, bob: Person) -> None:
    kitchen = category(alice, "Kitchen")
    dairy = section(alice, kitchen["id"], "Dairy")
    share(alice, kitchen["id"], bob)

    for person in (alice, bob):
        outcome = say(person, "add milk to the dairy section of kitchen")

        milk = outcome["results"][0]["todo"]
        assert (milk["title"], milk["category_id"], milk["section_id"]) == ("Milk", kitchen["id"], dairy["id"])


def test_what_was_added_is_moved_to_a_section_and_back(alice: Person) -> None:
    kitchen = category(alice, "Kitchen")
    dairy = section(alice, kitchen["id"], "Dairy")
    milk = add(alice, "buy milk")

    outcome = say(alice, "move buy milk to the dairy section of kitchen")
    moved = todo(alice, milk["id"])
    take_back(alice, outcome)

    assert (moved["category_id"], moved["section_id"]) == (kitchen["id"], dairy["id"])
    assert todo(alice, milk["id"])["section_id"] is None


def test_those_of_strangers_are_only_words(alice: Person, charlie: Person) -> None:
    section(alice, category(alice, "Kitchen")["id"], "Dairy")

    outcome = say(charlie, "add milk under dairy")

    assert outcome["results"][0]["todo"]["section_id"] is None
    assert outcome["results"][0]["todo"]["title"] == "Milk under dairy"
