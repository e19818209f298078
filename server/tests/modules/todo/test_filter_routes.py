"""Filters over HTTP: Alice owns, Bob has his own, Charlie sees nothing of either."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.test_category_routes import settled
from tests.modules.todo.test_todo_routes import make, titles

QUERY = "(today | overdue) & p1"


def keep(person: Person, name: str = "Urgent", query: str = QUERY, **fields: Any) -> dict[str, Any]:
    answer = person.post("/v1/filters", json={"name": name, "query": query, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


def asked(person: Person, query: str, **params: Any) -> list[str]:
    return titles(person.get("/v1/todos", params={"query": query, **params}))


def days_from_now(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


class TestAsking:
    def test_finds_what_fits_and_nothing_of_others(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        settled(alice)
        work = next(each["id"] for each in alice.get("/v1/categories").json()["items"] if each["name"] == "Work")
        phone = alice.post("/v1/labels", json={"name": "phone"}).json()["id"]
        now, late = {"date": days_from_now(0)}, {"date": days_from_now(-3)}
        make(alice, "call the bank", priority=1, due=now, label_ids=[phone])
        make(alice, "call the boss", priority=1, due=late, label_ids=[phone], category_id=work)
        make(alice, "call Anna", priority=2, due=late, label_ids=[phone])
        make(alice, "water the plants", priority=1, due=now)

        query = "(today | overdue) & p1 & !#Work & @phone"

        assert asked(alice, query) == ["call the bank"]
        assert asked(alice, "#work, @Pho*") == ["call the bank", "call the boss", "call Anna"]
        assert asked(alice, "search: call | p1", limit=2) == ["call the bank", "call the boss"]
        assert asked(alice, "overdue", priority=2) == ["call Anna"]
        assert asked(charlie, query) == asked(charlie, "view all") == []
        assert nobody.get("/v1/todos", params={"query": query}).status_code == 401

    def test_goes_on_page_by_page_in_any_order(self, alice: Person) -> None:
        for nth in range(7):
            make(alice, f"todo {nth}", priority=1 + nth % 3, due={"date": days_from_now(-nth)})
        found: list[str] = []
        cursor: str | None = None

        while True:
            params = {"query": "overdue & (p1 | p2)", "sort": "-due", "limit": "2", "fields": "title"}
            page = alice.get("/v1/todos", params=params if cursor is None else {**params, "cursor": cursor}).json()
            found += [each["title"] for each in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break

        assert found == ["todo 1", "todo 3", "todo 4", "todo 6"]

    def test_done_todos_are_seen_where_they_are_spoken_of(self, alice: Person) -> None:
        make(alice, "open")
        alice.put(f"/v1/todos/{make(alice, 'done')['id']}/completion")

        assert asked(alice, "view all") == ["open"]
        assert asked(alice, "completed: today") == ["done"]
        assert asked(alice, "completed, p4") == ["open", "done"]
        assert asked(alice, "p4", status="completed", sort="-completed_at") == ["done"]
        assert asked(alice, "completed", status="open") == []

    def test_today_is_where_the_user_is(self, alice: Person) -> None:
        for days in (-1, 0, 1):
            make(alice, f"{days}", due={"date": days_from_now(days)})
        zones = ("Pacific/Kiritimati", "Etc/GMT+12", "UTC")  # of no moment is it the same day in all of them

        found = {zone: asked(alice, "today", timezone=zone) for zone in zones}

        ahead = {zone: datetime.now(ZoneInfo(zone)).date() - datetime.now(UTC).date() for zone in zones}
        assert found == {zone: [str(each.days)] for zone, each in ahead.items()}
        assert alice.get("/v1/todos", params={"query": "today", "timezone": "Mars"}).status_code == 422

    @pytest.mark.parametrize(
        ("query", "start", "end", "code"),
        [
            ("p1 & nonsense here", 5, 18, "query-unknown"),
            ("", 0, 0, "query-condition-missing"),
            ("(p1", 0, 1, "query-bracket-open"),
            ("##", 0, 2, "query-name-missing"),
            ("p1 \x00", 3, 4, "query-characters"),
            ("p9", 0, 2, "query-priority-range"),
        ],
    )
    def test_a_mistake_is_pointed_at(self, alice: Person, query: str, start: int, end: int, code: str) -> None:
        answer = alice.get("/v1/todos", params={"query": query})

        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (422, "/problems/query-invalid")
        assert problem["errors"] == [{"field": "query", "message": problem["detail"], "code": code}]
        assert problem["span"] == {"start": start, "end": end}

    def test_what_is_gone_is_told(self, alice: Person) -> None:
        make(alice, "anything")
        answer = alice.get("/v1/todos", params={"query": "p4 & !#Nowhere & !@nothing"})

        assert titles(answer) == ["anything"]
        assert [(each["start"], each["end"]) for each in answer.json()["notices"]] == [(6, 14), (18, 26)]
        assert "no list named “Nowhere”" in answer.json()["notices"][0]["message"]
        assert [(each["code"], each["name"]) for each in answer.json()["notices"]] == [
            ("filter-list-gone", "Nowhere"),
            ("filter-label-gone", "nothing"),
        ]

    def test_a_list_that_moves_with_the_clock_is_not_kept(self, alice: Person) -> None:
        make(alice, "buy milk")
        timely, lasting = ({"query": query} for query in ("no date | today", "no date"))

        for params in (timely, lasting):
            first = alice.get("/v1/todos", params=params)
            again = alice.get("/v1/todos", params=params, headers={"If-None-Match": first.headers["etag"]})
            assert again.status_code == 304
        make(alice, "and bread")

        assert asked(alice, timely["query"]) == asked(alice, lasting["query"]) == ["buy milk", "and bread"]


class TestKeeping:
    def test_a_filter_is_made_changed_and_deleted(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        body = {"name": " Urgent ", "query": QUERY, "color": "#FF0000", "is_favorite": True}
        made = alice.post("/v1/filters", json=body)
        kept = made.json()
        address = f"/v1/filters/{kept['id']}"

        changed = alice.patch(address, json={"query": "overdue", "is_favorite": False}, headers={"If-Match": '"1"'})
        late = alice.patch(address, json={"name": "x"}, headers={"If-Match": '"1"'})

        assert (made.status_code, made.headers["location"], made.headers["etag"]) == (201, address, '"1"')
        assert (kept["name"], kept["query"], kept["color"], kept["is_favorite"]) == ("Urgent", QUERY, "#ff0000", True)
        assert (changed.json()["query"], changed.json()["is_favorite"]) == ("overdue", False)
        assert (changed.headers["etag"], late.status_code) == ('"2"', 412)
        assert alice.get(address).json() == changed.json()
        for answer in (
            charlie.get(address),
            charlie.patch(address, json={"name": "Mine"}),
            charlie.delete(address),
            charlie.put(f"{address}/position", json={"after_id": None}),
            charlie.get(f"{address}/todos"),
        ):
            assert (answer.status_code, answer.json()["type"]) == (404, "/problems/filter-not-found")
        assert charlie.get("/v1/filters").json()["items"] == charlie.get("/v1/filters/counts").json()["items"] == []
        for path in ("/v1/filters", "/v1/filters/counts", address, f"{address}/todos"):
            assert nobody.get(path).status_code == 401
        assert nobody.post("/v1/filters", json=body).status_code == 401
        assert alice.delete(address).status_code == 204
        assert alice.get(address).status_code == 404
        assert alice.get("/v1/filters").json()["items"] == []

    def test_the_same_again_answers_the_one_there_is(self, alice: Person, charlie: Person) -> None:
        body = {"id": str(uuid.uuid4()), "name": "Urgent", "query": QUERY}
        first, again = alice.post("/v1/filters", json=body), alice.post("/v1/filters", json=body)
        key = {"Idempotency-Key": str(uuid.uuid4())}
        keyed = [alice.post("/v1/filters", json={"name": "b", "query": "p1"}, headers=key).json() for _ in range(2)]

        assert (first.json(), again.status_code) == (again.json(), 201)
        assert keyed[0] == keyed[1]
        assert alice.post("/v1/filters", json={**body, "query": "p1"}).json()["type"] == "/problems/filter-id-taken"
        taken = alice.post("/v1/filters", json={"name": "uRGENT", "query": "p1"})
        assert (taken.status_code, taken.json()["type"]) == (409, "/problems/filter-name-taken")
        assert alice.patch(f"/v1/filters/{keyed[0]['id']}", json={"name": "urgent"}).status_code == 409
        assert charlie.post("/v1/filters", json=body).status_code == 201

    def test_what_is_no_filter_is_refused_at_its_place(self, alice: Person) -> None:
        answer = alice.post("/v1/filters", json={"name": "x", "query": "p1 & & p2"})
        kept = keep(alice)
        changed = alice.patch(f"/v1/filters/{kept['id']}", json={"query": "p1 &"})

        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/filter-invalid")
        assert (answer.json()["errors"][0]["field"], answer.json()["span"]) == ("query", {"start": 5, "end": 6})
        assert (changed.status_code, changed.json()["span"]) == (422, {"start": 3, "end": 4})
        for body in ({}, {"name": "x"}, {"name": "", "query": "p1"}, {"name": "x", "query": "p1", "color": "red"}):
            assert alice.post("/v1/filters", json=body).status_code == 422

    def test_they_stand_in_the_order_made_by_hand(self, alice: Person) -> None:
        first, second, third = (keep(alice, name, "p1") for name in ("first", "second", "third"))

        alice.put(f"/v1/filters/{third['id']}/position", json={"after_id": None})
        alice.put(f"/v1/filters/{first['id']}/position", json={"after_id": second["id"]})
        wrong = alice.put(f"/v1/filters/{first['id']}/position", json={"after_id": str(uuid.uuid4())})

        assert [each["name"] for each in alice.get("/v1/filters").json()["items"]] == ["third", "second", "first"]
        assert wrong.status_code == 422

    def test_each_change_stands_in_the_activity(self, alice: Person) -> None:
        kept = keep(alice)
        alice.patch(f"/v1/filters/{kept['id']}", json={"query": "p1"})
        alice.delete(f"/v1/filters/{kept['id']}")

        entries = [each for each in alice.get("/v1/activity").json()["items"] if each["kind"] == "filter"]

        assert [each["verb"] for each in entries] == ["deleted", "changed", "created"]
        assert entries[1]["changes"] == {"query": [QUERY, "p1"]}


class TestTodosOfAFilter:
    def test_are_those_that_fit_in_one_list_or_all(self, alice: Person) -> None:
        for title, priority in (("one", 1), ("two", 2), ("three", 3)):
            make(alice, title, priority=priority)
        address = f"/v1/filters/{keep(alice, query='p3, p1 | #Gone')['id']}/todos"

        assert titles(alice.get(address)) == ["one", "three"]
        assert titles(alice.get(address, params={"list": 1})) == ["three"]
        assert titles(alice.get(address, params={"list": 2, "sort": "-priority"})) == ["one"]
        assert alice.get(address, params={"list": 1}).json()["notices"] == []
        assert alice.get(address, params={"list": 2}).json()["notices"][0]["start"] == 9
        for params in ({"list": 3}, {"list": 0}, {"sort": "completed_at"}, {"cursor": "x"}, {"timezone": "Mars"}):
            assert alice.get(address, params=params).status_code == 422, params

    def test_are_counted_for_all_filters_at_once(self, alice: Person, bob: Person) -> None:
        for priority in (1, 1, 2):
            make(alice, "buy milk", priority=priority)
        make(bob, "buy bread", priority=1)
        wanted = {"p1": 2, "p1 | p2": 3, "#Gone": 0, "today, !today": 3, "search: bread": 0}
        ids = {keep(alice, query, query)["id"]: number for query, number in wanted.items()}

        answer = alice.get("/v1/filters/counts", params={"timezone": "Europe/Berlin"})

        assert {each["id"]: each["count"] for each in answer.json()["items"]} == ids
        assert alice.get("/v1/filters/counts", params={"timezone": "Mars"}).status_code == 422


class TestCheck:
    def test_tells_the_pieces_or_the_mistake(self, alice: Person, nobody: httpx.Client) -> None:
        sound = alice.post("/v1/filters/check", json={"query": "today & #Gone, p1"}).json()
        wrong = alice.post("/v1/filters/check", json={"query": "today & "}).json()

        assert (sound["is_ok"], sound["mistake"]) == (True, None)
        assert [(each["kind"], each["start"], each["end"]) for each in sound["pieces"]] == [
            ("date", 0, 5),
            ("and", 6, 7),
            ("category", 8, 13),
            ("comma", 13, 14),
            ("priority", 15, 17),
        ]
        assert sound["lists"] == [{"start": 0, "end": 13}, {"start": 15, "end": 17}]
        assert [(each["start"], each["end"]) for each in sound["notices"]] == [(8, 13)]
        assert (wrong["is_ok"], wrong["mistake"]["span"]) == (False, {"start": 6, "end": 7})
        assert "expected after this" in wrong["mistake"]["message"]
        assert wrong["mistake"]["code"] == "query-condition-after"
        assert nobody.post("/v1/filters/check", json={"query": "p1"}).status_code == 401
