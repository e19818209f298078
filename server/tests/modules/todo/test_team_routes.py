"""Teams over HTTP: Alice owns one, Bob is in it, Charlie must see nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import accept, category, join, made, share, share_with_team, team, titles, todo, unshare
from voicetodo.kit.ids import new_id


def roles(person: Person, team_id: str) -> list[tuple[str, str]]:
    return [(each["name"], each["role"]) for each in made(person.get(f"/v1/teams/{team_id}/members"))["items"]]


def leave(member: Person, team_id: str) -> Any:
    return member.delete(f"/v1/teams/{team_id}/members/{member.id}")


def verbs(person: Person, entity_id: str) -> list[str]:
    return [each["verb"] for each in made(person.get("/v1/activity", params={"entity_id": entity_id}))["items"]]


@pytest.fixture
def dora(register: Callable[[str], Person]) -> Person:
    return register("Dora")


class TestTeam:
    def test_is_owned_by_whoever_makes_it(self, alice: Person, charlie: Person) -> None:
        made_team = team(alice, "  Bakers ")

        assert (made_team["name"], made_team["owner_id"], made_team["role"]) == ("Bakers", alice.id, "owner")
        assert made(alice.get("/v1/teams"))["items"] == [made_team]
        assert made(alice.get(f"/v1/teams/{made_team['id']}")) == made_team
        assert roles(alice, made_team["id"]) == [("Alice", "owner")]
        assert made(charlie.get("/v1/teams"))["items"] == []

    def test_sent_again_under_its_id_it_is_made_once(self, alice: Person, charlie: Person) -> None:
        own_id = str(new_id())

        first, again = (alice.post("/v1/teams", json={"id": own_id, "name": "Bakers"}) for _ in range(2))
        others = [
            alice.post("/v1/teams", json={"id": own_id, "name": "Cooks"}),
            charlie.post("/v1/teams", json={"id": own_id, "name": "Bakers"}),
        ]

        assert first.json() == again.json()
        assert [each.json()["type"] for each in others] == ["/problems/team-id-taken"] * 2

    @pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb", "a\x00b", 7, None])
    def test_a_name_that_will_not_do_is_refused(self, alice: Person, name: Any) -> None:
        bakers = team(alice)

        assert alice.post("/v1/teams", json={"name": name}).status_code == 422
        assert alice.patch(f"/v1/teams/{bakers['id']}", json={"name": name}).status_code == 422

    def test_is_renamed_by_admins_and_not_by_members(self, alice: Person, bob: Person, dora: Person) -> None:
        bakers = team(alice)
        join(alice, bakers["id"], bob, role="admin")
        join(alice, bakers["id"], dora)

        renamed = bob.patch(f"/v1/teams/{bakers['id']}", json={"name": "Cooks"})
        stale = bob.patch(f"/v1/teams/{bakers['id']}", json={"name": "Chefs"}, headers={"If-Match": '"1"'})
        refused = dora.patch(f"/v1/teams/{bakers['id']}", json={"name": "Chefs"})

        assert (made(renamed)["name"], made(renamed)["version"]) == ("Cooks", 2)
        assert stale.status_code == 412
        assert refused.status_code == 403
        assert [each["name"] for each in made(dora.get("/v1/teams"))["items"]] == ["Cooks"]

    def test_what_happened_to_it_is_read_by_members_since_they_joined(
        self, alice: Person, bob: Person, charlie: Person
    ) -> None:
        bakers = team(alice)
        made(alice.patch(f"/v1/teams/{bakers['id']}", json={"name": "Cooks"}))
        join(alice, bakers["id"], bob)
        share_with_team(alice, category(alice)["id"], bakers["id"])

        assert verbs(alice, bakers["id"]) == ["shared", "joined", "changed", "created"]
        assert verbs(bob, bakers["id"]) == ["shared", "joined"]
        assert verbs(charlie, bakers["id"]) == []


class TestMembers:
    def test_come_by_a_link_or_by_their_address(self, alice: Person, bob: Person, dora: Person) -> None:
        bakers = team(alice)
        link = made(alice.post(f"/v1/teams/{bakers['id']}/invitations", json={"is_reusable": True}))
        body = {"role": "admin", "address": dora.user["email"]}
        made(alice.post(f"/v1/teams/{bakers['id']}/invitations", json=body))
        [offer] = made(dora.get("/v1/invitations"))["items"]

        entered = accept(bob, link["token"])
        made(dora.put(f"/v1/invitations/{offer['id']}/acceptance"))

        assert (entered["id"], entered["role"]) == (bakers["id"], "member")
        assert (offer["team_name"], offer["category_id"], offer["role"]) == ("Bakers", None, "admin")
        assert accept(bob, link["token"]) == entered
        assert roles(bob, bakers["id"]) == [("Alice", "owner"), ("Dora", "admin"), ("Bob", "member")]

    def test_admins_invite_members_and_only_the_owner_invites_admins(
        self, alice: Person, bob: Person, dora: Person, charlie: Person
    ) -> None:
        bakers = team(alice)
        join(alice, bakers["id"], bob, role="admin")
        join(bob, bakers["id"], dora)
        path = f"/v1/teams/{bakers['id']}/invitations"

        answers = [
            bob.post(path, json={"role": "admin"}),
            dora.post(path, json={}),
            dora.get(path),
            charlie.post(path, json={}),
            charlie.get(path),
            charlie.delete(f"{path}/{new_id()}"),
        ]

        assert [each.status_code for each in answers] == [403, 403, 403, 404, 404, 404]

    def test_what_an_admin_invited_is_gone_with_their_right_to(
        self, alice: Person, bob: Person, charlie: Person
    ) -> None:
        bakers = team(alice)
        join(alice, bakers["id"], bob, role="admin")
        path = f"/v1/teams/{bakers['id']}"
        link = made(bob.post(f"{path}/invitations", json={"is_reusable": True}))

        made(alice.patch(f"{path}/members/{bob.id}", json={"role": "member"}))

        assert charlie.post("/v1/invitations/acceptance", json={"token": link["token"]}).status_code == 404
        assert made(alice.get(f"{path}/invitations"))["items"] == []

    def test_who_was_sent_away_does_not_come_back_by_the_same_link(self, alice: Person, bob: Person) -> None:
        bakers = team(alice)
        link = made(alice.post(f"/v1/teams/{bakers['id']}/invitations", json={"is_reusable": True}))
        accept(bob, link["token"])

        assert alice.delete(f"/v1/teams/{bakers['id']}/members/{bob.id}").status_code == 204

        assert bob.post("/v1/invitations/acceptance", json={"token": link["token"]}).status_code == 404
        assert bob.get(f"/v1/teams/{bakers['id']}").status_code == 404
        assert join(alice, bakers["id"], bob)["role"] == "member"

    def test_who_was_demoted_is_not_raised_by_any_link(self, alice: Person, bob: Person) -> None:
        bakers = team(alice)
        join(alice, bakers["id"], bob, role="admin")
        made(alice.patch(f"/v1/teams/{bakers['id']}/members/{bob.id}", json={"role": "member"}))

        assert join(alice, bakers["id"], bob, role="admin")["role"] == "member"

    def test_admins_send_members_away_and_only_the_owner_admins(
        self, alice: Person, bob: Person, dora: Person, register: Callable[[str], Person]
    ) -> None:
        emil = register("Emil")
        bakers = team(alice)
        for person, role in ((bob, "admin"), (dora, "admin"), (emil, "member")):
            join(alice, bakers["id"], person, role=role)
        path = f"/v1/teams/{bakers['id']}/members"

        answers = [
            emil.delete(f"{path}/{bob.id}"),
            bob.delete(f"{path}/{dora.id}"),
            bob.delete(f"{path}/{alice.id}"),
            bob.patch(f"{path}/{emil.id}", json={"role": "admin"}),
            bob.delete(f"{path}/{new_id()}"),
            bob.delete(f"{path}/{emil.id}"),
            alice.delete(f"{path}/{dora.id}"),
        ]

        assert [each.status_code for each in answers] == [403, 403, 403, 403, 404, 204, 204]
        assert roles(alice, bakers["id"]) == [("Alice", "owner"), ("Bob", "admin")]

    def test_the_owner_hands_over_before_leaving(self, alice: Person, bob: Person, charlie: Person) -> None:
        bakers = team(alice)
        join(alice, bakers["id"], bob)
        path = f"/v1/teams/{bakers['id']}"

        stays = leave(alice, bakers["id"])
        refused = [
            bob.put(f"{path}/owner", json={"user_id": bob.id}),
            alice.put(f"{path}/owner", json={"user_id": charlie.id}),
            alice.patch(f"{path}/members/{alice.id}", json={"role": "member"}),
        ]
        handed = made(alice.put(f"{path}/owner", json={"user_id": bob.id}))

        assert (stays.status_code, stays.json()["type"]) == (409, "/problems/team-needs-owner")
        assert [each.status_code for each in refused] == [403, 404, 409]
        assert (handed["owner_id"], handed["role"]) == (bob.id, "admin")
        assert leave(alice, bakers["id"]).status_code == 204
        assert roles(bob, bakers["id"]) == [("Bob", "owner")]


class TestSharing:
    def test_every_member_sees_the_category_in_its_role(self, alice: Person, bob: Person, charlie: Person) -> None:
        bakers, party = team(alice), category(alice)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        join(alice, bakers["id"], bob)

        shared = share_with_team(alice, party["id"], bakers["id"], role="viewer")

        assert (shared["team_name"], shared["category_name"], shared["role"]) == ("Bakers", "Party", "viewer")
        assert titles(bob, query="shared") == ["bake a cake"]
        assert made(bob.get(f"/v1/categories/{party['id']}"))["role"] == "viewer"
        assert bob.patch(f"/v1/todos/{cake['id']}", json={"title": "no"}).status_code == 403
        assert made(bob.get(f"/v1/teams/{bakers['id']}/categories"))["items"] == [shared]
        assert made(bob.get(f"/v1/categories/{party['id']}/teams"))["items"] == [shared]
        assert charlie.get(f"/v1/categories/{party['id']}").status_code == 404
        assert made(alice.get(f"/v1/categories/{party['id']}"))["is_shared"]

    def test_who_joins_later_sees_it_and_who_leaves_does_not(self, alice: Person, bob: Person) -> None:
        bakers, party = team(alice), category(alice)
        todo(alice, "bake a cake", category_id=party["id"])
        share_with_team(alice, party["id"], bakers["id"])
        assert titles(bob) == []

        join(alice, bakers["id"], bob)
        assert titles(bob) == ["bake a cake"]
        todo(bob, "buy crisps", category_id=party["id"])

        assert leave(bob, bakers["id"]).status_code == 204
        assert titles(bob) == []
        assert titles(alice, category_id=party["id"]) == ["bake a cake", "buy crisps"]
        assert not made(alice.get(f"/v1/categories/{party['id']}"))["is_shared"]

    def test_the_stronger_of_what_is_theirs_and_their_teams_counts(self, alice: Person, bob: Person) -> None:
        bakers, party = team(alice), category(alice)
        join(alice, bakers["id"], bob)
        share(alice, party["id"], bob, role="commenter")

        def role() -> str:
            return made(bob.get(f"/v1/categories/{party['id']}"))["role"]

        share_with_team(alice, party["id"], bakers["id"], role="viewer")
        assert role() == "commenter"
        share_with_team(alice, party["id"], bakers["id"], role="editor")
        assert role() == "editor"
        made(alice.patch(f"/v1/categories/{party['id']}/members/{bob.id}", json={"role": "viewer"}))
        assert role() == "editor"
        assert alice.delete(f"/v1/categories/{party['id']}/teams/{bakers['id']}").status_code == 204
        assert role() == "viewer"

    def test_the_list_of_members_tells_where_a_role_comes_from(self, alice: Person, bob: Person, dora: Person) -> None:
        bakers, party = team(alice), category(alice)
        join(alice, bakers["id"], bob)
        share(alice, party["id"], bob, role="viewer")
        share(alice, party["id"], dora, role="viewer")
        share_with_team(alice, party["id"], bakers["id"])

        told = made(alice.get(f"/v1/categories/{party['id']}/members"))["items"]

        assert [(each["name"], each["role"], each["granted_role"], each["team_ids"]) for each in told] == [
            ("Alice", "owner", None, []),
            ("Bob", "editor", "viewer", [bakers["id"]]),
            ("Dora", "viewer", "viewer", []),
        ]

    def test_who_sees_it_in_a_team_alone_is_sent_away_there(self, alice: Person, bob: Person) -> None:
        bakers, party = team(alice), category(alice)
        join(alice, bakers["id"], bob)
        share_with_team(alice, party["id"], bakers["id"])

        for person in (alice, bob):
            answer = person.delete(f"/v1/categories/{party['id']}/members/{bob.id}")
            assert (answer.status_code, answer.json()["type"]) == (409, "/problems/member-of-team")

        share(alice, party["id"], bob)
        unshare(alice, party["id"], bob)
        assert made(bob.get(f"/v1/categories/{party['id']}"))["role"] == "editor"

    def test_only_the_owner_of_the_category_shares_it_with_teams_of_theirs(
        self, alice: Person, bob: Person, charlie: Person
    ) -> None:
        bakers, party, theirs = team(alice), category(alice), team(charlie)
        join(alice, bakers["id"], bob)
        share_with_team(alice, party["id"], bakers["id"])

        def shares(person: Person, team_id: str) -> int:
            path = f"/v1/categories/{party['id']}/teams/{team_id}"
            return person.put(path, json={"role": "viewer"}).status_code

        assert shares(bob, bakers["id"]) == 403
        assert shares(charlie, bakers["id"]) == 404
        assert shares(alice, theirs["id"]) == 404
        assert bob.delete(f"/v1/categories/{party['id']}/teams/{bakers['id']}").status_code == 403
        assert charlie.delete(f"/v1/categories/{party['id']}/teams/{bakers['id']}").status_code == 404
        assert alice.delete(f"/v1/categories/{party['id']}/teams/{theirs['id']}").status_code == 404

    def test_who_leaves_takes_along_what_they_shared(self, alice: Person, bob: Person) -> None:
        bakers, garden = team(alice), category(bob, "Garden")
        join(alice, bakers["id"], bob)
        todo(bob, "rake", category_id=garden["id"])
        share_with_team(bob, garden["id"], bakers["id"])
        assert titles(alice) == ["rake"]

        assert alice.delete(f"/v1/teams/{bakers['id']}/members/{bob.id}").status_code == 204

        assert titles(alice) == []
        assert titles(bob) == ["rake"]
        assert made(bob.get(f"/v1/categories/{garden['id']}/teams"))["items"] == []

    def test_a_team_that_is_deleted_shares_nothing(self, alice: Person, bob: Person) -> None:
        bakers, party, garden = team(alice), category(alice), category(bob, "Garden")
        join(alice, bakers["id"], bob)
        for owner, each in ((alice, party), (bob, garden)):
            todo(owner, each["name"], category_id=each["id"])
            share_with_team(owner, each["id"], bakers["id"])
        assert titles(alice, sort="created_at") == titles(bob, sort="created_at") == ["Party", "Garden"]

        assert bob.delete(f"/v1/teams/{bakers['id']}").status_code == 403
        assert alice.delete(f"/v1/teams/{bakers['id']}").status_code == 204

        assert (titles(alice), titles(bob)) == (["Party"], ["Garden"])
        assert [made(each.get("/v1/teams"))["items"] for each in (alice, bob)] == [[], []]

    def test_the_journal_of_the_category_tells_of_the_team(self, alice: Person, bob: Person) -> None:
        bakers, party = team(alice), category(alice)
        share_with_team(alice, party["id"], bakers["id"])
        join(alice, bakers["id"], bob)

        entries = made(alice.get("/v1/activity", params={"entity_id": party["id"]}))["items"]

        assert [(each["verb"], each["actor_id"], each["changes"]) for each in entries[:2]] == [
            ("shared", bob.id, {"member_id": [None, bob.id], "role": [None, "editor"]}),
            ("shared", alice.id, {"team_id": [None, bakers["id"]], "role": [None, "editor"]}),
        ]


class TestTogether:
    def test_members_assign_and_mention_each_other_until_they_leave(
        self, alice: Person, bob: Person, dora: Person
    ) -> None:
        bakers, party = team(alice), category(alice)
        join(alice, bakers["id"], bob)
        join(alice, bakers["id"], dora)
        share_with_team(alice, party["id"], bakers["id"])

        cake = todo(bob, "bake a cake", category_id=party["id"], assignee="Dora")
        said = made(bob.post(f"/v1/todos/{cake['id']}/comments", json={"body": "With nuts, @Dora?"}))

        assert (cake["assignee_id"], said["mentions"]) == (dora.id, [dora.id])
        assert titles(dora, query="assigned to: me") == ["bake a cake"]
        assert titles(alice, query="assigned to: Dora") == ["bake a cake"]

        leave(dora, bakers["id"])
        assert made(alice.get(f"/v1/todos/{cake['id']}"))["assignee_id"] is None
