"""Attached files that go out in our archive and come in again, over HTTP. Charlie must see nothing of them."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.product import Person, Product
from tests.modules.todo.people import made, todo
from tests.modules.todo.test_attachment_routes import attached, content
from tests.modules.todo.transfer.bringing import approve, bring, rows, todos, withdraw
from tests.modules.todo.transfer.enclosing import listed, own_file, own_todo, packed, unpacked
from tests.modules.todo.transfer.reading import as_json, zipped
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.service.attachments import Attachments

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
CAKE = own_file("cake.png", PNG)
NOTE = own_file("note.txt", b"Two tiers")


def archive(**fields: Any) -> bytes:
    """A todo with a picture."""
    return packed(own_todo("Buy cake", attachments=[CAKE], **fields), files={CAKE["path"]: PNG})


def export(person: Person) -> bytes:
    answer = person.get("/v1/exports/voicetodo_archive")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return answer.content


def files_of(person: Person, title: str) -> dict[str, dict[str, Any]]:
    """By their names."""
    found = made(person.get(f"/v1/todos/{todos(person)[title]['id']}/attachments"))["items"]
    return {each["name"]: each for each in found}


def blobs(product: Product, person: Person, prefix: str) -> list[Path]:
    """Once nothing is left to be removed."""
    product.run(lambda process: process.api.state["services"][Attachments].remove_left())
    return [path for path in product.settings.data_dir.glob(f"blobs/{prefix}/{person.id}/*") if path.is_file()]


@pytest.fixture
def cake(alice: Person) -> dict[str, Any]:
    """A todo of Alice's with a picture, and a comment on it with a note."""
    cake = todo(alice, "Buy cake")
    attached(alice, cake["id"], PNG, name="cake.png")
    said = made(alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "See here"}))
    attached(alice, cake["id"], b"Two tiers", name="note.txt", comment_id=said["id"])
    return cake


class TestExport:
    def test_files_lie_beside_the_list_that_tells_of_them(self, alice: Person, cake: dict[str, Any]) -> None:
        entries = unpacked(export(alice))

        [told] = listed(export(alice))["todos"]
        [picture], [note] = told["attachments"], told["comments"][0]["attachments"]
        assert told["id"] == cake["id"]
        assert (picture["name"], picture["size"], picture["media_type"]) == ("cake.png", len(PNG), "image/png")
        assert picture["author"] == alice.user["name"]
        assert entries[picture["path"]] == PNG
        assert entries[note["path"]] == b"Two tiers"

    @pytest.mark.usefixtures("cake")
    def test_nobody_elses_are_in_it_nor_those_in_the_trash(self, alice: Person, charlie: Person) -> None:
        gone = todo(alice, "Gone")
        attached(alice, gone["id"], b"gone", name="gone.txt")
        alice.delete(f"/v1/todos/{gone['id']}")

        assert list(unpacked(export(charlie))) == ["voicetodo.json"]
        assert b"gone" not in unpacked(export(alice)).values()
        assert len(unpacked(export(alice))) == 3

    @pytest.mark.usefixtures("cake")
    def test_one_whose_bytes_are_lost_keeps_no_other_back(self, product: Product, alice: Person, bob: Person) -> None:
        lost = blobs(product, alice, "attachments")
        picture = next(path for path in lost if path.read_bytes() == PNG)
        picture.unlink()

        sent = export(alice)

        brought = bring(bob, sent, file_name="x.zip")
        assert brought["attachment_count"] == 1
        assert rows(bob, brought)[0]["notices"] == ["“cake.png” is left out: it is not in the archive."]

    @pytest.mark.usefixtures("cake")
    def test_one_whose_bytes_are_spoilt_is_told_of_on_the_way_in(
        self, product: Product, alice: Person, bob: Person
    ) -> None:
        picture = next(path for path in blobs(product, alice, "attachments") if path.read_bytes() == PNG)
        picture.write_bytes(PNG[:-1] + b"?")

        brought = bring(bob, export(alice), file_name="x.zip")
        done = approve(bob, brought)

        assert done["attachment_count"] == 1
        assert rows(bob, done)[0]["notices"] == ["“cake.png” is left out: it is not what it was when it was exported."]
        assert set(files_of(bob, "Buy cake")) == {"note.txt"}


