"""Imports. Their rows are in `import_rows`."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api import Import, ImportCounts, Told
from voicetodo.modules.todo.store import import_rows
from voicetodo.modules.todo.store.locks import Lock, hold
from voicetodo.modules.todo.transfer.draft import Names
from voicetodo.modules.todo.transfer.planning import Planned

_COLUMNS: Final = """
    id, state, format, file_name, timezone, notices, reason, created, updated, skipped, failed, created_at, updated_at,
    approved_at, undone_at, version, job_id, blob_key, attachment_count, attachment_bytes, told
"""
_ENDED: Final = "('refused', 'done', 'undone', 'failed')"
_WORKING: Final = "('reading', 'running', 'undoing')"

_names: Final = msgspec.json.Decoder(Names)
_columns: Final = msgspec.json.Decoder(dict[str, str])


class StoredImport(msgspec.Struct, frozen=True):
    """An import, the job that was asked for it last, and where its archive lies as long as it is kept."""

    value: Import
    job_id: int | None
    blob_key: str | None


class Parcel(msgspec.Struct, frozen=True):
    """A file as it was brought: a text itself, or the key under which an archive lies."""

    data: bytes | None = None
    blob_key: str | None = None


class Waiting(msgspec.Struct, frozen=True):
    """An import that is being worked on, and the job that does it."""

    user_id: UUID
    import_id: UUID
    job_id: int


class _Told(msgspec.Struct, frozen=True):
    """What is told of an import, with codes."""

    notices: tuple[Told, ...]
    reason: Told | None


async def insert(
    tx: Transaction, user_id: UUID, made: Import, *, parcel: Parcel, columns: dict[str, str], job_id: int
) -> bool:
    """False when the id is there already."""
    return (
        await tx.fetchval(
            "insert into imports (user_id, id, state, format, file_name, timezone, columns, data, blob_key, job_id,"
            " created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7::json, $8, $9, $10, $11, $11)"
            " on conflict do nothing returning id",
            user_id,
            made.id,
            made.state,
            made.format,
            made.file_name,
            made.timezone,
            msgspec.json.encode(columns).decode(),
            parcel.data,
            parcel.blob_key,
            job_id,
            made.created_at,
        )
        is not None
    )


async def hold_open(tx: Transaction, user_id: UUID) -> None:
    """Until the transaction ends nobody else adds one to those on their way."""
    await hold(tx, Lock.IMPORTS, user_id)


async def count_open(connection: Connection, user_id: UUID) -> int:
    """How many are on their way, or hold an archive."""
    return await connection.fetchval(
        f"select count(*) from imports where user_id = $1 and (state not in {_ENDED} or blob_key is not null)", user_id
    )


async def find(connection: Connection, user_id: UUID, import_id: UUID) -> StoredImport | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS} from imports where user_id = $1 and id = $2", user_id, import_id
    )
    return None if row is None else _stored(row)


async def lock(tx: Transaction, user_id: UUID, import_id: UUID) -> StoredImport | None:
    """Read to be changed."""
    row = await tx.fetchrow(
        f"select {_COLUMNS} from imports where user_id = $1 and id = $2 for update", user_id, import_id
    )
    return None if row is None else _stored(row)


async def list_page(
    connection: Connection, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[StoredImport]:
    """The latest first."""
    rows = await connection.fetch(
        f"select {_COLUMNS} from imports"
        " where user_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))"
        " order by created_at desc, id desc limit $4",
        user_id,
        before[0] if before else None,
        before[1] if before else None,
        limit,
    )
    return [_stored(row) for row in rows]


async def file_of(connection: Connection, user_id: UUID, import_id: UUID) -> tuple[Parcel, dict[str, str]] | None:
    """The file and the columns that were named; None once it is not kept any more."""
    row = await connection.fetchrow(
        "select data, blob_key, columns from imports"
        " where user_id = $1 and id = $2 and (data is not null or blob_key is not null)",
        user_id,
        import_id,
    )
    return None if row is None else (Parcel(row[0], row[1]), _columns.decode(row[2]))


async def names_of(connection: Connection, user_id: UUID, import_id: UUID) -> Names:
    """What stood in the file besides its rows."""
    found = await connection.fetchval("select names from imports where user_id = $1 and id = $2", user_id, import_id)
    return Names() if found is None else _names.decode(found)


async def save(tx: Transaction, user_id: UUID, changed: Import, *, job_id: int | None = None) -> None:
    """Write an import that was read for update. `job_id` where another job was asked for."""
    counts = changed.counts
    await tx.execute(
        "update imports set state = $3, format = $4, notices = $5::json, reason = $6, created = $7, updated = $8,"
        " skipped = $9, failed = $10, updated_at = $11, approved_at = $12, undone_at = $13, version = $14,"
        " job_id = coalesce($15, job_id), attachment_count = $16, attachment_bytes = $17, told = $18::json"
        " where user_id = $1 and id = $2",
        user_id,
        changed.id,
        changed.state,
        changed.format,
        msgspec.json.encode(changed.notices).decode(),
        changed.reason,
        counts.create,
        counts.update,
        counts.skip,
        counts.error,
        changed.updated_at,
        changed.approved_at,
        changed.undone_at,
        changed.version,
        job_id,
        changed.attachment_count,
        changed.attachment_bytes,
        msgspec.json.encode(_Told(changed.notices_told, changed.reason_told)).decode(),
    )


async def drop_archive(tx: Transaction, user_id: UUID, import_id: UUID) -> None:
    """It is not needed any more, and is removed soon."""
    await tx.execute(
        "update imports set blob_key = null where user_id = $1 and id = $2 and blob_key is not null",
        user_id,
        import_id,
    )


async def keep_reading(
    tx: Transaction, user_id: UUID, import_id: UUID, *, names: Names | None, planned: Sequence[Planned]
) -> None:
    """What was read takes the place of a text."""
    await tx.execute(
        "update imports set data = null, names = $3::json where user_id = $1 and id = $2",
        user_id,
        import_id,
        None if names is None else msgspec.json.encode(names).decode(),
    )
    await import_rows.insert_all(tx, user_id, import_id, planned)


async def delete(tx: Transaction, user_id: UUID, import_id: UUID) -> None:
    """With its rows; todos stay."""
    await tx.execute("delete from imports where user_id = $1 and id = $2", user_id, import_id)


async def list_waiting(connection: Connection, *, before: datetime, limit: int) -> list[Waiting]:
    """Of everybody: being worked on, and untouched since; the oldest first."""
    rows = await connection.fetch(
        "select user_id, id, job_id from imports"
        f" where state in {_WORKING} and updated_at < $1 and job_id is not null order by updated_at limit $2",
        before,
        limit,
    )
    return [Waiting(*row) for row in rows]


async def delete_before(tx: Transaction, at: datetime) -> None:
    """Of everybody: imports that nobody touched since, unless they are being worked on."""
    await tx.execute(f"delete from imports where updated_at < $1 and state not in {_WORKING}", at)  # nosec B608 - states are ours


def _stored(row: Record) -> StoredImport:
    told = _told_of(row)
    return StoredImport(
        Import(
            id=row["id"],
            state=row["state"],
            format=row["format"],
            file_name=row["file_name"],
            timezone=row["timezone"],
            counts=ImportCounts(create=row["created"], update=row["updated"], skip=row["skipped"], error=row["failed"]),
            attachment_count=row["attachment_count"],
            attachment_bytes=row["attachment_bytes"],
            notices=tuple(each.message for each in told.notices),
            reason=row["reason"],
            notices_told=told.notices,
            reason_told=told.reason,
            created_at=row["created_at"],
            updated_at=row["updated_at"],
            approved_at=row["approved_at"],
            undone_at=row["undone_at"],
            version=row["version"],
        ),
        row["job_id"],
        row["blob_key"],
    )


def _told_of(row: Record) -> _Told:
    if row["told"] is not None:
        return msgspec.json.decode(row["told"], type=_Told)
    # one that was changed last before there were codes has its sentences alone
    notices = msgspec.json.decode(row["notices"], type=tuple[str, ...])
    return _Told(tuple(map(Told, notices)), None if row["reason"] is None else Told(row["reason"]))
