"""Files out of an archive and into blobs, before any row points at them."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable, Iterator
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.blobs import Blobs, BlobsUnavailable
from voicetodo.kit.errors import Malformed
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.todo.files import MAX_BYTES
from voicetodo.modules.todo.service.attachments import PREFIX, LookedAt
from voicetodo.modules.todo.transfer.draft import AttachmentDraft, Unreadable
from voicetodo.modules.todo.transfer.unpacking import Archive

#: A row, and a file of it, by their keys.
Pair = tuple[str, str]
_log: Final = logger("imports")


class Unloaded(msgspec.Struct, frozen=True):
    """A blob that waits for its row."""

    blob_key: str
    size: int
    sha256: str
    media_type: str


class Unloading:
    """Of one import, as it is done by one process. `faults` are the codes of why a file could not be had."""

    def __init__(self, blobs: Blobs, user_id: UUID) -> None:
        self._blobs = blobs
        self._user_id = user_id
        self.done: dict[Pair, Unloaded] = {}
        self.faults: dict[Pair, str] = {}

    async def unload(self, archive: Archive, wanted: Iterable[tuple[str, AttachmentDraft]]) -> None:
        """One after the other. Raises BlobsUnavailable."""
        for row_key, file in wanted:
            pair = (row_key, file.key)
            try:
                self.done[pair] = await self._put(archive, file)
            except Unreadable:
                self.faults[pair] = "import-file-unpackable"
            except Malformed:
                self.faults[pair] = "import-file-changed"

    async def drop(self, *, but: Collection[str] = ()) -> None:
        """All blobs that nothing points at, `but` of those keys. Where it cannot be done now, a sweep does it."""
        try:
            for each in self.done.values():
                if each.blob_key not in but:
                    await self._blobs.delete(each.blob_key)
        except BlobsUnavailable:
            _log.warning("blobs_left_behind")

    async def _put(self, archive: Archive, file: AttachmentDraft) -> Unloaded:
        assert file.entry is not None  # noqa: S101 - what cannot be had is not wanted
        looked_at = LookedAt(_beside_the_loop(archive.pieces(file.entry)))
        key = f"{PREFIX}/{self._user_id}/{new_id()}"
        written = await self._blobs.put(key, looked_at.chunks(), max_bytes=MAX_BYTES, sha256=file.sha256)
        return Unloaded(key, written.size, written.sha256, looked_at.media_type(written.size))


async def _beside_the_loop(pieces: Iterator[bytes]) -> AsyncGenerator[bytes]:
    while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
        yield piece
