"""An occurrence that was done is to be done again: the todo goes back to it, with what went along."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, share
from tests.modules.todo.test_todo_routes import make

DAILY: dict[str, Any] = {
    "due": {"date": "2126-01-07", "timezone": "Europe/Berlin"},
    "deadline": "2126-01-09",
    "recurrence": {"rrule": "FREQ=DAILY;COUNT=5"},
}
HOURLY: dict[str, Any] = {
    "due": {"date": "2126-01-07", "time": "09:00", "timezone": "Europe/Berlin"},
    "recurrence": {"rrule": "FREQ=HOURLY;INTERVAL=2"},
}
STANDING = ("due", "deadline", "recurrence", "completed_at")


def complete(person: Person, todo: dict[str, Any]) -> dict[str, Any]:
    answer = person.put(f"/v1/todos/{todo['id']}/completion")
    assert answer.status_code == 200, answer.text
    return answer.json()


def reopen(person: Person, todo: dict[str, Any], occurrence: str) -> httpx.Response:
    return person.delete(f"/v1/todos/{todo['id']}/completion", params={"occurrence": occurrence})


def test_it_stands_where_it_stood_with_what_went_along(alice: Person) -> None:
    todo = make(alice, "water the plants", **DAILY)
    gone_on = complete(alice, todo)
    assert (gone_on["due"]["date"], gone_on["deadline"]) == ("2126-01-08", "2126-01-10")

    back = reopen(alice, todo, "2126-01-07").json()

    assert [back[name] for name in STANDING] == [todo[name] for name in STANDING]
    assert back["version"] == 3


def test_is_told_in_the_activity(alice: Person) -> None:
    todo = make(alice, "water the plants", **DAILY)
    complete(alice, todo)

    reopen(alice, todo, "2126-01-07")

    entries = alice.get(f"/v1/todos/{todo['id']}/activity").json()["items"]
    assert [entry["verb"] for entry in entries] == ["reopened", "completed", "created"]


@pytest.mark.parametrize("named", ["2126-01-06", "2126-01-08", "2126-01-09"])
def test_one_that_was_not_done_last_changes_nothing(alice: Person, named: str) -> None:
    todo = make(alice, "water the plants", **DAILY)
    gone_on = complete(alice, todo)

    assert reopen(alice, todo, named).json() == gone_on


def test_what_nobody_completed_stays(alice: Person) -> None:
    todo = make(alice, "water the plants", **DAILY)

    assert reopen(alice, todo, "2126-01-06").json() == todo


def test_one_that_stands_elsewhere_by_now_stays_there(alice: Person) -> None:
    todo = make(alice, "water the plants", **DAILY)
    complete(alice, todo)
    moved = alice.patch(f"/v1/todos/{todo['id']}", json={"due": {"date": "2126-02-01"}}).json()

    assert reopen(alice, todo, "2126-01-07").json() == moved


def test_what_somebody_changed_since_stays_theirs(alice: Person) -> None:
    todo = make(alice, "water the plants", **DAILY)
    complete(alice, todo)
    alice.patch(f"/v1/todos/{todo['id']}", json={"deadline": "2126-03-01", "title": "water all plants"})

    back = reopen(alice, todo, "2126-01-07").json()

    assert (back["due"]["date"], back["deadline"], back["title"]) == ("2126-01-07", "2126-03-01", "water all plants")


def test_one_of_several_on_a_day_is_named_by_its_moment(alice: Person) -> None:
    todo = make(alice, "drink", **HOURLY)
    complete(alice, todo)
    gone_on = complete(alice, todo)

    assert reopen(alice, todo, "2126-01-07").status_code == 422
    assert reopen(alice, todo, "2126-01-07T09:00").json() == gone_on
    assert reopen(alice, todo, "2126-01-07T11:00").json()["due"]["time"] == "11:00"
    assert reopen(alice, todo, "2126-01-07T11:00").json()["due"]["time"] == "11:00"


def test_after_the_last_it_is_open_again(alice: Person) -> None:
    todo = make(alice, "water the plants", **{**DAILY, "recurrence": {"rrule": "FREQ=DAILY;COUNT=1"}})
    assert complete(alice, todo)["completed_at"] is not None

    back = reopen(alice, todo, "2126-01-07").json()

    assert (back["completed_at"], back["due"]) == (None, todo["due"])


def test_a_day_that_is_none_is_refused(alice: Person) -> None:
    todo = make(alice, "water the plants", **DAILY)

    refused = reopen(alice, todo, "2126-02-30")

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "occurrence")


def test_bob_takes_it_back_where_he_may_change_it(alice: Person, bob: Person) -> None:
    garden = category(alice, "Garden")
    share(alice, garden["id"], bob)
    todo = make(alice, "water the plants", category_id=garden["id"], **DAILY)
    complete(alice, todo)

    assert reopen(bob, todo, "2126-01-07").json()["due"] == todo["due"]


def test_bob_who_may_only_look_is_refused_and_charlie_told_nothing(alice: Person, bob: Person, charlie: Person) -> None:
    garden = category(alice, "Garden")
    share(alice, garden["id"], bob, role="viewer")
    todo = make(alice, "water the plants", category_id=garden["id"], **DAILY)
    gone_on = complete(alice, todo)

    assert [reopen(each, todo, "2126-01-07").status_code for each in (bob, charlie)] == [403, 404]
    assert alice.get(f"/v1/todos/{todo['id']}").json() == gone_on
