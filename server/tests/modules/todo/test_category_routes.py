"""Categories and labels over HTTP."""

import time
import uuid

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

        assert exact["marks"] == typo["marks"] == [{"field": "title", "start": 9, "end": 16}]

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
