"""Recordings, found again when keys change. Their bytes are written elsewhere first, then the row points there."""

from collections.abc import Mapping, Sequence

from voicetodo.kit.blobs import BlobMissing, Blobs
from voicetodo.kit.crypto import Place, key_of
from voicetodo.kit.crypto.holdings import Held
from voicetodo.kit.db import Database
from voicetodo.modules.voice.recordings import MOST_BYTES, new_key, once, place_of
from voicetodo.modules.voice.store import sealed_recordings as store


class SealedRecordings:
    """All recordings there are, as a `Holding`."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self._database = database
        self._blobs = blobs

    @property
    def purpose(self) -> str:
        return "voice.recordings.blob"

    async def stretches(self) -> int:
        async with self._database.connection() as connection:
            return await store.count_stretches(connection)

    async def list_others(self, stretch: int, *, than: str) -> Sequence[Held]:
        async with self._database.connection() as connection:
            found = await store.list_others(connection, stretch, than=than)
        return [_Recording(self._database, self._blobs, each) for each in found]

    async def count(self, stretch: int) -> Mapping[str, int]:
        async with self._database.connection() as connection:
            return await store.count_by_key(connection, stretch)


class _Recording:
    def __init__(self, database: Database, blobs: Blobs, found: store.SealedRecording) -> None:
        self._database = database
        self._blobs = blobs
        self._found = found

    @property
    def place(self) -> Place:
        return place_of(self._found.user_id, self._found.command_id)

    async def read(self) -> bytes | None:
        try:
            return b"".join([chunk async for chunk in await self._blobs.read(self._found.blob_key)])
        except BlobMissing:
            return None

    async def replace(self, sealed: bytes) -> bool:
        key = new_key()
        await self._blobs.put(key, once(sealed), max_bytes=MOST_BYTES)
        async with self._database.transaction() as tx:
            is_moved = await store.move(tx, self._found, blob_key=key, sealed_under=key_of(sealed))
        if not is_moved:
            await self._blobs.delete(key)
        return is_moved
