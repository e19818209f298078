"""What is said about todos and attached to them, synced: it comes, goes and comes back with its todo."""

from collections.abc import Callable

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, made, share, todo, unshare
from tests.modules.todo.sync.client import Client, Json
from tests.modules.todo.sync.telling import everything


@pytest.fixture
def bob(register: Callable[[str], Person]) -> Person:
    return register("Bob")


@pytest.fixture
def party(alice: Person) -> Json:
    return category(alice, "Party")


@pytest.fixture
def cake(alice: Person, party: Json) -> Json:
    """A todo of Alice's with a comment, a file, and a file of the comment."""
    made_cake = todo(alice, "bake a cake", category_id=party["id"])
    comment = made(alice.post(f"/v1/todos/{made_cake['id']}/comments", json={"body": "Which kind?"}))
    path = f"/v1/todos/{made_cake['id']}/attachments"
    made(alice.post(path, params={"name": "recipe.txt"}, content=b"flour"))
    made(alice.post(path, params={"name": "picture.txt", "comment_id": comment["id"]}, content=b"round"))
    return made_cake


def said(client: Client) -> list[str]:
    return sorted(each["body"] for each in client.store["comments"].values())


def files(client: Client) -> list[str]:
    return sorted(each["name"] for each in client.store["attachments"].values())


def hanging(client: Client) -> tuple[list[str], list[str]]:
    client.sync()
    return said(client), files(client)


ALL = (["Which kind?"], ["picture.txt", "recipe.txt"])
NOTHING: tuple[list[str], list[str]] = ([], [])


class TestOnesOwn:
    @pytest.mark.usefixtures("cake")
    def test_comes_as_the_other_routes_tell_it(self, alice: Person) -> None:
        for limit in (1, 1000):
            client = Client(alice, limit=limit)
            client.sync()

            assert hanging(client) == ALL
            for kind in ("comments", "attachments"):
                assert client.store[kind] == everything(alice)[kind]

    def test_brings_what_was_said_otherwise_and_names_what_was_taken_back(
        self, alice: Person, phone: Client, cake: Json
    ) -> None:
        phone.sync()
        other = made(alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "With nuts."}))
        [answer] = phone.sync()
        assert [each["body"] for each in answer["comments"]] == ["With nuts."]

        made(alice.patch(f"/v1/comments/{other['id']}", json={"body": "Without nuts."}))
        phone.sync()
        assert said(phone) == ["Which kind?", "Without nuts."]

        alice.delete(f"/v1/comments/{other['id']}")
        [answer] = phone.sync()
        assert answer["removed"]["comments"] == [other["id"]]
        assert not answer["comments"]

    def test_goes_and_comes_back_with_its_todo(self, alice: Person, phone: Client, cake: Json) -> None:
        phone.sync()

        alice.delete(f"/v1/todos/{cake['id']}")
        assert hanging(phone) == NOTHING

        made(alice.post(f"/v1/trash/{cake['id']}/restoration"))
        assert hanging(phone) == ALL

    def test_files_of_a_comment_go_with_it(self, alice: Person, phone: Client, cake: Json) -> None:
        [comment] = made(alice.get(f"/v1/todos/{cake['id']}/comments"))["items"]
        phone.sync()

        alice.delete(f"/v1/comments/{comment['id']}")

        assert hanging(phone) == ([], ["recipe.txt"])

    def test_an_edit_of_the_todo_does_not_bring_it_again(self, alice: Person, phone: Client, cake: Json) -> None:
        phone.sync()

        made(alice.patch(f"/v1/todos/{cake['id']}", json={"priority": 1}))
        [answer] = phone.sync()

        assert [each["id"] for each in answer["todos"]] == [cake["id"]]
        assert not answer["comments"]
        assert not answer["attachments"]

    @pytest.mark.usefixtures("cake")
    def test_charlie_sees_nothing_of_it(self, others: Client) -> None:
        assert hanging(others) == NOTHING


