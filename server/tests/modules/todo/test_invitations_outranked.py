"""What an owner decided about somebody outranks every invitation that was made before."""

from typing import Any

from tests.fixtures.product import Person
from tests.modules.todo.people import accept, category, invitation, made, share, unshare


def demote(owner: Person, category_id: str, member: Person, *, role: str = "viewer") -> None:
    made(owner.patch(f"/v1/categories/{category_id}/members/{member.id}", json={"role": role}))


def leave(member: Person, category_id: str) -> None:
    assert member.delete(f"/v1/categories/{category_id}/members/{member.id}").status_code == 204


def bring(person: Person, token: str) -> Any:
    return person.post("/v1/invitations/acceptance", json={"token": token})


class TestDemotedMember:
    def test_is_not_raised_by_the_link_they_came_by(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        link = invitation(alice, party["id"], is_reusable=True)["token"]
        accept(bob, link)
        demote(alice, party["id"], bob)

        assert accept(bob, link)["role"] == "viewer"
        assert made(bob.get(f"/v1/categories/{party['id']}"))["role"] == "viewer"

    def test_is_not_raised_by_a_newer_link_either(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        demote(alice, party["id"], bob)

        assert accept(bob, invitation(alice, party["id"], is_reusable=True)["token"])["role"] == "viewer"

    def test_leaves_and_comes_back_as_what_they_were(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        link = invitation(alice, party["id"], is_reusable=True)["token"]
        accept(bob, link)
        demote(alice, party["id"], bob, role="commenter")
        leave(bob, party["id"])

        assert accept(bob, link)["role"] == "commenter"

    def test_is_raised_by_a_newer_invitation_to_their_address(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        demote(alice, party["id"], bob)
        made_for_bob = invitation(alice, party["id"], address=bob.user["email"])

        assert made(bob.put(f"/v1/invitations/{made_for_bob['id']}/acceptance"))["role"] == "editor"

    def test_is_not_raised_by_an_older_invitation_to_their_address(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        made_for_bob = invitation(alice, party["id"], address=bob.user["email"])
        demote(alice, party["id"], bob)

        assert made(bob.put(f"/v1/invitations/{made_for_bob['id']}/acceptance"))["role"] == "viewer"


class TestRemovedMember:
    def test_does_not_come_back_by_the_link_they_came_by(self, alice: Person, bob: Person, charlie: Person) -> None:
        party = category(alice)
        link = invitation(alice, party["id"], is_reusable=True)["token"]
        accept(bob, link)
        unshare(alice, party["id"], bob)

        assert bring(bob, link).status_code == 404
        assert accept(charlie, link)["role"] == "editor"

    def test_is_not_offered_what_was_made_before(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        made_for_bob = invitation(alice, party["id"], address=bob.user["email"])
        share(alice, party["id"], bob, role="viewer")
        unshare(alice, party["id"], bob)

        assert made(bob.get("/v1/invitations"))["items"] == []
        assert bob.put(f"/v1/invitations/{made_for_bob['id']}/acceptance").status_code == 404

    def test_comes_back_by_a_newer_link_and_not_higher_by_an_older(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        older = invitation(alice, party["id"], is_reusable=True)["token"]
        accept(bob, older)
        unshare(alice, party["id"], bob)

        assert share(alice, party["id"], bob, role="viewer")["role"] == "viewer"
        assert bring(bob, older).status_code == 404
        assert made(bob.get(f"/v1/categories/{party['id']}"))["role"] == "viewer"

    def test_who_left_by_themselves_comes_back_by_the_same_link(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        link = invitation(alice, party["id"], is_reusable=True)["token"]
        accept(bob, link)
        leave(bob, party["id"])

        assert accept(bob, link)["role"] == "editor"


class TestMember:
    def test_who_accepts_what_gives_them_nothing_more_changes_nothing(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        before = made(alice.get("/v1/activity", params={"entity_id": party["id"]}))["items"]

        assert share(alice, party["id"], bob, role="viewer")["role"] == "editor"
        assert made(alice.get("/v1/activity", params={"entity_id": party["id"]}))["items"] == before
