"""Sync over HTTP: what comes, in which portions, and from when on."""

import base64
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.sync.client import KINDS, Client
from tests.modules.todo.test_todo_routes import make

Json = dict[str, Any]


def ids(answer: Json, kind: str = "todos") -> set[str]:
    return {value["id"] for value in answer[kind]}


class TestFirst:
    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert nobody.post("/v1/sync", json={}).status_code == 401
        assert nobody.get("/v1/sync/refusals").status_code == 401

    def test_brings_all_there_is_as_the_other_routes_tell_it(self, alice: Person) -> None:
        label = alice.post("/v1/labels", json={"name": "phone"}).json()
        kept = alice.post("/v1/filters", json={"name": "soon", "query": "7 days"}).json()
        todo = make(alice, "buy milk", label_ids=[label["id"]], due={"date": "2126-01-07", "time": "09:00"})

        answer = alice.post("/v1/sync", json={}).json()

        assert answer["reset"]
        assert not answer["has_more"]
        assert answer["todos"] == [todo]
        assert answer["labels"] == [label]
        assert answer["filters"] == [kept]
        by_position = sorted(answer["categories"], key=lambda each: each["position"])
        assert by_position == alice.get("/v1/categories").json()["items"]
        assert not any(answer["removed"].values())

    def test_leaves_out_what_is_in_the_trash(self, alice: Person) -> None:
        todo = make(alice, "buy milk")
        alice.delete(f"/v1/todos/{todo['id']}")

        answer = alice.post("/v1/sync", json={}).json()

        assert answer["todos"] == []
        assert answer["removed"]["todos"] == []

    def test_comes_in_pages_that_miss_nothing_that_happens_between_them(self, alice: Person) -> None:
        for number in range(7):
            make(alice, f"number {number}")
        client = Client(alice, limit=2)
        pages = 0

        while (answer := client.exchange())["has_more"]:
            pages += 1
            assert sum(len(answer[kind]) + len(answer["removed"][kind]) for kind in KINDS) <= 2
            if pages == 2:
                gone = alice.get("/v1/todos?limit=1").json()["items"][0]
                alice.delete(f"/v1/todos/{gone['id']}")
                make(alice, "added meanwhile")
                alice.patch(f"/v1/todos/{alice.get('/v1/todos').json()['items'][2]['id']}", json={"title": "renamed"})

        assert pages > 5
        assert client.titles() == {todo["title"] for todo in alice.get("/v1/todos").json()["items"]}
        assert len(client.store["categories"]) == 5

    def test_says_reset_on_its_first_page_alone(self, alice: Person) -> None:
        client = Client(alice, limit=2)

        assert [answer["reset"] for answer in client.sync()] == [True, False, False, False]

    def test_charlie_sees_nothing_of_it(self, alice: Person, others: Client) -> None:
        make(alice, "buy milk")

        assert all(not answer["todos"] for answer in others.sync())


