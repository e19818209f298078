"""Imports over HTTP: Alice brings, Charlie sees nothing of it."""

import httpx

from tests.fixtures.product import Person
from tests.modules.todo.transfer.bringing import CSV, approve, bring, names, rows, settled, todos, withdraw
from voicetodo.kit.ids import new_id


class TestBring:
    def test_a_file_is_recognised_and_shown_before_anything_is_done(self, alice: Person) -> None:
        brought = bring(alice)

        assert (brought["state"], brought["format"]) == ("ready", "csv")
        assert brought["counts"] == {"create": 3, "update": 0, "skip": 0, "error": 0}
        assert todos(alice) == {}

    def test_each_row_says_what_it_will_do(self, alice: Person) -> None:
        brought = bring(alice, CSV + "4,,House,,,,,,\n5,Dust,House,,some day,,,,\n")

        found = rows(alice, brought)

        assert [(row["row"], row["outcome"]) for row in found] == [
            (2, "create"), (3, "create"), (4, "create"), (5, "error"), (6, "error"),
        ]  # fmt: skip
        assert "empty" in found[3]["reason"]
        assert "some day" in found[4]["reason"]

    def test_rows_come_in_pages_and_by_outcome(self, alice: Person) -> None:
        brought = bring(alice, CSV + "4,,House,,,,,,\n")
        path = f"/v1/imports/{brought['id']}/rows"

        first = alice.get(path, params={"limit": 3}).json()
        second = alice.get(path, params={"limit": 3, "cursor": first["next_cursor"]}).json()

        assert [len(first["items"]), len(second["items"]), second["next_cursor"]] == [3, 1, None]
        assert [row["row"] for row in rows(alice, brought, outcome="error")] == [5]

    def test_text_may_be_pasted(self, alice: Person) -> None:
        made = alice.post("/v1/imports", json={"text": "(A) Call Mum +Family\nx 2026-01-02 Pay rent"}).json()

        assert settled(alice, made["id"])["format"] == "todo_txt"

    def test_sent_again_under_its_id_it_is_the_same(self, alice: Person) -> None:
        body = {"text": CSV, "id": str(new_id())}

        first, second = alice.post("/v1/imports", json=body), alice.post("/v1/imports", json=body)

        assert first.json()["id"] == second.json()["id"] == body["id"]
        assert len(alice.get("/v1/imports").json()["items"]) == 1

    def test_columns_can_be_named(self, alice: Person) -> None:
        brought = bring(alice, "Was,Warum\nMüll,stinkt\n", format="csv", columns='{"title": "Was", "notes": "Warum"}')

        approve(alice, brought)

        assert todos(alice)["Müll"]["notes"] == "stinkt"

    def test_only_a_few_may_be_on_their_way(self, alice: Person) -> None:
        for _ in range(5):
            bring(alice)

        answer = alice.post("/v1/imports", json={"text": CSV})

        assert answer.json()["type"].endswith("too-many-imports")


