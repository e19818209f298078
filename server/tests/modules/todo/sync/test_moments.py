"""What repeats several times a day is named by its moment: two devices that mean one moment do it once."""

from typing import Any
from uuid import uuid4

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, share, todo

Json = dict[str, Any]
NINE, ELEVEN = "2126-01-07T09:00", "2126-01-07T11:00"
HOURLY: Json = {
    "due": {"date": "2126-01-07", "time": "09:00", "timezone": "Europe/Berlin"},
    "recurrence": {"rrule": "FREQ=HOURLY;INTERVAL=2"},
}
VERBS = pytest.mark.parametrize("verb", ["complete_todo", "skip_occurrence"])


def send(person: Person, verb: str, drinking: Json, occurrence: str) -> Json:
    """What became of it."""
    mutation = {"kind": verb, "mutation_id": str(uuid4()), "id": drinking["id"], "occurrence": occurrence}
    answer = person.post("/v1/sync", json={"mutations": [mutation]})
    assert answer.status_code == 200, answer.text
    return answer.json()["results"][0]


def stands_at(person: Person, drinking: Json) -> str:
    due = person.get(f"/v1/todos/{drinking['id']}").json()["due"]
    return f"{due['date']}T{due['time']}"


@VERBS
def test_two_devices_that_name_one_moment_do_it_once(alice: Person, verb: str) -> None:
    drinking = todo(alice, "drink", **HOURLY)

    statuses = [send(alice, verb, drinking, NINE)["status"] for _ in range(2)]

    assert statuses == ["done", "unchanged"]
    assert stands_at(alice, drinking) == ELEVEN


@VERBS
def test_the_next_moment_of_the_day_is_another(alice: Person, verb: str) -> None:
    drinking = todo(alice, "drink", **HOURLY)

    statuses = [send(alice, verb, drinking, moment)["status"] for moment in (NINE, ELEVEN)]

    assert statuses == ["done", "done"]
    assert stands_at(alice, drinking) == "2126-01-07T13:00"


@VERBS
def test_a_moment_that_comes_later_is_refused(alice: Person, verb: str) -> None:
    drinking = todo(alice, "drink", **HOURLY)

    refused = send(alice, verb, drinking, "2126-01-07T13:00")

    assert (refused["status"], refused["problem"]) == ("refused", "occurrence-ahead")
    assert stands_at(alice, drinking) == NINE


@VERBS
def test_a_day_alone_is_good_as_before(alice: Person, verb: str) -> None:
    drinking = todo(alice, "drink", **HOURLY)
    plants = todo(alice, "water", due={"date": "2126-01-07", "time": "09:00"}, recurrence={"rrule": "FREQ=DAILY"})

    assert send(alice, verb, drinking, "2126-01-07")["status"] == "done"
    assert [send(alice, verb, plants, "2126-01-07")["status"] for _ in range(2)] == ["done", "unchanged"]


@pytest.mark.parametrize("named", ["2126-02-30", "2126-01-07T24:00", "2126-01-07 09:00", "nine"])
@VERBS
def test_what_names_no_moment_is_refused(alice: Person, verb: str, named: str) -> None:
    drinking = todo(alice, "drink", **HOURLY)

    refused = send(alice, verb, drinking, named)

    assert (refused["status"], [each["field"] for each in refused["errors"]]) == ("refused", ["occurrence"])
    assert stands_at(alice, drinking) == NINE


def test_bob_does_it_once_with_alice_and_charlie_finds_nothing(alice: Person, bob: Person, charlie: Person) -> None:
    garden = category(alice, "Garden")
    share(alice, garden["id"], bob)
    watering = todo(alice, "water", category_id=garden["id"], **HOURLY)

    statuses = [send(each, "complete_todo", watering, NINE)["status"] for each in (alice, bob, charlie)]

    assert statuses == ["done", "unchanged", "not_found"]
    assert stands_at(alice, watering) == ELEVEN
