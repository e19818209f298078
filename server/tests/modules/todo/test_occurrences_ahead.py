"""An occurrence that comes later is not the present one, and is not taken for it."""

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, share
from tests.modules.todo.test_occurrence_routes import WEEKLY, ask
from tests.modules.todo.test_todo_routes import make


@pytest.mark.parametrize("verb", ["complete", "skip"])
@pytest.mark.parametrize("named", ["2126-01-21", "9999-12-31", "9999-12-31T09:00"])
def test_it_is_refused_and_the_present_one_told(alice: Person, verb: str, named: str) -> None:
    todo = make(alice, "water the plants", **WEEKLY)

    refused = ask(alice, todo, verb, named)

    assert refused.status_code == 409
    problem = refused.json()
    assert (problem["type"], problem["occurrence"]) == ("/problems/occurrence-ahead", "2126-01-07")
    assert "2126-01-07" in problem["detail"]
    assert alice.get(f"/v1/todos/{todo['id']}").json()["due"]["date"] == "2126-01-07"


@pytest.mark.parametrize("verb", ["complete", "skip"])
def test_after_the_last_one_too(alice: Person, verb: str) -> None:
    todo = make(alice, "water the plants", **{**WEEKLY, "recurrence": {"rrule": "FREQ=DAILY;COUNT=1"}})

    assert ask(alice, todo, verb, "2126-01-08").status_code == 409
    assert not alice.get(f"/v1/todos/{todo['id']}").json()["completed_at"]


def test_once_all_are_done_nothing_changes_any_more(alice: Person) -> None:
    todo = make(alice, "water the plants", **{**WEEKLY, "recurrence": {"rrule": "FREQ=DAILY;COUNT=1"}})
    done = ask(alice, todo, "complete", "2126-01-07").json()

    assert ask(alice, todo, "complete", "9999-12-31").json() == done


def test_with_a_time_of_day_it_is_known_by_its_day(alice: Person) -> None:
    timed = {"due": {**WEEKLY["due"], "time": "09:00"}, "recurrence": WEEKLY["recurrence"]}
    todo = make(alice, "water the plants", **timed)

    assert ask(alice, todo, "complete", "2126-01-21").status_code == 409
    assert ask(alice, todo, "complete", "2126-01-07").json()["due"]["date"] == "2126-01-21"


def test_one_that_was_missed_stands_for_those_after_it(alice: Person) -> None:
    """Until now they are passed over together."""
    due = {"date": "2020-01-07", "timezone": "Europe/Berlin"}
    todo = make(alice, "water the plants", due=due, recurrence=WEEKLY["recurrence"])

    done = ask(alice, todo, "complete", "2020-01-21").json()

    assert done["due"]["date"] > "2026"


def test_of_what_does_not_recur_any_day_is_the_present_one(alice: Person) -> None:
    todo = make(alice, "water the plants", due=WEEKLY["due"])

    assert ask(alice, todo, "complete", "9999-12-31").json()["completed_at"] is not None


def test_bob_is_refused_the_same_on_a_shared_list(alice: Person, bob: Person) -> None:
    garden = category(alice, "Garden")
    share(alice, garden["id"], bob)
    todo = make(alice, "water the plants", category_id=garden["id"], **WEEKLY)

    assert ask(bob, todo, "complete", "9999-12-31").json()["occurrence"] == "2126-01-07"
    assert ask(bob, todo, "complete", "2126-01-07").json()["due"]["date"] == "2126-01-21"


def test_charlie_is_told_nothing_of_it(alice: Person, charlie: Person) -> None:
    todo = make(alice, "water the plants", **WEEKLY)

    refused = ask(charlie, todo, "complete", "9999-12-31")

    assert (refused.status_code, "2126-01-07" in refused.text) == (404, False)