class TestApprove:
    def test_everything_is_there_afterwards(self, alice: Person) -> None:
        done = approve(alice, bring(alice))

        found = todos(alice)
        fence, paint, bins = found["Paint the fence"], found["Buy paint"], found["Bins out"]
        assert done["state"] == "done"
        assert (fence["priority"], fence["due"]["date"], len(fence["label_ids"])) == (1, "2026-05-02", 2)
        assert (paint["parent_id"], paint["completed_at"]) == (fence["id"], "2026-01-03T08:00:00Z")
        assert bins["recurrence"]["rrule"] == "FREQ=WEEKLY;INTERVAL=2"
        assert {"House"} <= names(alice, "categories")
        assert names(alice, "labels") == {"garden", "summer"}

    def test_sections_of_a_list_are_sections_and_of_the_inbox_labels(self, alice: Person) -> None:
        approve(alice, bring(alice, "title,list,section\nTap,House,Kitchen\nBulb,House,Hall\nPost,,Errands\n"))

        found, house = todos(alice), names(alice, "categories")
        assert "House" in house
        assert found["Tap"]["section_id"] != found["Bulb"]["section_id"]
        assert found["Post"]["section_id"] is None
        assert names(alice, "labels") == {"Errands"}

    def test_a_child_before_its_parent_is_accepted_at_every_level(self, alice: Person) -> None:
        chain = [f"{number},Level {number},{number + 1 if number < 7 else ''}" for number in range(1, 8)]

        approve(alice, bring(alice, "id,title,parent\n" + "\n".join(chain) + "\n"))

        found = todos(alice)
        for number in range(1, 7):
            assert found[f"Level {number}"]["parent_id"] == found[f"Level {number + 1}"]["id"]

    def test_parents_in_a_circle_stand_by_themselves(self, alice: Person) -> None:
        brought = bring(alice, "id,title,parent\n1,One,2\n2,Two,1\n3,Three,9\n")

        approve(alice, brought)

        assert len(todos(alice)) == 3
        assert all(row["notices"] for row in rows(alice, brought))

    def test_the_same_file_again_makes_no_duplicates(self, alice: Person) -> None:
        approve(alice, bring(alice))

        again = bring(alice)
        approve(alice, again)

        assert again["counts"] == {"create": 0, "update": 0, "skip": 3, "error": 0}
        assert len(todos(alice)) == 3

    def test_what_changed_in_the_file_is_carried_over_and_nothing_else(self, alice: Person) -> None:
        approve(alice, bring(alice))
        fence = todos(alice)["Paint the fence"]
        alice.patch(f"/v1/todos/{fence['id']}", json={"notes": "White!", "priority": 2})

        again = bring(
            alice, CSV.replace("Paint the fence", "Paint the whole fence").replace("2026-05-02", "2026-05-09")
        )
        approve(alice, again)

        changed = todos(alice)["Paint the whole fence"]
        assert again["counts"]["update"] == 1
        assert (changed["id"], changed["due"]["date"]) == (fence["id"], "2026-05-09")
        assert (changed["notes"], changed["priority"]) == ("White!", 2)

    def test_what_was_deleted_here_stays_deleted(self, alice: Person) -> None:
        approve(alice, bring(alice))
        alice.delete(f"/v1/todos/{todos(alice)['Bins out']['id']}")

        again = bring(alice)
        approve(alice, again)

        assert "Bins out" not in todos(alice)
        assert "deleted it" in rows(alice, again)[2]["reason"]

    def test_what_comes_twice_in_a_file_comes_once(self, alice: Person) -> None:
        brought = bring(alice, "id,title\n1,Milk\n1,Milk\n")

        assert "row 2 already" in rows(alice, brought)[1]["reason"]

    def test_approving_twice_does_it_once(self, alice: Person) -> None:
        brought = bring(alice)

        approve(alice, brought)
        approve(alice, brought)

        assert len(todos(alice)) == 3

    def test_thousands_come_at_once(self, alice: Person) -> None:
        lines = "\n".join(f"{number},Todo {number},{number - 1 if number % 10 else ''}" for number in range(1, 2001))

        done = approve(alice, bring(alice, f"id,title,parent\n{lines}\n"))

        assert done["counts"]["create"] == 2000
        assert len(alice.get("/v1/todos", params={"limit": 200}).json()["items"]) == 200


