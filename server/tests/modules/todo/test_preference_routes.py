"""Preferences over HTTP, and what completing a parent does by them."""

import uuid

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.test_todo_routes import make
from tests.modules.todo.test_tree_routes import state


class TestPreferences:
    def test_are_the_usual_ones_until_somebody_says_otherwise(self, alice: Person, nobody: httpx.Client) -> None:
        usual = alice.get("/v1/preferences").json()

        said = alice.patch("/v1/preferences", json={"region": "GB", "first_weekday": 6, "hours": {"morning": "07:30"}})
        again = alice.patch("/v1/preferences", json={"first_weekday": 6}).json()

        assert (usual["completing_parent"], usual["hours"].get("morning", "09:00"), usual["version"]) == (
            "complete",
            "09:00",
            0,
        )
        assert said.headers["etag"] == '"1"'
        assert said.json()["hours"] == {**usual["hours"], "morning": "07:30"}
        assert alice.get("/v1/preferences").json() == said.json() == again
        assert nobody.get("/v1/preferences").status_code == 401

    def test_are_of_one_person_alone(self, alice: Person, charlie: Person) -> None:
        alice.patch("/v1/preferences", json={"completing_parent": "ask"})

        assert charlie.get("/v1/preferences").json()["completing_parent"] == "complete"

    def test_can_be_taken_away_and_do_not_overwrite_what_was_not_seen(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"region": "GB"})

        none = alice.patch("/v1/preferences", json={"region": None}, headers={"if-match": '"1"'}).json()
        stale = alice.patch("/v1/preferences", json={"region": "DE"}, headers={"if-match": '"1"'})

        assert (none["region"], none["version"], stale.status_code) == (None, 2, 412)

    def test_stand_in_the_activity(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"first_weekday": 6})

        [entry] = alice.get("/v1/activity", params={"kind": "preferences"}).json()["items"]

        assert (entry["verb"], entry["changes"]) == ("changed", {"first_weekday": [0, 6]})

    @pytest.mark.parametrize(
        "body",
        [
            {"region": "gb"},
            {"first_weekday": 7},
            {"hours": {"morning": "7:30"}},
            {"hours": {"brunch": "11:00"}},
            {"hours": None},
            {"completing_parent": "maybe"},
            {"timezone": "UTC"},
        ],
    )
    def test_refuse_what_is_none(self, alice: Person, body: dict[str, object]) -> None:
        assert alice.patch("/v1/preferences", json=body).status_code == 422
        assert alice.get("/v1/preferences").json()["version"] == 0


class TestCompletingAParent:
    def test_asks_and_is_answered(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"completing_parent": "ask"})
        party = make(alice, "plan party")
        cake, done = make(alice, "buy cake", parent_id=party["id"]), make(alice, "book room", parent_id=party["id"])
        alice.put(f"/v1/todos/{done['id']}/completion")
        address = f"/v1/todos/{party['id']}/completion"

        asked = alice.put(address)
        before = state(alice, party, cake)
        answered = alice.put(address, params={"subtasks": "complete"})

        assert (asked.status_code, asked.json()["type"]) == (409, "/problems/open-subtasks")
        assert asked.json()["subtasks"] == [{"id": cake["id"], "title": "buy cake"}]
        assert "buy cake" in asked.json()["detail"]
        assert before == [False, False]
        assert (answered.status_code, state(alice, party, cake)) == (200, [True, True])

    def test_leaves_them_open_for_who_prefers_that(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"completing_parent": "leave"})
        party = make(alice, "plan party")
        cake = make(alice, "buy cake", parent_id=party["id"])

        alice.put(f"/v1/todos/{party['id']}/completion")
        left = state(alice, party, cake)
        alice.delete(f"/v1/todos/{party['id']}/completion")
        alice.put(f"/v1/todos/{party['id']}/completion", params={"subtasks": "complete"})

        assert left == [True, False]
        assert state(alice, party, cake) == [True, True]

    def test_asks_nobody_where_nothing_is_open_or_it_only_moves_on(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"completing_parent": "ask"})
        alone = make(alice, "alone")
        weekly = make(
            alice, "weekly", due={"date": "2026-01-09", "timezone": "UTC"}, recurrence={"rrule": "FREQ=WEEKLY"}
        )
        make(alice, "part of it", parent_id=weekly["id"])

        answers = [alice.put(f"/v1/todos/{todo['id']}/completion").status_code for todo in (alone, weekly)]

        assert answers == [200, 200]

    def test_is_told_in_a_batch(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"completing_parent": "ask"})
        party = make(alice, "plan party")
        cake = make(alice, "buy cake", parent_id=party["id"])
        complete = {"op": "complete", "id": party["id"]}

        refused = alice.post("/v1/todos/batch", json={"operations": [complete]})
        made = alice.post("/v1/todos/batch", json={"operations": [{**complete, "subtasks": "leave"}]})

        assert (refused.status_code, "buy cake" in refused.json()["detail"]) == (422, True)
        assert (made.status_code, state(alice, party, cake)) == (200, [True, False])

    def test_is_answered_by_who_did_it_offline(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"completing_parent": "ask"})
        party = make(alice, "plan party")
        cake = make(alice, "buy cake", parent_id=party["id"])
        complete = {"kind": "complete_todo", "id": party["id"]}
        mutations = [
            {**complete, "mutation_id": str(uuid.uuid4())},
            {**complete, "mutation_id": str(uuid.uuid4()), "subtasks": "leave"},
        ]

        refused, made = alice.post("/v1/sync", json={"mutations": mutations}).json()["results"]

        assert (refused["status"], refused["problem"]) == ("refused", "open-subtasks")
        assert (made["status"], made["problem"], state(alice, party, cake)) == ("done", None, [True, False])

    def test_of_somebody_else_is_not_found(self, alice: Person, charlie: Person) -> None:
        party = make(alice, "plan party")

        answer = charlie.put(f"/v1/todos/{party['id']}/completion", params={"subtasks": "leave"})
        nowhere = alice.put(f"/v1/todos/{uuid.uuid4()}/completion", params={"subtasks": "leave"})

        assert (answer.status_code, nowhere.status_code) == (404, 404)
