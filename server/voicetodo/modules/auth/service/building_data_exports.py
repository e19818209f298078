"""Writes the file with everything that is known of somebody, sealed, to where the other files lie."""

from collections.abc import AsyncGenerator, AsyncIterable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import ClassVar, Final
from uuid import UUID

import msgspec

from voicetodo.kit.blobs import Blobs
from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.crypto.sealed_stream import new_stream_key, sealed
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import defer
from voicetodo.kit.personal_data import PersonalDataFace
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.sealed import EXPORT_KEYS
from voicetodo.modules.auth.service.archives import TITLES, Archive
from voicetodo.modules.auth.service.data_exports import BuildDataExport, DataExportSettings
from voicetodo.modules.auth.store import data_exports

_PREFIX: Final = "data-exports"
#: A bucket takes 10,000 parts of 5 MiB.
_MOST_BYTES: Final = 50_000_000_000
_log: Final = logger("auth")


class SendDataExport(msgspec.Struct, frozen=True):
    """Tell that the file is there."""

    name: ClassVar[str] = "auth.send_data_export"
    export_id: UUID


class BuildingDataExports:
    """`faces` answers with those of all modules, once all are installed; None where nobody answers for one."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        blobs: Blobs,
        seal: Seal,
        faces: Callable[[], Mapping[str, PersonalDataFace | None]],
        settings: DataExportSettings,
    ) -> None:
        self._db = db
        self._clock = clock
        self._blobs = blobs
        self._seal = seal
        self._faces = faces
        self._kept_for = timedelta(days=settings.data_export_days)

    async def build(self, job: BuildDataExport) -> None:
        """Done again, it begins from the start, and whoever else is at it loses it. Nothing where it was deleted.

        There is no file that lacks what a module keeps: where nobody answers for one, it fails and says for which.
        """
        faces = self._faces()
        known = {name: face for name, face in faces.items() if face is not None}
        missing = sorted(faces.keys() - known.keys())
        if missing:
            _log.error("data_export_lacks_modules", export_id=str(job.export_id), modules=missing)
            await self.give_up(job, reason=_lacking(missing))
            return
        blob_key = f"{_PREFIX}/{new_id()}"
        async with self._db.transaction() as tx:
            user_id = await data_exports.begin(tx, job.export_id, blob_key=blob_key)
        if user_id is None:
            return
        # another one for each try, as never two things may be sealed under the same
        key, plain = new_stream_key(), _Counted(self._archive(known, user_id, job.export_id, blob_key))
        await self._blobs.put(blob_key, sealed(key, plain.chunks()), max_bytes=_MOST_BYTES)
        sealed_key, now = await self._seal.seal(key, at=EXPORT_KEYS.at(job.export_id)), self._clock.now()
        async with self._db.transaction() as tx:
            is_ours = await data_exports.finish(
                tx,
                job.export_id,
                blob_key=blob_key,
                sealed_key=sealed_key,
                size=plain.size,
                ready_at=now,
                expires_at=now + self._kept_for,
            )
            if is_ours is not None:
                await data_exports.expire_others(tx, user_id, job.export_id)
                await defer(tx, SendDataExport(job.export_id))
        if is_ours is None:
            await self._blobs.delete(blob_key)

    async def give_up(self, job: BuildDataExport, *, reason: str | None = None) -> None:
        """It will not be done."""
        async with self._db.transaction() as tx:
            await data_exports.fail(tx, job.export_id, reason=reason)

    def _archive(
        self, faces: Mapping[str, PersonalDataFace], user_id: UUID, export_id: UUID, blob_key: str
    ) -> AsyncGenerator[bytes]:
        async def tell(progress: float, doing: str) -> None:
            async with self._db.transaction() as tx:
                await data_exports.advance(tx, blob_key, export_id=export_id, progress=progress, doing=doing)

        return Archive(faces, user_id, at=self._clock.now(), on_progress=tell).chunks()


def _lacking(modules: Sequence[str]) -> str:
    titles = ", ".join(TITLES.get(name, name) for name in modules)
    return (
        f"This could not be read, and without it the file would not be complete: {titles}. Tell whoever looks after"
        " this installation: the module runs nowhere that it is looked for."
    )


class _Counted:
    """How many bytes went by."""

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks
        self.size = 0

    async def chunks(self) -> AsyncGenerator[bytes]:
        async for chunk in self._chunks:
            self.size += len(chunk)
            yield chunk