class TestFollowing:
    def test_brings_what_changed_and_nothing_else(self, alice: Person, phone: Client) -> None:
        first, second = make(alice, "buy milk"), make(alice, "buy bread")
        phone.sync()

        alice.patch(f"/v1/todos/{first['id']}", json={"priority": 1})
        answer = phone.exchange()

        assert ids(answer) == {first["id"]}
        assert answer["todos"][0]["priority"] == 1
        assert phone.titles() == {first["title"], second["title"]}

    def test_tells_of_deletions_and_of_what_came_back(self, alice: Person, phone: Client) -> None:
        todo = make(alice, "buy milk")
        phone.sync()

        alice.delete(f"/v1/todos/{todo['id']}")
        assert phone.exchange()["removed"]["todos"] == [todo["id"]]
        assert phone.titles() == set()

        alice.post(f"/v1/trash/{todo['id']}/restoration")
        assert ids(phone.exchange()) == {todo["id"]}

    def test_tells_of_every_kind_that_is_deleted(self, alice: Person, phone: Client) -> None:
        label = alice.post("/v1/labels", json={"name": "phone"}).json()
        kept = alice.post("/v1/filters", json={"name": "soon", "query": "7 days"}).json()
        category = alice.post("/v1/categories", json={"name": "House"}).json()
        phone.sync()

        for path in (f"labels/{label['id']}", f"filters/{kept['id']}", f"categories/{category['id']}"):
            alice.delete(f"/v1/{path}")
        removed = phone.exchange()["removed"]

        assert removed["labels"] == [label["id"]]
        assert removed["filters"] == [kept["id"]]
        assert removed["categories"] == [category["id"]]

    def test_comes_in_pages(self, alice: Person) -> None:
        client = Client(alice, limit=3)
        client.sync()
        for number in range(8):
            make(alice, f"number {number}")

        answers = client.sync()

        assert len(answers) > 3
        assert not any(answer["reset"] for answer in answers)
        assert client.titles() == {f"number {number}" for number in range(8)}

    def test_what_was_purged_is_removed(self, alice: Person, phone: Client) -> None:
        todo = make(alice, "buy milk")
        phone.sync()
        alice.delete(f"/v1/todos/{todo['id']}")
        alice.delete("/v1/trash")

        assert phone.exchange()["removed"]["todos"] == [todo["id"]]

    def test_where_very_much_changed_all_comes_anew(
        self, alice: Person, phone: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("voicetodo.modules.todo.store.sync.MAX_TOUCHED", 2)
        for number in range(3):
            make(alice, f"number {number}")

        answer = phone.exchange()

        assert answer["reset"]
        assert len(phone.titles()) == 3


class TestKinds:
    def test_only_those_asked_for_come(self, alice: Person) -> None:
        make(alice, "buy milk")
        client = Client(alice, kinds=["label", "category"])

        first = client.exchange()
        make(alice, "buy bread")
        second = client.exchange()

        assert len(first["categories"]) == 5
        assert first["todos"] == second["todos"] == []

    def test_other_ones_than_before_begin_anew(self, alice: Person) -> None:
        make(alice, "buy milk")
        client = Client(alice, kinds=["category"])
        client.sync()

        client.kinds = ["category", "todo"]
        answer = client.exchange()

        assert answer["reset"]
        assert client.titles() == {"buy milk"}

    def test_one_that_nobody_knows_is_refused(self, alice: Person) -> None:
        answer = alice.post("/v1/sync", json={"kinds": ["task"]})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"].startswith("kinds")


class TestToken:
    @pytest.mark.parametrize("token", ["", "x", "W10", "8J-YgA", "e30", "WzFd", "é"])
    def test_one_that_is_none_begins_anew(self, alice: Person, token: str) -> None:
        make(alice, "buy milk")

        answer = alice.post("/v1/sync", json={"sync_token": token})

        assert answer.status_code == 200, answer.text
        assert answer.json()["reset"]
        assert len(answer.json()["todos"]) == 1

    @pytest.mark.parametrize(
        "forged",
        [
            {"since": [-1, 1]},
            {"since": [0, 1]},
            {"since": [2**63, 0]},
            {"since": [2**61, 0]},
            {"since": [2**61 + 1, 0]},
            {"since": [10**30, 10**30]},
            {"since": [1, 1, [1]]},
            {"since": [1, 5, [3, 2]]},
            {"since": [1, 2**61, [4]]},
            {"since": [1, 40, list(range(33))]},
            {"until": "x"},
            {"at": "0001-01-01T00:00:00"},
            {"at": "9999-12-31T23:59:59-14:00"},
            {"kinds": ["task"]},
            {"form": 2},
            {"scope": "elsewhere"},
            {"after": ["todo", "x"]},
            {"until_at": "2000-01-01T00:00:00"},
        ],
    )
    def test_one_that_was_tampered_with_begins_anew(self, phone: Client, forged: Json) -> None:
        phone.add("buy milk")
        phone.sync()
        names = ("form", "scope", "at", "kinds", "since", "until", "after", "until_at")
        [values] = json.loads(base64.urlsafe_b64decode(f"{phone.token}=="))
        told = {**dict(zip(names, values, strict=True)), **forged}
        phone.token = base64.urlsafe_b64encode(json.dumps([list(told.values())]).encode()).rstrip(b"=").decode()

        answer = phone.exchange()

        assert answer["reset"]
        assert phone.titles() == {"buy milk"}

    def test_that_of_somebody_else_shows_what_is_ones_own(self, alice: Person, phone: Client, others: Client) -> None:
        make(alice, "buy milk")
        phone.sync()
        others.token = phone.token

        answer = others.exchange()

        assert answer["reset"]
        assert answer["todos"] == []
        assert ids(answer, "categories").isdisjoint(phone.store["categories"])

    def test_one_that_is_too_long_is_refused(self, alice: Person) -> None:
        assert alice.post("/v1/sync", json={"sync_token": "x" * 5000}).status_code == 422


class TestMutations:
    def test_are_answered_with_what_they_came_to(self, phone: Client, laptop: Client) -> None:
        milk = phone.add("buy milk", priority=1)
        phone.do("complete_todo", milk)

        [answer] = phone.sync()

        assert [result["status"] for result in answer["results"]] == ["done", "done"]
        assert answer["todos"][0]["completed_at"] is not None
        laptop.sync()
        assert laptop.store == phone.store

    def test_sent_again_are_answered_alike_and_done_once(self, alice: Person, phone: Client) -> None:
        phone.add("buy milk")
        first = phone.send(phone.request())

        second = phone.exchange()

        assert second["results"] == first["results"]
        assert len(alice.get("/v1/todos").json()["items"]) == 1
        assert len(alice.get("/v1/activity?limit=200").json()["items"]) == 5 + 1

    def test_sent_twice_in_one_request_are_done_once(self, alice: Person, phone: Client) -> None:
        phone.add("buy milk")
        phone.queue *= 2

        answer = phone.exchange()

        assert answer["results"][0] == answer["results"][1]
        assert len(alice.get("/v1/todos").json()["items"]) == 1

    def test_an_id_used_for_another_one_is_refused(self, phone: Client) -> None:
        todo_id = phone.add("buy milk")
        mutation_id = phone.queue[0]["mutation_id"]
        phone.sync()

        phone.queue.append({"kind": "delete_todo", "mutation_id": mutation_id, "id": todo_id})
        [answer] = phone.sync()

        assert answer["results"][0]["status"] == "refused"
        assert phone.titles() == {"buy milk"}

    def test_one_that_is_refused_leaves_the_others_standing(self, phone: Client) -> None:
        phone.add("buy milk")
        phone.add("water the plants", recurrence={"rrule": "FREQ=NEVER"}, due={"date": "2126-01-07"})
        phone.add("buy bread")

        [answer] = phone.sync()

        assert [result["status"] for result in answer["results"]] == ["done", "refused", "done"]
        assert answer["results"][1]["errors"][0]["field"] == "recurrence.rrule"
        assert phone.titles() == {"buy milk", "buy bread"}

    def test_that_of_somebody_elses_todo_is_not_found(self, alice: Person, others: Client) -> None:
        todo = make(alice, "buy milk")
        for kind in ("update_todo", "complete_todo", "reopen_todo", "move_todo", "restore_todo", "delete_todo"):
            others.do(kind, todo["id"])
        others.do("create_todo", title="mine", parent_id=todo["id"])

        others.sync()

        told = [result["status"] for result in others.results.values()]
        assert told == ["not_found"] * 5 + ["unchanged", "done"]
        assert alice.get(f"/v1/todos/{todo['id']}").json() == todo
        assert [each["parent_id"] for each in others.store["todos"].values()] == [None]

    def test_more_than_a_hundred_are_refused(self, alice: Person) -> None:
        one = {"kind": "create_todo", "title": "x"}
        many = [{**one, "id": str(uuid4()), "mutation_id": str(uuid4())} for _ in range(101)]

        answer = alice.post("/v1/sync", json={"mutations": many})

        assert answer.status_code == 422
        assert alice.get("/v1/todos").json()["items"] == []

    @pytest.mark.parametrize(
        "mutation",
        [
            {"kind": "paint_todo"},
            {"kind": "create_todo", "title": "x", "colour": "red"},
            {"kind": "create_todo"},
            {"kind": "create_todo", "title": "a\u0000b"},
            {"kind": "update_todo", "due": {"date": "0000-00-00"}},
            {"kind": "complete_todo", "occurrence": "9999-12-31"},
            {"kind": "complete_todo", "completed_at": "2026-01-07T09:00:00"},
            {"kind": "skip_occurrence", "occurrence": "0001-01-01"},
            {"kind": "move_todo", "after_id": str(uuid4())},
            {"kind": "create_filter", "name": "x", "query": "((("},
            {"kind": "create_category", "name": "   "},
            {"kind": "update_label", "name": "x"},
        ],
    )
    def test_one_that_will_not_do_is_told_so_and_does_no_harm(self, alice: Person, mutation: Json) -> None:
        todo = make(alice, "stay as you are")

        body = {"mutations": [{"mutation_id": str(uuid4()), "id": str(uuid4()), **mutation}]}
        answer = alice.post("/v1/sync", json=body)

        assert answer.status_code == 200, answer.text
        assert answer.json()["results"][0]["status"] in {"refused", "not_found"}
        assert [each["id"] for each in alice.get("/v1/todos").json()["items"]] == [todo["id"]]

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"title": "x", "colour": "red"}, "colour"),
            ({"title": "x" * 5000}, "title"),
            ({"title": "x", "priority": "very"}, "priority"),
            ({"title": "x", "kind": "paint_todo"}, "kind"),
            ({}, "title"),
        ],
    )
    def test_one_that_cannot_be_read_is_refused_alone(
        self, alice: Person, phone: Client, fields: Json, field: str
    ) -> None:
        phone.add("buy milk")
        phone.do(fields.pop("kind", "create_todo"), **fields)
        sent = phone.queue[-1]
        phone.add("buy bread")

        [answer] = phone.sync()

        assert [result["status"] for result in answer["results"]] == ["done", "refused", "done"]
        assert [error["field"] for error in answer["results"][1]["errors"]] == [field]
        assert answer["results"][1]["message"]
        assert phone.titles() == {"buy milk", "buy bread"}
        assert [refusal["mutation"] for refusal in alice.get("/v1/sync/refusals").json()["items"]] == [sent]

    def test_one_that_cannot_be_read_is_answered_alike_when_it_is_sent_again(self, phone: Client) -> None:
        phone.add("x", colour="red")
        body = phone.request()
        first = phone.send(body)["results"]

        assert phone.send(body)["results"] == first

    def test_one_that_bears_no_ids_stops_all_of_them(self, alice: Person) -> None:
        good = {"kind": "create_todo", "title": "x", "id": str(uuid4()), "mutation_id": str(uuid4())}

        answer = alice.post("/v1/sync", json={"mutations": [good, {**good, "mutation_id": "mine"}]})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "mutations[1].mutation_id"
        assert alice.get("/v1/todos").json()["items"] == []

    @pytest.mark.parametrize(
        "body",
        [b"", b"[", b"[]", b'{"mutations": [3]}', b'{"mutations": ["\xff"]}', b'{"limit": 1e999}', b"[" * 50_000]
        + [
            b'{"mutations": [{"id": "%s", "mutation_id": "%s", "kind": %s}]}' % (b"0" * 32, b"0" * 32, kind)
            for kind in (b'"\xff"', b'"\\ud800"', b"[" * 2000 + b"]" * 2000, b"1e999")
        ],
    )
    def test_a_body_that_cannot_be_read_is_told_so(self, alice: Person, body: bytes) -> None:
        answer = alice.post("/v1/sync", content=body, headers={"Content-Type": "application/json"})

        assert answer.status_code in {200, 400, 422}, answer.text
        if answer.status_code == 200:
            assert answer.json()["results"][0]["status"] == "refused"

    def test_the_client_names_itself_as_elsewhere(self, alice: Person) -> None:
        body = {
            "mutations": [
                {"kind": "create_todo", "mutation_id": str(uuid4()), "id": str(uuid4()), "title": "x"},
            ]
        }

        answer = alice.post("/v1/sync", json=body, headers={"X-Client": "phone"})

        assert answer.json()["todos"][0]["source"] == "phone"


