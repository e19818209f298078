"""Who is to do what: Alice and Bob share a category, Charlie is nobody there."""

from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, made, share, titles, todo, unshare


@pytest.fixture
def party(alice: Person, bob: Person) -> dict[str, Any]:
    """A category of Alice's that Bob may change."""
    party = category(alice)
    share(alice, party["id"], bob)
    return party


def name_of(person: Person) -> str:
    return made(person.get("/v1/me"))["name"]


def look(person: Person, seen: dict[str, Any]) -> dict[str, Any]:
    return made(person.get(f"/v1/todos/{seen['id']}"))


class TestByName:
    def test_the_name_of_a_member_is_that_member(self, alice: Person, bob: Person, party: dict[str, Any]) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee=name_of(bob).upper())

        assert (cake["assignee"], cake["assignee_id"]) == (name_of(bob).upper(), bob.id)
        assert look(bob, cake)["assignee_id"] == bob.id

    def test_me_is_whoever_says_it_and_others_read_a_name(
        self, alice: Person, bob: Person, party: dict[str, Any]
    ) -> None:
        cake = todo(bob, "bake a cake", category_id=party["id"], assignee="me")
        crisps = todo(alice, "buy crisps", category_id=party["id"])

        mine = made(alice.patch(f"/v1/todos/{crisps['id']}", json={"assignee": "Me"}))

        assert (cake["assignee"], cake["assignee_id"]) == (name_of(bob), bob.id)
        assert (mine["assignee"], mine["assignee_id"]) == (name_of(alice), alice.id)

    @pytest.mark.parametrize("name", ["Charlie", "somebody from the office"])
    def test_any_other_name_stays_a_name(self, alice: Person, party: dict[str, Any], name: str) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee=name)

        assert (cake["assignee"], cake["assignee_id"]) == (name, None)

    def test_a_name_in_ones_own_space_stays_a_name(self, alice: Person) -> None:
        cake = todo(alice, "bake a cake", assignee="me")

        assert (cake["assignee"], cake["assignee_id"]) == ("me", None)

    def test_another_name_is_another_person(self, alice: Person, bob: Person, party: dict[str, Any]) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee=name_of(bob))

        theirs = made(bob.patch(f"/v1/todos/{cake['id']}", json={"assignee": "the baker"}))

        assert (theirs["assignee"], theirs["assignee_id"]) == ("the baker", None)


class TestById:
    def test_brings_the_name_along(self, alice: Person, bob: Person, party: dict[str, Any]) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee="the baker")

        given = made(alice.patch(f"/v1/todos/{cake['id']}", json={"assignee_id": bob.id}))
        taken = made(bob.patch(f"/v1/todos/{cake['id']}", json={"assignee_id": None}))

        assert (given["assignee"], given["assignee_id"]) == (name_of(bob), bob.id)
        assert (taken["assignee"], taken["assignee_id"]) == (None, None)

    def test_only_who_may_see_it_can_be_chosen(
        self, alice: Person, bob: Person, charlie: Person, party: dict[str, Any]
    ) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"])

        answers = [
            alice.patch(f"/v1/todos/{cake['id']}", json={"assignee_id": charlie.id}),
            bob.post("/v1/todos", json={"title": "no", "category_id": party["id"], "assignee_id": charlie.id}),
            alice.post("/v1/todos", json={"title": "no", "assignee_id": bob.id}),
            alice.patch(f"/v1/todos/{cake['id']}", json={"assignee_id": bob.id, "category_id": None}),
        ]

        assert [each.status_code for each in answers] == [422] * 4
        assert {each.json()["errors"][0]["field"] for each in answers} == {"assignee_id"}
        assert look(alice, cake) == cake

    def test_both_find_it_in_what_happened(self, alice: Person, bob: Person, party: dict[str, Any]) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"])

        made(alice.patch(f"/v1/todos/{cake['id']}", json={"assignee_id": bob.id}))

        last = made(bob.get(f"/v1/todos/{cake['id']}/activity"))["items"][0]
        assert last["changes"]["assignee_id"] == [None, bob.id]


