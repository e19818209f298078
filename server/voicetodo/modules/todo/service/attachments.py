"""Files of todos: the bytes first, then the row that points at them, so that no row ever points at nothing."""

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from datetime import datetime, timedelta
from typing import Annotated, Final
from uuid import UUID

import msgspec

from voicetodo.kit.blobs import Blobs, BlobsUnavailable
from voicetodo.kit.errors import DomainError, FieldError, Unavailable
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.todo.api import Attachment, Origin
from voicetodo.modules.todo.errors import (
    AttachmentIdTaken,
    AttachmentInvalid,
    AttachmentNotFound,
    NotAllowed,
    TodoNotFound,
)
from voicetodo.modules.todo.events import AttachmentCreated, AttachmentDeleted
from voicetodo.modules.todo.files import HEAD, MAX_BYTES, clean_name, media_type_of
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.beside import enter
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.file_room import FileRoom
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.parcels import PREFIX as ARCHIVES
from voicetodo.modules.todo.store import attachments, comments
from voicetodo.modules.todo.store.attachments import Kept
from voicetodo.modules.todo.store.comments import Place
from voicetodo.modules.todo.store.journal import Note

#: Keys begin with this, then who brought the file. It may lie in anybody's space, which only its row knows: nothing is
#: ever removed by the beginning of its key.
PREFIX: Final = "attachments"
#: Longer than any upload may take.
UPLOADS_KEPT_FOR: Final = timedelta(days=1)
_AT_ONCE: Final = 500
_log: Final = logger("attachments")


class AttachmentSettings(msgspec.Struct, frozen=True):
    """How many bytes of files one person may keep, wherever they lie."""

    attachment_quota_bytes: Annotated[int, msgspec.Meta(ge=0)] = 1_000_000_000


class Upload(msgspec.Struct, frozen=True):
    """A file on its way: what it is called there, and its bytes."""

    name: str
    chunks: AsyncIterable[bytes]
    comment_id: UUID | None = None