class TestBring:
    @pytest.mark.usefixtures("cake")
    def test_what_went_out_hangs_where_it_hung(self, alice: Person, bob: Person) -> None:
        brought = bring(bob, export(alice), file_name="mine.zip")
        assert (brought["attachment_count"], brought["attachment_bytes"]) == (2, len(PNG) + 9)
        assert [row["attachment_count"] for row in rows(bob, brought)] == [2]
        assert todos(bob) == {}

        approve(bob, brought)

        found = files_of(bob, "Buy cake")
        [said] = made(bob.get(f"/v1/todos/{todos(bob)['Buy cake']['id']}/comments"))["items"]
        assert content(bob, found["cake.png"]).content == PNG
        assert (found["cake.png"]["comment_id"], found["note.txt"]["comment_id"]) == (None, said["id"])
        assert (found["cake.png"]["author_id"], found["cake.png"]["author_name"]) == (
            bob.id,
            alice.user["name"],
        )
        assert found["cake.png"]["media_type"] == "image/png"

    def test_it_is_told_as_of_any_file(self, alice: Person) -> None:
        brought = bring(alice, archive(), file_name="mine.zip")
        done = approve(alice, brought)

        [event] = made(alice.get("/v1/activity", params={"kind": "attachment"}))["items"]
        assert (event["verb"], event["source"], event["changes"]["name"]) == ("created", "import", [None, "cake.png"])
        assert event["command_id"] == done["id"]

    def test_the_same_archive_again_changes_nothing(self, alice: Person) -> None:
        sent = archive()
        approve(alice, bring(alice, sent, file_name="mine.zip"))

        again = bring(alice, sent, file_name="mine.zip")

        assert (again["counts"]["skip"], again["attachment_count"]) == (1, 0)
        approve(alice, again)
        assert list(files_of(alice, "Buy cake")) == ["cake.png"]

    def test_nor_does_an_export_of_what_came_in_under_other_ids(self, alice: Person) -> None:
        told = own_todo("Buy cake", attachments=[CAKE])
        approve(alice, bring(alice, packed(told, files={CAKE["path"]: PNG}), file_name="a.zip"))
        copy = own_file("cake.png", PNG)

        again = bring(alice, packed({**told, "attachments": [copy]}, files={copy["path"]: PNG}), file_name="b.zip")

        assert (again["counts"]["skip"], again["attachment_count"]) == (1, 0)

    def test_what_was_deleted_here_stays_deleted(self, alice: Person) -> None:
        sent = archive()
        approve(alice, bring(alice, sent, file_name="mine.zip"))
        alice.delete(f"/v1/attachments/{files_of(alice, 'Buy cake')['cake.png']['id']}")

        approve(alice, bring(alice, sent, file_name="mine.zip"))

        assert files_of(alice, "Buy cake") == {}

    def test_what_was_attached_since_comes_to_the_todo_that_is_there(self, alice: Person) -> None:
        told = own_todo("Buy cake", attachments=[CAKE])
        approve(alice, bring(alice, packed(told, files={CAKE["path"]: PNG}), file_name="a.zip"))

        more = packed({**told, "attachments": [CAKE, NOTE]}, files={CAKE["path"]: PNG, NOTE["path"]: b"Two tiers"})
        brought = bring(alice, more, file_name="b.zip")

        assert (brought["counts"]["update"], brought["attachment_count"]) == (1, 1)
        approve(alice, brought)
        assert set(files_of(alice, "Buy cake")) == {"cake.png", "note.txt"}

    def test_an_id_that_is_in_use_is_not_taken_from_anybody(self, alice: Person, bob: Person) -> None:
        approve(alice, bring(alice, archive(), file_name="mine.zip"))
        other = own_todo("Another cake", attachments=[CAKE])

        for person in (alice, bob):
            approve(person, bring(person, packed(other, files={CAKE["path"]: b"other"}), file_name="other.zip"))

        assert files_of(alice, "Buy cake")["cake.png"]["id"] == CAKE["id"]
        assert content(alice, files_of(alice, "Buy cake")["cake.png"]).content == PNG
        assert content(bob, {"id": CAKE["id"]}).status_code == 404

    def test_nothing_comes_to_a_list_that_is_archived(self, alice: Person) -> None:
        house = made(alice.post("/v1/categories", json={"name": "House"}))["id"]
        cake = todo(alice, "Buy cake", category_id=house)
        sent = export(alice)
        alice.put(f"/v1/categories/{house}/archive")
        told = listed(sent)
        told["todos"][0]["attachments"] = [CAKE]

        done = approve(
            alice,
            bring(
                alice,
                packed(*told["todos"], files={CAKE["path"]: PNG}, categories=told["categories"]),
                file_name="x.zip",
            ),
        )

        assert done["counts"]["error"] == 1
        assert made(alice.get(f"/v1/todos/{cake['id']}/attachments"))["items"] == []

    def test_an_archive_may_be_larger_than_a_text(self, alice: Person) -> None:
        large = os.urandom(13_000_000)
        film = own_file("film.mp4", large)

        approve(alice, bring(alice, packed(own_todo("Film", attachments=[film]), files={film["path"]: large})))

        assert files_of(alice, "Film")["film.mp4"]["size"] == len(large)

    def test_a_text_may_not(self, alice: Person) -> None:
        title = b"title\n" + b"Milk\n" * 2_500_000

        answer = alice.post("/v1/imports", files={"file": ("x.csv", title)})
        pasted = alice.post("/v1/imports", json={"text": title.decode()})

        assert (answer.status_code, pasted.status_code) == (413, 413)
        assert "ZIP" in answer.json()["detail"]

    def test_charlie_sees_nothing_of_it(self, alice: Person, charlie: Person) -> None:
        brought = bring(alice, archive(), file_name="mine.zip")
        approve(alice, brought)

        found = files_of(alice, "Buy cake")["cake.png"]
        assert content(charlie, found).status_code == 404
        for path in ("", "/rows"):
            assert charlie.get(f"/v1/imports/{brought['id']}{path}").status_code == 404
        assert charlie.put(f"/v1/imports/{brought['id']}/approval").status_code == 404
        assert charlie.delete(f"/v1/imports/{brought['id']}/approval").status_code == 404


