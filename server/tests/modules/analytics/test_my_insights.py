"""What somebody is told of what they got done, from the events of the real product."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import share
from tests.modules.voice.speaking import add, say, take_back

Json = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")


def insights(person: Person, **query: str) -> Json:
    answer = person.get("/v1/analytics/me", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def complete(person: Person, todo: Json) -> None:
    assert person.put(f"/v1/todos/{todo['id']}/completion").is_success


def wait_for(person: Person, is_told: Callable[[Json], bool]) -> Json:
    """What is told once it is told: events arrive some moments after what they tell of."""
    wait_until(lambda: is_told(insights(person)))
    return insights(person)


def today(zone: ZoneInfo = BERLIN) -> date:
    return datetime.now(UTC).astimezone(zone).date()


class TestAsking:
    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert nobody.get("/v1/analytics/me").status_code == 401

    def test_others_see_nothing_of_it(self, alice: Person, bob: Person, charlie: Person) -> None:
        complete(alice, add(alice, "buy milk"))

        wait_for(alice, lambda told: told["completed"] == 1)

        assert [insights(person)["completed"] for person in (bob, charlie)] == [0, 0]

    def test_who_has_done_nothing_yet_is_told_zeros(self, alice: Person) -> None:
        told = wait_for(alice, lambda told: told["timezone"] == "Europe/Berlin")

        assert [len(told["days"]), sum(told["hours"]), told["categories"]] == [30, 0, []]
        assert told["streak"] == {"current": 0, "longest": 0, "is_today_done": False}
        assert told["completion"] == {"made": 0, "done": 0, "rate": None}
        assert told["sources"] == {"voice": 0, "text": 0, "web": 0, "api": 0, "caldav": 0, "import": 0}
        assert (told["commands"]["total"], told["commands"]["success_rate"]) == (0, None)

    @pytest.mark.parametrize(
        "query",
        [
            {"from": "2026-02-01", "to": "2026-01-01"},
            {"from": "2025-01-01", "to": "2026-01-02"},
            {"from": "yesterday"},
            {"to": "2026-02-30"},
        ],
    )
    def test_days_that_are_none_or_too_many_are_refused(self, alice: Person, query: dict[str, str]) -> None:
        assert alice.get("/v1/analytics/me", params=query).status_code in {400, 422}

    @pytest.mark.parametrize("query", [{"to": "0001-01-01"}, {"from": "9999-01-01", "to": "9999-12-31"}])
    def test_the_ends_of_time_are_days_like_others(self, alice: Person, query: dict[str, str]) -> None:
        assert insights(alice, **query)["completed"] == 0

    def test_what_is_known_already_is_not_sent_again(self, alice: Person) -> None:
        complete(alice, add(alice, "buy milk"))
        wait_for(alice, lambda told: told["completed"] == 1)
        tag = alice.get("/v1/analytics/me").headers["etag"]

        assert alice.get("/v1/analytics/me", headers={"If-None-Match": tag}).status_code == 304

        add(alice, "buy bread")
        wait_for(alice, lambda told: told["created"] == 2)
        assert alice.get("/v1/analytics/me", headers={"If-None-Match": tag}).status_code == 200


class TestTelling:
    def test_days_hours_and_streak_are_those_of_ones_own_clocks(self, alice: Person) -> None:
        before = today()
        complete(alice, add(alice, "buy milk"))

        told = wait_for(alice, lambda told: told["completed"] == 1)

        assert told["to"] in {before.isoformat(), today().isoformat()}
        assert told["days"][-1] | {"date": None} == {"date": None, "created": 1, "completed": 1}
        assert sum(told["hours"]) == 1
        assert told["streak"] == {"current": 1, "longest": 1, "is_today_done": True}
        assert told["completion"] == {"made": 1, "done": 1, "rate": 1.0}

    def test_somebody_who_moves_takes_their_days_along(self, alice: Person) -> None:
        complete(alice, add(alice, "buy milk"))
        wait_for(alice, lambda told: told["completed"] == 1)
        far = ZoneInfo("Pacific/Kiritimati")

        alice.patch("/v1/me", json={"timezone": "Pacific/Kiritimati"})

        told = wait_for(alice, lambda told: told["timezone"] == "Pacific/Kiritimati")
        assert told["to"] == today(far).isoformat()
        assert told["days"][-1]["completed"] == 1

    def test_what_was_reopened_or_thrown_away_is_not_counted_as_done(self, alice: Person) -> None:
        milk, bread = add(alice, "buy milk"), add(alice, "buy bread")
        complete(alice, milk)
        alice.delete(f"/v1/todos/{milk['id']}/completion")
        alice.delete(f"/v1/todos/{bread['id']}")

        told = wait_for(alice, lambda told: told["created"] == 2 and told["completion"]["made"] == 1)

        assert (told["completed"], told["completion"]["done"]) == (0, 0)

    def test_what_was_done_offline_told_late_and_then_reopened_is_not_counted(self, alice: Person) -> None:
        milk = add(alice, "buy milk")
        completion = f"/v1/todos/{milk['id']}/completion"
        complete(alice, milk)
        alice.delete(completion)
        mutation = {
            "kind": "complete_todo",
            "mutation_id": str(uuid4()),
            "id": milk["id"],
            "completed_at": milk["created_at"],
        }
        answer = alice.post("/v1/sync", json={"mutations": [mutation]})
        assert answer.json()["results"][0]["status"] == "done", answer.text
        alice.delete(completion)
        add(alice, "buy bread")

        told = wait_for(alice, lambda told: told["created"] == 2)

        assert (told["completed"], told["completion"]["done"]) == (0, 0)

    def test_each_is_told_what_they_did_themselves_on_a_shared_list(self, alice: Person, bob: Person) -> None:
        category = alice.post("/v1/categories", json={"name": "Party"}).json()
        share(alice, category["id"], bob)
        cake = add(alice, "bake a cake", category_id=category["id"])

        complete(bob, cake)

        assert wait_for(bob, lambda told: told["completed"] == 1)["categories"] == [
            {"category_id": category["id"], "completed": 1}
        ]
        of_alice = wait_for(alice, lambda told: told["completion"]["done"] == 1)
        assert (of_alice["created"], of_alice["completed"]) == (1, 0)

    def test_how_things_were_added_and_how_well_one_was_understood(self, alice: Person) -> None:
        alice.post("/v1/todos", json={"title": "by hand"}, headers={"X-Client": "web"})
        say(alice, "add milk")
        take_back(alice, say(alice, "add bread"))
        say(alice, "complete the unicorn")

        told = wait_for(alice, lambda told: told["commands"]["undone"] == 1 and told["commands"]["total"] == 3)

        assert told["sources"] == {"voice": 0, "text": 2, "web": 1, "api": 0, "caldav": 0, "import": 0}
        assert told["commands"] == {
            "total": 3,
            "spoken": 0,
            "understood": 1,
            "clarified": 0,
            "missed": 1,
            "undone": 1,
            "success_rate": 0.3333,
        }

    def test_only_the_days_that_were_asked_for(self, alice: Person) -> None:
        complete(alice, add(alice, "buy milk"))
        wait_for(alice, lambda told: told["completed"] == 1)
        yesterday = (today() - timedelta(days=1)).isoformat()

        told = insights(alice, **{"from": yesterday, "to": yesterday})

        assert ([day["date"] for day in told["days"]], told["completed"]) == ([yesterday], 0)
        assert told["streak"]["longest"] == 1