class Attachments:
    """Every verb is scoped by `user_id`; what the user cannot see is not found."""

    def __init__(self, desk: Desk, blobs: Blobs, settings: AttachmentSettings) -> None:
        self._desk = desk
        self._blobs = blobs
        self._room = FileRoom(desk.plans, settings.attachment_quota_bytes)

    async def list_of_todo(
        self, user_id: UUID, todo_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Attachment]:
        """The oldest first. Raises TodoNotFound."""
        async with self._desk.database.connection() as connection:
            found = await access.to_todo(connection, user_id, todo_id)
            return await attachments.list_of_todo(connection, found.owner_id, todo_id, after=after, limit=limit)

    async def get(self, user_id: UUID, attachment_id: UUID) -> Attachment:
        """Raises AttachmentNotFound."""
        return (await self._find(user_id, attachment_id)).attachment

    async def read(
        self, user_id: UUID, attachment_id: UUID, *, start: int = 0, end: int | None = None
    ) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`; all of them are checked. Raises AttachmentNotFound, BlobMissing."""
        kept = await self._find(user_id, attachment_id)
        is_whole = start == 0 and end in (None, kept.attachment.size)
        if is_whole:
            return await self._blobs.read(kept.blob_key, sha256=kept.attachment.sha256)
        return await self._blobs.read(kept.blob_key, start=start, end=end)

    async def create(
        self, user_id: UUID, todo_id: UUID, upload: Upload, *, attachment_id: UUID, origin: Origin
    ) -> Attachment:
        """Sent again with the same id, name and bytes, it answers the one that is there.

        Raises TodoNotFound, NotAllowed, CategoryArchived, AttachmentInvalid, AttachmentIdTaken, StorageFull,
        PlanLimit, BlobTooLarge.
        """
        async with self._desk.database.connection() as connection:
            found = await access.to_todo(connection, user_id, todo_id, needs="commenter")
            # In this order: what another request brings meanwhile under this id is not counted as a second file.
            taken = await attachments.size_of_all(connection, user_id)
            known = await attachments.find(connection, found.owner_id, attachment_id)
            # What is there already takes up no more room.
            if known is None:
                await self._room.check(connection, user_id, taken + 1)
        key = f"{PREFIX}/{user_id}/{new_id()}"
        looked_at = LookedAt(upload.chunks)
        written = await self._blobs.put(key, looked_at.chunks(), max_bytes=MAX_BYTES)
        made = Attachment(
            id=attachment_id,
            todo_id=todo_id,
            comment_id=upload.comment_id,
            author_id=user_id,
            name=clean_name(upload.name),
            media_type=looked_at.media_type(written.size),
            size=written.size,
            sha256=written.sha256,
            created_at=self._desk.clock.now(),
        )
        try:
            async with self._desk.writing(user_id, origin) as ledger:
                kept = await self._insert(ledger, made, key)
        except Unavailable:
            # Perhaps the row is there, and only its commit was not heard of: then the blob must be, too.
            raise
        except DomainError:
            await self._drop(key)
            raise
        if kept is not made:
            await self._drop(key)
        return kept

    async def delete(self, user_id: UUID, attachment_id: UUID, *, origin: Origin) -> None:
        """By whoever brought it or owns the list. Raises AttachmentNotFound, NotAllowed, CategoryArchived."""
        async with self._desk.writing(user_id, origin) as ledger:
            seen = await attachments.find_seen(ledger.tx, user_id, attachment_id)
            if seen is None:
                raise AttachmentNotFound
            gone = seen.attachment
            try:
                there, place = await enter(ledger, gone.todo_id)
            except TodoNotFound:
                raise AttachmentNotFound from None
            if gone.author_id != user_id and not there.is_own:
                raise NotAllowed("Only whoever brought a file, or owns the list, may delete it.")
            event = AttachmentDeleted(user_id=there.user_id, attachment=gone, origin=there.origin)
            note = _note(there, place, gone, "deleted", (gone.name, None))
            readers = await attachments.delete(there.tx, there.user_id, note, event)
            if readers is None:
                raise AttachmentNotFound
            there.wake()
            there.readers.update(readers)

    async def remove_left(self) -> None:
        """The bytes of what was deleted, or was purged with its todo. Killed halfway, it begins again."""
        while True:
            async with self._desk.database.connection() as connection:
                keys = await attachments.list_left(connection, limit=_AT_ONCE)
            for key in keys:
                await self._blobs.delete(key)
            async with self._desk.database.transaction() as tx:
                await attachments.forget_left(tx, keys)
            if len(keys) < _AT_ONCE:
                return

    async def sweep(self) -> None:
        """The bytes of uploads whose process died before their row was written, archives to be imported among them."""
        before = self._desk.clock.now() - UPLOADS_KEPT_FOR
        for prefix in (PREFIX, ARCHIVES):
            await self._sweep_below(prefix, before)
        await self._blobs.sweep(before=before)

    async def _find(self, user_id: UUID, attachment_id: UUID) -> Kept:
        async with self._desk.database.connection() as connection:
            found = await attachments.find_seen(connection, user_id, attachment_id)
        if found is None:
            raise AttachmentNotFound
        return found

    async def _insert(self, ledger: Ledger, made: Attachment, key: str) -> Attachment:
        there, place = await enter(ledger, made.todo_id)
        if made.comment_id is not None:
            said = await comments.lock(there.tx, there.user_id, made.comment_id)
            if said is None or said.todo_id != made.todo_id or said.author_id != made.author_id:
                sentence = "You have said no such thing about this task."
                raise AttachmentInvalid(sentence, errors=[FieldError("comment_id", sentence)])
        # First, so that of two under one id the second finds what the first has made.
        taken = await attachments.hold_room(there.tx, made.author_id)
        known = await attachments.find(there.tx, there.user_id, made.id)
        if known is not None:
            return _same(known.attachment, made)
        await self._room.check(there.tx, made.author_id, taken + made.size)
        event = AttachmentCreated(user_id=there.user_id, attachment=made, origin=there.origin)
        note = _note(there, place, made, "created", (None, made.name))
        readers = await attachments.insert(there.tx, Kept(there.user_id, made, key), note, event)
        if readers is None:
            raise AttachmentIdTaken
        there.wake()
        there.readers.update(readers)
        return made

    async def _drop(self, key: str) -> None:
        """What no row will point at. Where it cannot be done now, the sweep does it."""
        try:
            await self._blobs.delete(key)
        except BlobsUnavailable:
            _log.warning("blob_left_behind", key=key)

    async def _sweep_below(self, prefix: str, before: datetime) -> None:
        waiting: list[str] = []
        async for each in self._blobs.list_all(prefix):
            if each.written_at < before:
                waiting.append(each.key)
            if len(waiting) == _AT_ONCE:
                await self._remove_unused(waiting)
                waiting.clear()
        await self._remove_unused(waiting)

    async def _remove_unused(self, keys: list[str]) -> None:
        async with self._desk.database.connection() as connection:
            used = await attachments.used(connection, keys)
        for key in keys:
            if key not in used:
                await self._blobs.delete(key)


class LookedAt:
    """Remembers how a file begins while it goes by."""

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks
        self._head = b""

    async def chunks(self) -> AsyncGenerator[bytes]:
        async for chunk in self._chunks:
            if len(self._head) < HEAD:
                self._head += chunk[: HEAD - len(self._head)]
            yield chunk

    def media_type(self, size: int) -> str:
        return media_type_of(self._head, is_whole=size == len(self._head))


def _note(ledger: Ledger, place: Place, value: Attachment, verb: str, name: tuple[str | None, str | None]) -> Note:
    before, after = (None if each is None else value.todo_id for each in name)
    changes = {"name": name, "todo_id": (before, after)}
    return ledger.note("attachment", value.id, verb, 1, changes, category_id=place.category_id)


def _same(found: Attachment, wanted: Attachment) -> Attachment:
    """What is there under this id, if it is what was wanted. Raises AttachmentIdTaken."""
    same = ("todo_id", "comment_id", "author_id", "name", "sha256")
    if any(getattr(found, name) != getattr(wanted, name) for name in same):
        raise AttachmentIdTaken
    return found
