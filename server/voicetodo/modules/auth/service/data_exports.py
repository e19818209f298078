"""Everything that is known of somebody, for them: asked for, waited for, downloaded, and gone after some days."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated, ClassVar, Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.audit import audit
from voicetodo.kit.blobs import Blobs
from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.crypto.sealed_stream import opened
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import Jobs, JobState, defer
from voicetodo.modules.auth.errors import (
    DataExportExpired,
    DataExportNotFound,
    DataExportUnderWay,
    DataExportUnready,
    TooManyDataExports,
)
from voicetodo.modules.auth.model.data_exports import MOST_PER_DAY, DataExport
from voicetodo.modules.auth.sealed import EXPORT_KEYS
from voicetodo.modules.auth.store import data_exports
from voicetodo.modules.auth.store.data_exports import Kept

#: That it was asked for, and downloaded, is known for so long.
DATA_EXPORTS_KEPT_FOR: Final = timedelta(days=90)
#: Longer than it takes to write down the job.
_LONG: Final = timedelta(minutes=10)
_AT_ONCE: Final = 500


class DataExportSettings(msgspec.Struct, frozen=True):
    """Read from `VOICETODO_<FIELD>`."""

    #: Days for which a file with everything that is known of somebody can be downloaded.
    data_export_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 7


class BuildDataExport(msgspec.Struct, frozen=True):
    """Write the file."""

    name: ClassVar[str] = "auth.build_data_export"
    export_id: UUID


class DataExports:
    """Every verb is scoped by `user_id`; what is another's raises DataExportNotFound."""

    def __init__(self, *, db: Database, clock: Clock, jobs: Jobs, blobs: Blobs, seal: Seal) -> None:
        self._db = db
        self._clock = clock
        self._jobs = jobs
        self._blobs = blobs
        self._seal = seal

    async def create(self, user_id: UUID) -> DataExport:
        """Written in the background. Raises DataExportUnderWay, TooManyDataExports."""
        now = self._clock.now()
        async with self._db.connection() as connection:
            under_way = await data_exports.find_under_way(connection, user_id)
        if under_way is not None and (await self._as_it_is(under_way)).state == "failed":
            async with self._db.transaction() as tx:
                await data_exports.fail(tx, under_way.value.id)
        made = DataExport(id=new_id(), state="waiting", created_at=now)
        async with self._db.transaction() as tx:
            if await data_exports.count_since(tx, user_id, now - timedelta(days=1)) >= MOST_PER_DAY:
                raise TooManyDataExports
            if not await data_exports.add(tx, user_id, made):
                raise DataExportUnderWay
            await data_exports.keep_job(tx, made.id, await defer(tx, BuildDataExport(made.id)))
            await audit(tx, "auth.data_export_requested", on=("data_export", made.id), of=user_id)
        return made

    async def list_page(self, user_id: UUID, *, before: UUID | None, limit: int) -> list[DataExport]:
        """The newest first."""
        async with self._db.connection() as connection:
            found = await data_exports.list_before(connection, user_id, before=before, limit=limit)
        return [await self._as_it_is(each) for each in found]

    async def get(self, user_id: UUID, export_id: UUID) -> DataExport:
        """How far it is. Raises DataExportNotFound."""
        return await self._as_it_is(await self._find(user_id, export_id))

    async def open(self, user_id: UUID, export_id: UUID) -> tuple[DataExport, AsyncIterator[bytes]]:
        """What it is, and its bytes. Raises DataExportNotFound, DataExportExpired, DataExportUnready, BlobMissing."""
        kept = await self._find(user_id, export_id)
        found = await self._as_it_is(kept)
        if found.state == "expired":
            raise DataExportExpired
        if found.state != "ready" or kept.blob_key is None or kept.sealed_key is None:
            raise DataExportUnready
        key = await self._seal.open(kept.sealed_key, at=EXPORT_KEYS.at(export_id))
        chunks = await self._blobs.read(kept.blob_key)
        async with self._db.transaction() as tx:
            await data_exports.note_download(tx, export_id, at=self._clock.now())
            await audit(tx, "auth.data_export_downloaded", on=("data_export", export_id), of=user_id)
        return found, opened(key, chunks)

    async def delete(self, user_id: UUID, export_id: UUID) -> None:
        """The file goes; one that is under way will not be made. Raises DataExportNotFound."""
        async with self._db.transaction() as tx:
            if not await data_exports.delete(tx, user_id, export_id, at=self._clock.now()):
                raise DataExportNotFound
            await audit(tx, "auth.data_export_deleted", on=("data_export", export_id), of=user_id)

    async def expire(self) -> None:
        """Housekeeping: files that were there long enough, and exports that will never be made."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await data_exports.expire(tx, now=now)
        async with self._db.connection() as connection:
            waiting = await data_exports.list_under_way(connection, before=now - _LONG, limit=_AT_ONCE)
        for export_id, job_id in waiting:
            if job_id is None or _is_given_up(await self._jobs.find(job_id)):
                async with self._db.transaction() as tx:
                    await data_exports.fail(tx, export_id)

    async def forget_old(self) -> None:
        """Housekeeping: that they were ever asked for."""
        async with self._db.transaction() as tx:
            await data_exports.forget(tx, before=self._clock.now() - DATA_EXPORTS_KEPT_FOR)

    async def remove_left(self) -> None:
        """Housekeeping: the bytes of what expired or was deleted. Killed halfway, it begins again."""
        while True:
            async with self._db.connection() as connection:
                keys = await data_exports.list_left(connection, limit=_AT_ONCE)
            for key in keys:
                await self._blobs.delete(key)
            async with self._db.transaction() as tx:
                await data_exports.forget_left(tx, keys)
            if len(keys) < _AT_ONCE:
                return

    async def _find(self, user_id: UUID, export_id: UUID) -> Kept:
        async with self._db.connection() as connection:
            found = await data_exports.find(connection, user_id, export_id)
        if found is None:
            raise DataExportNotFound
        return found

    async def _as_it_is(self, kept: Kept) -> DataExport:
        """Whoever was to change it may have died, or not have come to it yet."""
        found = kept.value
        if found.state == "ready" and found.expires_at is not None and found.expires_at <= self._clock.now():
            return replace(found, state="expired")
        if kept.job_id is None or found.state not in ("waiting", "building"):
            return found
        return replace(found, state="failed") if _is_given_up(await self._jobs.find(kept.job_id)) else found


def _is_given_up(job: JobState | None) -> bool:
    return job is None or job.status in {"failed", "cancelled"}
