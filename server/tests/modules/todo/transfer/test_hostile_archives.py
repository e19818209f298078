"""Archives that are not what they say, or too much, or whose import is torn: what can be had comes, or nothing."""

import io
import random
import struct
import zipfile
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.modules.todo.transfer.enclosing import own_file, own_todo, packed
from tests.modules.todo.transfer.workshop import Workshop
from voicetodo.kit.blobs import Blobs
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import TooLarge
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Attachment, Import
from voicetodo.modules.todo.files import MAX_BYTES
from voicetodo.modules.todo.jobs import IMPORTS_KEPT_FOR
from voicetodo.modules.todo.service import places
from voicetodo.modules.todo.service.attachments import UPLOADS_KEPT_FOR
from voicetodo.modules.todo.service.capacity import NoRoom
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.parcels import ImportSettings, Parcels
from voicetodo.modules.todo.store import imported_attachments
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.unpacking import MAX_ENTRIES, Archive

GOOD = own_file("good.txt", b"good")
QUOTA = 1_000_000


@pytest.fixture
def workshop(desk: Desk, database: Callable[[str], Database], tmp_path: Path) -> Workshop:
    return Workshop(desk, database, tmp_path, quota=QUOTA)


def archive(bad: dict[str, Any], files: dict[str, bytes]) -> bytes:
    """One todo with a file that is good and one that is not."""
    return packed(own_todo("Buy cake", attachments=[bad, GOOD]), files={GOOD["path"]: b"good", **files})


async def notices(workshop: Workshop, user_id: UUID, brought: Import) -> list[str]:
    rows = await workshop.imports.list_rows(user_id, brought.id, outcome=None, after=0, limit=10)
    return [notice.message for row in rows for notice in row.draft.notices]


async def attached(workshop: Workshop, user_id: UUID) -> list[Attachment]:
    """All that hangs on the user's todos."""
    async with workshop.desk.database.connection() as connection:
        ids = [row[0] for row in await connection.fetch("select id from todos where user_id = $1", user_id)]
        found = await imported_attachments.of_todos(connection, user_id, ids)
    return [each for some in found.values() for each in some]


def lying(data: bytes, name: str, *, size: int) -> bytes:
    """With another size of this entry in its directory, and beside the entry itself."""
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    changed = bytearray(data)
    struct.pack_into("<L", changed, entry.header_offset + 22, size)
    place = data.index(name.encode(), data.index(b"PK\x01\x02"))
    struct.pack_into("<L", changed, place - 46 + 24, size)
    return bytes(changed)


def encrypted(data: bytes, name: str) -> bytes:
    """With a mark on this entry that says so."""
    changed = bytearray(data)
    place = data.index(name.encode(), data.index(b"PK\x01\x02"))
    changed[place - 46 + 8] |= 1
    return bytes(changed)


