"""Sections over HTTP."""

import uuid
from typing import Any

import httpx

from tests.fixtures.product import Person
from tests.modules.todo.test_category_routes import new
from tests.modules.todo.test_todo_routes import make, titles


def section(person: Person, category: dict[str, Any], name: str) -> dict[str, Any]:
    answer = person.post("/v1/sections", json={"category_id": category["id"], "name": name})
    assert answer.status_code == 201, answer.text
    return answer.json()


def names(person: Person, category: dict[str, Any]) -> list[str]:
    answer = person.get("/v1/sections", params={"category_id": category["id"]})
    return [each["name"] for each in answer.json()["items"]]


def again(person: Person, todo: dict[str, Any]) -> dict[str, Any]:
    return person.get(f"/v1/todos/{todo['id']}").json()


class TestSections:
    def test_are_made_changed_and_kept_apart(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        shop = new(alice, "Groceries")
        made = alice.post("/v1/sections", json={"category_id": shop["id"], "name": " Dairy "})
        address = made.headers["location"]

        changed = alice.patch(address, json={"name": "Milk and cheese"}).json()
        stale = alice.patch(address, json={"name": "Other"}, headers={"if-match": '"1"'})

        assert (made.json()["name"], changed["name"], changed["version"]) == ("Dairy", "Milk and cheese", 2)
        assert alice.get(address).json() == changed
        assert stale.status_code == 412
        for answer in (
            charlie.get(address),
            charlie.patch(address, json={"name": "Mine"}),
            charlie.delete(address),
            charlie.put(f"{address}/position", json={"after_id": None}),
        ):
            assert (answer.status_code, answer.json()["type"]) == (404, "/problems/section-not-found")
        strange = charlie.post("/v1/sections", json={"category_id": shop["id"], "name": "Mine"})
        assert strange.json()["errors"][0]["field"] == "category_id"
        assert charlie.get("/v1/sections").json()["items"] == []
        assert nobody.get("/v1/sections").status_code == 401

    def test_are_made_once_and_have_a_name_of_their_own_in_their_list(self, alice: Person) -> None:
        shop, garden = new(alice, "Groceries"), new(alice, "Garden")
        body = {"id": str(uuid.uuid4()), "category_id": shop["id"], "name": "Dairy"}

        twice = [alice.post("/v1/sections", json=body).status_code for _ in range(2)]
        elsewhere = alice.post("/v1/sections", json={"category_id": garden["id"], "name": "dairy"})
        taken = alice.post("/v1/sections", json={"category_id": shop["id"], "name": "dairy"})
        other = alice.post("/v1/sections", json={**body, "name": "Bread"})

        assert (twice, elsewhere.status_code) == ([201, 201], 201)
        assert (taken.status_code, taken.json()["type"]) == (409, "/problems/section-name-taken")
        assert (other.status_code, other.json()["type"]) == (409, "/problems/section-id-taken")

    def test_are_put_in_order_by_hand(self, alice: Person) -> None:
        shop, garden = new(alice, "Groceries"), new(alice, "Garden")
        dairy, bread, fruit = (section(alice, shop, name) for name in ("Dairy", "Bread", "Fruit"))
        beds = section(alice, garden, "Beds")

        alice.put(f"/v1/sections/{fruit['id']}/position", json={"after_id": None})
        alice.put(f"/v1/sections/{dairy['id']}/position", json={"after_id": bread["id"]})
        refused = alice.put(f"/v1/sections/{dairy['id']}/position", json={"after_id": beds["id"]})

        assert names(alice, shop) == ["Fruit", "Bread", "Dairy"]
        assert refused.status_code == 422


class TestTodosInSections:
    def test_stand_in_the_list_of_their_section(self, alice: Person, charlie: Person) -> None:
        shop, garden = new(alice, "Groceries"), new(alice, "Garden")
        dairy = section(alice, shop, "Dairy")

        milk = make(alice, "milk", section_id=dairy["id"])
        moved = alice.patch(f"/v1/todos/{make(alice)['id']}", json={"section_id": dairy["id"]}).json()
        refused = [
            alice.post("/v1/todos", json={"title": "x", "section_id": dairy["id"], "category_id": garden["id"]}),
            alice.patch(f"/v1/todos/{milk['id']}", json={"section_id": str(uuid.uuid4())}),
            charlie.post("/v1/todos", json={"title": "x", "section_id": dairy["id"]}),
        ]

        assert {each["category_id"] for each in (milk, moved)} == {shop["id"]}
        assert {each["section_id"] for each in (milk, moved)} == {dairy["id"]}
        assert [answer.json()["errors"][0]["field"] for answer in refused] == ["section_id"] * 3

    def test_leave_it_when_they_leave_the_list(self, alice: Person) -> None:
        shop, garden = new(alice, "Groceries"), new(alice, "Garden")
        dairy, beds = section(alice, shop, "Dairy"), section(alice, garden, "Beds")
        milk = make(alice, "milk", section_id=dairy["id"])
        cow = make(alice, "ask the cow", parent_id=milk["id"])

        kept = alice.patch(f"/v1/todos/{milk['id']}", json={"category_id": shop["id"]}).json()
        out = alice.patch(f"/v1/todos/{milk['id']}", json={"category_id": garden["id"]}).json()
        into = alice.patch(f"/v1/todos/{milk['id']}", json={"section_id": beds["id"]}).json()

        assert cow["section_id"] == kept["section_id"] == dairy["id"]
        assert (out["category_id"], out["section_id"]) == (garden["id"], None)
        assert (into["section_id"], again(alice, cow)["section_id"]) == (beds["id"], beds["id"])

    def test_subtasks_stay_where_their_parent_is(self, alice: Person) -> None:
        shop = new(alice, "Groceries")
        dairy, bread = section(alice, shop, "Dairy"), section(alice, shop, "Bread")
        milk, rye = make(alice, "milk", section_id=dairy["id"]), make(alice, "rye", section_id=bread["id"])

        below = alice.patch(f"/v1/todos/{rye['id']}", json={"parent_id": milk["id"]}).json()
        refused = alice.patch(f"/v1/todos/{rye['id']}", json={"section_id": bread["id"]})
        alone = alice.patch(f"/v1/todos/{rye['id']}", json={"parent_id": None, "section_id": bread["id"]}).json()

        assert (below["section_id"], alone["section_id"]) == (dairy["id"], bread["id"])
        assert refused.json()["errors"][0]["field"] == "section_id"

    def test_are_listed_and_filtered_by_it(self, alice: Person) -> None:
        shop, garden = new(alice, "Groceries"), new(alice, "Garden")
        dairy, other = section(alice, shop, "Dairy"), section(alice, garden, "Dairy")
        make(alice, "milk", section_id=dairy["id"])
        make(alice, "milkweed", section_id=other["id"])
        make(alice, "bags", category_id=shop["id"])

        assert titles(alice.get("/v1/todos", params={"section_id": dairy["id"]})) == ["milk"]
        assert titles(alice.get("/v1/todos", params={"category_id": shop["id"], "section_id": "none"})) == ["bags"]
        assert titles(alice.get("/v1/todos", params={"query": "/dairy"})) == ["milk", "milkweed"]
        assert titles(alice.get("/v1/todos", params={"query": "#Groceries & /Dairy"})) == ["milk"]
        assert titles(alice.get("/v1/todos", params={"query": "#Groceries & !/*"})) == ["bags"]
        gone = alice.get("/v1/todos", params={"query": "/Bread"}).json()
        assert "no section named" in gone["notices"][0]["message"]

    def test_stay_in_the_list_or_are_thrown_away_with_it(self, alice: Person) -> None:
        shop = new(alice, "Groceries")
        dairy, bread = section(alice, shop, "Dairy"), section(alice, shop, "Bread")
        milk = make(alice, "milk", section_id=dairy["id"])
        make(alice, "rye", section_id=bread["id"])

        assert alice.delete(f"/v1/sections/{dairy['id']}").status_code == 204
        assert alice.delete(f"/v1/sections/{bread['id']}", params={"todos": "trash"}).status_code == 204

        stays = again(alice, milk)
        assert (stays["category_id"], stays["section_id"]) == (shop["id"], None)
        assert titles(alice.get("/v1/trash")) == ["rye"]

    def test_go_with_a_deleted_list(self, alice: Person) -> None:
        shop = new(alice, "Groceries")
        milk = make(alice, "milk", section_id=section(alice, shop, "Dairy")["id"])

        assert alice.delete(f"/v1/categories/{shop['id']}").status_code == 204

        stays = again(alice, milk)
        assert (stays["category_id"], stays["section_id"]) == (None, None)
        assert alice.get("/v1/sections").json()["items"] == []


class TestTheArchive:
    def test_keeps_sections_as_they_are(self, alice: Person) -> None:
        shop = new(alice, "Groceries")
        dairy = section(alice, shop, "Dairy")
        alice.put(f"/v1/categories/{shop['id']}/archive")

        answers = [
            alice.post("/v1/sections", json={"category_id": shop["id"], "name": "Bread"}),
            alice.patch(f"/v1/sections/{dairy['id']}", json={"name": "Milk"}),
            alice.post("/v1/todos", json={"title": "milk", "section_id": dairy["id"]}),
        ]

        assert [answer.status_code for answer in answers] == [409, 409, 422]
