"""Sessions: one row each, with the newest refresh token as a digest."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.sessions import Client, Method, Session


class Chain(msgspec.Struct, frozen=True):
    """A session as its refresh tokens see it, locked until the transaction ends."""

    user_id: UUID
    client: Client
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    place: int
    digest: bytes
    previous_digest: bytes | None
    rotated_at: datetime
    authenticated_at: datetime
    methods: list[Method]

    def is_open(self, at: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > at


async def add_session(tx: Transaction, session: Session, *, user_id: UUID, digest: bytes) -> None:
    await tx.execute(
        """
        INSERT INTO sessions (
            id, client, user_agent, address, created_at, last_used_at, expires_at,
            user_id, place, digest, rotated_at, authenticated_at, methods
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $6, $10, $11)
        """,
        session.id,
        session.client,
        session.user_agent,
        session.address,
        session.created_at,
        session.last_used_at,
        session.expires_at,
        user_id,
        digest,
        session.authenticated_at,
        session.methods,
    )


async def lock_chain(tx: Transaction, session_id: UUID) -> Chain | None:
    row = await tx.fetchrow(
        """
        SELECT user_id, client, created_at, expires_at, revoked_at, place, digest, previous_digest, rotated_at,
            coalesce(authenticated_at, created_at) AS authenticated_at, methods
        FROM sessions WHERE id = $1 FOR UPDATE
        """,
        session_id,
    )
    return Chain(**row) if row else None


async def rotate(
    tx: Transaction,
    session_id: UUID,
    *,
    digest: bytes,
    at: datetime,
    expires_at: datetime,
    address: str,
    user_agent: str,
) -> None:
    """The next refresh token is the only good one from here on."""
    await tx.execute(
        """
        UPDATE sessions
        SET place = place + 1, previous_digest = digest, digest = $2, rotated_at = $3, last_used_at = $3,
            expires_at = $4, address = $5, user_agent = $6
        WHERE id = $1
        """,
        session_id,
        digest,
        at,
        expires_at,
        address,
        user_agent,
    )


async def note_authentication(tx: Transaction, session_id: UUID, *, at: datetime, methods: list[Method]) -> None:
    await tx.execute("UPDATE sessions SET authenticated_at = $2, methods = $3 WHERE id = $1", session_id, at, methods)


async def find_authenticated_at(connection: Connection, user_id: UUID, session_id: UUID) -> datetime | None:
    """When the user last proved who they are in this session of theirs."""
    return await connection.fetchval(
        "SELECT coalesce(authenticated_at, created_at) FROM sessions WHERE id = $1 AND user_id = $2",
        session_id,
        user_id,
    )


async def note_second_factor(
    tx: Transaction, user_id: UUID, session_id: UUID, *, methods: list[Method], at: datetime
) -> None:
    """In this session of the user's these were proven, beside whatever it began with."""
    await tx.execute(
        """
        UPDATE sessions SET authenticated_at = $3,
            methods = ARRAY(SELECT DISTINCT unnest(methods || $4::text[]) AS method ORDER BY method)
        WHERE id = $1 AND user_id = $2
        """,
        session_id,
        user_id,
        at,
        methods,
    )


async def revoke(
    tx: Transaction, *, user_id: UUID, session_id: UUID | None, but: UUID | None, at: datetime, reason: str
) -> list[UUID]:
    """End one session of the user, or all for None, and never `but`. Answers those that were not over yet."""
    rows = await tx.fetch(
        """
        UPDATE sessions SET revoked_at = $3, revoked_reason = $4
        WHERE user_id = $1 AND ($2::uuid IS NULL OR id = $2) AND id IS DISTINCT FROM $5::uuid
            AND revoked_at IS NULL AND expires_at > $3
        RETURNING id
        """,
        user_id,
        session_id,
        at,
        reason,
        but,
    )
    return [row["id"] for row in rows]


async def list_sessions(
    tx: Connection, *, user_id: UUID, at: datetime, before: UUID | None, limit: int
) -> list[Session]:
    """Those still good, the newest first."""
    rows = await tx.fetch(
        """
        SELECT id, client, user_agent, address, created_at, last_used_at, expires_at,
            coalesce(authenticated_at, created_at) AS authenticated_at, methods
        FROM sessions
        WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND ($3::uuid IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4
        """,
        user_id,
        at,
        before,
        limit,
    )
    return [Session(**row) for row in rows]


async def revoked_since(tx: Connection, moment: datetime) -> list[UUID]:
    rows = await tx.fetch("SELECT id FROM sessions WHERE revoked_at > $1", moment)
    return [row["id"] for row in rows]


async def forget_sessions(tx: Transaction, *, over_before: datetime) -> None:
    """Drop those which were over by then."""
    await tx.execute("DELETE FROM sessions WHERE expires_at < $1 OR revoked_at < $1", over_before)
