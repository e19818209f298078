"""What is shared, synced by those whom it is shared with."""

from collections.abc import Callable

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, join, made, share, share_with_team, team, todo, unshare
from tests.modules.todo.sync.client import Client, Json


@pytest.fixture
def bob(register: Callable[[str], Person]) -> Person:
    return register("Bob")


@pytest.fixture
def tablet(bob: Person) -> Client:
    """Bob's, in step with the server before anything is shared."""
    client = Client(bob)
    client.sync()
    return client


@pytest.fixture
def party(alice: Person) -> Json:
    """A category of Alice's, with a section, and a label on one of its todos."""
    made_party = category(alice, "Party")
    section = made(alice.post("/v1/sections", json={"category_id": made_party["id"], "name": "Food"}))
    label = made(alice.post("/v1/labels", json={"name": "soon"}))
    todo(alice, "bake a cake", section_id=section["id"], label_ids=[label["id"]])
    todo(alice, "blow up balloons", category_id=made_party["id"])
    todo(alice, "buy a secret present")
    return made_party


def seen(client: Client) -> dict[str, set[str]]:
    """The names and titles in the store of what is somebody else's."""
    me = client.person.id
    return {
        "categories": {each["name"] for each in client.store["categories"].values() if each["owner_id"] != me},
        "labels": {each["name"] for each in client.store["labels"].values() if each["owner_id"] != me},
        "sections": {each["name"] for each in client.store["sections"].values()},
        "todos": client.titles(),
    }


ALL = {
    "categories": {"Party"},
    "labels": {"soon"},
    "sections": {"Food"},
    "todos": {"bake a cake", "blow up balloons"},
}
NOTHING: dict[str, set[str]] = {kind: set() for kind in ALL}


class TestSharing:
    def test_what_is_shared_since_comes_whole(self, alice: Person, bob: Person, tablet: Client, party: Json) -> None:
        share(alice, party["id"], bob)

        [answer] = tablet.sync()

        assert not answer["reset"]
        assert seen(tablet) == ALL

    def test_a_new_device_gets_it_as_the_other_routes_tell_it(self, alice: Person, bob: Person, party: Json) -> None:
        share(alice, party["id"], bob, role="viewer")

        for limit in (1, 1000):
            client = Client(bob, limit=limit)
            client.sync()

            told = made(bob.get("/v1/categories"))["items"]
            assert {each["id"]: each for each in told} == client.store["categories"]
            assert seen(client) == ALL

    def test_what_is_no_longer_shared_goes_whole(self, alice: Person, bob: Person, tablet: Client, party: Json) -> None:
        share(alice, party["id"], bob)
        tablet.sync()

        unshare(alice, party["id"], bob)
        [answer] = tablet.sync()

        assert answer["removed"]["categories"] == [party["id"]]
        assert seen(tablet) == NOTHING

    def test_so_does_what_is_deleted(self, alice: Person, bob: Person, tablet: Client, party: Json) -> None:
        share(alice, party["id"], bob)
        tablet.sync()

        alice.delete(f"/v1/categories/{party['id']}")
        tablet.sync()

        assert seen(tablet) == NOTHING

    def test_what_was_taken_and_given_again_is_as_it_is_now(
        self, alice: Person, bob: Person, tablet: Client, party: Json
    ) -> None:
        gone = todo(alice, "hire a band", category_id=party["id"])
        share(alice, party["id"], bob)
        tablet.sync()

        unshare(alice, party["id"], bob)
        alice.delete(f"/v1/todos/{gone['id']}")
        share(alice, party["id"], bob)
        tablet.sync()

        assert seen(tablet) == ALL

    def test_it_has_its_place_with_each(self, alice: Person, bob: Person, tablet: Client, party: Json) -> None:
        share(alice, party["id"], bob)
        tablet.sync()

        tablet.do("update_category", party["id"], is_favorite=True)
        tablet.do("move_category", party["id"])
        tablet.sync()

        assert tablet.store["categories"][party["id"]] == made(bob.get(f"/v1/categories/{party['id']}"))
        assert tablet.store["categories"][party["id"]]["is_favorite"]
        assert not made(alice.get(f"/v1/categories/{party['id']}"))["is_favorite"]

    def test_charlie_sees_nothing_of_it(self, alice: Person, bob: Person, others: Client, party: Json) -> None:
        share(alice, party["id"], bob)
        todo(bob, "sing", category_id=party["id"])
        unshare(alice, party["id"], bob)

        [answer] = others.sync()

        assert not any(answer["removed"].values())
        assert seen(others) == NOTHING


