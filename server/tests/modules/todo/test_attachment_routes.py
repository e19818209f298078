"""Files over HTTP: Alice owns the list, Bob brings files, Charlie must see nothing."""

import hashlib
import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import category, made, share, todo, unshare
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.service.attachments import MAX_BYTES, Attachments

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def attach(
    person: Person, todo_id: str, data: bytes | Iterator[bytes] = PNG, *, name: str = "cake.png", **params: Any
) -> httpx.Response:
    return person.post(f"/v1/todos/{todo_id}/attachments", params={"name": name, **params}, content=data)


def attached(person: Person, todo_id: str, data: bytes = PNG, **params: Any) -> dict[str, Any]:
    return made(attach(person, todo_id, data, **params))


def content(person: Person, attachment: dict[str, Any], **headers: str) -> httpx.Response:
    return person.get(f"/v1/attachments/{attachment['id']}/content", headers=headers)


def names(person: Person, todo_id: str) -> list[str]:
    return [each["name"] for each in made(person.get(f"/v1/todos/{todo_id}/attachments"))["items"]]


def shared_todo(alice: Person, bob: Person, *, role: str = "commenter") -> dict[str, Any]:
    party = category(alice)
    share(alice, party["id"], bob, role=role)
    return todo(alice, "buy cake", category_id=party["id"])


def blobs_of(product: Product, person: Person) -> list[Path]:
    """What lies on the disk that this person brought, once nothing is left to be removed."""
    product.run(lambda process: process.api.state["services"][Attachments].remove_left())
    return [path for path in product.settings.data_dir.glob(f"blobs/attachments/{person.id}/*") if path.is_file()]


class TestUpload:
    def test_what_was_brought_is_handed_out_byte_by_byte(self, alice: Person) -> None:
        cake = todo(alice, "buy cake")

        found = attached(alice, cake["id"])
        answer = content(alice, found)

        assert (found["name"], found["media_type"], found["size"]) == ("cake.png", "image/png", len(PNG))
        assert found["sha256"] == hashlib.sha256(PNG).hexdigest()
        assert made(alice.get(f"/v1/attachments/{found['id']}")) == found
        assert answer.content == PNG
        assert answer.headers["content-type"] == "image/png"

    def test_sent_again_under_its_id_it_stands_once(self, alice: Person, product: Product) -> None:
        cake, own_id = todo(alice, "buy cake"), str(new_id())

        first = attached(alice, cake["id"], id=own_id)
        again = attached(alice, cake["id"], id=own_id)
        other = attach(alice, cake["id"], b"other", id=own_id)

        assert again == first
        assert other.status_code == 409
        assert len(blobs_of(product, alice)) == 1

    @pytest.mark.parametrize("name", ["../../etc/passwd", "..\\passwd", "/passwd", "a/b/passwd"])
    def test_a_name_leads_nowhere(self, alice: Person, product: Product, name: str) -> None:
        found = attached(alice, todo(alice, "buy cake")["id"], name=name)

        assert found["name"] == "passwd"
        [blob] = blobs_of(product, alice)
        assert "passwd" not in str(blob)

    @pytest.mark.parametrize("params", [{}, {"name": ""}, {"name": "x" * 501}, {"name": "a", "id": "7"}])
    def test_what_is_missing_or_wrong_is_told(self, alice: Person, params: dict[str, str]) -> None:
        cake = todo(alice, "buy cake")

        answer = alice.post(f"/v1/todos/{cake['id']}/attachments", params=params, content=b"x")

        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"

    def test_more_than_a_file_may_have_is_refused_and_leaves_nothing(self, alice: Person, product: Product) -> None:
        cake = todo(alice, "buy cake")

        said = attach(alice, cake["id"], bytes(MAX_BYTES + 1))
        streamed = attach(alice, cake["id"], (bytes(1_000_000) for _ in range(26)))

        assert (said.status_code, streamed.status_code) == (413, 413)
        assert names(alice, cake["id"]) == []
        assert blobs_of(product, alice) == []

    def test_as_much_as_a_file_may_have_is_taken(self, alice: Person) -> None:
        found = attached(alice, todo(alice, "buy cake")["id"], bytes(MAX_BYTES))

        assert found["size"] == MAX_BYTES

    def test_other_addresses_take_no_more_than_before(self, alice: Person) -> None:
        assert alice.post("/v1/todos", content=b" " * 12_000_001).status_code == 413

    def test_an_upload_cut_off_in_the_middle_leaves_nothing(self, alice: Person, product: Product) -> None:
        cake = todo(alice, "buy cake")
        head = (
            f"POST /v1/todos/{cake['id']}/attachments?name=a HTTP/1.1\r\nHost: localhost\r\n"
            f"Authorization: Bearer {alice.access_token}\r\nContent-Length: 20000000\r\n\r\n"
        )

        with socket.create_connection(("127.0.0.1", product.port)) as wire:
            wire.sendall(head.encode() + bytes(7_000_000))
            wait_until(lambda: blobs_of(product, alice) != [])

        wait_until(lambda: blobs_of(product, alice) == [])
        assert names(alice, cake["id"]) == []