class TestKeep:
    def test_the_archive_is_kept_until_it_is_done(self, product: Product, alice: Person) -> None:
        brought = bring(alice, archive(), file_name="mine.zip")
        assert len(blobs(product, alice, "imports")) == 1

        approve(alice, brought)

        assert blobs(product, alice, "imports") == []

    def test_one_without_files_is_kept_until_it_is_read(self, product: Product, alice: Person) -> None:
        bring(alice, packed(own_todo("Milk"), files={}), file_name="mine.zip")

        assert blobs(product, alice, "imports") == []

    @pytest.mark.parametrize("data", [b"PK\x03\x04 and nothing more", packed(files={})])
    def test_one_that_cannot_be_used_is_not_kept(self, product: Product, alice: Person, data: bytes) -> None:
        assert bring(alice, data, file_name="mine.zip")["state"] == "refused"

        assert blobs(product, alice, "imports") == []

    def test_one_that_is_forgotten_is_not_kept(self, product: Product, alice: Person) -> None:
        brought = bring(alice, archive(), file_name="mine.zip")

        alice.delete(f"/v1/imports/{brought['id']}")

        assert blobs(product, alice, "imports") == []

    @pytest.mark.parametrize(
        "said", [{"format": "palm"}, {"timezone": "Mars"}, {"columns": "["}, {"columns": '{"x":"y"}'}, {"color": "red"}]
    )
    def test_nor_is_one_that_is_not_taken(self, product: Product, alice: Person, said: dict[str, str]) -> None:
        # The file comes first, as browsers may send it.
        more = [(name, (None, value)) for name, value in said.items()]
        answer = alice.post("/v1/imports", files=[("file", ("x.zip", archive())), *more])

        assert answer.status_code == 422, answer.text
        assert blobs(product, alice, "imports") == []

    def test_no_more_than_five_are_kept_of_anybody(self, product: Product, alice: Person) -> None:
        for _ in range(5):
            bring(alice, archive(), file_name="mine.zip")

        answer = alice.post("/v1/imports", files={"file": ("x.zip", archive())})

        assert answer.status_code == 409
        assert len(blobs(product, alice, "imports")) == 5

    def test_sent_again_under_its_key_it_is_the_one_that_is_there(self, product: Product, alice: Person) -> None:
        sent, headers = {"file": ("x.zip", archive())}, {"Idempotency-Key": str(new_id())}
        first, second = (alice.post("/v1/imports", files=sent, headers=headers).json() for _ in range(2))

        assert first["id"] == second["id"]
        assert len(blobs(product, alice, "imports")) == 1


