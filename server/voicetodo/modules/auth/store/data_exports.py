"""Files with everything that is known of somebody: a row for each that was asked for."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.auth.model.data_exports import DataExport

_FIELDS: Final = DataExport.__struct_fields__
_COLUMNS: Final = ", ".join(_FIELDS)


class Kept(msgspec.Struct, frozen=True):
    """An export, the job that makes it, and where its sealed bytes lie."""

    value: DataExport
    job_id: int | None
    blob_key: str | None
    sealed_key: bytes | None


async def count_since(connection: Connection, user_id: UUID, moment: datetime) -> int:
    """Asked for since then, those that were deleted too."""
    return await connection.fetchval(
        "select count(*) from data_exports where user_id = $1 and created_at > $2", user_id, moment
    )


async def add(tx: Transaction, user_id: UUID, made: DataExport) -> bool:
    """False where one of this person's is under way."""
    found = await tx.fetchval(
        "insert into data_exports (id, user_id, state, created_at) values ($2, $1, $3, $4)"
        " on conflict (user_id) where state in ('waiting', 'building') do nothing returning id",
        user_id,
        made.id,
        made.state,
        made.created_at,
    )
    return found is not None


async def keep_job(tx: Transaction, export_id: UUID, job_id: int) -> None:
    await tx.execute("update data_exports set job_id = $2 where id = $1", export_id, job_id)


async def find(connection: Connection, user_id: UUID, export_id: UUID) -> Kept | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS}, job_id, blob_key, sealed_key from data_exports"
        " where user_id = $1 and id = $2 and deleted_at is null",
        user_id,
        export_id,
    )
    return None if row is None else _kept(row)


async def list_before(connection: Connection, user_id: UUID, *, before: UUID | None, limit: int) -> list[Kept]:
    """The newest first."""
    rows = await connection.fetch(
        f"select {_COLUMNS}, job_id, blob_key, sealed_key from data_exports"
        " where user_id = $1 and deleted_at is null and ($2::uuid is null or id < $2) order by id desc limit $3",
        user_id,
        before,
        limit,
    )
    return [_kept(row) for row in rows]


async def list_under_way(connection: Connection, *, before: datetime, limit: int) -> list[tuple[UUID, int | None]]:
    """Asked for before then and not ended, with their jobs."""
    rows = await connection.fetch(
        "select id, job_id from data_exports where created_at < $1 and state in ('waiting', 'building') limit $2",
        before,
        limit,
    )
    return [(row["id"], row["job_id"]) for row in rows]


async def find_under_way(connection: Connection, user_id: UUID) -> Kept | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS}, job_id, blob_key, sealed_key from data_exports"
        " where user_id = $1 and state in ('waiting', 'building')",
        user_id,
    )
    return None if row is None else _kept(row)


async def begin(tx: Transaction, export_id: UUID, *, blob_key: str) -> UUID | None:
    """Whose it is; None where it is not under way any more. From now on whoever else was making it has lost it."""
    return await tx.fetchval(
        "update data_exports set state = 'building', progress = 0, doing = null, blob_key = $2"
        " where id = $1 and state in ('waiting', 'building') returning user_id",
        export_id,
        blob_key,
    )


async def advance(tx: Transaction, blob_key: str, *, export_id: UUID, progress: float, doing: str) -> None:
    await tx.execute(
        "update data_exports set progress = $3, doing = $4 where id = $1 and blob_key = $2 and state = 'building'",
        export_id,
        blob_key,
        progress,
        doing,
    )


async def finish(
    tx: Transaction,
    export_id: UUID,
    *,
    blob_key: str,
    sealed_key: bytes,
    size: int,
    ready_at: datetime,
    expires_at: datetime,
) -> UUID | None:
    """Whose it is; None where it was deleted, or somebody else makes it."""
    return await tx.fetchval(
        "update data_exports set state = 'ready', progress = 1, doing = null, sealed_key = $3, size = $4,"
        " ready_at = $5, expires_at = $6 where id = $1 and blob_key = $2 and state = 'building' returning user_id",
        export_id,
        blob_key,
        sealed_key,
        size,
        ready_at,
        expires_at,
    )


async def expire_others(tx: Transaction, user_id: UUID, export_id: UUID) -> None:
    """Of one person only the last file is kept."""
    await tx.execute(
        "update data_exports set state = 'expired', blob_key = null, sealed_key = null"
        " where user_id = $1 and id <> $2 and state = 'ready'",
        user_id,
        export_id,
    )


async def fail(tx: Transaction, export_id: UUID, *, reason: str | None = None) -> None:
    await tx.execute(
        "update data_exports set state = 'failed', doing = null, blob_key = null, reason = $2"
        " where id = $1 and state in ('waiting', 'building')",
        export_id,
        reason,
    )


async def note_download(tx: Transaction, export_id: UUID, *, at: datetime) -> None:
    await tx.execute("update data_exports set downloaded_at = $2 where id = $1", export_id, at)


async def delete(tx: Transaction, user_id: UUID, export_id: UUID, *, at: datetime) -> bool:
    """False where there is none. That it was asked for is known all the same, as it counts."""
    found = await tx.fetchval(
        "update data_exports set state = 'expired', doing = null, blob_key = null, sealed_key = null, deleted_at = $3"
        " where user_id = $1 and id = $2 and deleted_at is null returning id",
        user_id,
        export_id,
        at,
    )
    return found is not None


async def expire(tx: Transaction, *, now: datetime) -> None:
    """All whose time has come, whoever's they are."""
    await tx.execute(
        "update data_exports set state = 'expired', blob_key = null, sealed_key = null"
        " where state = 'ready' and expires_at <= $1",
        now,
    )


async def forget(tx: Transaction, *, before: datetime) -> None:
    await tx.execute("delete from data_exports where created_at < $1", before)


async def find_owner(connection: Connection, export_id: UUID) -> tuple[UUID, DataExport] | None:
    row = await connection.fetchrow(f"select user_id, {_COLUMNS} from data_exports where id = $1", export_id)
    return None if row is None else (row["user_id"], _value(row))


async def list_left(connection: Connection, *, limit: int) -> list[str]:
    """Keys of blobs to be removed, those first that wait longest."""
    rows = await connection.fetch("select key from blobs_left order by left_at limit $1", limit)
    return [row["key"] for row in rows]


async def forget_left(tx: Transaction, keys: Sequence[str]) -> None:
    await tx.execute("delete from blobs_left where key = any($1::text[])", keys)


def _kept(row: Record) -> Kept:
    return Kept(_value(row), row["job_id"], row["blob_key"], row["sealed_key"])


def _value(row: Record) -> DataExport:
    return DataExport(**{name: row[name] for name in _FIELDS})
