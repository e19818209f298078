"""Comments over HTTP: Alice owns the list, Bob comments, Charlie must see nothing."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, made, share, todo, unshare
from voicetodo.kit.ids import new_id

XSS = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "```\n</pre><svg/onload=alert(1)>\n```",
]


def comment(person: Person, todo_id: str, body: str = "Which kind?", **fields: Any) -> dict[str, Any]:
    return made(person.post(f"/v1/todos/{todo_id}/comments", json={"body": body, **fields}))


def bodies(person: Person, todo_id: str, **params: Any) -> list[str]:
    return [each["body"] for each in made(person.get(f"/v1/todos/{todo_id}/comments", params=params))["items"]]


def shared_todo(alice: Person, bob: Person, *, role: str = "commenter") -> dict[str, Any]:
    party = category(alice)
    share(alice, party["id"], bob, role=role)
    return todo(alice, "buy cake", category_id=party["id"])


class TestCreate:
    def test_what_is_said_is_kept_as_it_was_written(self, alice: Person) -> None:
        cake = todo(alice, "buy cake")

        said = comment(alice, cake["id"], "**Not** chocolate\n\n- please")

        assert said["body"] == "**Not** chocolate\n\n- please"
        assert said["author_id"] == alice.id
        assert (said["todo_id"], said["edited_at"], said["version"]) == (cake["id"], None, 1)
        assert made(alice.get(f"/v1/comments/{said['id']}")) == said

    def test_sent_again_under_its_id_it_stands_once(self, alice: Person) -> None:
        cake, own_id = todo(alice, "buy cake"), str(new_id())

        first = comment(alice, cake["id"], "once", id=own_id)
        again = comment(alice, cake["id"], "once", id=own_id)
        other = alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "another", "id": own_id})

        assert again == first
        assert other.status_code == 409
        assert bodies(alice, cake["id"]) == ["once"]

    @pytest.mark.parametrize("body", ["", "   \n ", "x" * 10_001, "a\x00b", None, 7])
    def test_what_cannot_be_said_is_told(self, alice: Person, body: Any) -> None:
        cake = todo(alice, "buy cake")

        answer = alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": body})

        assert answer.status_code == 422
        [fault] = answer.json()["errors"]
        assert fault["field"] == "body"
        assert ("code" in fault) == isinstance(body, str)

    @pytest.mark.parametrize("body", XSS)
    def test_markup_stays_text_in_json_that_no_browser_takes_for_a_page(self, alice: Person, body: str) -> None:
        cake = todo(alice, "buy cake")

        said = comment(alice, cake["id"], body)
        answer = alice.get(f"/v1/comments/{said['id']}")

        assert answer.json()["body"] == body
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]

    def test_nothing_can_be_said_about_what_is_in_the_trash(self, alice: Person) -> None:
        cake = todo(alice, "buy cake")
        alice.delete(f"/v1/todos/{cake['id']}")

        assert alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "still?"}).status_code == 404

    def test_nothing_can_be_said_in_an_archived_list(self, alice: Person) -> None:
        party = category(alice)
        cake = todo(alice, "buy cake", category_id=party["id"])
        alice.put(f"/v1/categories/{party['id']}/archive")

        assert alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "still?"}).status_code == 409


class TestList:
    def test_the_oldest_come_first_and_in_pages(self, alice: Person) -> None:
        cake = todo(alice, "buy cake")
        for nth in range(5):
            comment(alice, cake["id"], f"no. {nth}")

        first = made(alice.get(f"/v1/todos/{cake['id']}/comments", params={"limit": 3}))
        rest = made(alice.get(f"/v1/todos/{cake['id']}/comments", params={"limit": 3, "cursor": first["next_cursor"]}))

        assert [each["body"] for each in first["items"] + rest["items"]] == [f"no. {nth}" for nth in range(5)]
        assert rest["next_cursor"] is None

    def test_a_kept_answer_is_out_of_use_once_somebody_says_something(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob)
        assert bodies(alice, cake["id"]) == bodies(bob, cake["id"]) == []

        comment(bob, cake["id"], "first")
        comment(alice, cake["id"], "second")

        assert bodies(alice, cake["id"]) == bodies(bob, cake["id"]) == ["first", "second"]


class TestTogether:
    def test_a_commenter_writes_and_a_viewer_reads(self, alice: Person, bob: Person, charlie: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob, role="viewer")
        cake = todo(alice, "buy cake", category_id=party["id"])
        said = comment(alice, cake["id"])

        assert bodies(bob, cake["id"]) == ["Which kind?"]
        assert bob.post(f"/v1/todos/{cake['id']}/comments", json={"body": "mine"}).status_code == 403
        for method, path in (
            ("GET", f"/v1/todos/{cake['id']}/comments"),
            ("POST", f"/v1/todos/{cake['id']}/comments"),
            ("GET", f"/v1/comments/{said['id']}"),
            ("PATCH", f"/v1/comments/{said['id']}"),
            ("DELETE", f"/v1/comments/{said['id']}"),
        ):
            body = {"body": "mine"} if method in ("POST", "PATCH") else None
            assert charlie.request(method, path, json=body).status_code == 404

    def test_only_whoever_said_it_says_it_otherwise(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob, role="editor")
        hers, his = comment(alice, cake["id"], "hers"), comment(bob, cake["id"], "his")

        assert bob.patch(f"/v1/comments/{hers['id']}", json={"body": "mine"}).status_code == 403
        assert alice.patch(f"/v1/comments/{his['id']}", json={"body": "mine"}).status_code == 403
        edited = made(bob.patch(f"/v1/comments/{his['id']}", json={"body": "his own"}))

        assert edited["edited_at"] is not None
        assert edited["version"] == 2
        assert bodies(alice, cake["id"]) == ["hers", "his own"]

    def test_the_owner_of_the_list_may_delete_what_others_said(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob, role="editor")
        hers, his = comment(alice, cake["id"], "hers"), comment(bob, cake["id"], "his")

        assert bob.delete(f"/v1/comments/{hers['id']}").status_code == 403
        assert alice.delete(f"/v1/comments/{his['id']}").status_code == 204
        assert bodies(bob, cake["id"]) == ["hers"]

    def test_who_was_sent_away_is_out_at_once(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob)
        his = comment(bob, cake["id"], "his")

        unshare(alice, cake["category_id"], bob)

        assert bob.get(f"/v1/todos/{cake['id']}/comments").status_code == 404
        assert bob.patch(f"/v1/comments/{his['id']}", json={"body": "still mine"}).status_code == 404
        assert bodies(alice, cake["id"]) == ["his"]

    def test_a_stale_version_is_not_overwritten(self, alice: Person) -> None:
        said = comment(alice, todo(alice, "buy cake")["id"])

        answer = alice.patch(f"/v1/comments/{said['id']}", json={"body": "no"}, headers={"If-Match": '"7"'})

        assert answer.status_code == 412

    def test_comments_go_with_a_todo_into_another_space(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob, role="editor")
        said = comment(alice, cake["id"], "hers")

        made(bob.patch(f"/v1/todos/{cake['id']}", json={"category_id": None}))

        assert bodies(bob, cake["id"]) == ["hers"]
        assert alice.get(f"/v1/comments/{said['id']}").status_code == 404

    def test_comments_come_out_of_the_trash_and_are_removed_with_their_todo(self, alice: Person) -> None:
        cake = todo(alice, "buy cake")
        said = comment(alice, cake["id"])
        alice.delete(f"/v1/todos/{cake['id']}")
        made(alice.post(f"/v1/trash/{cake['id']}/restoration"))
        assert bodies(alice, cake["id"]) == ["Which kind?"]

        alice.delete(f"/v1/todos/{cake['id']}")
        assert alice.delete(f"/v1/trash/{cake['id']}").status_code == 204

        assert alice.get(f"/v1/comments/{said['id']}").status_code == 404

    def test_what_happened_is_known_but_not_what_was_said(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob)
        his = comment(bob, cake["id"], "regrettable")
        bob.patch(f"/v1/comments/{his['id']}", json={"body": "better"})
        bob.delete(f"/v1/comments/{his['id']}")

        answer = alice.get("/v1/activity", params={"kind": "comment"})

        assert [each["verb"] for each in answer.json()["items"]] == ["deleted", "changed", "created"]
        assert {each["actor_id"] for each in answer.json()["items"]} == {bob.id}
        assert "regrettable" not in answer.text


class TestMentions:
    def test_a_name_means_somebody_of_the_list(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob)

        assert comment(alice, cake["id"], "@Bob, which kind?")["mentions"] == [bob.id]
        assert comment(bob, cake["id"], "@alice any")["mentions"] == [alice.id]

    def test_who_does_not_see_it_cannot_be_mentioned(self, alice: Person, bob: Person, charlie: Person) -> None:
        cake = shared_todo(alice, bob)

        answer = alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "you", "mentions": [charlie.id]})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "mentions"
        assert comment(alice, cake["id"], "@Charlie")["mentions"] == []
        assert comment(alice, cake["id"], "you there", mentions=[bob.id])["mentions"] == [bob.id]


class TestSearch:
    def test_a_todo_is_found_by_what_was_said_about_it(self, alice: Person, bob: Person, charlie: Person) -> None:
        cake = shared_todo(alice, bob)
        said = comment(alice, cake["id"], "without marzipan, please")
        comment(charlie, todo(charlie, "his own")["id"], "marzipan of his own")

        for person in (alice, bob):
            [hit] = made(person.get("/v1/search", params={"q": "marzi"}))["items"]
            assert hit["todo"]["id"] == cake["id"]
            assert hit["marks"] == [{"field": "comment", "start": 8, "end": 16, "comment_id": said["id"]}]
        assert [hit["todo"]["title"] for hit in made(charlie.get("/v1/search", params={"q": "marzipan"}))["items"]] == [
            "his own"
        ]

    def test_what_says_so_itself_comes_first_and_once(self, alice: Person) -> None:
        talked_about, itself = todo(alice, "a cake"), todo(alice, "marzipan")
        for todo_id in (talked_about["id"], talked_about["id"], itself["id"]):
            comment(alice, todo_id, "marzipan")

        found = made(alice.get("/v1/search", params={"q": "marzipan"}))["items"]

        assert [hit["todo"]["id"] for hit in found] == [itself["id"], talked_about["id"]]

    def test_who_was_sent_away_finds_nothing(self, alice: Person, bob: Person) -> None:
        cake = shared_todo(alice, bob)
        comment(bob, cake["id"], "marzipan")

        unshare(alice, cake["category_id"], bob)

        assert made(bob.get("/v1/search", params={"q": "marzipan"}))["items"] == []


def test_nobody_who_has_not_signed_in_reads_anything(alice: Person, nobody: httpx.Client) -> None:
    cake = todo(alice, "buy cake")

    assert nobody.get(f"/v1/todos/{cake['id']}/comments").status_code == 401
