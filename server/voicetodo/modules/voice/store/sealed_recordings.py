"""Recordings by the key they are sealed under, in stretches of their table."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction

#: Pages of 8 KiB; some thousand rows.
_STRETCH_PAGES: Final = 16


class SealedRecording(msgspec.Struct, frozen=True):
    """Whose it is, and where its bytes are."""

    user_id: UUID
    command_id: UUID
    blob_key: str


async def count_stretches(connection: Connection) -> int:
    pages: int = await connection.fetchval(
        "SELECT pg_relation_size('voice.recordings') / current_setting('block_size')::int"
    )
    return -(-pages // _STRETCH_PAGES)


async def list_others(connection: Connection, stretch: int, *, than: str) -> Sequence[SealedRecording]:
    """Everybody's, of these pages, that are not sealed under this key."""
    rows = await connection.fetch(
        """
        SELECT user_id, command_id, blob_key FROM recordings
        WHERE ctid >= $1::text::tid AND ctid < $2::text::tid AND sealed_under <> $3
        """,
        *_bounds(stretch),
        than,
    )
    return [SealedRecording(**row) for row in rows]


async def count_by_key(connection: Connection, stretch: int) -> dict[str, int]:
    rows = await connection.fetch(
        """
        SELECT sealed_under, count(*) AS number FROM recordings
        WHERE ctid >= $1::text::tid AND ctid < $2::text::tid GROUP BY 1
        """,
        *_bounds(stretch),
    )
    return {row["sealed_under"]: row["number"] for row in rows}


async def move(tx: Transaction, recording: SealedRecording, *, blob_key: str, sealed_under: str) -> bool:
    """Point at other bytes, where the row still points at these; they are left behind, to be removed."""
    found = await tx.fetchval(
        """
        UPDATE recordings SET blob_key = $4, sealed_under = $5
        WHERE user_id = $1 AND command_id = $2 AND blob_key = $3 RETURNING command_id
        """,
        recording.user_id,
        recording.command_id,
        recording.blob_key,
        blob_key,
        sealed_under,
    )
    return found is not None


def _bounds(stretch: int) -> tuple[str, str]:
    return f"({stretch * _STRETCH_PAGES},0)", f"({(stretch + 1) * _STRETCH_PAGES},0)"
