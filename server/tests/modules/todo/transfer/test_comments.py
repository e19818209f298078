"""Comments that an import brings: with their authors and times, once each, and out again with it."""

import json
from typing import Any

from tests.fixtures.product import Person
from tests.modules.todo.transfer.bringing import approve, bring, rows, todos, withdraw
from voicetodo.kit.ids import new_id


def board(*comments: tuple[str, str, str], description: str = "") -> str:
    """A board of Trello with one card, on which (id, who, what) was said."""
    actions = [
        {
            "id": comment_id, "type": "commentCard", "date": f"2026-01-0{nth}T09:00:00.000Z",
            "memberCreator": {"fullName": who}, "data": {"card": {"id": "c1"}, "text": what},
        }
        for nth, (comment_id, who, what) in enumerate(comments, start=1)
    ]  # fmt: skip
    card = {"id": "c1", "name": "Worktop", "desc": description, "idList": "l1"}
    lists = [{"id": "l1", "name": "To do"}]
    return json.dumps({"name": "Kitchen", "lists": lists, "cards": [card], "actions": actions[::-1]})


def own(*comments: dict[str, Any], todo_id: str) -> str:
    todo = {"id": todo_id, "title": "Tap", "position": "aV", "created_at": "2026-01-01T08:00:00Z", "comments": comments}
    return json.dumps({"format": "voicetodo", "version": 1, "todos": [todo]})


def said(person: Person, title: str) -> list[dict[str, Any]]:
    return person.get(f"/v1/todos/{todos(person)[title]['id']}/comments").json()["items"]


OAK = ("a1", "Mia Moor", "Oak, please")
PINE = ("a2", "Kai", "Or pine")


class TestBring:
    def test_they_have_their_words_authors_and_times(self, alice: Person) -> None:
        approve(alice, bring(alice, board(OAK, PINE)))

        [shown] = rows(alice, alice.get("/v1/imports").json()["items"][0])
        assert shown["comment_count"] == 2
        first, second = said(alice, "Worktop")
        assert (first["body"], first["author_name"], first["created_at"]) == (
            "Oak, please", "Mia Moor", "2026-01-01T09:00:00Z",
        )  # fmt: skip
        assert (second["author_name"], second["author_id"]) == ("Kai", alice.user["id"])

    def test_the_importers_own_are_their_own(self, alice: Person) -> None:
        approve(alice, bring(alice, board(("a1", alice.user["name"], "Mine"))))

        [mine] = said(alice, "Worktop")
        assert mine["author_name"] is None
        assert alice.patch(f"/v1/comments/{mine['id']}", json={"body": "Mine!"}).status_code == 200

    def test_what_others_said_cannot_be_said_otherwise_but_deleted(self, alice: Person) -> None:
        approve(alice, bring(alice, board(OAK)))
        path = f"/v1/comments/{said(alice, 'Worktop')[0]['id']}"

        assert alice.patch(path, json={"body": "Pine, please"}).status_code == 403
        assert alice.delete(path).status_code == 204

    def test_one_that_is_too_long_becomes_several(self, alice: Person) -> None:
        approve(alice, bring(alice, board(("a1", "Kai", "x" * 10_000 + "y"))))

        assert [len(each["body"]) for each in said(alice, "Worktop")] == [10_000, 1]

    def test_the_same_file_again_brings_none_twice(self, alice: Person) -> None:
        approve(alice, bring(alice, board(OAK)))

        again = bring(alice, board(OAK))
        approve(alice, again)

        assert again["counts"]["skip"] == 1
        assert len(said(alice, "Worktop")) == 1

    def test_what_was_said_since_comes_with_the_next_one(self, alice: Person) -> None:
        approve(alice, bring(alice, board(OAK)))

        again = bring(alice, board(OAK, PINE))
        approve(alice, again)

        assert again["counts"]["update"] == 1
        assert [each["body"] for each in said(alice, "Worktop")] == ["Oak, please", "Or pine"]

    def test_nothing_is_said_in_a_list_that_is_archived(self, alice: Person) -> None:
        approve(alice, bring(alice, board(OAK)))
        alice.put(f"/v1/categories/{todos(alice)['Worktop']['category_id']}/archive")

        again = bring(alice, board(OAK, PINE))
        approve(alice, again)

        assert "archive" in rows(alice, again)[0]["reason"]

    def test_one_of_ours_that_was_deleted_here_stays_deleted(self, alice: Person) -> None:
        comment = {"id": str(new_id()), "author": "Kai", "body": "Drips", "created_at": "2026-01-02T08:00:00Z"}
        file = own(comment, todo_id=str(new_id()))
        approve(alice, bring(alice, file))
        alice.delete(f"/v1/comments/{comment['id']}")

        again = bring(alice, file)

        assert again["counts"]["skip"] == 1


class TestExport:
    def test_they_go_out_with_their_authors_and_come_in_at_bobs(self, alice: Person, bob: Person) -> None:
        approve(alice, bring(alice, board(OAK)))
        alice.post(f"/v1/todos/{todos(alice)['Worktop']['id']}/comments", json={"body": "Agreed"})

        taken = alice.get("/v1/exports/voicetodo").text
        approve(bob, bring(bob, taken, file_name="mine.json"))

        assert [(each["author_name"], each["body"]) for each in said(bob, "Worktop")] == [
            ("Mia Moor", "Oak, please"), (alice.user["name"], "Agreed"),
        ]  # fmt: skip
        assert [each["id"] for each in said(bob, "Worktop")] == [each["id"] for each in said(alice, "Worktop")]


class TestWithdraw:
    def test_they_go_with_their_todos(self, alice: Person) -> None:
        brought = bring(alice, board(OAK, PINE))
        approve(alice, brought)

        assert withdraw(alice, brought)["reason"] is None
        assert todos(alice) == {}

    def test_a_todo_about_which_somebody_said_more_stays_with_all_of_them(self, alice: Person) -> None:
        brought = bring(alice, board(OAK))
        approve(alice, brought)
        alice.post(f"/v1/todos/{todos(alice)['Worktop']['id']}/comments", json={"body": "Agreed"})

        undone = withdraw(alice, brought)

        assert "were changed since" in undone["reason"]
        assert [each["body"] for each in said(alice, "Worktop")] == ["Oak, please", "Agreed"]

    def test_those_that_came_to_a_todo_that_was_there_are_taken_back_and_may_come_again(self, alice: Person) -> None:
        approve(alice, bring(alice, board(OAK)))
        second = bring(alice, board(OAK, PINE, description="2.4 m"))
        approve(alice, second)

        withdraw(alice, second)
        before = said(alice, "Worktop")
        approve(alice, bring(alice, board(OAK, PINE)))

        assert [each["body"] for each in before] == ["Oak, please"]
        assert [each["body"] for each in said(alice, "Worktop")] == ["Oak, please", "Or pine"]