class TestRefusals:
    def test_keep_what_was_sent_and_not_done(self, alice: Person, phone: Client) -> None:
        phone.add("buy milk")
        phone.do("update_todo", str(uuid4()), title="words that somebody typed")
        phone.sync()

        [refusal] = alice.get("/v1/sync/refusals").json()["items"]

        assert refusal["mutation"]["title"] == "words that somebody typed"
        assert refusal["result"]["status"] == "not_found"

    def test_come_in_pages_the_latest_first(self, alice: Person, phone: Client) -> None:
        for number in range(5):
            phone.do("update_todo", str(uuid4()), title=f"number {number}")
        phone.sync()
        found: list[str] = []
        cursor = ""

        while cursor is not None:
            page = alice.get("/v1/sync/refusals", params={"limit": 2, "cursor": cursor} if cursor else {"limit": 2})
            found += [each["mutation"]["title"] for each in page.json()["items"]]
            cursor = page.json()["next_cursor"]

        assert found == [f"number {number}" for number in reversed(range(5))]

    def test_charlie_sees_none_of_them(self, phone: Client, charlie: Person) -> None:
        phone.do("update_todo", str(uuid4()), title="words that somebody typed")
        phone.sync()

        assert charlie.get("/v1/sync/refusals").json()["items"] == []