BAD = own_file("bad.bin", b"0" * 100)
NOISE = random.Random(1).randbytes(5000)
UNFIT: dict[str, tuple[bytes, str]] = {
    "out of the archive": (
        archive({**BAD, "path": "../../etc/passwd"}, {"../../etc/passwd": b"0" * 100}),
        "it is not in the archive.",
    ),
    "from the root": (
        archive({**BAD, "path": "/etc/passwd"}, {"/etc/passwd": b"0" * 100}),
        "it is not in the archive.",
    ),
    "a folder": (archive({**BAD, "path": "files/"}, {"files/": b""}), "it is not in the archive."),
    "a bomb": (archive(own_file("bad.bin", b"", path="files/x"), {"files/x": bytes(20_000_000)}), "far more than"),
    "too large": (
        archive(own_file("bad.bin", b"", path="files/x"), {"files/x": NOISE * (MAX_BYTES // len(NOISE) + 1)}),
        "it has more than 25 MB.",
    ),
    "encrypted": (encrypted(archive(BAD, {BAD["path"]: b"0" * 100}), BAD["path"]), "it is encrypted."),
    "other bytes": (archive(BAD, {BAD["path"]: b"1" * 100}), "it is not what it was"),
    "more than it says": (lying(archive(BAD, {BAD["path"]: b"0" * 100}), BAD["path"], size=50), "cannot be unpacked"),
    "less than it says": (lying(archive(BAD, {BAD["path"]: b"0" * 100}), BAD["path"], size=150), "cannot be unpacked"),
}


class TestFiles:
    @pytest.mark.parametrize("name", UNFIT)
    async def test_what_cannot_be_had_is_told_of_and_the_rest_comes(
        self, workshop: Workshop, alice_id: UUID, name: str
    ) -> None:
        data, why = UNFIT[name]

        done = await workshop.approve(alice_id, await workshop.bring(alice_id, data))

        assert (done.state, done.attachment_count) == ("done", 1)
        assert [each.name for each in await attached(workshop, alice_id)] == ["good.txt"]
        [notice] = await notices(workshop, alice_id, done)
        assert notice.startswith("“bad.bin” is left out: ")
        assert why in notice
        assert len(await workshop.keys("attachments")) == 1

    async def test_bytes_belong_to_one_file_alone(self, workshop: Workshop, alice_id: UUID) -> None:
        claims = [own_file(f"{nth}.txt", b"good", path=GOOD["path"]) for nth in range(3)]
        data = packed(own_todo("Buy cake", attachments=claims), files={GOOD["path"]: b"good"})

        done = await workshop.approve(alice_id, await workshop.bring(alice_id, data))

        assert done.attachment_count == 1
        assert len(await notices(workshop, alice_id, done)) == 2

    async def test_of_two_entries_of_one_name_there_is_one(self, workshop: Workshop, alice_id: UUID) -> None:
        out = io.BytesIO(packed(own_todo("Buy cake", attachments=[GOOD]), files={GOOD["path"]: b"evil"}))
        with zipfile.ZipFile(out, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
            target.writestr(GOOD["path"], b"good")

        done = await workshop.approve(alice_id, await workshop.bring(alice_id, out.getvalue()))

        assert done.attachment_count == 1
        [found] = await attached(workshop, alice_id)
        assert found.sha256 == GOOD["sha256"]

    async def test_names_become_safe_to_save_under(self, workshop: Workshop, alice_id: UUID) -> None:
        data = archive({**BAD, "name": "../../.bashrc\u202e"}, {BAD["path"]: b"0" * 100})

        await workshop.approve(alice_id, await workshop.bring(alice_id, data))

        assert {each.name for each in await attached(workshop, alice_id)} == {"good.txt", "bashrc"}

    async def test_what_a_file_is_is_never_taken_from_the_list(self, workshop: Workshop, alice_id: UUID) -> None:
        page = own_file("a.png", b"<script>", media_type="image/png")
        data = packed(own_todo("Buy cake", attachments=[page]), files={page["path"]: b"<script>"})

        await workshop.approve(alice_id, await workshop.bring(alice_id, data))

        [found] = await attached(workshop, alice_id)
        assert found.media_type == "application/octet-stream"


class TestArchives:
    @pytest.mark.parametrize("more", [0, 1])
    def test_an_archive_of_fifty_thousand_entries_is_opened_and_no_larger_one(self, more: int) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for nth in range(MAX_ENTRIES + more):
                target.writestr(f"{nth}", b"")

        if more:
            with pytest.raises(Unreadable, match="more than 50,000 entries"):
                Archive(out)
        else:
            assert Archive(out).size_of("0") == 0

    def test_what_looks_like_entries_within_a_file_is_none(self) -> None:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as target:
            for nth in range(MAX_ENTRIES):
                target.writestr(f"{nth}", b"")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            target.writestr("files/1", inner.getvalue())

        archive = Archive(out)

        assert b"".join(archive.pieces("files/1")) == inner.getvalue()

    def test_a_directory_without_end_is_not_read(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for nth in range(2000):
                target.writestr(f"{nth:04d}".ljust(60_000, "x"), b"")

        with pytest.raises(Unreadable, match="entries"):
            Archive(out)

    async def test_a_list_of_more_files_than_an_archive_holds_is_refused(
        self, workshop: Workshop, alice_id: UUID
    ) -> None:
        claims = [own_file("x", b"", path="files/x") for _ in range(MAX_ENTRIES + 1)]
        data = packed(own_todo("Buy cake", attachments=claims), files={"files/x": b""})

        brought = await workshop.bring(alice_id, data)

        assert (brought.state, brought.reason) == (
            "refused",
            "There are more than 50,000 attached files in this archive. Split it, and bring its parts.",
        )

    @pytest.mark.parametrize("cut", [1, 22, 400])
    async def test_an_archive_that_was_broken_off_is_refused(
        self, workshop: Workshop, alice_id: UUID, cut: int
    ) -> None:
        await workshop.approve(alice_id, await workshop.bring(alice_id, archive(BAD, {BAD["path"]: b"0" * 100})))
        sent = await workshop.export(alice_id, "voicetodo_archive")

        brought = await workshop.bring(new_id(), sent[:-cut])

        assert brought.state == "refused"
        assert brought.reason is not None
        assert "broken" in brought.reason

    async def test_a_list_without_archive_brings_no_files(self, workshop: Workshop, alice_id: UUID) -> None:
        told = {"format": "voicetodo", "version": 1, "todos": [own_todo("Buy cake", attachments=[GOOD])]}

        done = await workshop.approve(alice_id, await workshop.bring(alice_id, msgspec.json.encode(told)))

        assert (done.counts.create, done.attachment_count) == (1, 0)
        assert await notices(workshop, alice_id, done) == ["“good.txt” is left out: it is not in the archive."]

    async def test_more_than_may_be_brought_is_refused_while_it_comes(self, workshop: Workshop) -> None:
        parcels, taken = Parcels(workshop.blobs, ImportSettings(import_bytes=1024)), 0

        async def endless() -> AsyncGenerator[bytes]:
            nonlocal taken
            yield b"PK\x03\x04"
            while True:
                taken += 1
                yield bytes(100)

        with pytest.raises(TooLarge):
            await parcels.receive(new_id(), endless())

        assert taken < 20
        assert await workshop.keys("imports") == []


class TestRoom:
    def three(self) -> bytes:
        """Of 600, 600 and 300 thousand bytes; there is room for a million."""
        contents = [random.Random(nth).randbytes(size) for nth, size in enumerate((600_000, 600_000, 300_000))]
        files = [own_file(f"{nth}.bin", content) for nth, content in enumerate(contents)]
        todos = [own_todo(file["name"], attachments=[file]) for file in files]
        return packed(*todos, files={file["path"]: content for file, content in zip(files, contents, strict=True)})

    async def test_what_there_is_no_room_for_is_told_of_before_and_the_rest_comes(
        self, workshop: Workshop, alice_id: UUID
    ) -> None:
        brought = await workshop.bring(alice_id, self.three())
        assert (brought.attachment_count, brought.attachment_bytes) == (2, 900_000)
        assert brought.notices == ("1 of 3 files will be left out: your files take up as much room as they may.",)

        done = await workshop.approve(alice_id, brought)

        assert (done.counts.create, done.attachment_count, done.attachment_bytes) == (3, 2, 900_000)
        assert {each.name for each in await attached(workshop, alice_id)} == {"0.bin", "2.bin"}
        assert await notices(workshop, alice_id, done) == [
            "“1.bin” is left out: your files take up as much room as they may."
        ]

    async def test_and_comes_when_it_is_brought_again_and_there_is(
        self, workshop: Workshop, database: Callable[[str], Database], tmp_path: Path, alice_id: UUID
    ) -> None:
        data = self.three()
        await workshop.approve(alice_id, await workshop.bring(alice_id, data))
        roomier = Workshop(workshop.desk, database, tmp_path, quota=2 * QUOTA)

        done = await roomier.approve(alice_id, await roomier.bring(alice_id, data))

        assert (done.counts.update, done.counts.skip, done.attachment_count) == (1, 2, 1)
        assert len(await attached(roomier, alice_id)) == 3

    async def test_room_that_somebody_took_meanwhile_is_not_taken_twice(
        self, workshop: Workshop, alice_id: UUID
    ) -> None:
        """Two imports of one person, of which both fit alone."""
        first, second = [await workshop.bring(alice_id, self.three()) for _ in range(2)]

        await workshop.approve(alice_id, first)
        done = await workshop.approve(alice_id, second)

        assert (done.counts.create, done.attachment_count) == (3, 0)
        assert sum(each.size for each in await attached(workshop, alice_id)) <= QUOTA
        assert len(await workshop.keys("attachments")) == 2


class Torn(BaseException):
    """The process was killed."""


class TestTorn:
    @pytest.fixture
    def data(self) -> bytes:
        files = [own_file(f"{nth}.txt", b"%d" % nth) for nth in range(4)]
        return packed(
            *(own_todo(file["name"], attachments=[file]) for file in files),
            files={file["path"]: b"%d" % nth for nth, file in enumerate(files)},
        )

    @pytest.mark.parametrize("where", ["while files are put away", "while rows are written"])
    async def test_nothing_is_half_there_and_whoever_comes_next_does_it(
        self, workshop: Workshop, clock: FixedClock, alice_id: UUID, data: bytes, where: str
    ) -> None:
        brought = await workshop.bring(alice_id, data)
        await workshop.imports.approve(alice_id, brought.id)

        with torn(where), pytest.raises(Torn):
            await workshop.run(alice_id, brought)

        assert await count(workshop, alice_id) == 0
        assert (await workshop.imports.get(alice_id, brought.id)).state == "running"
        await workshop.run(alice_id, brought)
        assert (await workshop.imports.get(alice_id, brought.id)).attachment_count == 4
        assert await count(workshop, alice_id) == 4

        assert len(await workshop.keys("attachments")) > 4
        # blobs are as old as their files, which know nothing of this clock
        clock.advance(UPLOADS_KEPT_FOR + timedelta(days=365 * 100))
        await workshop.attachments.sweep()
        assert len(await workshop.keys("attachments")) == 4
        assert len(await attached(workshop, alice_id)) == 4

    async def test_one_that_fails_for_another_reason_leaves_no_files(
        self, workshop: Workshop, alice_id: UUID, data: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        brought = await workshop.bring(alice_id, data)

        def refuse(*_: object) -> None:
            raise NoRoom("import-room-lists", wanted=1, most=1)

        monkeypatch.setattr(places, "check_room", refuse)

        failed = await workshop.approve(alice_id, brought)

        assert failed.state == "failed"
        assert await workshop.keys("attachments") == []
        monkeypatch.undo()
        assert (await workshop.approve(alice_id, brought)).attachment_count == 4

    async def test_archives_that_no_import_came_of_are_swept(
        self, workshop: Workshop, clock: FixedClock, alice_id: UUID, data: bytes
    ) -> None:
        brought = await workshop.bring(alice_id, data)

        async def chunks() -> AsyncGenerator[bytes]:
            yield data

        await workshop.imports.receive(alice_id, new_id(), chunks())
        clock.advance(UPLOADS_KEPT_FOR + timedelta(days=365 * 100))
        await workshop.attachments.sweep()

        assert len(await workshop.keys("imports")) == 1
        assert (await workshop.approve(alice_id, brought)).attachment_count == 4

    async def test_one_whose_archive_is_lost_says_so(self, workshop: Workshop, alice_id: UUID, data: bytes) -> None:
        brought = await workshop.bring(alice_id, data)
        for key in await workshop.keys("imports"):
            await workshop.blobs.delete(key)

        failed = await workshop.approve(alice_id, brought)

        assert (failed.state, failed.reason) == ("failed", "This file is not there any more.")
        assert await count(workshop, alice_id) == 0

    async def test_an_import_of_a_month_ago_takes_its_archive_along(
        self, workshop: Workshop, clock: FixedClock, alice_id: UUID, data: bytes
    ) -> None:
        await workshop.bring(alice_id, data)

        await workshop.bringing.sweep(clock.now() + IMPORTS_KEPT_FOR)

        assert await workshop.keys("imports") == []


@contextmanager
def torn(where: str) -> Iterator[None]:
    """The process dies there."""
    puts, put = 0, Blobs.put

    async def dying_put(*args: Any, **given: Any) -> Any:
        nonlocal puts
        puts += 1
        if puts == 3:
            raise Torn
        return await put(*args, **given)

    async def dying_insert(*_: Any, **__: Any) -> None:
        raise Torn

    with pytest.MonkeyPatch.context() as patch:
        if "files" in where:
            patch.setattr(Blobs, "put", dying_put)
        else:
            patch.setattr(imported_attachments, "insert_all", dying_insert)
        yield


async def count(workshop: Workshop, user_id: UUID) -> int:
    """Of the user's todos."""
    async with workshop.desk.database.connection() as connection:
        return await connection.fetchval("select count(*) from todos where user_id = $1", user_id)