class TestDownload:
    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"<html><script>alert(document.domain)</script>", "page.html"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "drawing.svg"),
            (b"GIF89a/*\x00*/=1;alert(1)", "polyglot.js"),
            (b"%PDF-1.7 <script>alert(1)</script>", "both.html"),
        ],
    )
    def test_nothing_is_ever_rendered_in_our_name(self, alice: Person, data: bytes, name: str) -> None:
        found = attached(alice, todo(alice, "buy cake")["id"], data, name=name)

        answer = content(alice, found)

        assert answer.content == data
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox; default-src 'none'" in answer.headers["content-security-policy"]
        assert not any(kind in answer.headers["content-type"] for kind in ("html", "svg", "javascript"))

    @pytest.mark.parametrize(
        ("asked", "part"),
        [
            ("bytes=0-0", slice(0, 1)),
            ("bytes=5-9", slice(5, 10)),
            ("bytes=100-", slice(100, None)),
            ("bytes=-7", slice(-7, None)),
            ("bytes=5-999999", slice(5, None)),
        ],
    )
    def test_a_part_can_be_asked_for(self, alice: Person, asked: str, part: slice) -> None:
        found = attached(alice, todo(alice, "buy cake")["id"])

        answer = content(alice, found, Range=asked)

        assert answer.status_code == 206
        assert answer.content == PNG[part]
        start = range(len(PNG))[part][0]
        assert answer.headers["content-range"] == f"bytes {start}-{start + len(answer.content) - 1}/{len(PNG)}"

    @pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=x-"])
    def test_what_is_not_one_part_is_answered_with_all(self, alice: Person, asked: str) -> None:
        answer = content(alice, attached(alice, todo(alice, "buy cake")["id"]), Range=asked)

        assert (answer.status_code, answer.content) == (200, PNG)

    def test_a_part_beyond_the_end_is_told(self, alice: Person) -> None:
        answer = content(alice, attached(alice, todo(alice, "buy cake")["id"]), Range=f"bytes={len(PNG)}-")

        assert answer.status_code == 416
        assert answer.headers["content-range"] == f"bytes */{len(PNG)}"

    def test_an_empty_file_is_a_file(self, alice: Person) -> None:
        answer = content(alice, attached(alice, todo(alice, "buy cake")["id"], b""))

        assert (answer.status_code, answer.content) == (200, b"")

    def test_what_a_client_holds_is_not_sent_again(self, alice: Person) -> None:
        found = attached(alice, todo(alice, "buy cake")["id"])
        etag = content(alice, found).headers["etag"]

        assert content(alice, found, **{"If-None-Match": etag}).status_code == 304
        assert content(alice, found, **{"If-Range": etag, "Range": "bytes=0-3"}).status_code == 206
        assert content(alice, found, **{"If-Range": '"old"', "Range": "bytes=0-3"}).status_code == 200

    def test_a_damaged_file_is_never_handed_out_whole(self, alice: Person, product: Product) -> None:
        found = attached(alice, todo(alice, "buy cake")["id"])
        [blob] = blobs_of(product, alice)
        blob.write_bytes(PNG[:-1] + b"!")

        answer = content(alice, found)

        assert answer.status_code == 500
        assert answer.headers["content-type"] == "application/problem+json"