class TestWithdraw:
    def test_files_go_with_what_they_hang_on_and_their_bytes_too(self, product: Product, alice: Person) -> None:
        done = approve(alice, bring(alice, archive(), file_name="mine.zip"))

        withdraw(alice, done)

        assert todos(alice) == {}
        assert blobs(product, alice, "attachments") == []

    def test_those_of_a_todo_that_was_there_go_from_it(self, alice: Person) -> None:
        told = own_todo("Buy cake")
        approve(alice, bring(alice, packed(told, files={}), file_name="a.zip"))
        more = packed({**told, "attachments": [CAKE]}, files={CAKE["path"]: PNG})
        done = approve(alice, bring(alice, more, file_name="b.zip"))
        attached(alice, todos(alice)["Buy cake"]["id"], b"mine", name="mine.txt")

        assert withdraw(alice, done)["state"] == "undone"

        assert list(files_of(alice, "Buy cake")) == ["mine.txt"]
        again = bring(alice, more, file_name="b.zip")
        assert (again["counts"]["update"], again["attachment_count"]) == (1, 1)

    def test_what_was_attached_to_it_since_stays_with_its_todo(self, alice: Person) -> None:
        done = approve(alice, bring(alice, archive(), file_name="mine.zip"))
        attached(alice, todos(alice)["Buy cake"]["id"], b"mine", name="mine.txt")

        withdraw(alice, done)

        assert set(files_of(alice, "Buy cake")) == {"cake.png", "mine.txt"}

    def test_and_so_does_what_was_attached_to_what_it_said(self, alice: Person) -> None:
        told = own_todo("Buy cake")
        approve(alice, bring(alice, packed(told, files={}), file_name="a.zip"))
        comment = {"id": str(new_id()), "body": "See", "created_at": "2026-01-02T08:00:00Z", "attachments": [CAKE]}
        more = packed({**told, "comments": [comment]}, files={CAKE["path"]: PNG})
        done = approve(alice, bring(alice, more, file_name="b.zip"))
        cake_id = todos(alice)["Buy cake"]["id"]
        attached(alice, cake_id, b"mine", name="mine.txt", comment_id=comment["id"])

        withdraw(alice, done)

        assert list(files_of(alice, "Buy cake")) == ["mine.txt"]
        assert len(made(alice.get(f"/v1/todos/{cake_id}/comments"))["items"]) == 1

    def test_it_cannot_be_brought_in_again_without_its_files(self, alice: Person) -> None:
        done = withdraw(alice, approve(alice, bring(alice, archive(), file_name="mine.zip")))

        answer = alice.put(f"/v1/imports/{done['id']}/approval")

        assert answer.status_code == 409
        assert "Bring the archive again" in answer.json()["detail"]
        again = approve(alice, bring(alice, archive(), file_name="mine.zip"))
        assert again["attachment_count"] == 1


class TestVikunja:
    def vikunja(self, *attachments: dict[str, Any], files: dict[str, bytes]) -> bytes:
        task = {"id": 7, "title": "Paint", "created": "2026-01-01T08:00:00Z", "attachments": list(attachments)}
        data = [{"id": 1, "title": "House", "tasks": [task]}]
        return zipped({"VERSION": "v1.0.0", "data.json": as_json(data), "filters.json": "[]", **files})

    def attachment(self, number: int, name: str) -> dict[str, Any]:
        return {
            "id": number, "task_id": 7, "created": "2026-01-02T08:00:00Z", "created_by": {"username": "mia"},
            "file": {"id": number + 30, "name": name, "mime": "image/png", "size": 1},
        }  # fmt: skip

    def test_what_is_attached_there_comes_along(self, alice: Person) -> None:
        sent = self.vikunja(
            self.attachment(1, "wall.png"), self.attachment(2, "lost.png"), files={"files/31": PNG, "files/99": b"x"}
        )

        brought = bring(alice, sent, file_name="vikunja.zip")
        approve(alice, brought)

        assert (brought["format"], brought["attachment_count"]) == ("vikunja", 1)
        assert rows(alice, brought)[0]["notices"] == ["“lost.png” is left out: it is not in the archive."]
        wall = files_of(alice, "Paint")["wall.png"]
        assert content(alice, wall).content == PNG
        assert (wall["author_name"], wall["created_at"]) == ("mia", "2026-01-02T08:00:00Z")

    def test_and_once(self, alice: Person) -> None:
        sent = self.vikunja(self.attachment(1, "wall.png"), files={"files/31": PNG})
        approve(alice, bring(alice, sent, file_name="vikunja.zip"))

        again = bring(alice, sent, file_name="vikunja.zip")

        assert (again["counts"]["skip"], again["attachment_count"]) == (1, 0)
