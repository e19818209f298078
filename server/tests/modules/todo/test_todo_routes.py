"""Todos over HTTP: Alice owns, Bob has his own, Charlie sees nothing of either."""

import uuid
from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person

NOT_THERE = "/problems/todo-not-found"


def make(person: Person, title: str = "buy milk", **fields: Any) -> dict[str, Any]:
    answer = person.post("/v1/todos", json={"title": title, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


def titles(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [todo["title"] for todo in answer.json()["items"]]


class TestCreate:
    def test_nobody_makes_todos(self, nobody: httpx.Client) -> None:
        assert nobody.post("/v1/todos", json={"title": "buy milk"}).status_code == 401

    def test_answers_the_whole_todo(self, alice: Person) -> None:
        answer = alice.post(
            "/v1/todos",
            json={"title": " buy milk ", "priority": 1, "due": {"date": "2026-01-08", "time": "09:00"}},
            headers={"X-Client": "web"},
        )

        todo = answer.json()
        assert answer.status_code == 201
        assert answer.headers["location"] == f"/v1/todos/{todo['id']}"
        assert answer.headers["etag"] == '"1"'
        assert (todo["title"], todo["priority"], todo["source"]) == ("buy milk", 1, "web")
        assert todo["due"] == {"date": "2026-01-08", "time": "09:00", "timezone": "UTC"}
        assert alice.get(f"/v1/todos/{todo['id']}").json() == todo

    def test_the_same_again_answers_the_one_there_is(self, alice: Person) -> None:
        body = {"id": str(uuid.uuid4()), "title": "buy milk"}

        first, again = alice.post("/v1/todos", json=body), alice.post("/v1/todos", json=body)

        assert (first.json(), again.status_code) == (again.json(), 201)
        assert titles(alice.get("/v1/todos")) == ["buy milk"]

    def test_another_todo_under_the_same_id_is_a_conflict(self, alice: Person) -> None:
        todo = make(alice)

        answer = alice.post("/v1/todos", json={"id": todo["id"], "title": "something else"})

        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/todo-id-taken")

    def test_an_id_of_alices_is_free_for_charlie(self, alice: Person, charlie: Person) -> None:
        todo = make(alice)

        answer = charlie.post("/v1/todos", json={"id": todo["id"], "title": "mine"})

        assert answer.status_code == 201
        assert alice.get(f"/v1/todos/{todo['id']}").json()["title"] == "buy milk"

    def test_what_is_alices_cannot_be_pointed_at(self, alice: Person, charlie: Person) -> None:
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()
        label = alice.post("/v1/labels", json={"name": "green"}).json()
        todo = make(alice)

        for field, value in [("category_id", category["id"]), ("label_ids", [label["id"]]), ("parent_id", todo["id"])]:
            answer = charlie.post("/v1/todos", json={"title": "x", field: value})
            unknown = [str(uuid.uuid4())] if field == "label_ids" else str(uuid.uuid4())
            never = charlie.post("/v1/todos", json={"title": "x", field: unknown})
            assert answer.status_code == never.status_code == 422, field
            assert answer.json()["errors"] == never.json()["errors"]
            assert answer.json()["errors"][0]["field"] == field

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"title": ""},
            {"title": "\n"},
            {"title": "a\u0000b"},
            {"title": "x" * 501},
            {"title": 1},
            {"title": "x", "notes": "\u0000"},
            {"title": "x", "notes": "x" * 20_001},
            {"title": "x", "priority": 0},
            {"title": "x", "due": {"date": "0000-01-01"}},
            {"title": "x", "due": {"date": "0001-01-01"}},
            {"title": "x", "due": {"date": "10000-01-01"}},
            {"title": "x", "due": {"date": "2026-02-30"}},
            {"title": "x", "due": {"date": "2026-01-01", "time": "25:00"}},
            {"title": "x", "due": {"date": "2026-01-01", "timezone": "Mars/Olympus"}},
            {"title": "x", "deadline": "1066-10-14"},
            {"title": "x", "recurrence": {"rrule": "FREQ=DAILY"}},
            {"title": "x", "due": {"date": "2026-01-01"}, "recurrence": {"rrule": "FREQ=SECONDLY"}},
            {"title": "x", "label_ids": ["nonsense"]},
            {"title": "x", "label_ids": [str(uuid.uuid4()) for _ in range(51)]},
            {"title": "x", "id": "1; drop table todos"},
            {"title": "x", "unknown": 1},
            {"title": "x", "user_id": str(uuid.uuid4())},
        ],
    )
    def test_refuses_what_cannot_be_a_todo(self, alice: Person, body: dict[str, Any]) -> None:
        answer = alice.post("/v1/todos", json=body)

        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["errors"]

    @pytest.mark.parametrize("body", [b'{"title": "\\ud800"}', b'{"title"', b"\xff", b"[]", b'"x"'])
    def test_refuses_what_cannot_be_read(self, alice: Person, body: bytes) -> None:
        answer = alice.post("/v1/todos", content=body, headers={"content-type": "application/json"})

        assert answer.status_code in {400, 422}, answer.text

    @pytest.mark.parametrize(
        "text", ["'; drop table todos; --", "<script>alert(1)</script>", "%00 \\ \" ' ;", "日本語 🥛"]
    )
    def test_text_is_only_text(self, alice: Person, text: str) -> None:
        todo = make(alice, text, notes=text)

        assert (todo["title"], todo["notes"]) == (text, text)


