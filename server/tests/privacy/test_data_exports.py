"""Download my data: all of mine from every module, nothing of anybody else's, for some days, for me alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import category, share, team, todo
from tests.modules.voice.speaking import CLIPS, play, say
from tests.modules.voice.test_kept_recordings import agree
from tests.privacy.archives import archive_of, ask, download, look, sign_in_long_ago, wait
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.service.data_exports import DataExports

CLIP = "todo/01.wav"


def attach(person: Person, todo_id: str, name: str, content: bytes) -> dict[str, Any]:
    answer = person.post(f"/v1/todos/{todo_id}/attachments", params={"name": name}, content=content)
    assert answer.status_code == 201, answer.text
    return answer.json()


def comment(person: Person, todo_id: str, body: str) -> None:
    answer = person.post(f"/v1/todos/{todo_id}/comments", json={"body": body})
    assert answer.status_code == 201, answer.text


def change(product: Product, export_id: str, sql: str, *values: Any) -> None:
    """Let time pass, or a process have died."""

    async def work(process: Assembly) -> None:
        async with process.database("auth").transaction() as tx:
            await tx.execute(f"update data_exports set {sql} where id = $1", UUID(export_id), *values)  # noqa: S608

    product.run(work)


def housekeeping(product: Product, name: str) -> None:
    async def work(process: Assembly) -> None:
        await getattr(process.service(DataExports), name)()

    product.run(work)


def blobs(product: Product) -> set[Path]:
    return {path for path in product.settings.data_dir.rglob("blobs/data-exports/*") if path.is_file()}


class TestWhatIsInIt:
    def test_everything_of_mine_is_there_from_every_module(self, product: Product, alice: Person) -> None:
        agree(product, alice)
        mine = category(alice, "Marked list")
        made = todo(alice, "Marked task", notes="Marked notes", category_id=mine["id"])
        gone = todo(alice, "Marked and deleted")
        assert alice.delete(f"/v1/todos/{gone['id']}").status_code < 300
        comment(alice, made["id"], "Marked comment")
        attached = attach(alice, made["id"], "marked plan.txt", b"Marked words of a file")
        assert alice.post("/v1/filters", json={"name": "Marked filter", "query": "today"}).status_code == 201
        team(alice, "Marked team")
        assert alice.post("/v1/me/tokens", json={"name": "Marked token", "scopes": ["todos:read"]}).status_code == 201
        assert alice.post("/v1/me/app-passwords", json={"name": "Marked program"}).status_code == 201
        outcome = play(alice, CLIP)

        archive = archive_of(alice)

        wanted = {
            "Marked list": "todo/categories.jsonl",
            "Marked task": "todo/todos.jsonl",
            "Marked notes": "todo/todos.jsonl",
            "Marked and deleted": "todo/todos.jsonl",
            "Marked comment": "todo/comments.jsonl",
            "Marked words of a file": f"todo/attachments/{attached['id']}-marked plan.txt",
            "Marked filter": "todo/filters.jsonl",
            "Marked team": "todo/teams.jsonl",
            "Marked token": "auth/tokens.jsonl",
            "Marked program": "auth/app-passwords.jsonl",
            alice.user["email"]: "auth/account.jsonl",
            outcome["transcript"]: "voice/commands.jsonl",
            "auth.data_export_requested": "admin/audit-log.jsonl",
        }
        assert {words: file for words, file in wanted.items() if file not in archive.where(words)} == {}
        assert archive.files[f"voice/recordings/{outcome['id']}-recording.wav"] == (CLIPS / CLIP).read_bytes()
        assert {each["purpose"] for each in archive.records("auth/consents")} >= {"terms", "recordings"}

    def test_machines_read_the_tasks_again_and_so_do_calendars(self, alice: Person, charlie: Person) -> None:
        todo(alice, "Buy a kite", priority=1)

        archive = archive_of(alice)

        assert b"SUMMARY:Buy a kite" in archive.files["todo/calendar.ics"]
        brought = charlie.post("/v1/imports", files={"file": ("again.json", archive.files["todo/voicetodo.json"])})
        path = f"/v1/imports/{brought.json()['id']}"
        wait_until(lambda: charlie.get(path).json()["state"] == "ready")
        assert charlie.put(f"{path}/approval").status_code == 200
        wait_until(lambda: charlie.get(path).json()["state"] == "done")
        assert [each["title"] for each in charlie.get("/v1/todos").json()["items"]] == ["Buy a kite"]

    def test_people_read_pages_that_lead_from_one_to_the_other_and_run_nothing(self, alice: Person) -> None:
        todo(alice, "<script>alert('x')</script>", notes='"><img src=x onerror=alert(1)>')

        archive = archive_of(alice)

        pages = {name: text.decode() for name, text in archive.files.items() if name.endswith(".html")}
        assert 'href="todo/todos.html"' in pages["index.html"]
        assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in pages["todo/todos.html"]
        for page in pages.values():
            assert "<script" not in page
            assert "<img" not in page
            assert "http:" not in page.partition("</head>")[0]

    def test_a_file_called_like_a_way_out_stays_in_its_folder(self, alice: Person) -> None:
        made = todo(alice, "Hostile")
        for name in ("../../../etc/passwd", "..\\..\\boot.ini", "/abs", "a:b"):
            attach(alice, made["id"], name, b"x")

        archive = archive_of(alice)

        found = [name for name in archive.files if name.startswith("todo/attachments/")]
        assert len(found) == 4
        assert all(name.count("/") == 2 and not set(name) & set("\\:") for name in archive.files if name in found)
        assert all(".." not in name.split("/") and not name.startswith("/") for name in archive.files)

    def test_secrets_that_open_something_are_not_in_it(self, alice: Person) -> None:
        token = alice.post("/v1/me/tokens", json={"name": "t", "scopes": ["todos:read"]}).json()["token"]

        archive = archive_of(alice)

        everything = b"".join(archive.files.values())
        for word in (token, alice.refresh_token, alice.access_token, "argon2", "password_hash", "digest", "blob_key"):
            assert word.encode() not in everything, word


class TestWhatIsNot:
    def test_what_others_have_is_theirs(self, product: Product, alice: Person, bob: Person, charlie: Person) -> None:
        agree(product, bob)
        private = category(bob, "Bob's own list")
        todo(bob, "Bob's secret", category_id=private["id"])
        shared = category(bob, "Party")
        in_shared = todo(bob, "Bob's balloons", notes="Bob's notes", category_id=shared["id"])
        share(bob, shared["id"], alice)
        attach(bob, in_shared["id"], "bob.txt", b"Bob's file")
        comment(bob, in_shared["id"], "Bob's remark")
        comment(alice, in_shared["id"], "Alice's remark")
        say(bob, "remind me of bobs medicine")
        todo(charlie, "Charlie's secret")

        archive = archive_of(alice)

        strange = ("Bob's own list", "Bob's secret", "Bob's balloons", "Bob's notes", "Bob's file", "Bob's remark")
        strange += ("bobs medicine", "Charlie's secret", bob.user["email"], charlie.user["email"], charlie.id)
        assert {words: archive.where(words) for words in strange if archive.where(words)} == {}
        assert [each["body"] for each in archive.records("todo/comments")] == ["Alice's remark"]
        [told] = archive.records("todo/shared-with-me")
        assert (told["name"], told["owner"], told["role"]) == ("Party", "Bob", "editor")

    def test_nobody_else_finds_it(self, alice: Person, bob: Person, charlie: Person, nobody: httpx.Client) -> None:
        made = wait(alice, ask(alice))
        path = f"/v1/me/exports/{made['id']}"

        for stranger in (bob, charlie):
            assert stranger.get(path).status_code == 404
            assert download(stranger, made).status_code == 404
            assert stranger.delete(path).status_code == 404
            assert stranger.get("/v1/me/exports").json()["items"] == []
        assert [nobody.get(each).status_code for each in (path, f"{path}/file", "/v1/me/exports")] == [401] * 3
        assert nobody.post("/v1/me/exports").status_code == 401
        assert download(alice, made).status_code == 200


class TestAsking:
    def test_it_is_told_how_far_it_is_and_a_letter_comes(self, product: Product, alice: Person) -> None:
        made = ask(alice)

        assert (made["state"], made["progress"]) == ("waiting", 0)
        ready = wait(alice, made)
        assert (ready["progress"], ready["doing"]) == (1, None)
        assert ready["size"] == len(download(alice, made).content)
        kept_for = datetime.fromisoformat(ready["expires_at"]) - datetime.fromisoformat(ready["ready_at"])
        assert kept_for == timedelta(days=7)
        wait_until(lambda: len(letters(product, alice, "Your data is ready")) == 1)
        assert "/settings/privacy" in letters(product, alice, "Your data is ready")[0]

    def test_one_at_a_time(self, product: Product, alice: Person) -> None:
        made = wait(alice, ask(alice))
        change(product, made["id"], "state = 'building', job_id = null")

        again = alice.post("/v1/me/exports")

        assert (again.status_code, again.json()["type"]) == (409, "/problems/data-export-under-way")

    def test_not_all_day_long(self, alice: Person) -> None:
        for _ in range(5):
            wait(alice, ask(alice))

        again = alice.post("/v1/me/exports")

        assert (again.status_code, again.json()["type"]) == (429, "/problems/too-many-data-exports")

    def test_those_that_were_deleted_count(self, alice: Person) -> None:
        """Each is hours of work where somebody has much."""
        for _ in range(5):
            assert alice.delete(f"/v1/me/exports/{ask(alice)['id']}").status_code == 204

        assert alice.post("/v1/me/exports").status_code == 429
        assert alice.get("/v1/me/exports").json()["items"] == []

    def test_a_new_one_takes_the_place_of_the_one_before(self, product: Product, alice: Person) -> None:
        before = blobs(product)
        first = wait(alice, ask(alice))
        wait(alice, ask(alice))

        assert look(alice, first)["state"] == "expired"
        housekeeping(product, "remove_left")
        assert len(blobs(product) - before) == 1

    def test_programs_neither_ask_nor_download(self, alice: Person) -> None:
        made = wait(alice, ask(alice))
        sign_in_long_ago(alice)

        assert alice.post("/v1/me/exports").status_code == 403
        assert download(alice, made).status_code == 403

    def test_who_has_not_proven_lately_who_they_are_is_asked_to(self, product: Product, alice: Person) -> None:
        made = wait(alice, ask(alice))
        make_old(product, alice)

        for answer in (alice.post("/v1/me/exports"), download(alice, made)):
            assert answer.status_code == 401
            assert answer.json()["type"] == "/problems/reauthentication-required"

    def test_asking_and_downloading_are_audited(self, alice: Person) -> None:
        made = wait(alice, ask(alice))
        assert download(alice, made).status_code == 200

        def told() -> set[str]:
            acts = archive_of(alice).records("admin/audit-log")
            return {each["action"] for each in acts if each["object_id"] == made["id"]}

        wait_until(lambda: told() == {"auth.data_export_requested", "auth.data_export_downloaded"})


class TestEnding:
    def test_what_expired_is_a_clear_problem_and_its_file_is_gone(self, product: Product, alice: Person) -> None:
        before = blobs(product)
        made = wait(alice, ask(alice))
        [blob] = blobs(product) - before
        change(product, made["id"], "expires_at = $2", datetime.now(UTC) - timedelta(seconds=1))

        answer = download(alice, made)

        assert (answer.status_code, answer.json()["type"]) == (410, "/problems/data-export-expired")
        assert answer.headers["content-type"] == "application/problem+json"
        housekeeping(product, "expire")
        housekeeping(product, "remove_left")
        assert not blob.exists()
        assert (look(alice, made)["state"], download(alice, made).status_code) == ("expired", 410)

    def test_what_was_deleted_is_gone_with_its_file(self, product: Product, alice: Person) -> None:
        before = blobs(product)
        made = wait(alice, ask(alice))

        assert alice.delete(f"/v1/me/exports/{made['id']}").status_code == 204

        housekeeping(product, "remove_left")
        assert blobs(product) - before == set()
        assert (download(alice, made).status_code, alice.get(f"/v1/me/exports/{made['id']}").status_code) == (404, 404)
        assert alice.delete(f"/v1/me/exports/{made['id']}").status_code == 404

    def test_that_it_was_ever_asked_for_is_forgotten(self, product: Product, alice: Person) -> None:
        made = wait(alice, ask(alice))
        change(product, made["id"], "created_at = $2", datetime.now(UTC) - timedelta(days=91))

        housekeeping(product, "forget_old")

        assert alice.get(f"/v1/me/exports/{made['id']}").status_code == 404

    def test_where_it_lies_it_is_sealed(self, product: Product, alice: Person) -> None:
        before = blobs(product)
        todo(alice, "Nobody reads this")
        wait(alice, ask(alice))

        [blob] = blobs(product) - before

        assert blob.read_bytes()[:2] != b"PK"
        assert alice.id.encode() not in blob.read_bytes()
        assert alice.id not in str(blob)

    def test_where_its_process_died_for_good_it_has_failed_and_another_can_be_asked_for(
        self, product: Product, alice: Person
    ) -> None:
        made = wait(alice, ask(alice))
        change(product, made["id"], "state = 'building', job_id = -1")

        assert look(alice, made)["state"] == "failed"
        assert (download(alice, made).status_code, wait(alice, ask(alice))["state"]) == (409, "ready")


def letters(product: Product, person: Person, subject: str) -> list[str]:
    found = [path.read_text() for path in product.settings.data_dir.rglob("mail/*.eml")]
    return [text for text in found if person.user["email"] in text and f"Subject: {subject}" in text]


def make_old(product: Product, person: Person) -> None:
    """Their session began an hour ago."""

    async def work(process: Assembly) -> None:
        async with process.database("auth").transaction() as tx:
            sql = "update sessions set authenticated_at = $2 where user_id = $1"
            await tx.execute(sql, UUID(person.id), datetime.now(UTC) - timedelta(hours=1))

    product.run(work)
    body = {"refresh_token": person.refresh_token}
    answer = person.post("/v1/auth/refresh", json=body)
    assert answer.status_code == 200, answer.text
    person.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