class TestShared:
    @pytest.fixture
    def tablet(self, bob: Person) -> Client:
        client = Client(bob)
        client.sync()
        return client

    @pytest.mark.usefixtures("cake")
    def test_comes_and_goes_with_the_category(self, alice: Person, bob: Person, tablet: Client, party: Json) -> None:
        share(alice, party["id"], bob, role="viewer")
        assert hanging(tablet) == ALL

        unshare(alice, party["id"], bob)
        assert hanging(tablet) == NOTHING

    def test_comes_and_goes_with_a_todo_that_moves(
        self, alice: Person, bob: Person, tablet: Client, party: Json, cake: Json
    ) -> None:
        made(alice.patch(f"/v1/todos/{cake['id']}", json={"category_id": None}))
        share(alice, party["id"], bob)
        assert hanging(tablet) == NOTHING

        made(alice.patch(f"/v1/todos/{cake['id']}", json={"category_id": party["id"]}))
        assert hanging(tablet) == ALL

        made(alice.patch(f"/v1/todos/{cake['id']}", json={"category_id": None}))
        assert hanging(tablet) == NOTHING

    def test_goes_along_into_another_space(
        self, alice: Person, tablet: Client, phone: Client, party: Json, cake: Json
    ) -> None:
        share(alice, party["id"], tablet.person)
        assert hanging(phone) == ALL
        tablet.sync()

        tablet.do("update_todo", cake["id"], category_id=None)

        assert hanging(tablet) == ALL
        assert hanging(phone) == NOTHING


class TestMutations:
    def test_are_done_once_however_often_they_are_sent(self, alice: Person, phone: Client, cake: Json) -> None:
        comment_id = phone.do("create_comment", todo_id=cake["id"], body="With nuts.")
        phone.do("update_comment", comment_id, body="Without nuts.")
        phone.do("update_comment", comment_id, body="Without nuts.")
        gone = phone.do("create_comment", todo_id=cake["id"], body="Never mind.")
        phone.do("delete_comment", gone)
        phone.do("delete_comment", gone)

        phone.send(phone.request())
        phone.sync()

        statuses = [result["status"] for result in phone.results.values()]
        assert statuses == ["done", "done", "unchanged", "done", "done", "unchanged"]
        assert said(phone) == ["Which kind?", "Without nuts."]
        told = made(alice.get("/v1/activity", params={"entity_id": comment_id}))["items"]
        assert [each["verb"] for each in told] == ["changed", "created"]

    def test_about_a_todo_in_the_trash_are_told_so_and_kept(self, alice: Person, phone: Client, cake: Json) -> None:
        alice.delete(f"/v1/todos/{cake['id']}")

        phone.do("create_comment", todo_id=cake["id"], body="With nuts.")
        phone.sync()

        assert (phone.last["status"], phone.last["message"]) == (
            "not_found",
            "The task is in the trash. Restore it first.",
        )
        [kept] = made(alice.get("/v1/sync/refusals"))["items"]
        assert kept["mutation"]["body"] == "With nuts."

    def test_leave_out_mentions_of_those_who_do_not_see_it(self, charlie: Person, phone: Client, cake: Json) -> None:
        phone.do("create_comment", todo_id=cake["id"], body="With nuts.", mentions=[charlie.id])

        phone.sync()

        assert (phone.last["status"], phone.last["left_out"]) == ("done", ["mentions"])
        assert "With nuts." in said(phone)

    def test_are_for_those_who_may(self, alice: Person, bob: Person, party: Json, cake: Json) -> None:
        share(alice, party["id"], bob, role="viewer")
        tablet = Client(bob)
        tablet.sync()
        [comment_id] = tablet.store["comments"]

        tablet.do("create_comment", todo_id=cake["id"], body="Mine.")
        tablet.do("update_comment", comment_id, body="Mine.")
        tablet.do("delete_comment", comment_id)
        tablet.sync()

        assert [result["status"] for result in tablet.results.values()] == ["refused"] * 3
        assert said(tablet) == ["Which kind?"]

    def test_that_of_somebody_elses_is_not_found(self, others: Client, phone: Client, cake: Json) -> None:
        phone.sync()
        [comment_id] = phone.store["comments"]

        others.do("create_comment", todo_id=cake["id"], body="Mine.")
        others.do("update_comment", comment_id, body="Mine.")
        others.sync()

        assert [result["status"] for result in others.results.values()] == ["not_found", "not_found"]
        assert hanging(phone) == ALL
