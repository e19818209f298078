"""Categories and labels over HTTP."""

import itertools
import time
import uuid
from typing import Any

import httpx

from tests.fixtures.product import Person
from tests.modules.todo.test_todo_routes import make, titles


def names(person: Person, noun: str) -> list[str]:
    return [each["name"] for each in person.get(f"/v1/{noun}").json()["items"]]


def settled(person: Person) -> None:
    """The categories of a new user are there."""
    deadline = time.monotonic() + 10
    while len(names(person, "categories")) < 5:
        assert time.monotonic() < deadline, "the categories of a new user never came"
        time.sleep(0.01)


class TestANewUser:
    def test_finds_categories_to_begin_with(self, alice: Person) -> None:
        settled(alice)

        assert names(alice, "categories") == ["Personal", "Work", "Shopping", "Health", "Learning"]


class TestCategories:
    def test_are_made_changed_and_kept_apart(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        made = alice.post("/v1/categories", json={"name": " Garden ", "color": "#00FF00"})
        category = made.json()
        address = f"/v1/categories/{category['id']}"

        changed = alice.patch(address, json={"name": "Allotment"})

        assert (made.status_code, category["name"], category["color"]) == (201, "Garden", "#00ff00")
        assert made.headers["location"] == address
        assert (changed.json()["name"], changed.json()["version"]) == ("Allotment", 2)
        assert alice.get(address).headers["etag"] == '"2"'
        for answer in (
            charlie.get(address),
            charlie.patch(address, json={"name": "Mine"}),
            charlie.delete(address),
            charlie.put(f"{address}/position", json={"after_id": None}),
        ):
            assert (answer.status_code, answer.json()["type"]) == (404, "/problems/category-not-found")
        assert nobody.get("/v1/categories").status_code == 401

    def test_names_are_unique_whatever_their_case(self, alice: Person, bob: Person) -> None:
        garden = alice.post("/v1/categories", json={"name": "Garden"}).json()
        other = alice.post("/v1/categories", json={"name": "Other"}).json()

        taken = alice.post("/v1/categories", json={"name": "gARDEN"})
        renamed = alice.patch(f"/v1/categories/{other['id']}", json={"name": "garden"})
        again = alice.post("/v1/categories", json={"name": "Garden", "id": garden["id"]})

        assert (taken.status_code, taken.json()["type"]) == (409, "/problems/category-name-taken")
        assert renamed.status_code == 409
        assert (again.status_code, again.json()) == (201, garden)
        assert bob.post("/v1/categories", json={"name": "Garden"}).status_code == 201

    def test_refuse_names_that_are_none(self, alice: Person) -> None:
        for body in (
            {},
            {"name": ""},
            {"name": " "},
            {"name": "a\nb"},
            {"name": "x" * 101},
            {"name": "x", "color": "red"},
        ):
            assert alice.post("/v1/categories", json=body).status_code == 422, body

    def test_leave_their_todos_in_the_inbox_or_take_them_along(self, alice: Person) -> None:
        kept = alice.post("/v1/categories", json={"name": "Kept"}).json()["id"]
        thrown = alice.post("/v1/categories", json={"name": "Thrown"}).json()["id"]
        stays, goes = make(alice, "stays", category_id=kept), make(alice, "goes", category_id=thrown)
        make(alice, "goes too", parent_id=goes["id"])

        assert alice.delete(f"/v1/categories/{kept}").status_code == 204
        assert alice.delete(f"/v1/categories/{thrown}", params={"todos": "trash"}).status_code == 204

        assert alice.get(f"/v1/todos/{stays['id']}").json()["category_id"] is None
        assert sorted(titles(alice.get("/v1/trash"))) == ["goes", "goes too"]
        assert alice.get(f"/v1/categories/{kept}").status_code == 404

    def test_are_put_in_order_by_hand(self, alice: Person) -> None:
        settled(alice)
        by_name = {each["name"]: each["id"] for each in alice.get("/v1/categories").json()["items"]}

        alice.put(f"/v1/categories/{by_name['Learning']}/position", json={"after_id": None})
        alice.put(f"/v1/categories/{by_name['Personal']}/position", json={"after_id": by_name["Health"]})
        alice.put(f"/v1/categories/{by_name['Work']}/position", json={"after_id": by_name["Shopping"]})
        unknown = alice.put(f"/v1/categories/{by_name['Work']}/position", json={"after_id": str(uuid.uuid4())})

        assert names(alice, "categories") == ["Learning", "Shopping", "Work", "Health", "Personal"]
        assert unknown.status_code == 422


class TestNesting:
    def test_a_list_takes_along_what_stands_below_it(self, alice: Person) -> None:
        home, garden, shed = (new(alice, name) for name in ("Home", "Garden", "Shed"))

        assert put_below(alice, garden, home).json()["parent_id"] == home["id"]
        assert put_below(alice, shed, garden).status_code == 200
        round_about = put_below(alice, home, shed)
        itself = put_below(alice, home, home)

        [fault] = round_about.json()["errors"]
        assert (round_about.status_code, fault["field"], fault["code"]) == (422, "parent_id", "parent-below")
        assert itself.status_code == 422

    def test_goes_four_levels_deep_and_no_deeper(self, alice: Person) -> None:
        chain = [new(alice, f"Level {level}") for level in range(5)]
        for above, each in itertools.pairwise(chain[:4]):
            assert put_below(alice, each, above).status_code == 200

        too_deep = put_below(alice, chain[4], chain[3])
        on_top = put_below(alice, chain[0], chain[4])

        assert (too_deep.status_code, on_top.status_code) == (422, 422)
        assert "4 levels" in too_deep.json()["detail"]

    def test_what_stood_below_a_deleted_list_moves_up(self, alice: Person, charlie: Person) -> None:
        home, garden, shed = (new(alice, name) for name in ("Home", "Garden", "Shed"))
        put_below(alice, garden, home)
        put_below(alice, shed, garden)
        strange = charlie.post("/v1/categories", json={"name": "Mine", "parent_id": home["id"]})

        assert alice.delete(f"/v1/categories/{garden['id']}").status_code == 204

        assert alice.get(f"/v1/categories/{shed['id']}").json()["parent_id"] == home["id"]
        assert strange.status_code == 422

    def test_those_below_one_list_are_put_in_order_among_themselves(self, alice: Person) -> None:
        home, one, two, elsewhere = (new(alice, name) for name in ("Home", "One", "Two", "Elsewhere"))
        put_below(alice, one, home)
        put_below(alice, two, home)

        moved = alice.put(f"/v1/categories/{one['id']}/position", json={"after_id": two["id"]})
        refused = alice.put(f"/v1/categories/{one['id']}/position", json={"after_id": elsewhere["id"]})

        assert moved.json()["position"] > two["position"]
        assert refused.status_code == 422


class TestFavourites:
    def test_are_said_and_described(self, alice: Person) -> None:
        garden = new(alice, "Garden", is_favorite=True, description="Beds\nand trees")

        changed = alice.patch(f"/v1/categories/{garden['id']}", json={"is_favorite": False}).json()
        refused = alice.patch(f"/v1/categories/{garden['id']}", json={"description": "x" * 2001})

        assert (garden["is_favorite"], changed["is_favorite"]) == (True, False)
        assert changed["description"] == "Beds\nand trees"
        assert refused.status_code == 422


class TestTheArchive:
    def test_is_out_of_lists_counts_filters_and_search_until_asked_for(self, alice: Person) -> None:
        old = new(alice, "Old")
        todo = make(alice, "prune roses", category_id=old["id"], due={"date": "2020-01-01"})
        make(alice, "prune hedges")

        archived = alice.put(f"/v1/categories/{old['id']}/archive")

        assert archived.json()["archived_at"] is not None
        assert "Old" not in names(alice, "categories")
        assert [each["name"] for each in shelf(alice, "archived")] == ["Old"]
        assert titles(alice.get("/v1/todos")) == ["prune hedges"]
        assert titles(alice.get("/v1/todos", params={"query": "search: prune"})) == ["prune hedges"]
        assert titles_of(alice, "prune") == ["prune hedges"]
        assert titles_of(alice, "prun") == ["prune hedges"]
        assert alice.get("/v1/todos/counts").json() == {
            "inbox": 1,
            "today": 0,
            "overdue": 0,
            "upcoming": 0,
            "by_category": {},
        }
        assert titles(alice.get("/v1/todos", params={"category_id": old["id"]})) == ["prune roses"]
        assert titles(alice.get("/v1/todos", params={"query": "archived"})) == ["prune roses"]
        found = alice.get("/v1/search", params={"q": "roses", "with_archived": True}).json()["items"]
        assert [hit["todo"]["id"] for hit in found] == [todo["id"]]
        assert alice.get(f"/v1/todos/{todo['id']}").status_code == 200

    def test_a_filter_that_names_an_archived_list_says_so(self, alice: Person) -> None:
        old = new(alice, "Old")
        alice.put(f"/v1/categories/{old['id']}/archive")

        answer = alice.get("/v1/todos", params={"query": "#Old"}).json()

        assert (answer["items"], "archive" in answer["notices"][0]["message"]) == ([], True)

    def test_lets_nothing_be_changed_but_deleted(self, alice: Person) -> None:
        old = new(alice, "Old")
        todo, label = make(alice, category_id=old["id"]), alice.post("/v1/labels", json={"name": "green"}).json()
        alice.put(f"/v1/categories/{old['id']}/archive")
        address = f"/v1/todos/{todo['id']}"

        refused = [
            alice.patch(address, json={"title": "other"}),
            alice.put(f"{address}/completion"),
            alice.put(f"{address}/position", json={"after_id": None}),
            alice.patch(f"/v1/categories/{old['id']}", json={"name": "Older"}),
        ]
        not_filed = [
            alice.post("/v1/todos", json={"title": "new", "category_id": old["id"]}),
            alice.post("/v1/todos", json={"title": "new", "category_id": old["id"], "label_ids": [label["id"]]}),
            alice.patch(f"/v1/todos/{make(alice)['id']}", json={"category_id": old["id"]}),
        ]

        assert {(answer.status_code, answer.json()["type"]) for answer in refused} == {
            (409, "/problems/category-archived")
        }
        assert {(answer.status_code, answer.json()["errors"][0]["field"]) for answer in not_filed} == {
            (422, "category_id")
        }
        assert alice.delete(address).status_code == 204

    def test_takes_what_is_below_along_and_gives_it_back(self, alice: Person) -> None:
        home, garden, shed = (new(alice, name) for name in ("Home", "Garden", "Shed"))
        put_below(alice, garden, home)
        put_below(alice, shed, home)
        alice.put(f"/v1/categories/{shed['id']}/archive")

        alice.put(f"/v1/categories/{home['id']}/archive")
        both = {each["name"] for each in shelf(alice, "archived")}
        alice.delete(f"/v1/categories/{home['id']}/archive")

        assert both == {"Home", "Garden", "Shed"}
        assert [each["name"] for each in shelf(alice, "archived")] == ["Shed"]

    def test_what_leaves_it_alone_stands_at_the_top(self, alice: Person) -> None:
        home, garden = new(alice, "Home"), new(alice, "Garden")
        put_below(alice, garden, home)
        alice.put(f"/v1/categories/{home['id']}/archive")

        alone = alice.delete(f"/v1/categories/{garden['id']}/archive").json()

        assert (alone["archived_at"], alone["parent_id"]) == (None, None)

    def test_gives_names_free_and_takes_none_twice(self, alice: Person) -> None:
        old = new(alice, "Trip")
        alice.put(f"/v1/categories/{old['id']}/archive")

        again = alice.post("/v1/categories", json={"name": "trip"})
        back = alice.delete(f"/v1/categories/{old['id']}/archive")

        assert again.status_code == 201
        assert (back.status_code, back.json()["type"]) == (409, "/problems/category-name-taken")

    def test_is_entered_and_left_once(self, alice: Person, charlie: Person) -> None:
        old = new(alice, "Old")
        address = f"/v1/categories/{old['id']}/archive"

        twice = [alice.put(address).json()["version"] for _ in range(2)]
        charlies = [charlie.put(address).status_code, charlie.delete(address).status_code]
        left = [alice.delete(address).json()["version"] for _ in range(2)]
        stale = alice.put(address, headers={"if-match": '"1"'})

        assert (twice, left, charlies) == ([2, 2], [3, 3], [404, 404])
        assert stale.status_code == 412
        verbs = [each["verb"] for each in alice.get("/v1/activity").json()["items"] if each["entity_id"] == old["id"]]
        assert verbs == ["unarchived", "archived", "created"]


def new(person: Person, name: str, **fields: object) -> dict[str, Any]:
    answer = person.post("/v1/categories", json={"name": name, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


def put_below(person: Person, category: dict[str, Any], parent: dict[str, Any]) -> httpx.Response:
    return person.patch(f"/v1/categories/{category['id']}", json={"parent_id": parent["id"]})


def shelf(person: Person, status: str) -> list[dict[str, Any]]:
    return person.get("/v1/categories", params={"status": status}).json()["items"]


class TestLabels:
    def test_are_made_changed_and_taken_off_everything(self, alice: Person, charlie: Person) -> None:
        label = alice.post("/v1/labels", json={"name": "green"}).json()
        todo = make(alice, label_ids=[label["id"]])
        address = f"/v1/labels/{label['id']}"
        assert (alice.get(address).json(), charlie.get(address).status_code) == (label, 404)

        renamed = alice.patch(address, json={"name": "Green"}).json()
        charlies = [charlie.patch(address, json={"name": "mine"}), charlie.delete(address)]
        deleted = alice.delete(address)

        assert (renamed["name"], renamed["version"]) == ("Green", 2)
        assert {answer.status_code for answer in charlies} == {404}
        assert names(charlie, "labels") == []
        assert deleted.status_code == 204
        assert alice.get(f"/v1/todos/{todo['id']}").json()["label_ids"] == []

    def test_names_are_unique_whatever_their_case(self, alice: Person) -> None:
        alice.post("/v1/labels", json={"name": "green"})

        answer = alice.post("/v1/labels", json={"name": "GREEN"})

        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/label-name-taken")


class TestSearch:
    def test_forgives_beginnings_accents_and_mistakes(self, alice: Person, charlie: Person) -> None:
        make(alice, "Käsekuchen backen")
        make(alice, "call the plumber", notes="about the dripping tap")

        found = {
            query: titles_of(alice, query)
            for query in (
                *("kase", "KÄSE", "plumb", "plumbr", "plubmer", "drippin tap", "plumber call", "cal plmber"),
                *("nothing like it", "' & !"),
            )
        }

        assert found == {
            "kase": ["Käsekuchen backen"],
            "KÄSE": ["Käsekuchen backen"],
            "plumb": ["call the plumber"],
            "plumbr": ["call the plumber"],
            "plubmer": ["call the plumber"],
            "cal plmber": ["call the plumber"],
            "drippin tap": ["call the plumber"],
            "plumber call": ["call the plumber"],
            "nothing like it": [],
            "' & !": [],
        }
        assert titles_of(charlie, "plumber") == []

    def test_marks_what_was_found(self, alice: Person) -> None:
        make(alice, "call the plumber")

        [exact] = alice.get("/v1/search", params={"q": "plumb"}).json()["items"]
        [typo] = alice.get("/v1/search", params={"q": "plumbr"}).json()["items"]

        assert exact["marks"] == typo["marks"] == [{"field": "title", "start": 9, "end": 16, "comment_id": None}]

    def test_titles_come_before_notes_and_open_before_done(self, alice: Person) -> None:
        done = make(alice, "milk, done")
        alice.put(f"/v1/todos/{done['id']}/completion")
        make(alice, "shopping", notes="milk")
        make(alice, "milk")

        assert titles_of(alice, "milk") == ["milk", "milk, done", "shopping"]

    def test_refuses_nothing_and_far_too_much(self, alice: Person, nobody: httpx.Client) -> None:
        for query in ("", " ", "x" * 201, "a\x00b"):
            assert alice.get("/v1/search", params={"q": query}).status_code == 422
        assert alice.get("/v1/search").status_code == 422
        assert nobody.get("/v1/search", params={"q": "x"}).status_code == 401


def titles_of(person: Person, query: str) -> list[str]:
    answer = person.get("/v1/search", params={"q": query})
    assert answer.status_code == 200, answer.text
    return [hit["todo"]["title"] for hit in answer.json()["items"]]
