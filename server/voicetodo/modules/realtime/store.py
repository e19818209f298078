"""All SQL of the realtime module."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.bus import Envelope
from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.realtime.model import Change


async def append(tx: Transaction, envelope: Envelope) -> int:
    """Number the event and keep it. Numbers of one user have no gaps."""
    return await tx.fetchval(
        """
        WITH head AS (
            INSERT INTO heads (user_id, seq) VALUES ($1, 1)
            ON CONFLICT (user_id) DO UPDATE SET seq = heads.seq + 1
            RETURNING seq
        )
        INSERT INTO feed (user_id, seq, event_id, name, occurred_at, payload)
        SELECT $1, seq, $2, $3, $4, $5 FROM head
        RETURNING seq
        """,
        envelope.user_id,
        envelope.id,
        envelope.name,
        envelope.occurred_at,
        bytes(envelope.payload).decode(),
    )


async def list_after(tx: Connection, user_id: UUID, *, seq: int, limit: int) -> tuple[int, list[Change]]:
    """How far the feed has come, and the first `limit` changes after a number, both of the same moment."""
    rows = await tx.fetch(
        """
        SELECT head, feed.seq, event_id, name, occurred_at, payload
        FROM (SELECT coalesce(max(seq), 0) AS head FROM heads WHERE user_id = $1) AS heads
        LEFT JOIN LATERAL (
            SELECT * FROM feed WHERE user_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
        ) AS feed ON true
        ORDER BY feed.seq
        """,
        user_id,
        seq,
        limit,
    )
    changes = [
        Change(row["seq"], row["event_id"], row["name"], row["occurred_at"], msgspec.Raw(row["payload"].encode()))
        for row in rows
        if row["seq"] is not None
    ]
    return rows[0]["head"], changes


async def heads(tx: Connection, user_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How far each user's feed has come; users without one are left out."""
    rows = await tx.fetch("SELECT user_id, seq FROM heads WHERE user_id = ANY($1::uuid[])", list(user_ids))
    return {row["user_id"]: row["seq"] for row in rows}


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM feed WHERE occurred_at < $1", moment)
