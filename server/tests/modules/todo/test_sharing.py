"""A category and those it is shared with: Alice owns it, Bob is a member, Charlie must see nothing."""

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import accept, category, invitation, made, share, titles, todo, unshare


class TestMember:
    def test_sees_what_is_in_the_category_and_nothing_else_of_the_owner(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        secret = todo(alice, "buy a present for Bob")

        seen = share(alice, party["id"], bob, role="viewer")

        assert (seen["owner_id"], seen["role"], seen["is_shared"]) == (alice.id, "viewer", True)
        assert titles(bob) == ["bake a cake"]
        assert made(bob.get(f"/v1/todos/{cake['id']}"))["title"] == "bake a cake"
        assert bob.get(f"/v1/todos/{secret['id']}").status_code == 404

    def test_finds_it_through_every_question(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        cake = todo(alice, "bake a chocolate cake", category_id=party["id"], due={"date": "2020-01-01"})
        todo(alice, "whisk the eggs", parent_id=cake["id"])
        share(alice, party["id"], bob, role="viewer")

        counts = made(bob.get("/v1/todos/counts"))
        hits = made(bob.get("/v1/search", params={"q": "choclate"}))["items"]

        assert (counts["overdue"], counts["inbox"], counts["by_category"]) == (1, 0, {party["id"]: 2})
        assert [hit["todo"]["title"] for hit in hits] == ["bake a chocolate cake"]
        assert titles(bob, query="#Party & overdue") == ["bake a chocolate cake"]
        assert titles(bob, text="choc") == ["bake a chocolate cake"]
        assert titles(bob, category_id=party["id"], parent_id="none") == ["bake a chocolate cake"]
        assert titles(bob, status="all", sort="-created_at") == ["whisk the eggs", "bake a chocolate cake"]
        assert titles(bob, f"/v1/todos/{cake['id']}/subtasks") == ["whisk the eggs"]
        assert "Party" in [each["name"] for each in made(bob.get("/v1/categories"))["items"]]

    def test_makes_todos_that_are_the_owners_space(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)

        crisps = todo(bob, "buy crisps", category_id=party["id"])

        assert crisps["created_by"] == bob.id
        assert titles(alice, category_id=party["id"]) == ["buy crisps"]
        assert titles(bob, category_id=party["id"]) == ["buy crisps"]

    def test_changes_what_others_made(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        share(alice, party["id"], bob)

        made(bob.patch(f"/v1/todos/{cake['id']}", json={"title": "bake two cakes"}))
        made(bob.put(f"/v1/todos/{cake['id']}/completion"))
        told = made(alice.get(f"/v1/todos/{cake['id']}/activity"))["items"]

        assert [(each["verb"], each["actor_id"]) for each in told] == [
            ("completed", bob.id),
            ("changed", bob.id),
            ("created", alice.id),
        ]
        assert titles(alice, status="completed") == ["bake two cakes"]

    @pytest.mark.parametrize("role", ["viewer", "commenter"])
    def test_who_may_only_look_is_told_so(self, alice: Person, bob: Person, role: str) -> None:
        party = category(alice)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        share(alice, party["id"], bob, role=role)

        refused = [
            bob.patch(f"/v1/todos/{cake['id']}", json={"title": "no"}),
            bob.put(f"/v1/todos/{cake['id']}/completion"),
            bob.delete(f"/v1/todos/{cake['id']}"),
            bob.post("/v1/todos", json={"title": "no", "category_id": party["id"]}),
            bob.post("/v1/todos", json={"title": "no", "parent_id": cake["id"]}),
            bob.patch(f"/v1/categories/{party['id']}", json={"name": "no"}),
            bob.patch(f"/v1/todos/{cake['id']}", json={"category_id": None}),
        ]

        assert [answer.status_code for answer in refused] == [403] * len(refused)
        assert "editor" in refused[0].json()["detail"]

    def test_cannot_put_todos_where_only_the_owner_may(self, alice: Person, bob: Person) -> None:
        party, private = category(alice), category(alice, "Diary")
        cake = todo(alice, "bake a cake", category_id=party["id"])
        entry = todo(alice, "dear diary", category_id=private["id"])
        share(alice, party["id"], bob)

        answers = [
            bob.patch(f"/v1/todos/{cake['id']}", json={"category_id": private["id"]}),
            bob.patch(f"/v1/todos/{cake['id']}", json={"parent_id": entry["id"]}),
            bob.put(f"/v1/todos/{cake['id']}/position", json={"after_id": entry["id"]}),
        ]

        assert [answer.status_code for answer in answers] == [422, 422, 422]
        assert [answer.json()["detail"][:11] for answer in answers] == ["You have no"] * 3


class TestRevoking:
    def test_takes_everything_away_at_once(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        share(alice, party["id"], bob)
        assert titles(bob) == ["bake a cake"]

        unshare(alice, party["id"], bob)

        assert titles(bob) == []
        assert bob.get(f"/v1/todos/{cake['id']}").status_code == 404
        assert bob.patch(f"/v1/todos/{cake['id']}", json={"title": "no"}).status_code == 404
        assert bob.get(f"/v1/categories/{party['id']}").status_code == 404
        assert made(bob.get("/v1/activity"))["items"][0]["kind"] == "category"

    def test_of_oneself_is_leaving(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob, role="viewer")

        answer = bob.delete(f"/v1/categories/{party['id']}/members/{bob.id}")

        assert answer.status_code == 204
        assert made(alice.get(f"/v1/categories/{party['id']}"))["is_shared"] is False


class TestInvitation:
    def test_by_token_is_for_one_person(self, alice: Person, bob: Person, charlie: Person) -> None:
        party = category(alice)
        token = invitation(alice, party["id"])["token"]
        accept(bob, token)

        late = charlie.post("/v1/invitations/acceptance", json={"token": token})

        assert late.status_code == 404
        assert accept(bob, token)["id"] == party["id"]

    def test_to_an_address_waits_for_its_account(self, alice: Person, bob: Person, charlie: Person) -> None:
        party = category(alice)
        made_for_bob = invitation(alice, party["id"], role="viewer", address=bob.user["email"].upper())

        [offer] = made(bob.get("/v1/invitations"))["items"]
        other = charlie.post("/v1/invitations/acceptance", json={"token": made_for_bob["token"]})

        assert (offer["category_name"], offer["inviter_name"], offer["token"]) == ("Party", "Alice", None)
        assert made(charlie.get("/v1/invitations"))["items"] == []
        assert other.status_code == 404
        assert made(bob.put(f"/v1/invitations/{offer['id']}/acceptance"))["role"] == "viewer"
