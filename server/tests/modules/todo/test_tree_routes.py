"""Completion, subtasks, trash and batches over HTTP."""

import uuid
from typing import Any

import httpx

from tests.fixtures.product import Person
from tests.modules.todo.test_todo_routes import make, titles


def state(person: Person, *todos: dict[str, Any]) -> list[bool]:
    """Which of these are done."""
    return [person.get(f"/v1/todos/{todo['id']}").json()["completed_at"] is not None for todo in todos]


class TestSubtasks:
    def test_follow_the_category_of_their_parent(self, alice: Person) -> None:
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()["id"]
        parent = make(alice, "plan the garden", category_id=category)
        child = make(alice, "buy seeds", parent_id=parent["id"])
        grandchild = make(alice, "find the shop", parent_id=child["id"])

        alice.patch(f"/v1/todos/{parent['id']}", json={"category_id": None})

        assert (child["category_id"], grandchild["category_id"]) == (category, category)
        assert alice.get(f"/v1/todos/{grandchild['id']}").json()["category_id"] is None
        assert titles(alice.get(f"/v1/todos/{parent['id']}/subtasks")) == ["buy seeds"]

    def test_fifty_levels_and_no_more(self, alice: Person) -> None:
        parent = make(alice, "level 1")
        for level in range(2, 51):
            parent = make(alice, f"level {level}", parent_id=parent["id"])

        answer = alice.post("/v1/todos", json={"title": "level 51", "parent_id": parent["id"]})

        assert answer.status_code == 422
        assert "levels" in answer.json()["detail"]

    def test_a_moved_tree_is_not_too_deep_either(self, alice: Person) -> None:
        top = make(alice, "a tree")
        child = make(alice, "its child", parent_id=top["id"])
        deep = make(alice, "level 1")
        for level in range(2, 50):
            deep = make(alice, f"level {level}", parent_id=deep["id"])

        assert alice.patch(f"/v1/todos/{top['id']}", json={"parent_id": deep["id"]}).status_code == 422
        assert alice.patch(f"/v1/todos/{child['id']}", json={"parent_id": deep["id"]}).status_code == 200

    def test_never_go_in_circles(self, alice: Person) -> None:
        parent = make(alice, "parent")
        child = make(alice, "child", parent_id=parent["id"])

        answers = [
            alice.patch(f"/v1/todos/{parent['id']}", json={"parent_id": child["id"]}),
            alice.patch(f"/v1/todos/{parent['id']}", json={"parent_id": parent["id"]}),
        ]

        assert [answer.status_code for answer in answers] == [422, 422]


class TestComplete:
    def test_twice_is_once(self, alice: Person) -> None:
        todo = make(alice)
        address = f"/v1/todos/{todo['id']}/completion"

        first, again = alice.put(address), alice.put(address)

        assert first.json() == again.json()
        assert first.json()["completed_at"] is not None

    def test_takes_open_subtasks_along_and_reopens_the_same(self, alice: Person) -> None:
        parent = make(alice, "party")
        early, late = (make(alice, title, parent_id=parent["id"]) for title in ("invite", "cook"))
        alice.put(f"/v1/todos/{early['id']}/completion")

        alice.put(f"/v1/todos/{parent['id']}/completion")
        done = state(alice, parent, early, late)
        alice.delete(f"/v1/todos/{parent['id']}/completion")
        reopened = state(alice, parent, early, late)

        assert (done, reopened) == ([True, True, True], [False, True, False])

    def test_a_recurring_todo_moves_on(self, alice: Person) -> None:
        todo = make(alice, "water plants", due={"date": "2999-01-05"}, recurrence={"rrule": "FREQ=WEEKLY"})

        after = alice.put(f"/v1/todos/{todo['id']}/completion").json()

        assert (after["completed_at"], after["due"]["date"]) == (None, "2999-01-12")
        [last, *_] = alice.get(f"/v1/todos/{todo['id']}/activity").json()["items"]
        assert (last["verb"], last["changes"]["due"][0]["date"]) == ("completed", "2999-01-05")

    def test_a_named_occurrence_is_done_once(self, alice: Person) -> None:
        todo = make(alice, "water plants", due={"date": "2999-01-05"}, recurrence={"rrule": "FREQ=WEEKLY"})

        after = [
            alice.put(f"/v1/todos/{todo['id']}/completion", params={"occurrence": "2999-01-05"}).json()
            for _ in range(2)
        ]

        assert [each["due"]["date"] for each in after] == ["2999-01-12", "2999-01-12"]

    def test_the_next_round_begins_with_open_subtasks(self, alice: Person) -> None:
        todo = make(alice, "clean", due={"date": "2999-01-05"}, recurrence={"rrule": "FREQ=WEEKLY"})
        child = make(alice, "kitchen", parent_id=todo["id"])
        alice.put(f"/v1/todos/{child['id']}/completion")

        alice.put(f"/v1/todos/{todo['id']}/completion")

        assert state(alice, todo, child) == [False, False]


