"""Everything somebody has, written down."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.archives import Entry, zipped
from voicetodo.kit.audit import audit
from voicetodo.kit.blobs import BlobDamaged, BlobMissing, Blobs
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.service.desk import Desk, NameOf
from voicetodo.modules.todo.store import exports
from voicetodo.modules.todo.store.named import categories, filters, labels, sections
from voicetodo.modules.todo.transfer.formats.own import path_of
from voicetodo.modules.todo.transfer.writing import ExportFormat, Writer, writer
from voicetodo.modules.todo.transfer.writing.own import Writer as OwnWriter
from voicetodo.modules.todo.transfer.writing.shelf import Beside, Shelf

#: Todos in memory at once.
_TOGETHER: Final = 500
#: In the archive, beside the files.
LIST: Final = "voicetodo.json"
_log: Final = logger("exports")
_todo: Final = msgspec.json.Decoder(Todo)


class Exports:
    def __init__(self, desk: Desk, name_of: NameOf, blobs: Blobs) -> None:
        self._desk = desk
        self._name_of = name_of
        self._blobs = blobs

    async def write(self, user_id: UUID, kind: ExportFormat) -> AsyncGenerator[bytes]:
        """The file in pieces. No transaction is held open: what is changed meanwhile comes as it was, or as it is."""
        async with self._desk.database.transaction() as tx:
            await audit(tx, "todo.exported", on=("todos", None), of=user_id, format=kind)
        pieces = zipped(self._entries(user_id)) if kind == "voicetodo_archive" else self._pieces(user_id, kind)
        async for piece in pieces:
            yield piece

    async def _entries(self, user_id: UUID) -> AsyncGenerator[Entry]:
        """The list, then the files: what is attached meanwhile may lie there without being told of."""
        yield Entry(LIST, self._pieces(user_id, "voicetodo_archive"), self._desk.clock.now())
        after: UUID | None = None
        while True:
            async with self._desk.database.connection() as connection:
                files = await exports.list_files_after(connection, user_id, after=after, limit=_TOGETHER)
            for file in files:
                try:
                    chunks = await self._blobs.read(file.blob_key, sha256=file.sha256)
                except BlobMissing:
                    # Deleted meanwhile, or lost: whoever brings the archive in again is told of it.
                    _log.warning("file_missing", attachment_id=str(file.id))
                else:
                    yield Entry(path_of(file.id), _sound(chunks), file.created_at, is_compressed=False)
            if len(files) < _TOGETHER:
                return
            after = files[-1].id

    async def _pieces(self, user_id: UUID, kind: ExportFormat) -> AsyncGenerator[bytes]:
        write = await asyncio.to_thread(writer, kind, await self._shelf(user_id))
        my_name = await self._name_of(user_id) if write.has_comments else None
        yield await asyncio.to_thread(write.head)
        after: UUID | None = None
        while True:
            rows, beside = await self._some(user_id, after, my_name, write)
            if not rows:
                break
            # in a thread: some formats take a third of a millisecond for each
            yield await asyncio.to_thread(_written, write, rows, beside)
            after = rows[-1][0]
        yield write.tail()

    async def read_some(self, user_id: UUID, kind: ExportFormat, *, after: UUID | None) -> tuple[bytes, UUID | None]:
        """The piece behind the todo `after`, and where to go on; None where that was all. Nothing is audited."""
        write = await asyncio.to_thread(writer, kind, await self._shelf(user_id))
        if after is not None and isinstance(write, OwnWriter):
            write.go_on()
        head = await asyncio.to_thread(write.head) if after is None else b""
        my_name = await self._name_of(user_id) if write.has_comments else None
        rows, beside = await self._some(user_id, after, my_name, write)
        body = await asyncio.to_thread(_written, write, rows, beside) if rows else b""
        is_all = len(rows) < _TOGETHER
        return head + body + (write.tail() if is_all else b""), None if is_all else rows[-1][0]

    async def _some(
        self, user_id: UUID, after: UUID | None, my_name: str | None, write: Writer
    ) -> tuple[Sequence[tuple[UUID, str]], Beside]:
        async with self._desk.database.connection() as connection:
            rows = await exports.list_after(connection, user_id, after=after, limit=_TOGETHER)
            ids = [row[0] for row in rows] if write.has_comments else []
            said = await exports.comments_of(connection, user_id, ids, my_name=my_name) if ids else {}
            ids = ids if write.has_attachments else []
            files = await exports.attachments_of(connection, user_id, ids, my_name=my_name) if ids else {}
        return rows, Beside(said, files)

    async def _shelf(self, user_id: UUID) -> Shelf:
        async with self._desk.database.connection() as connection:
            return Shelf(
                categories={each.id: each for each in await categories.list_all(connection, user_id)},
                sections={each.id: each for each in await sections.list_all(connection, user_id)},
                labels={each.id: each for each in await labels.list_all(connection, user_id)},
                filters=tuple(await filters.list_all(connection, user_id)),
                timezones=tuple(await exports.timezones(connection, user_id)),
            )


def _written(write: Writer, rows: Sequence[tuple[UUID, str]], beside: Beside) -> bytes:
    return write.todos([_todo.decode(document) for _, document in rows], beside)


async def _sound(chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    """A file that is not what it was does not keep the others back: it lacks its end, and is known by its digest."""
    try:
        async for chunk in chunks:
            yield chunk
    except BlobDamaged:
        return