class TestEnd:
    def test_who_leaves_has_nothing_to_do_there(self, alice: Person, bob: Person, party: dict[str, Any]) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee=name_of(bob))

        unshare(alice, party["id"], bob)

        left = look(alice, cake)
        assert (left["assignee"], left["assignee_id"]) == (name_of(bob), None)

    def test_a_todo_moved_where_they_are_not_is_not_theirs(
        self, alice: Person, bob: Person, party: dict[str, Any]
    ) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee_id=bob.id)
        eggs = todo(alice, "whisk the eggs", parent_id=cake["id"], assignee="me")

        away = made(alice.patch(f"/v1/todos/{cake['id']}", json={"category_id": None}))

        assert (away["assignee"], away["assignee_id"]) == (name_of(bob), None)
        assert look(alice, eggs)["assignee_id"] == alice.id

        back = made(alice.patch(f"/v1/todos/{cake['id']}", json={"category_id": party["id"]}))

        assert back["assignee_id"] == bob.id

    def test_a_todo_taken_into_another_space_is_still_who_can_see_it(
        self, alice: Person, bob: Person, party: dict[str, Any]
    ) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee_id=bob.id)
        crisps = todo(alice, "buy crisps", category_id=party["id"], assignee_id=alice.id)

        mine, not_hers = (
            made(bob.patch(f"/v1/todos/{each['id']}", json={"category_id": None})) for each in (cake, crisps)
        )

        assert (mine["assignee_id"], not_hers["assignee_id"]) == (bob.id, None)

    def test_a_deleted_category_leaves_its_todos_to_the_owner(
        self, alice: Person, bob: Person, party: dict[str, Any]
    ) -> None:
        cake = todo(alice, "bake a cake", category_id=party["id"], assignee_id=bob.id)
        crisps = todo(alice, "buy crisps", category_id=party["id"], assignee_id=alice.id)

        assert alice.delete(f"/v1/categories/{party['id']}").status_code == 204

        assert (look(alice, cake)["assignee_id"], look(alice, crisps)["assignee_id"]) == (None, alice.id)


class TestQuestions:
    def test_find_what_is_whose(self, alice: Person, bob: Person, party: dict[str, Any]) -> None:
        for title, fields in {
            "for alice": {"assignee_id": alice.id},
            "for bob": {"assignee_id": bob.id},
            "for the baker": {"assignee": "the baker"},
            "for nobody": {},
        }.items():
            todo(alice, title, category_id=party["id"], **fields)
        todo(alice, "for myself", assignee="me")
        todo(alice, "alone")

        found = {
            (who, query): sorted(titles(person, query=query))
            for who, person in (("alice", alice), ("bob", bob))
            for query in ("assigned to: me", "assigned to: others", "assigned", "!assigned", "shared")
        }

        assert found == {
            ("alice", "assigned to: me"): ["for alice", "for myself"],
            ("alice", "assigned to: others"): ["for bob", "for the baker"],
            ("alice", "assigned"): ["for alice", "for bob", "for myself", "for the baker"],
            ("alice", "!assigned"): ["alone", "for nobody"],
            ("alice", "shared"): ["for alice", "for bob", "for nobody", "for the baker"],
            ("bob", "assigned to: me"): ["for bob"],
            ("bob", "assigned to: others"): ["for alice", "for the baker"],
            ("bob", "assigned"): ["for alice", "for bob", "for the baker"],
            ("bob", "!assigned"): ["for nobody"],
            ("bob", "shared"): ["for alice", "for bob", "for nobody", "for the baker"],
        }
        assert titles(bob, query=f"assigned to: {name_of(bob)}") == ["for bob"]
        assert titles(alice, query="assigned to: the baker") == ["for the baker"]
        assert titles(bob, query="!shared") == []
        assert titles(alice, assignee_id=bob.id) == ["for bob"]

    def test_find_nothing_of_whom_they_do_not_concern(
        self, alice: Person, bob: Person, charlie: Person, party: dict[str, Any]
    ) -> None:
        todo(alice, "bake a cake", category_id=party["id"], assignee_id=bob.id)

        answers = [titles(charlie, query=query) for query in ("assigned", "assigned to: me", "shared", "all")]

        assert answers == [[]] * 4
        assert titles(charlie, assignee_id=bob.id) == []
