"""A repeating todo that is to be done again does not count as done, whoever takes that back and however."""

from uuid import uuid4

from tests.fixtures.product import Person
from tests.modules.analytics.test_my_insights import complete, wait_for
from tests.modules.todo.people import category, share
from tests.modules.voice.speaking import Json, add, say, take_back

FIRST, SECOND = "2126-01-07", "2126-01-08"
DAILY: Json = {"due": {"date": FIRST, "timezone": "Europe/Berlin"}, "recurrence": {"rrule": "FREQ=DAILY"}}


def reopen(person: Person, todo: Json, occurrence: str) -> Json:
    answer = person.delete(f"/v1/todos/{todo['id']}/completion", params={"occurrence": occurrence})
    assert answer.status_code == 200, answer.text
    return answer.json()


def send(person: Person, **mutation: str) -> str:
    """What became of it."""
    answer = person.post("/v1/sync", json={"mutations": [{"mutation_id": str(uuid4()), **mutation}]})
    assert answer.status_code == 200, answer.text
    return answer.json()["results"][0]["status"]


def completed(person: Person) -> int:
    """Once all is heard of that happened before."""
    before = wait_for(person, lambda _: True)["created"]
    add(person, "what comes last")
    return wait_for(person, lambda told: told["created"] > before)["completed"]


def test_the_day_and_the_streak_go_down_again(alice: Person) -> None:
    plants = add(alice, "water the plants", **DAILY)
    complete(alice, plants)
    assert wait_for(alice, lambda told: told["completed"] == 1)["streak"]["current"] == 1

    reopen(alice, plants, FIRST)

    told = wait_for(alice, lambda told: told["completed"] == 0)
    assert told["streak"] == {"current": 0, "longest": 0, "is_today_done": False}
    assert (sum(told["hours"]), told["completion"]["done"]) == (0, 0)


def test_taken_back_twice_it_is_taken_back_once(alice: Person) -> None:
    plants = add(alice, "water the plants", **DAILY)
    complete(alice, plants)
    complete(alice, plants)

    for _ in range(2):
        assert reopen(alice, plants, SECOND)["due"]["date"] == SECOND

    assert completed(alice) == 1


def test_all_are_taken_back_one_after_the_other(alice: Person) -> None:
    plants = add(alice, "water the plants", **DAILY)
    complete(alice, plants)
    complete(alice, plants)

    reopen(alice, plants, SECOND)
    reopen(alice, plants, FIRST)

    assert completed(alice) == 0


def test_done_again_it_counts_again(alice: Person) -> None:
    plants = add(alice, "water the plants", **DAILY)
    complete(alice, plants)
    reopen(alice, plants, FIRST)

    complete(alice, plants)

    assert completed(alice) == 1


def test_one_that_is_left_out_later_and_comes_back_takes_nothing_more_back(alice: Person) -> None:
    plants = add(alice, "water the plants", **DAILY)
    complete(alice, plants)
    complete(alice, plants)
    reopen(alice, plants, SECOND)
    assert alice.put(f"/v1/todos/{plants['id']}/skips/{SECOND}").is_success

    reopen(alice, plants, SECOND)

    assert completed(alice) == 1


def test_a_voice_command_that_is_undone_does_not_count(alice: Person) -> None:
    add(alice, "water the plants", **DAILY)
    outcome = say(alice, "I watered the plants")
    wait_for(alice, lambda told: told["completed"] == 1)

    take_back(alice, outcome)

    wait_for(alice, lambda told: told["completed"] == 0)


def test_what_was_done_and_taken_back_offline_does_not_count(alice: Person) -> None:
    plants = add(alice, "water the plants", **DAILY)
    assert send(alice, kind="complete_todo", id=plants["id"], occurrence=FIRST) == "done"

    assert send(alice, kind="reopen_todo", id=plants["id"], occurrence=FIRST) == "done"
    assert send(alice, kind="reopen_todo", id=plants["id"], occurrence=FIRST) == "unchanged"

    assert completed(alice) == 0


def test_what_bob_takes_back_counts_for_alice_no_more_and_charlie_cannot(
    alice: Person, bob: Person, charlie: Person
) -> None:
    garden = category(alice, "Garden")
    share(alice, garden["id"], bob)
    plants = add(alice, "water the plants", category_id=garden["id"], **DAILY)
    complete(alice, plants)
    wait_for(alice, lambda told: told["completed"] == 1)

    refused = charlie.delete(f"/v1/todos/{plants['id']}/completion", params={"occurrence": FIRST})
    assert refused.status_code == 404
    assert completed(alice) == 1

    reopen(bob, plants, FIRST)

    wait_for(alice, lambda told: told["completed"] == 0)
    assert completed(bob) == 0
