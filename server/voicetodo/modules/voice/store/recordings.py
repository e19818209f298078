"""Recordings of commands, and who agreed that theirs are kept. Their bytes lie elsewhere, under a key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.voice.model import Recording

_COLUMNS: Final = "command_id, media_type, size, created_at"


class Kept(msgspec.Struct, frozen=True):
    """A recording, and where its bytes are."""

    recording: Recording
    blob_key: str
    sealed_under: str


async def agree(tx: Transaction, user_id: UUID) -> None:
    await tx.execute("INSERT INTO recording_consents (user_id) VALUES ($1) ON CONFLICT DO NOTHING", user_id)


async def disagree(tx: Transaction, user_id: UUID) -> None:
    """From now on nothing is kept; what was kept is removed. Waits for whatever is just being kept."""
    await tx.execute("DELETE FROM recording_consents WHERE user_id = $1", user_id)
    await tx.execute("DELETE FROM recordings WHERE user_id = $1", user_id)


async def has_agreed(connection: Connection, user_id: UUID) -> bool:
    return await connection.fetchval("SELECT EXISTS (SELECT FROM recording_consents WHERE user_id = $1)", user_id)


async def add(tx: Transaction, user_id: UUID, kept: Kept) -> bool:
    """False where the user does not agree any more, or one of this command is there."""
    made = kept.recording
    agreed = await tx.fetchval("SELECT user_id FROM recording_consents WHERE user_id = $1 FOR SHARE", user_id)
    if agreed is None:
        return False
    found = await tx.fetchval(
        """
        INSERT INTO recordings (command_id, user_id, media_type, size, created_at, blob_key, sealed_under)
        SELECT id, user_id, $3, $4, $5, $6, $7 FROM commands WHERE id = $2 AND user_id = $1
        ON CONFLICT DO NOTHING RETURNING command_id
        """,
        user_id,
        made.command_id,
        made.media_type,
        made.size,
        made.created_at,
        kept.blob_key,
        kept.sealed_under,
    )
    return found is not None


async def find(connection: Connection, user_id: UUID, command_id: UUID) -> Kept | None:
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS}, blob_key, sealed_under FROM recordings"  # noqa: S608 - the columns are ours
        " WHERE user_id = $1 AND command_id = $2",
        user_id,
        command_id,
    )
    if row is None:
        return None
    fields = dict(row.items())
    key, sealed_under = fields.pop("blob_key"), fields.pop("sealed_under")
    return Kept(Recording(**fields), key, sealed_under)


async def count(connection: Connection, user_id: UUID) -> int:
    return await connection.fetchval("SELECT count(*) FROM recordings WHERE user_id = $1", user_id)


async def list_before(
    connection: Connection, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Recording]:
    """The newest first."""
    moment, command_id = before or (None, None)
    rows = await connection.fetch(
        f"""
        SELECT {_COLUMNS} FROM recordings
        WHERE user_id = $1 AND ($2::timestamptz IS NULL OR (created_at, command_id) < ($2, $3))
        ORDER BY created_at DESC, command_id DESC LIMIT $4
        """,  # noqa: S608 - the columns are ours
        user_id,
        moment,
        command_id,
        limit,
    )
    return [Recording(**dict(row.items())) for row in rows]


async def remove(tx: Transaction, user_id: UUID, command_id: UUID) -> bool:
    """False where there is none."""
    found = await tx.fetchval(
        "DELETE FROM recordings WHERE user_id = $1 AND command_id = $2 RETURNING command_id", user_id, command_id
    )
    return found is not None


async def forget(tx: Transaction, *, before: datetime, limit: int) -> int:
    """Remove up to `limit` recordings made before then, whoever's they are; how many there were."""
    tag = await tx.execute(
        "DELETE FROM recordings WHERE ctid = ANY(ARRAY(SELECT ctid FROM recordings WHERE created_at < $1 LIMIT $2))",
        before,
        limit,
    )
    return int(tag.rpartition(" ")[2])


async def list_left(connection: Connection, *, limit: int) -> list[str]:
    """Keys of blobs to be removed, those first that wait longest."""
    rows = await connection.fetch("SELECT key FROM blobs_left ORDER BY left_at LIMIT $1", limit)
    return [row["key"] for row in rows]


async def forget_left(tx: Transaction, keys: Sequence[str]) -> None:
    await tx.execute("DELETE FROM blobs_left WHERE key = ANY($1::text[])", keys)


async def used(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Of these, those that something points at."""
    rows = await connection.fetch("SELECT blob_key FROM recordings WHERE blob_key = ANY($1::text[])", keys)
    return {row["blob_key"] for row in rows}
