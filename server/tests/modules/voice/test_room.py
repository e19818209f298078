"""Typed in a room: a new task takes its list or its day, where the words say nothing of that."""

from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, share
from tests.modules.voice.speaking import Json, reply, say, statuses, take_back, titles

DAY = {"day": "2126-01-07"}


def typed(person: Person, words: str, **room: Any) -> Json:
    return say(person, words, quick_add=True, timezone="Europe/Berlin", room=room)


def made(outcome: Json) -> Json:
    (result,) = outcome["results"]
    assert result["status"] == "done", outcome
    return result["todo"]


class TestDay:
    def test_a_new_task_is_due_on_it(self, alice: Person) -> None:
        outcome = typed(alice, "buy stamps", **DAY)

        assert made(outcome)["due"] == {"date": "2126-01-07", "time": None, "timezone": "Europe/Berlin"}

    @pytest.mark.parametrize("words", ["buy stamps tomorrow", "buy stamps at 5", "buy stamps every monday"])
    def test_words_that_say_when_come_first(self, alice: Person, words: str) -> None:
        assert made(typed(alice, words, **DAY))["due"]["date"] < "2126"

    def test_each_of_several_tasks_has_it(self, alice: Person) -> None:
        outcome = typed(alice, "buy stamps and then call Mum tomorrow", **DAY)

        stamps, mum = (result["todo"]["due"]["date"] for result in outcome["results"])
        assert stamps == "2126-01-07"
        assert mum < "2126"

    def test_it_is_told_but_not_said_to_have_been_said(self, alice: Person) -> None:
        outcome = typed(alice, "buy stamps", **DAY)

        assert "2126" in outcome["reply"]
        assert "due" not in outcome["interpretation"]["actions"][0]["slots"]


class TestList:
    def test_a_new_task_is_on_it(self, alice: Person) -> None:
        garden = category(alice, "Garden")

        outcome = typed(alice, "buy seeds", category_id=garden["id"])

        assert made(outcome)["category_id"] == garden["id"]
        assert "Garden" in outcome["reply"]

    def test_a_list_that_was_said_comes_first(self, alice: Person) -> None:
        garden, kitchen = category(alice, "Garden"), category(alice, "Kitchen")

        assert made(typed(alice, "buy salt #Kitchen", category_id=garden["id"]))["category_id"] == kitchen["id"]

    def test_whoever_chooses_the_inbox_when_asked_gets_it(self, alice: Person) -> None:
        asked = typed(alice, "add salt to the larder list", category_id=category(alice, "Garden")["id"])
        assert statuses(asked) == ["needs_answer"]

        assert made(reply(alice, asked, option_id="2"))["category_id"] is None

    def test_an_answer_may_name_another_one(self, alice: Person) -> None:
        garden, kitchen = category(alice, "Garden"), category(alice, "Kitchen")
        asked = say(alice, "add a task", room={"category_id": garden["id"]})
        assert asked["clarification"]["takes_words"], asked

        answered = reply(alice, asked, text="salt #Kitchen")

        assert made(answered)["category_id"] == kitchen["id"]

    def test_what_is_asked_for_is_added_where_it_was_asked(self, alice: Person) -> None:
        garden = category(alice, "Garden")
        asked = say(alice, "add a task", room={"category_id": garden["id"]})

        assert made(reply(alice, asked, text="buy seeds"))["category_id"] == garden["id"]

    def test_bob_adds_to_a_list_that_alice_shares_with_him(self, alice: Person, bob: Person) -> None:
        garden = category(alice, "Garden")
        share(alice, garden["id"], bob)

        seeds = made(typed(bob, "buy seeds", category_id=garden["id"]))

        assert alice.get(f"/v1/todos/{seeds['id']}").json()["category_id"] == garden["id"]

    def test_for_charlie_it_is_no_list_and_his_words_are_kept(self, alice: Person, charlie: Person) -> None:
        garden = category(alice, "Garden")

        outcome = typed(charlie, "buy seeds", category_id=garden["id"])

        assert made(outcome)["category_id"] is None
        assert "Garden" not in str(outcome)
        assert titles(alice) == []


def test_what_it_gave_goes_with_the_task_when_that_is_taken_back(alice: Person) -> None:
    outcome = typed(alice, "buy seeds", category_id=category(alice, "Garden")["id"], **DAY)

    undone = take_back(alice, outcome)

    assert (undone["reply"], titles(alice)) == ("Undone.", [])


def test_what_is_not_for_us_is_offered_as_a_task_of_its_day(alice: Person) -> None:
    offered = say(alice, "turn on the living room lamp", room=DAY)

    (answer,) = (option["id"] for option in offered["clarification"]["options"] if option["id"] != "no")
    assert made(reply(alice, offered, option_id=answer))["due"]["date"] == "2126-01-07"


def test_a_task_that_is_there_stays_where_it_is(alice: Person) -> None:
    stamps = made(typed(alice, "buy stamps"))

    (result,) = typed(alice, "rename buy stamps to post the letter", **DAY)["results"]

    assert (result["todo"]["id"], result["todo"]["due"]) == (stamps["id"], None)


@pytest.mark.parametrize("room", [{"day": "someday"}, {"category_id": "garden"}, {"colour": "green"}])
def test_a_room_that_is_none_is_refused(alice: Person, room: Json) -> None:
    answer = alice.post("/v1/voice/commands", json={"text": "buy stamps", "room": room})

    assert answer.status_code == 422
    assert [error["field"].split(".")[0] for error in answer.json()["errors"]] == ["room"]