class TestTrash:
    def test_holds_what_was_deleted_until_it_is_restored(self, alice: Person, charlie: Person) -> None:
        parent = make(alice, "party")
        child = make(alice, "cook", parent_id=parent["id"])

        assert alice.delete(f"/v1/todos/{parent['id']}").status_code == 204
        gone = [alice.get(f"/v1/todos/{each['id']}").status_code for each in (parent, child)]
        trash = titles(alice.get("/v1/trash"))
        restored = alice.post(f"/v1/trash/{parent['id']}/restoration").json()

        assert gone == [404, 404]
        assert sorted(trash) == ["cook", "party"]
        assert restored["deleted_at"] is None
        assert titles(alice.get(f"/v1/todos/{parent['id']}/subtasks")) == ["cook"]
        assert titles(charlie.get("/v1/trash")) == []

    def test_what_comes_back_without_its_parent_stands_at_the_top(self, alice: Person) -> None:
        parent = make(alice, "party")
        child = make(alice, "cook", parent_id=parent["id"])
        alice.delete(f"/v1/todos/{parent['id']}")

        restored = alice.post(f"/v1/trash/{child['id']}/restoration").json()
        alice.delete("/v1/trash")

        assert restored["parent_id"] is None
        assert titles(alice.get("/v1/todos")) == ["cook"]

    def test_is_emptied_for_good_and_only_ones_own(self, alice: Person, bob: Person) -> None:
        mine, his = make(alice), make(bob)
        alice.delete(f"/v1/todos/{mine['id']}")
        bob.delete(f"/v1/todos/{his['id']}")

        assert alice.delete("/v1/trash").status_code == 204

        assert alice.post(f"/v1/trash/{mine['id']}/restoration").status_code == 404
        assert titles(bob.get("/v1/trash")) == ["buy milk"]
        verbs = [entry["verb"] for entry in alice.get(f"/v1/todos/{mine['id']}/activity").json()["items"]]
        assert verbs == ["purged", "deleted", "created"]

    def test_one_can_be_removed_alone(self, alice: Person) -> None:
        one, two = make(alice, "one"), make(alice, "two")
        for todo in (one, two):
            alice.delete(f"/v1/todos/{todo['id']}")

        assert alice.delete(f"/v1/trash/{one['id']}").status_code == 204
        assert alice.delete(f"/v1/trash/{one['id']}").status_code == 404
        assert titles(alice.get("/v1/trash")) == ["two"]

    def test_comes_in_pages_the_last_deleted_first(self, alice: Person) -> None:
        for nth in range(4):
            alice.delete(f"/v1/todos/{make(alice, f'todo {nth}')['id']}")

        first = alice.get("/v1/trash", params={"limit": 3})
        second = alice.get("/v1/trash", params={"limit": 3, "cursor": first.json()["next_cursor"]})

        assert titles(first) + titles(second) == ["todo 3", "todo 2", "todo 1", "todo 0"]

    def test_a_todo_in_it_cannot_be_worked_on(self, alice: Person) -> None:
        todo = make(alice)
        alice.delete(f"/v1/todos/{todo['id']}")

        assert alice.patch(f"/v1/todos/{todo['id']}", json={"title": "x"}).status_code == 404
        assert alice.post("/v1/todos", json={"title": "x", "parent_id": todo["id"]}).status_code == 422


class TestBatch:
    def test_does_all_in_order(self, alice: Person) -> None:
        new, old = str(uuid.uuid4()), make(alice, "old")["id"]

        answer = alice.post(
            "/v1/todos/batch",
            json={
                "operations": [
                    {"op": "create", "id": new, "title": "new"},
                    {"op": "update", "id": new, "priority": 1},
                    {"op": "complete", "id": new},
                    {"op": "reopen", "id": new},
                    {"op": "delete", "id": old},
                    {"op": "restore", "id": old},
                    {"op": "create", "title": "another"},
                ]
            },
        )

        assert answer.status_code == 200, answer.text
        assert [result["status"] for result in answer.json()["results"]] == ["done"] * 7
        assert titles(alice.get("/v1/todos")) == ["old", "new", "another"]

    def test_does_nothing_where_one_is_refused(self, alice: Person, charlie: Person) -> None:
        todo = make(alice)

        answer = charlie.post(
            "/v1/todos/batch",
            json={"operations": [{"op": "create", "title": "mine"}, {"op": "complete", "id": todo["id"]}]},
        )

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "operations.1"
        assert titles(charlie.get("/v1/todos")) == []
        assert state(alice, todo) == [False]

    def test_refuses_too_many_and_unknown_operations(self, alice: Person, nobody: httpx.Client) -> None:
        many = {"operations": [{"op": "create", "title": "x"}] * 101}

        assert alice.post("/v1/todos/batch", json=many).status_code == 422
        assert alice.post("/v1/todos/batch", json={"operations": [{"op": "explode"}]}).status_code == 422
        assert nobody.post("/v1/todos/batch", json={"operations": []}).status_code == 401