class TestWithdraw:
    def test_all_of_it_is_gone(self, alice: Person) -> None:
        brought = bring(alice)
        approve(alice, brought)

        undone = withdraw(alice, brought)

        assert undone["state"] == "undone"
        assert (todos(alice), names(alice, "labels")) == ({}, set())
        assert "House" not in names(alice, "categories")

    def test_categories_sections_and_labels_made_for_it_are_gone_too(self, alice: Person) -> None:
        brought = bring(alice, "title,list,section,labels\nTap,House,Kitchen,water\n")
        approve(alice, brought)

        withdraw(alice, brought)

        assert "House" not in names(alice, "categories")
        assert names(alice, "labels") == set()

    def test_what_was_changed_since_stays_with_all_it_hangs_on(self, alice: Person) -> None:
        brought = bring(alice)
        approve(alice, brought)
        alice.patch(f"/v1/todos/{todos(alice)['Buy paint']['id']}", json={"notes": "Blue"})

        undone = withdraw(alice, brought)

        assert set(todos(alice)) == {"Buy paint", "Paint the fence"}
        assert "left as they are" in undone["reason"]

    def test_what_it_had_changed_is_put_back(self, alice: Person) -> None:
        approve(alice, bring(alice))
        second = bring(alice, CSV.replace("Bins out", "Bins and paper out"))
        approve(alice, second)

        withdraw(alice, second)

        assert set(todos(alice)) == {"Paint the fence", "Buy paint", "Bins out"}

    def test_what_it_had_changed_and_was_put_back_comes_with_the_next_one(self, alice: Person) -> None:
        changed = CSV.replace("Bins out", "Bins and paper out")
        approve(alice, bring(alice))
        second = bring(alice, changed)
        approve(alice, second)
        withdraw(alice, second)

        third = bring(alice, changed)
        approve(alice, second)
        assert withdraw(alice, second)["reason"] is None
        approve(alice, second)

        assert third["counts"]["update"] == 1
        assert "Bins and paper out" in todos(alice)
        assert bring(alice, changed)["counts"]["skip"] == 3

    def test_what_was_changed_since_and_so_not_put_back_stays_with_the_next_one(self, alice: Person) -> None:
        changed = CSV.replace("Bins out", "Bins and paper out")
        approve(alice, bring(alice))
        second = bring(alice, changed)
        approve(alice, second)
        alice.patch(f"/v1/todos/{todos(alice)['Bins and paper out']['id']}", json={"title": "My bins"})
        withdraw(alice, second)

        approve(alice, bring(alice, changed))

        assert "My bins" in todos(alice)

    def test_it_may_be_brought_in_again(self, alice: Person) -> None:
        brought = bring(alice)
        approve(alice, brought)
        withdraw(alice, brought)

        approve(alice, brought)

        assert len(todos(alice)) == 3

    def test_what_was_never_done_stays_as_it_is(self, alice: Person) -> None:
        brought = bring(alice)

        assert withdraw(alice, brought)["state"] == "ready"


class TestDelete:
    def test_the_todos_stay(self, alice: Person) -> None:
        brought = bring(alice)
        approve(alice, brought)

        answer = alice.delete(f"/v1/imports/{brought['id']}")

        assert answer.status_code == 204
        assert alice.get(f"/v1/imports/{brought['id']}").status_code == 404
        assert len(todos(alice)) == 3


class TestOthers:
    def test_charlie_sees_nothing_and_can_do_nothing(self, alice: Person, charlie: Person) -> None:
        brought = bring(alice)
        path = f"/v1/imports/{brought['id']}"

        answers = [
            charlie.get(path), charlie.get(f"{path}/rows"), charlie.put(f"{path}/approval"),
            charlie.delete(f"{path}/approval"), charlie.delete(path),
        ]  # fmt: skip

        assert {answer.status_code for answer in answers} == {404}
        assert charlie.get("/v1/imports").json()["items"] == []
        assert alice.get(path).json()["state"] == "ready"

    def test_bob_brings_the_same_file_into_his_own(self, alice: Person, bob: Person) -> None:
        approve(alice, bring(alice))

        approve(bob, bring(bob))

        assert len(todos(alice)) == len(todos(bob)) == 3

    def test_who_has_not_signed_in_is_told_so(self, nobody: httpx.Client) -> None:
        assert nobody.post("/v1/imports", json={"text": CSV}).status_code == 401
        assert nobody.get("/v1/imports").status_code == 401
