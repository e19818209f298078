"""What becomes of what somebody shared when they have no account any more."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import (
    accept,
    category,
    invitation,
    join,
    made,
    share,
    share_with_team,
    team,
    titles,
    todo,
)
from voicetodo.kit.bus import announce
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.events import UserDeleted
from voicetodo.modules.todo.nobody import NOBODY, without

NOBODYS = str(NOBODY)


def erase(product: Product, person: Person) -> None:
    """As `auth` tells of it; done on return."""

    async def tell(process: Assembly) -> None:
        async with process.database("auth").transaction() as tx:
            await announce(tx, UserDeleted(user_id=UUID(person.id)))

    product.run(tell)
    wait_until(lambda: not product.run(_is_waiting))


async def _is_waiting(process: Assembly) -> bool:
    """Whether anybody is still to be told."""
    async with process.database("auth").connection() as connection:
        if await connection.fetchval("select exists (select from outbox where name = $1)", UserDeleted.name):
            return True
    async with process.database("bus").connection() as connection:
        return await connection.fetchval(
            "select exists (select from queue where name = $1 and subscriber = 'todo')", UserDeleted.name
        )


def rows(product: Product, table: str, person: Person) -> int:
    async def count(process: Assembly) -> int:
        async with process.database("todo").connection() as connection:
            return await connection.fetchval(f"select count(*) from {table} where user_id = $1", UUID(person.id))  # noqa: S608

    return product.run(count)


def activity(person: Person, **params: Any) -> list[dict[str, Any]]:
    return made(person.get("/v1/activity", params={"limit": 200, **params}))["items"]


class TestOwnLists:
    def test_a_shared_list_ends_for_all(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(alice)
        todo(alice, "cake", category_id=party["id"])
        share(alice, party["id"], bob)
        todo(bob, "balloons", category_id=party["id"])

        erase(product, alice)

        assert bob.get(f"/v1/categories/{party['id']}").status_code == 404
        assert titles(bob) == []

    def test_a_device_that_was_away_learns_that_it_ended(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        token = made(bob.post("/v1/sync", json={}))["sync_token"]

        erase(product, alice)

        told = made(bob.post("/v1/sync", json={"sync_token": token}))
        assert party["id"] in str(told)
        assert alice.id not in str(told)

    def test_it_can_be_told_again(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(bob)
        share(bob, party["id"], alice)
        erase(product, alice)
        before = activity(bob)

        erase(product, alice)

        assert activity(bob) == before


class TestListsOfOthers:
    def test_todos_stay_and_are_nobodys(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(bob)
        share(bob, party["id"], alice)
        cake = todo(alice, "cake", category_id=party["id"], assignee_id=alice.id)
        assert cake["assignee"] == "Alice"

        erase(product, alice)

        found = made(bob.get(f"/v1/todos/{cake['id']}"))
        assert (found["title"], found["created_by"]) == ("cake", None)
        assert (found["assignee"], found["assignee_id"]) == (None, None)

    def test_comments_and_files_go(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(bob)
        share(bob, party["id"], alice)
        cake = todo(bob, "cake", category_id=party["id"])
        mine = made(bob.post(f"/v1/todos/{cake['id']}/comments", json={"body": "which one, @Alice?"}))
        assert mine["mentions"] == [alice.id]
        made(alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "the one with nuts"}))
        made(alice.post(f"/v1/todos/{cake['id']}/attachments", params={"name": "recipe.txt"}, content=b"nuts"))

        erase(product, alice)

        [left] = made(bob.get(f"/v1/todos/{cake['id']}/comments"))["items"]
        assert (left["id"], left["mentions"]) == (mine["id"], [])
        assert made(bob.get(f"/v1/todos/{cake['id']}/attachments"))["items"] == []

    def test_what_was_done_there_was_done_by_nobody(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(bob)
        share(bob, party["id"], alice)
        cake = todo(bob, "cake", category_id=party["id"])
        made(alice.patch(f"/v1/todos/{cake['id']}", json={"title": "cheesecake", "assignee_id": alice.id}))

        erase(product, alice)

        changed = next(each for each in activity(bob, entity_id=cake["id"]) if "title" in each["changes"])
        assert (changed["actor_id"], changed["changes"]) == (NOBODYS, {"title": ["cake", "cheesecake"]})
        assert alice.id not in str(activity(bob))

    def test_the_list_has_one_member_less(self, product: Product, alice: Person, bob: Person, charlie: Person) -> None:
        party = category(bob)
        for person in (alice, charlie):
            share(bob, party["id"], person)

        erase(product, alice)

        people = made(bob.get(f"/v1/categories/{party['id']}/members"))["items"]
        assert [each["user_id"] for each in people] == [bob.id, charlie.id]

    def test_what_was_left_before_is_cleared_as_well(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(bob)
        share(bob, party["id"], alice)
        cake = todo(bob, "cake", category_id=party["id"])
        made(alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "the one with nuts"}))
        assert bob.delete(f"/v1/categories/{party['id']}/members/{alice.id}").status_code == 204

        erase(product, alice)

        assert made(bob.get(f"/v1/todos/{cake['id']}/comments"))["items"] == []
        assert alice.id not in str(activity(bob))

    def test_an_invitation_that_she_accepted_is_forgotten(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(bob)
        accept(alice, invitation(bob, party["id"], address=alice.user["email"])["token"])

        erase(product, alice)

        assert rows(product, "invitations", bob) == 0


class TestTeams:
    @pytest.fixture
    def dora(self, register: Callable[[str], Person]) -> Person:
        return register("Dora")

    def test_a_team_goes_to_its_first_admin(
        self, product: Product, alice: Person, bob: Person, charlie: Person
    ) -> None:
        bakers = team(alice)
        join(alice, bakers["id"], bob)
        join(alice, bakers["id"], charlie, role="admin")

        erase(product, alice)

        found = made(bob.get(f"/v1/teams/{bakers['id']}"))
        assert found["owner_id"] == charlie.id
        people = made(bob.get(f"/v1/teams/{bakers['id']}/members"))["items"]
        assert [each["user_id"] for each in people] == [charlie.id, bob.id]
        assert alice.id not in str(activity(charlie))

    def test_without_an_admin_to_who_was_there_first(
        self, product: Product, alice: Person, bob: Person, dora: Person
    ) -> None:
        bakers = team(alice)
        for person in (dora, bob):
            join(alice, bakers["id"], person)

        erase(product, alice)

        assert made(bob.get(f"/v1/teams/{bakers['id']}"))["owner_id"] == dora.id

    def test_what_others_share_with_it_stays(self, product: Product, alice: Person, bob: Person, dora: Person) -> None:
        bakers = team(alice)
        for person in (bob, dora):
            join(alice, bakers["id"], person)
        party, own = category(bob), category(alice, "Plans")
        share_with_team(bob, party["id"], bakers["id"])
        share_with_team(alice, own["id"], bakers["id"])

        erase(product, alice)

        seen = {each["id"] for each in made(dora.get("/v1/categories"))["items"]}
        assert (party["id"] in seen, own["id"] in seen) == (True, False)

    def test_a_team_of_nobody_else_ends(self, product: Product, alice: Person) -> None:
        bakers = team(alice)

        erase(product, alice)

        async def is_there(process: Assembly) -> bool:
            async with process.database("todo").connection() as connection:
                return await connection.fetchval("select exists (select from teams where id = $1)", UUID(bakers["id"]))

        assert not product.run(is_there)


class TestWithout:
    """JSON that does not name somebody any more."""

    def test_an_id_becomes_nobodys_wherever_it_stands(self) -> None:
        person = UUID(int=7)
        value = {"a": [str(person), {"b": str(person)}], "c": "kept"}

        assert without(value, person) == {"a": [NOBODYS, {"b": NOBODYS}], "c": "kept"}

    def test_a_todo_of_theirs_is_nobodys_to_do(self) -> None:
        person = UUID(int=7)

        assert without({"assignee": "Alice", "assignee_id": str(person)}, person) == {
            "assignee": None,
            "assignee_id": None,
        }
        other = {"assignee": "Alice", "assignee_id": str(UUID(int=8))}
        assert without(other, person) == other

    def test_changes_forget_that_it_was_given_to_them(self) -> None:
        person = UUID(int=7)
        changes = {"assignee": [None, "Alice"], "assignee_id": [None, str(person)], "title": ["a", "b"]}

        assert without(changes, person) == {"title": ["a", "b"]}
