"""What a plan allows on a list when people come and go with their team: the list's owner's plan counts, never the
team's owner's."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.admin.plans.test_plan_limits import full, refused
from tests.modules.todo.people import category, join, made, share, share_with_team, team

Json = dict[str, Any]


@pytest.fixture
def dora(register: Callable[[str], Person]) -> Person:
    return register("Dora")


@pytest.fixture
def party(free: Person) -> Json:
    """A list of Alice's, on which there is room for one."""
    return category(free)


@pytest.fixture
def bakers(bob: Person, free: Person) -> Json:
    """Bob's team, in which Alice is."""
    found = team(bob)
    join(bob, found["id"], free)
    return found


def token(inviter: Person, team_id: str) -> str:
    return made(inviter.post(f"/v1/teams/{team_id}/invitations", json={"role": "member"}))["token"]


def accept(person: Person, invitation: str) -> Any:
    return person.post("/v1/invitations/acceptance", json={"token": invitation})


def sees(person: Person, place: Json) -> bool:
    return person.get(f"/v1/categories/{place['id']}").status_code == 200


def is_in(person: Person, team_id: str) -> bool:
    return person.get(f"/v1/teams/{team_id}").status_code == 200


class TestJoining:
    def test_who_would_be_one_too_many_on_a_list_does_not_come_into_the_team(
        self, free: Person, bob: Person, charlie: Person, party: Json, bakers: Json
    ) -> None:
        share_with_team(free, party["id"], bakers["id"])

        full(accept(charlie, token(bob, bakers["id"])))

        assert sees(bob, party)
        assert not sees(charlie, party)
        assert not is_in(charlie, bakers["id"])

    def test_the_invitation_is_good_once_there_is_room(
        self, ada: Person, free: Person, bob: Person, charlie: Person, party: Json
    ) -> None:
        cooks = team(free, "Cooks")
        share_with_team(free, party["id"], cooks["id"])
        join(free, cooks["id"], bob)
        invitation = token(free, cooks["id"])
        full(accept(charlie, invitation))

        assert ada.delete(f"/v1/admin/users/{free.id}/plan").status_code < 300

        assert accept(charlie, invitation).status_code == 200
        assert sees(charlie, party)

    def test_who_is_on_the_list_already_takes_no_further_place(
        self, free: Person, bob: Person, charlie: Person, party: Json
    ) -> None:
        share(free, party["id"], charlie)
        cooks = team(free, "Cooks")
        share_with_team(free, party["id"], cooks["id"])

        assert accept(charlie, token(free, cooks["id"])).status_code == 200

        full(accept(bob, token(free, cooks["id"])))

    def test_of_three_who_join_at_once_one_comes_in(
        self, free: Person, bob: Person, charlie: Person, dora: Person, party: Json
    ) -> None:
        cooks = team(free, "Cooks")
        share_with_team(free, party["id"], cooks["id"])
        coming = [(person, token(free, cooks["id"])) for person in (bob, charlie, dora)]

        with ThreadPoolExecutor(3) as threads:
            answers = list(threads.map(lambda one: accept(*one), coming))

        assert sorted(each.status_code for each in answers) == [200, 403, 403]
        assert sum(sees(person, party) for person in (bob, charlie, dora)) == 1

    def test_a_list_is_not_shared_with_a_team_of_too_many(
        self, free: Person, bob: Person, charlie: Person, party: Json, bakers: Json
    ) -> None:
        join(bob, bakers["id"], charlie)

        refused(free.put(f"/v1/categories/{party['id']}/teams/{bakers['id']}", json={"role": "editor"}), "members", 1)

        assert not sees(bob, party)
        assert not sees(charlie, party)


class TestLeaving:
    def test_who_leaves_the_team_makes_room(self, free: Person, bob: Person, charlie: Person, party: Json) -> None:
        cooks = team(free, "Cooks")
        share_with_team(free, party["id"], cooks["id"])
        join(free, cooks["id"], bob)
        full(accept(charlie, token(free, cooks["id"])))

        assert bob.delete(f"/v1/teams/{cooks['id']}/members/{bob.id}").status_code == 204

        assert accept(charlie, token(free, cooks["id"])).status_code == 200
        assert (sees(bob, party), sees(charlie, party)) == (False, True)


class TestDeleting:
    def test_a_team_that_is_deleted_makes_room(
        self, free: Person, bob: Person, charlie: Person, party: Json, bakers: Json
    ) -> None:
        share_with_team(free, party["id"], bakers["id"])

        assert bob.delete(f"/v1/teams/{bakers['id']}").status_code == 204

        assert not sees(bob, party)
        share(free, party["id"], charlie)
        assert sees(charlie, party)

    def test_who_is_there_by_themselves_keeps_their_place(
        self, free: Person, bob: Person, charlie: Person, party: Json, bakers: Json
    ) -> None:
        share(free, party["id"], bob)
        share_with_team(free, party["id"], bakers["id"])

        assert bob.delete(f"/v1/teams/{bakers['id']}").status_code == 204

        assert sees(bob, party)
        invitation = made(free.post(f"/v1/categories/{party['id']}/invitations", json={"role": "editor"}))["token"]
        full(accept(charlie, invitation))

    def test_a_team_whose_lists_hold_more_than_a_new_plan_allows_can_be_deleted(
        self, ada: Person, alice: Person, bob: Person, charlie: Person
    ) -> None:
        cooks, place = team(alice, "Cooks"), category(alice)
        for person in (bob, charlie):
            join(alice, cooks["id"], person)
        share_with_team(alice, place["id"], cooks["id"])
        assert ada.put(f"/v1/admin/users/{alice.id}/plan", json={"plan": "free"}).status_code == 200
        assert sees(bob, place)

        assert alice.delete(f"/v1/teams/{cooks['id']}").status_code == 204

        assert not sees(bob, place)


class TestHandingOver:
    def test_a_team_is_handed_to_whose_plan_allows_less(
        self, free: Person, bob: Person, charlie: Person, bakers: Json
    ) -> None:
        """What is shared stays its owner's, and counts under their plan."""
        place = category(bob)
        share_with_team(bob, place["id"], bakers["id"])

        handed = bob.put(f"/v1/teams/{bakers['id']}/owner", json={"user_id": free.id})

        assert made(handed)["owner_id"] == free.id
        assert accept(charlie, token(free, bakers["id"])).status_code == 200
        assert sees(free, place)
        assert sees(charlie, place)

    def test_a_team_that_is_handed_over_does_not_take_a_list_out_of_its_owners_plan(
        self, free: Person, bob: Person, charlie: Person, party: Json
    ) -> None:
        cooks = team(free, "Cooks")
        join(free, cooks["id"], bob)
        share_with_team(free, party["id"], cooks["id"])

        made(free.put(f"/v1/teams/{cooks['id']}/owner", json={"user_id": bob.id}))

        full(accept(charlie, token(bob, cooks["id"])))
        assert sees(bob, party)