class TestTogether:
    def test_strangers_and_those_sent_away_see_nothing(self, alice: Person, bob: Person, charlie: Person) -> None:
        cake = shared_todo(alice, bob)
        found = attached(alice, cake["id"])
        assert content(bob, found).content == PNG

        unshare(alice, cake["category_id"], bob)

        for person in (bob, charlie):
            assert content(person, found).status_code == 404
            assert person.get(f"/v1/attachments/{found['id']}").status_code == 404
            assert person.get(f"/v1/todos/{cake['id']}/attachments").status_code == 404
            assert person.delete(f"/v1/attachments/{found['id']}").status_code == 404
            assert attach(person, cake["id"]).status_code == 404

    def test_who_brought_it_or_owns_the_list_takes_it_away(self, alice: Person, bob: Person, product: Product) -> None:
        cake = shared_todo(alice, bob, role="editor")
        hers, his = attached(alice, cake["id"], name="hers"), attached(bob, cake["id"], name="his")

        assert bob.delete(f"/v1/attachments/{hers['id']}").status_code == 403
        assert alice.delete(f"/v1/attachments/{his['id']}").status_code == 204
        assert names(bob, cake["id"]) == ["hers"]
        assert (len(blobs_of(product, alice)), len(blobs_of(product, bob))) == (1, 0)

    def test_a_file_of_a_comment_goes_with_it(self, alice: Person, bob: Person, product: Product) -> None:
        cake = shared_todo(alice, bob)
        said = made(bob.post(f"/v1/todos/{cake['id']}/comments", json={"body": "like this"}))
        found = attached(bob, cake["id"], comment_id=said["id"])
        assert found["comment_id"] == said["id"]
        assert attach(alice, cake["id"], comment_id=said["id"]).status_code == 422, "it is not hers"

        bob.delete(f"/v1/comments/{said['id']}")

        assert alice.get(f"/v1/attachments/{found['id']}").status_code == 404
        assert blobs_of(product, bob) == []

    def test_files_go_with_a_todo_into_another_space(self, alice: Person, bob: Person, product: Product) -> None:
        cake = shared_todo(alice, bob, role="editor")
        said = made(alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "like this"}))
        plain, of_comment = attached(alice, cake["id"]), attached(alice, cake["id"], comment_id=said["id"])

        made(bob.patch(f"/v1/todos/{cake['id']}", json={"category_id": None}))

        for each in (plain, of_comment):
            assert content(bob, each).content == PNG
            assert content(alice, each).status_code == 404
        assert len(blobs_of(product, alice)) == 2, "who brought them, wherever they lie"

    def test_a_purged_todo_takes_its_bytes_along(self, alice: Person, product: Product) -> None:
        cake = todo(alice, "buy cake")
        attached(alice, cake["id"])
        alice.delete(f"/v1/todos/{cake['id']}")
        assert len(blobs_of(product, alice)) == 1, "it may come back"

        alice.delete(f"/v1/trash/{cake['id']}")

        assert blobs_of(product, alice) == []


def test_two_uploads_at_once_do_not_pass_the_quota_together(postgres_url: str, tmp_path: Path) -> None:
    product = Product(
        postgres_url,
        tmp_path,
        names=("auth", "todo"),
        environ={"VOICETODO_ATTACHMENT_QUOTA_BYTES": str(2 * len(PNG) - 1)},
    )
    product.start()
    try:
        with product.register("Alice") as alice, ThreadPoolExecutor(4) as threads:
            cake = todo(alice, "buy cake")
            answers = list(threads.map(lambda _: attach(alice, cake["id"]).status_code, range(4)))

            assert sorted(answers) == [201, 409, 409, 409]
            assert len(blobs_of(product, alice)) == 1
    finally:
        product.stop()


def test_bytes_without_a_row_are_swept_after_a_day(alice: Person, product: Product) -> None:
    attached(alice, todo(alice, "buy cake")["id"])
    [kept] = blobs_of(product, alice)
    lost, fresh = kept.with_name(str(new_id())), kept.with_name(str(new_id()))
    for path in (lost, fresh):
        path.write_bytes(b"of a process that died")
    two_days_ago = time.time() - 2 * 86_400
    for path in (lost, kept):
        os.utime(path, (two_days_ago, two_days_ago))

    product.run(lambda process: process.api.state["services"][Attachments].sweep())

    assert {path.name for path in blobs_of(product, alice)} == {kept.name, fresh.name}