class TestTeams:
    def test_what_is_shared_with_a_team_comes_and_goes_with_the_members(
        self, alice: Person, bob: Person, tablet: Client, party: Json
    ) -> None:
        bakers = team(alice)
        share_with_team(alice, party["id"], bakers["id"])
        join(alice, bakers["id"], bob)
        tablet.sync()
        assert seen(tablet) == ALL

        assert alice.delete(f"/v1/teams/{bakers['id']}/members/{bob.id}").status_code == 204
        [answer] = tablet.sync()

        assert answer["removed"]["categories"] == [party["id"]]
        assert seen(tablet) == NOTHING

    def test_what_a_team_may_is_told_to_its_members_and_the_owner(
        self, alice: Person, tablet: Client, phone: Client, party: Json
    ) -> None:
        bakers = team(alice)
        join(alice, bakers["id"], tablet.person)
        phone.sync()

        share_with_team(alice, party["id"], bakers["id"], role="viewer")
        tablet.sync()
        phone.sync()
        assert tablet.store["categories"][party["id"]]["role"] == "viewer"
        assert phone.store["categories"][party["id"]]["is_shared"]

        share_with_team(alice, party["id"], bakers["id"], role="editor")
        tablet.sync()
        assert tablet.store["categories"][party["id"]]["role"] == "editor"

        assert alice.delete(f"/v1/categories/{party['id']}/teams/{bakers['id']}").status_code == 204
        tablet.sync()
        phone.sync()
        assert seen(tablet) == NOTHING
        assert not phone.store["categories"][party["id"]]["is_shared"]


class TestFollowing:
    @pytest.fixture(autouse=True)
    def in_step(self, alice: Person, bob: Person, tablet: Client, party: Json) -> None:
        share(alice, party["id"], bob)
        tablet.sync()

    def test_brings_what_changed_there_and_nothing_else(self, alice: Person, tablet: Client) -> None:
        todo(alice, "another secret")
        made(alice.post("/v1/labels", json={"name": "secret"}))
        balloons = next(each for each in tablet.store["todos"].values() if each["title"] == "blow up balloons")
        made(alice.patch(f"/v1/todos/{balloons['id']}", json={"title": "hang up balloons"}))

        [answer] = tablet.sync()

        assert [each["title"] for each in answer["todos"]] == ["hang up balloons"]
        assert not answer["labels"]
        assert not any(answer["removed"].values())

    @pytest.mark.parametrize("way", ["trash", "inbox", "private"])
    def test_what_left_is_removed(self, alice: Person, tablet: Client, way: str) -> None:
        cake = next(each for each in tablet.store["todos"].values() if each["title"] == "bake a cake")
        if way == "trash":
            alice.delete(f"/v1/todos/{cake['id']}")
        else:
            private = category(alice, "Private")["id"] if way == "private" else None
            made(alice.patch(f"/v1/todos/{cake['id']}", json={"category_id": private}))

        [answer] = tablet.sync()

        assert answer["removed"]["todos"] == [cake["id"]]
        assert seen(tablet) == {**ALL, "todos": {"blow up balloons"}, "labels": set()}

    def test_what_moved_to_another_shared_category_stays(self, alice: Person, bob: Person, tablet: Client) -> None:
        cake = next(each for each in tablet.store["todos"].values() if each["title"] == "bake a cake")
        other = category(alice, "Garden")
        share(alice, other["id"], bob)
        made(alice.patch(f"/v1/todos/{cake['id']}", json={"category_id": other["id"]}))
        unshare(alice, cake["category_id"], bob)

        tablet.sync()

        assert seen(tablet)["todos"] == {"bake a cake"}
        assert seen(tablet)["labels"] == {"soon"}

    def test_a_label_is_brought_when_it_is_put_on_and_when_it_is_renamed(
        self, alice: Person, tablet: Client, party: Json
    ) -> None:
        label = made(alice.post("/v1/labels", json={"name": "late"}))
        todo(alice, "sweep", category_id=party["id"], label_ids=[label["id"]])
        tablet.sync()
        assert seen(tablet)["labels"] == {"soon", "late"}

        made(alice.patch(f"/v1/labels/{label['id']}", json={"name": "afterwards"}))
        tablet.sync()
        assert seen(tablet)["labels"] == {"soon", "afterwards"}

    def test_what_a_member_took_home_is_theirs(self, bob: Person, alice: Person, tablet: Client) -> None:
        cake = next(each for each in tablet.store["todos"].values() if each["title"] == "bake a cake")
        mine = Client(alice)
        mine.sync()

        tablet.do("update_todo", cake["id"], category_id=None)
        tablet.sync()
        mine.sync()

        assert tablet.last["status"] == "done"
        assert tablet.store["todos"][cake["id"]] == made(bob.get(f"/v1/todos/{cake['id']}"))
        assert cake["id"] not in mine.store["todos"]


