"""Imports: brought, looked at, approved, and taken back. The work itself is done in the background."""

from collections.abc import AsyncIterable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.audit import audit
from voicetodo.kit.bus import announce
from voicetodo.kit.errors import DomainError, FieldError, Unavailable
from voicetodo.kit.jobs import Jobs, defer
from voicetodo.modules.todo.api import Import, ImportCounts, ImportProgress, ImportState, Origin, RowOutcome
from voicetodo.modules.todo.checks import is_timezone
from voicetodo.modules.todo.errors import ImportInvalid, ImportNotFound, ImportUnready, TooManyImports
from voicetodo.modules.todo.events import ImportChanged
from voicetodo.modules.todo.service.background import (
    GIVEN_UP,
    ImportJob,
    ReadImport,
    RunImport,
    UndoImport,
    is_given_up,
    lock_of,
)
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.parcels import Parcels
from voicetodo.modules.todo.store import import_rows, imports
from voicetodo.modules.todo.store.import_rows import StoredRow
from voicetodo.modules.todo.store.imports import Parcel, StoredImport
from voicetodo.modules.todo.transfer.fields import FIELDS
from voicetodo.modules.todo.transfer.formats import FORMATS
from voicetodo.modules.todo.transfer.plain import excerpt

#: On their way at once, of one person.
MAX_OPEN: Final = 5
ORIGIN: Final = Origin(source="import")
_MAX_FILE_NAME: Final = 200
_AROUND_FILE_BYTES: Final = 64_000
_AUDITED: Final[dict[ImportState, str]] = {"running": "todo.import_approved", "undoing": "todo.import_withdrawn"}
_UNREADY: Final = {
    "reading": "The file is still being read. Wait until the import is ready.",
    "refused": "This file cannot be used: see the reason. Bring another one.",
    "running": "It is being brought in. Wait until it is done.",
    "undoing": "It is being taken out. Wait until that is done.",
}


