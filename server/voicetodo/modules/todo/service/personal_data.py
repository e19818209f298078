"""What is told to somebody of their own todos beside records: files in formats that programs read, and their files."""

from typing import Final
from uuid import UUID

from voicetodo.kit.blobs import Blobs
from voicetodo.kit.personal_data import FileChunk, PersonalData, PersonalFiles, PersonalPart
from voicetodo.modules.todo.errors import AttachmentNotFound
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.exports import Exports
from voicetodo.modules.todo.store import attachments
from voicetodo.modules.todo.store.personal_data import ATTACHMENTS, TOLD
from voicetodo.modules.todo.transfer.writing import ExportFormat

_CHUNK_BYTES: Final = 1024 * 1024
_DOCUMENTS: Final[dict[PersonalPart, ExportFormat]] = {
    PersonalPart(
        name="voicetodo.json",
        title="Tasks for Voice Todo",
        about="To be imported again, here or on another installation.",
        is_document=True,
    ): "voicetodo",
    PersonalPart(
        name="calendar.ics",
        title="Tasks for calendar programs",
        about="In the format iCalendar, which many programs import.",
        is_document=True,
    ): "icalendar",
}


def build_personal_data(desk: Desk, blobs: Blobs, exports: Exports) -> PersonalData:
    documents: dict[PersonalPart, PersonalFiles] = {}
    for part, kind in _DOCUMENTS.items():
        documents[part] = _Document(exports, kind)
    files = {ATTACHMENTS.name: _AttachmentFiles(desk, blobs)}
    return PersonalData(desk.database, TOLD, documents=documents, files=files)


class _Document(PersonalFiles):
    def __init__(self, exports: Exports, kind: ExportFormat) -> None:
        self._exports = exports
        self._kind: ExportFormat = kind

    async def read(self, user_id: UUID, key: str, after: str | None) -> FileChunk:  # noqa: ARG002 - there is one
        last_id = None if after is None else UUID(after)
        content, following = await self._exports.read_some(user_id, self._kind, after=last_id)
        return FileChunk(content, None if following is None else str(following))


class _AttachmentFiles(PersonalFiles):
    def __init__(self, desk: Desk, blobs: Blobs) -> None:
        self._desk = desk
        self._blobs = blobs

    async def read(self, user_id: UUID, key: str, after: str | None) -> FileChunk:
        """Raises AttachmentNotFound, BlobMissing."""
        async with self._desk.database.connection() as connection:
            found = await attachments.find_own_blob(connection, user_id, UUID(key))
        if found is None:
            raise AttachmentNotFound
        blob_key, size = found
        start = int(after or 0)
        end = min(start + _CHUNK_BYTES, size)
        if start >= end:
            return FileChunk(b"")
        content = b"".join([chunk async for chunk in await self._blobs.read(blob_key, start=start, end=end)])
        return FileChunk(content, str(end) if end < size else None)