class TestMutations:
    def test_of_an_editor_are_done_there(self, alice: Person, bob: Person, tablet: Client, party: Json) -> None:
        share(alice, party["id"], bob)
        tablet.sync()
        cake = next(each for each in tablet.store["todos"].values() if each["title"] == "bake a cake")
        own = tablet.do("create_label", name="mine")
        section = tablet.do("create_section", name="Music", category_id=party["id"])
        tablet.add("sing", section_id=section, label_ids=[own])
        tablet.do("update_todo", cake["id"], notes="with nuts", add_label_ids=[own])
        tablet.do("complete_todo", cake["id"])
        tablet.do("delete_todo", cake["id"])
        tablet.do("update_todo", cake["id"], notes="without nuts", add_label_ids=[own])
        tablet.do("restore_todo", cake["id"])
        tablet.do("update_category", party["id"], name="Feast")

        tablet.sync()

        statuses = [result["status"] for result in tablet.results.values()]
        assert statuses == ["done"] * 6 + ["in_trash"] + ["done"] * 2
        now = made(alice.get(f"/v1/todos/{cake['id']}"))
        assert now["notes"] == "without nuts"
        assert len(now["label_ids"]) == 2
        assert seen(tablet)["sections"] == {"Food", "Music"}
        assert made(alice.get(f"/v1/categories/{party['id']}"))["name"] == "Feast"

    def test_of_a_viewer_are_refused_with_a_sentence(
        self, alice: Person, bob: Person, tablet: Client, party: Json
    ) -> None:
        share(alice, party["id"], bob, role="viewer")
        tablet.sync()
        cake = next(each for each in tablet.store["todos"].values() if each["title"] == "bake a cake")
        label = next(iter(cake["label_ids"]))
        tablet.add("sing", category_id=party["id"])
        tablet.do("update_todo", cake["id"], notes="with nuts")
        for kind in ("complete_todo", "move_todo", "delete_todo"):
            tablet.do(kind, cake["id"])
        tablet.do("update_category", party["id"], name="Mine")
        tablet.do("delete_category", party["id"])
        tablet.do("archive_category", party["id"])
        tablet.do("create_section", name="Mine", category_id=party["id"])
        tablet.do("update_label", label, name="mine")

        tablet.sync()

        assert [result["status"] for result in tablet.results.values()] == ["refused"] * 10
        assert all(result["message"] for result in tablet.results.values())
        assert made(alice.get(f"/v1/todos/{cake['id']}")) == cake
