"""What happened to accounts: one row each."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.security_events import Kind, SecurityEvent


async def add(tx: Transaction, event: SecurityEvent, *, user_id: UUID) -> None:
    await tx.execute(
        "INSERT INTO security_events (id, user_id, kind, at, address, user_agent) VALUES ($1, $2, $3, $4, $5, $6)",
        event.id,
        user_id,
        event.kind,
        event.at,
        event.address,
        event.user_agent,
    )


async def list_all(tx: Connection, *, user_id: UUID, before: UUID | None, limit: int) -> list[SecurityEvent]:
    """The newest first."""
    rows = await tx.fetch(
        """
        SELECT id, kind, at, address, user_agent FROM security_events
        WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3
        """,
        user_id,
        before,
        limit,
    )
    return [SecurityEvent(**row) for row in rows]


async def find(tx: Connection, event_id: UUID) -> tuple[UUID, SecurityEvent] | None:
    """Whom it happened to, and what."""
    row = await tx.fetchrow(
        "SELECT user_id, id, kind, at, address, user_agent FROM security_events WHERE id = $1", event_id
    )
    if row is None:
        return None
    fields = dict(row)
    return fields.pop("user_id"), SecurityEvent(**fields)


async def has_since(tx: Connection, user_id: UUID, kind: Kind, *, since: datetime) -> bool:
    return await tx.fetchval(
        "SELECT EXISTS (SELECT FROM security_events WHERE user_id = $1 AND kind = $2 AND at >= $3)",
        user_id,
        kind,
        since,
    )


async def forget(tx: Transaction, *, before: datetime) -> None:
    await tx.execute("DELETE FROM security_events WHERE at < $1", before)
