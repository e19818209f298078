"""Recordings, kept of those who agreed: sealed, for a while, and removed at once when they agree no more.

The bytes first, then the row that points at them, so that no row ever points at nothing.
"""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.blobs import Blobs, BlobsUnavailable
from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import KeysUnavailable, Place, Seal, key_of
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.personal_data import FileChunk, PersonalFiles
from voicetodo.kit.plans import Allowance, PlanLimit, unlimited
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.voice.errors import RecordingNotFound
from voicetodo.modules.voice.model import Recording
from voicetodo.modules.voice.sounds import media_type_of
from voicetodo.modules.voice.store import recordings
from voicetodo.modules.voice.store.recordings import Kept

_PREFIX: Final = "recordings"
_AT_ONCE: Final = 500
#: Longer than keeping one may take.
_GRACE: Final = timedelta(days=1)
#: More than any recording, which is bounded where it is heard, and what sealing adds.
MOST_BYTES: Final = 1_000_000_000
_log: Final = logger("voice")


class Recordings:
    """Every verb is scoped by `user_id`; what is another's raises RecordingNotFound."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        blobs: Blobs,
        seal: Seal,
        kept_for: timedelta,
        plans: Allowance = unlimited,
    ) -> None:
        self._database = database
        self._clock = clock
        self._blobs = blobs
        self._seal = seal
        self._kept_for = kept_for
        self._plans = plans

    async def keep(self, user_id: UUID, command_id: UUID, audio: bytes) -> None:
        """Where the user agreed, and not twice. That it cannot be kept is no reason to fail what was said.

        Raises PlanLimit, which is none either, but to be told.
        """
        async with self._database.transaction() as tx:
            if not await recordings.has_agreed(tx, user_id):
                return
            if await recordings.find(tx, user_id, command_id) is not None:
                return
            await self._check_room(tx, user_id)
        made = Recording(
            command_id=command_id, media_type=media_type_of(audio), size=len(audio), created_at=self._clock.now()
        )
        key = new_key()
        try:
            sealed = await self._seal.seal(audio, at=place_of(user_id, command_id))
            await self._blobs.put(key, once(sealed), max_bytes=MOST_BYTES)
        except (BlobsUnavailable, KeysUnavailable):
            _log.warning("recording_not_kept", command_id=str(command_id))
            return
        try:
            async with self._database.transaction() as tx:
                await self._check_room(tx, user_id)
                is_kept = await recordings.add(tx, user_id, Kept(made, key, key_of(sealed)))
        except PlanLimit:
            await self._drop(key)
            raise
        if not is_kept:
            await self._drop(key)

    async def count(self, user_id: UUID) -> int:
        """How many are kept."""
        async with self._database.connection() as connection:
            return await recordings.count(connection, user_id)

    async def list_before(self, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Recording]:
        """The newest first."""
        async with self._database.connection() as connection:
            return await recordings.list_before(connection, user_id, before=before, limit=limit)

    async def read(self, user_id: UUID, command_id: UUID) -> tuple[Recording, bytes]:
        """What it is, and its bytes. Raises RecordingNotFound, BlobMissing."""
        async with self._database.connection() as connection:
            kept = await recordings.find(connection, user_id, command_id)
        if kept is None:
            raise RecordingNotFound
        sealed = b"".join([chunk async for chunk in await self._blobs.read(kept.blob_key)])
        return kept.recording, await self._seal.open(sealed, at=place_of(user_id, command_id))

    async def remove(self, user_id: UUID, command_id: UUID) -> None:
        """The recording; the command stays. Raises RecordingNotFound."""
        async with self._database.transaction() as tx:
            if not await recordings.remove(tx, user_id, command_id):
                raise RecordingNotFound

    async def forget_old(self) -> None:
        """Housekeeping: what was kept long enough, a few at a time."""
        gone = _AT_ONCE
        while gone == _AT_ONCE:
            async with self._database.transaction() as tx:
                gone = await recordings.forget(tx, before=self._clock.now() - self._kept_for, limit=_AT_ONCE)

    async def remove_left(self) -> None:
        """Housekeeping: the bytes of what was removed. Killed halfway, it begins again."""
        while True:
            async with self._database.connection() as connection:
                keys = await recordings.list_left(connection, limit=_AT_ONCE)
            for key in keys:
                await self._blobs.delete(key)
            async with self._database.transaction() as tx:
                await recordings.forget_left(tx, keys)
            if len(keys) < _AT_ONCE:
                return

    async def sweep(self) -> None:
        """Housekeeping: the bytes of recordings whose process died before their row was written."""
        before = self._clock.now() - _GRACE
        old = [each.key async for each in self._blobs.list_all(_PREFIX) if each.written_at < before]
        for start in range(0, len(old), _AT_ONCE):
            some = old[start : start + _AT_ONCE]
            async with self._database.connection() as connection:
                used = await recordings.used(connection, some)
            for key in some:
                if key not in used:
                    await self._blobs.delete(key)

    async def _check_room(self, tx: Transaction, user_id: UUID) -> None:
        await self._plans.check(tx, user_id, "recordings", count=lambda: recordings.count(tx, user_id))

    async def _drop(self, key: str) -> None:
        """What no row will point at. Where it cannot be done now, the sweep does it."""
        try:
            await self._blobs.delete(key)
        except BlobsUnavailable:
            _log.warning("blob_left_behind", key=key)


class RecordingFiles(PersonalFiles):
    """Recordings, as they are told to whoever spoke."""

    def __init__(self, recordings: Recordings) -> None:
        self._recordings = recordings

    async def read(self, user_id: UUID, key: str, after: str | None) -> FileChunk:  # noqa: ARG002 - all at once
        """Raises RecordingNotFound, BlobMissing."""
        _, audio = await self._recordings.read(user_id, UUID(key))
        return FileChunk(audio)


def place_of(user_id: UUID, command_id: UUID) -> Place:
    """A recording opens as that of one command, of one user."""
    return Place("voice.recordings", "blob", (str(user_id), str(command_id)), was="voice.recording")


def new_key() -> str:
    """Says nothing of whose it is, or what it belongs to."""
    return f"{_PREFIX}/{new_id()}"


async def once(content: bytes) -> AsyncGenerator[bytes]:
    yield content