_WITHOUT_FILES: Final = "Its files were not kept after they had come in once. Bring the archive again."


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file, and what its sender says of it. `columns` (field → column) is for CSV alone."""

    parcel: Parcel
    file_name: str | None = None
    format: str | None = None
    timezone: str = "UTC"
    columns: Mapping[str, str] = {}


class Imports:
    """Every verb is scoped by `user_id`; what is another's raises ImportNotFound."""

    def __init__(self, desk: Desk, jobs: Jobs, parcels: Parcels) -> None:
        self._desk = desk
        self._jobs = jobs
        self.parcels = parcels

    @property
    def max_body_bytes(self) -> int:
        """What may be sent to bring a file, which is a little more than the file."""
        return self.parcels.max_bytes + _AROUND_FILE_BYTES

    async def receive(self, user_id: UUID, import_id: UUID, chunks: AsyncIterable[bytes]) -> Parcel:
        """The file of an import that is about to be made: make it, or drop it. Raises TooManyImports, TooLarge."""
        async with self._desk.database.connection() as connection:
            is_new = await imports.find(connection, user_id, import_id) is None
            if is_new and await imports.count_open(connection, user_id) >= MAX_OPEN:
                raise TooManyImports
        return await self.parcels.receive(user_id, chunks)

    async def create(self, user_id: UUID, upload: Upload, *, import_id: UUID) -> Import:
        """Kept to be read in the background; sent again under its id it is the one that is there already.

        Raises ImportInvalid, TooManyImports. Its parcel is dropped where nothing came to point at it.
        """
        try:
            _check(upload)
            made = await self._create(user_id, upload, import_id=import_id)
        except Unavailable:
            # Perhaps the row is there, and only its commit was not heard of.
            raise
        except DomainError:
            await self.parcels.drop(upload.parcel)
            raise
        if made is None:
            await self.parcels.drop(upload.parcel)
            return await self.get(user_id, import_id)
        return made

    async def _create(self, user_id: UUID, upload: Upload, *, import_id: UUID) -> Import | None:
        """None where there is one under this id already."""
        async with self._writing(user_id) as ledger:
            found = await imports.find(ledger.tx, user_id, import_id)
            if found is not None:
                return None
            await imports.hold_open(ledger.tx, user_id)
            if await imports.count_open(ledger.tx, user_id) >= MAX_OPEN:
                raise TooManyImports
            made = Import(
                id=import_id,
                state="reading",
                format=upload.format,
                file_name=excerpt(upload.file_name or "", most=_MAX_FILE_NAME) or None,
                timezone=upload.timezone,
                counts=ImportCounts(create=0, update=0, skip=0, error=0),
                notices=(),
                created_at=ledger.now,
                updated_at=ledger.now,
            )
            job_id = await defer(ledger.tx, ReadImport(user_id, import_id), lock=lock_of(user_id))
            await imports.insert(
                ledger.tx, user_id, made, parcel=upload.parcel, columns=dict(upload.columns), job_id=job_id
            )
            await audit(ledger.tx, "todo.import_created", on=("import", import_id), of=user_id)
            return made

    async def get(self, user_id: UUID, import_id: UUID) -> Import:
        """As it stands, with how far its job has come. Raises ImportNotFound."""
        async with self._desk.database.connection() as connection:
            found = await imports.find(connection, user_id, import_id)
        if found is None:
            raise ImportNotFound
        return await self._with_progress(found)

    async def list_page(self, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Import]:
        """The latest first."""
        async with self._desk.database.connection() as connection:
            found = await imports.list_page(connection, user_id, before=before, limit=limit)
        return [await self._with_progress(each) for each in found]

    async def list_rows(
        self, user_id: UUID, import_id: UUID, *, outcome: RowOutcome | None, after: int, limit: int
    ) -> list[StoredRow]:
        """In the order of the file."""
        async with self._desk.database.connection() as connection:
            if await imports.find(connection, user_id, import_id) is None:
                raise ImportNotFound
            return await import_rows.list_rows(
                connection, user_id, import_id, outcome=outcome, after=after, limit=limit
            )

    async def approve(self, user_id: UUID, import_id: UUID) -> Import:
        """Have it done; one that is done or being done stays so. Raises ImportUnready, also where it was never read."""
        return await self._move(
            user_id, import_id, RunImport(user_id, import_id), to="running", via=("ready", "failed", "undone"),
            as_is=("running", "done"),
        )  # fmt: skip

    async def withdraw(self, user_id: UUID, import_id: UUID) -> Import:
        """Take out again what it brought in; one that brought in nothing stays as it is. Raises ImportUnready."""
        return await self._move(
            user_id, import_id, UndoImport(user_id, import_id), to="undoing", via=("done",),
            as_is=("ready", "failed", "undoing", "undone"),
        )  # fmt: skip

    async def delete(self, user_id: UUID, import_id: UUID) -> None:
        """Forget it; its todos stay. Raises ImportUnready while it is being worked on."""
        seen = await self.get(user_id, import_id)
        async with self._writing(user_id) as ledger:
            now = await _locked(ledger, import_id, seen)
            if now.state in ("running", "undoing"):
                raise ImportUnready("It is being worked on. Wait until that is done, then delete it.")
            await imports.delete(ledger.tx, user_id, import_id)

    async def _move(
        self,
        user_id: UUID,
        import_id: UUID,
        job: ImportJob,
        *,
        to: ImportState,
        via: tuple[ImportState, ...],
        as_is: tuple[ImportState, ...],
    ) -> Import:
        seen = await self.get(user_id, import_id)
        async with self._writing(user_id) as ledger:
            now = await _locked(ledger, import_id, seen)
            if now.state in as_is:
                return now
            if now.state not in via:
                raise ImportUnready(_UNREADY.get(now.state))
            if not _has_rows(now):
                raise ImportUnready(now.reason)
            if now.state == "undone" and now.attachment_count:
                raise ImportUnready(_WITHOUT_FILES)
            job_id = await defer(ledger.tx, job, lock=lock_of(user_id))
            moved = stepped(now, ledger.now, state=to, reason=None, reason_told=None)
            await imports.save(ledger.tx, user_id, moved, job_id=job_id)
            await announce(ledger.tx, ImportChanged(user_id=user_id, imported=moved))
            await audit(ledger.tx, _AUDITED[to], on=("import", import_id), of=user_id)
            return moved

    async def _with_progress(self, found: StoredImport) -> Import:
        if found.value.state not in GIVEN_UP or found.job_id is None:
            return found.value
        job = await self._jobs.find(found.job_id)
        if is_given_up(job):
            state, reason = GIVEN_UP[found.value.state]
            return replace(found.value, state=state, reason=reason.message, reason_told=reason)
        if job is None or job.progress is None:
            return found.value
        return replace(found.value, progress=ImportProgress(job.progress.done, job.progress.total))

    def _writing(self, user_id: UUID) -> AbstractAsyncContextManager[Ledger]:
        return self._desk.writing(user_id, ORIGIN)


def stepped(found: Import, now: datetime, **fields: object) -> Import:
    """The next version of it."""
    return replace(found, updated_at=now, version=found.version + 1, progress=None, **fields)


async def _locked(ledger: Ledger, import_id: UUID, seen: Import) -> Import:
    """As it was seen before the transaction, or as somebody left it since. Raises ImportNotFound."""
    found = await imports.lock(ledger.tx, ledger.user_id, import_id)
    if found is None:
        raise ImportNotFound
    return seen if seen.version == found.value.version else found.value


def _has_rows(found: Import) -> bool:
    """A file without a single row is refused."""
    counts = found.counts
    return counts.create + counts.update + counts.skip + counts.error > 0


def _check(upload: Upload) -> None:
    errors: list[FieldError] = []
    if upload.format is not None and upload.format not in FORMATS:
        errors.append(FieldError("format", f"Must be one of {', '.join(FORMATS)}, or left out."))
    if not is_timezone(upload.timezone):
        errors.append(FieldError("timezone", "Must be an IANA name such as Europe/Berlin."))
    unknown = sorted(set(upload.columns) - set(FIELDS))
    if unknown:
        errors.append(
            FieldError(f"columns.{unknown[0][:60]}", f"There is no such field. There are {', '.join(FIELDS)}.")
        )
    if upload.parcel.data is not None and not upload.parcel.data.strip():
        errors.append(FieldError("file", "The file is empty."))
    if errors:
        raise ImportInvalid(errors[0].message if len(errors) == 1 else None, errors=errors)