class TestGet:
    def test_charlie_finds_nothing(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        todo = make(alice)

        answer = charlie.get(f"/v1/todos/{todo['id']}")

        assert (answer.status_code, answer.json()["type"]) == (404, NOT_THERE)
        assert nobody.get(f"/v1/todos/{todo['id']}").status_code == 401

    def test_only_the_fields_asked_for(self, alice: Person) -> None:
        todo = make(alice)

        answer = alice.get(f"/v1/todos/{todo['id']}", params={"fields": "title,version"})

        assert answer.json() == {"id": todo["id"], "title": "buy milk", "version": 1}
        assert alice.get(f"/v1/todos/{todo['id']}", params={"fields": "secret"}).status_code == 422

    def test_what_the_client_holds_is_not_sent_again(self, alice: Person) -> None:
        todo = make(alice)
        etag = alice.get(f"/v1/todos/{todo['id']}").headers["etag"]

        again = alice.get(f"/v1/todos/{todo['id']}", headers={"If-None-Match": etag})
        alice.patch(f"/v1/todos/{todo['id']}", json={"title": "buy oats"})
        changed = alice.get(f"/v1/todos/{todo['id']}", headers={"If-None-Match": etag})

        assert (again.status_code, changed.status_code) == (304, 200)


class TestUpdate:
    def test_sets_what_is_given_and_nothing_else(self, alice: Person) -> None:
        todo = make(alice, notes="two litres", due={"date": "2026-01-08"})

        answer = alice.patch(f"/v1/todos/{todo['id']}", json={"title": "buy oats", "due": None})

        after = answer.json()
        assert (after["title"], after["notes"], after["due"], after["version"]) == ("buy oats", "two litres", None, 2)
        assert answer.headers["etag"] == '"2"'

    def test_nothing_new_is_no_new_version(self, alice: Person) -> None:
        todo = make(alice)

        assert alice.patch(f"/v1/todos/{todo['id']}", json={"title": "buy milk"}).json() == todo

    def test_never_over_a_version_the_client_has_not_seen(self, alice: Person) -> None:
        todo = make(alice)
        address = f"/v1/todos/{todo['id']}"
        alice.patch(address, json={"title": "buy oats"}, headers={"If-Match": '"1"'})

        for send in (
            lambda: alice.patch(address, json={"title": "no"}, headers={"If-Match": '"1"'}),
            lambda: alice.put(f"{address}/completion", headers={"If-Match": '"1"'}),
            lambda: alice.delete(address, headers={"If-Match": '"1"'}),
        ):
            assert send().status_code == 412

        assert alice.get(address).json()["title"] == "buy oats"

    def test_charlie_changes_nothing(self, alice: Person, charlie: Person) -> None:
        todo = make(alice)
        address = f"/v1/todos/{todo['id']}"

        answers = [
            charlie.patch(address, json={"title": "mine"}),
            charlie.delete(address),
            charlie.put(f"{address}/completion"),
            charlie.delete(f"{address}/completion"),
            charlie.put(f"{address}/position", json={"after_id": None}),
            charlie.get(f"{address}/subtasks"),
            charlie.get(f"{address}/activity"),
            charlie.delete(f"/v1/trash/{todo['id']}"),
            charlie.post(f"/v1/trash/{todo['id']}/restoration"),
        ]

        assert {(answer.status_code, answer.json()["type"]) for answer in answers} == {(404, NOT_THERE)}
        assert alice.get(address).json() == todo

    def test_refuses_what_cannot_be_a_todo(self, alice: Person) -> None:
        todo = make(alice)

        for body in ({"title": None}, {"priority": 9}, {"category_id": str(uuid.uuid4())}, {"version": 7}):
            assert alice.patch(f"/v1/todos/{todo['id']}", json=body).status_code == 422


class TestList:
    def test_charlie_sees_nothing(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        todo = make(alice)

        for params in ({}, {"status": "all"}, {"text": "milk"}, {"parent_id": todo["id"]}):
            assert titles(charlie.get("/v1/todos", params=params)) == []
        assert nobody.get("/v1/todos").status_code == 401

    @pytest.mark.parametrize("direction", ["", "-"])
    @pytest.mark.parametrize("sort", ["position", "due", "priority", "created_at", "updated_at"])
    @pytest.mark.parametrize("status", ["open", "all"])
    def test_pages_hold_everything_once_and_in_order(
        self, alice: Person, sort: str, direction: str, status: str
    ) -> None:
        for nth in range(7):
            due = {"date": f"2026-01-{9 - nth:02}"} if nth % 2 else None
            todo = make(alice, f"todo {nth}", priority=1 + nth % 3, due=due)
            if nth % 3 == 0:
                alice.put(f"/v1/todos/{todo['id']}/completion")
        params = {"sort": direction + sort, "status": status}
        whole = titles(alice.get("/v1/todos", params=params))

        paged: list[str] = []
        cursor = None
        while True:
            page = alice.get("/v1/todos", params={**params, "limit": 2, **({"cursor": cursor} if cursor else {})})
            paged += titles(page)
            cursor = page.json()["next_cursor"]
            if cursor is None:
                break

        assert paged == whole
        assert len(set(whole)) == len(whole) == (7 if status == "all" else 4)

    def test_filters_narrow_it_down(self, alice: Person) -> None:
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()["id"]
        label = alice.post("/v1/labels", json={"name": "green"}).json()["id"]
        milk = make(alice, "buy milk", due={"date": "2026-01-08", "time": "09:00"}, priority=1)
        make(alice, "plant seeds", category_id=category, label_ids=[label], due={"date": "2026-01-09"})
        make(alice, "organic milk", parent_id=milk["id"])
        alice.put(f"/v1/todos/{make(alice, 'sleep')['id']}/completion")

        expected = {
            "category_id=inbox": ["buy milk", "organic milk"],
            f"category_id={category}": ["plant seeds"],
            f"label_id={label}": ["plant seeds"],
            f"parent_id={milk['id']}": ["organic milk"],
            "parent_id=none": ["buy milk", "plant seeds"],
            "priority=1": ["buy milk"],
            "due_from=2026-01-08&due_to=2026-01-08": ["buy milk"],
            "due_from=2026-01-09": ["plant seeds"],
            "has_due=false": ["organic milk"],
            "has_due=true": ["buy milk", "plant seeds"],
            "text=mil": ["buy milk", "organic milk"],
            "text=milk%20organ": ["organic milk"],
            "status=completed": ["sleep"],
            "status=completed&sort=-completed_at": ["sleep"],
        }

        assert {query: titles(alice.get(f"/v1/todos?{query}")) for query in expected} == expected

    @pytest.mark.parametrize(
        "query",
        [
            "limit=0",
            "limit=201",
            "limit=x",
            "cursor=x",
            "cursor=WyJkdWUiLCJ4Il0",
            "sort=title",
            "status=done",
            "category_id=outbox",
            "priority=5",
            "due_from=yesterday",
            "due_to=9999-12-31",
            "has_due=perhaps",
            "fields=password",
            "unknown=1",
            "sort=completed_at",
        ],
    )
    def test_refuses_what_cannot_be_asked(self, alice: Person, query: str) -> None:
        answer = alice.get(f"/v1/todos?{query}")

        assert answer.status_code == 422, answer.text

    def test_a_cursor_belongs_to_its_order(self, alice: Person) -> None:
        make(alice, "one")
        make(alice, "two")
        cursor = alice.get("/v1/todos", params={"limit": 1}).json()["next_cursor"]

        assert alice.get("/v1/todos", params={"cursor": cursor, "sort": "due"}).status_code == 422
        assert alice.get("/v1/todos", params={"cursor": cursor, "sort": "-position"}).status_code == 422

    @pytest.mark.parametrize("text", ["%00", "'", "\\", "a & b | !c", "ʼ:*", "⑴", "ŉ", "(", "🥛", " "])
    def test_any_text_can_be_looked_for(self, alice: Person, text: str) -> None:
        make(alice)

        assert alice.get("/v1/todos", params={"text": text}).status_code == 200
        assert alice.get("/v1/todos?text=a%00b").status_code in {200, 422}

    def test_what_was_written_is_seen_at_once(self, alice: Person) -> None:
        for nth in range(5):
            assert len(titles(alice.get("/v1/todos"))) == nth
            make(alice, f"todo {nth}")

    def test_an_unchanged_list_is_not_sent_again(self, alice: Person) -> None:
        make(alice)
        etag = alice.get("/v1/todos").headers["etag"]

        assert alice.get("/v1/todos", headers={"If-None-Match": etag}).status_code == 304
        make(alice)
        assert alice.get("/v1/todos", headers={"If-None-Match": etag}).status_code == 200


class TestMove:
    def test_puts_it_where_it_was_dropped(self, alice: Person) -> None:
        one, two, three = (make(alice, title) for title in ("one", "two", "three"))

        alice.put(f"/v1/todos/{three['id']}/position", json={"after_id": one["id"]})
        between = titles(alice.get("/v1/todos"))
        alice.put(f"/v1/todos/{two['id']}/position", json={"after_id": None})
        first = titles(alice.get("/v1/todos"))
        alice.put(f"/v1/todos/{two['id']}/position", json={"after_id": three["id"]})
        make(alice, "four")
        last = titles(alice.get("/v1/todos"))

        assert (between, first) == (["one", "three", "two"], ["two", "one", "three"])
        assert last == ["one", "three", "two", "four"]

    def test_there_is_room_however_often(self, alice: Person) -> None:
        one, two, three = (make(alice, title) for title in ("one", "two", "three"))

        for nth in range(60):
            moved = (two, three)[nth % 2]
            answer = alice.put(f"/v1/todos/{moved['id']}/position", json={"after_id": one["id"]})
            assert answer.status_code == 200
            assert titles(alice.get("/v1/todos"))[:2] == ["one", moved["title"]]

    def test_only_beside_its_own(self, alice: Person) -> None:
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()["id"]
        here, there = make(alice, "here"), make(alice, "there", category_id=category)

        for after in (there["id"], here["id"], str(uuid.uuid4())):
            answer = alice.put(f"/v1/todos/{here['id']}/position", json={"after_id": after})
            assert answer.status_code == 422, answer.text


class TestActivity:
    def test_tells_what_was_done(self, alice: Person, charlie: Person) -> None:
        todo = make(alice)
        alice.patch(f"/v1/todos/{todo['id']}", json={"title": "buy oats"}, headers={"X-Client": "web"})
        alice.put(f"/v1/todos/{todo['id']}/completion")

        entries = alice.get(f"/v1/todos/{todo['id']}/activity").json()["items"]

        assert [entry["verb"] for entry in entries] == ["completed", "changed", "created"]
        assert entries[1]["changes"] == {"title": ["buy milk", "buy oats"]}
        assert (entries[1]["source"], entries[2]["source"]) == ("web", "api")
        assert todo["id"] in {entry["entity_id"] for entry in alice.get("/v1/activity").json()["items"]}
        assert todo["id"] not in {entry["entity_id"] for entry in charlie.get("/v1/activity").json()["items"]}

    def test_comes_in_pages(self, alice: Person) -> None:
        todo = make(alice)
        for nth in range(4):
            alice.patch(f"/v1/todos/{todo['id']}", json={"title": f"milk {nth}"})
        address = f"/v1/todos/{todo['id']}/activity"

        first = alice.get(address, params={"limit": 3}).json()
        second = alice.get(address, params={"limit": 3, "cursor": first["next_cursor"]}).json()

        versions = [entry["version"] for entry in (*first["items"], *second["items"])]
        assert versions == [5, 4, 3, 2, 1]
        assert second["next_cursor"] is None


class TestCounts:
    def test_are_those_of_the_users_own_day(self, alice: Person, charlie: Person) -> None:
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()["id"]
        make(alice, "long ago", due={"date": "2020-01-01"})
        make(alice, "some day", due={"date": "2999-01-01"}, category_id=category)
        make(alice, "whenever")

        counts = alice.get("/v1/todos/counts", params={"timezone": "Europe/Berlin"}).json()

        assert counts == {"inbox": 2, "today": 0, "overdue": 1, "upcoming": 1, "by_category": {category: 1}}
        assert charlie.get("/v1/todos/counts").json()["inbox"] == 0
        assert alice.get("/v1/todos/counts", params={"timezone": "Mars"}).status_code == 422
