"""Authorizations: one row each, from the code to the last of its refresh tokens."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.auth.model.authorizations import Authorization


async def add(tx: Transaction, made: Authorization, *, code_digest: bytes) -> None:
    await tx.execute(
        """
        INSERT INTO authorizations (
            id, user_id, client_id, scopes, redirect_uri, code_challenge, code_digest, created_at, code_expires_at,
            expires_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        made.id,
        made.user_id,
        made.client_id,
        made.scopes,
        made.redirect_uri,
        made.code_challenge,
        code_digest,
        made.created_at,
        made.code_expires_at,
        made.expires_at,
    )


async def find_owner_by_code(tx: Connection, code_digest: bytes) -> UUID | None:
    """Whose it is; that never changes."""
    return await tx.fetchval("SELECT user_id FROM authorizations WHERE code_digest = $1", code_digest)


async def find_owner(tx: Connection, authorization_id: UUID) -> UUID | None:
    return await tx.fetchval("SELECT user_id FROM authorizations WHERE id = $1", authorization_id)


async def lock_by_code(tx: Transaction, code_digest: bytes) -> Authorization | None:
    row = await tx.fetchrow(
        """
        SELECT id, user_id, client_id, scopes, redirect_uri, code_challenge, created_at, code_expires_at, redeemed_at,
            expires_at, revoked_at, place, digest, previous_digest, rotated_at
        FROM authorizations WHERE code_digest = $1 FOR UPDATE
        """,
        code_digest,
    )
    return _authorization(row)


async def lock(tx: Transaction, authorization_id: UUID) -> Authorization | None:
    row = await tx.fetchrow(
        """
        SELECT id, user_id, client_id, scopes, redirect_uri, code_challenge, created_at, code_expires_at, redeemed_at,
            expires_at, revoked_at, place, digest, previous_digest, rotated_at
        FROM authorizations WHERE id = $1 FOR UPDATE
        """,
        authorization_id,
    )
    return _authorization(row)


async def redeem(tx: Transaction, authorization_id: UUID, *, digest: bytes, at: datetime, expires_at: datetime) -> None:
    """The code is good no more; the first refresh token is."""
    await tx.execute(
        """
        UPDATE authorizations
        SET redeemed_at = $3, last_used_at = $3, rotated_at = $3, digest = $2, expires_at = $4 WHERE id = $1
        """,
        authorization_id,
        digest,
        at,
        expires_at,
    )


async def rotate(tx: Transaction, authorization_id: UUID, *, digest: bytes, at: datetime, expires_at: datetime) -> None:
    """The next refresh token is the only good one from here on."""
    await tx.execute(
        """
        UPDATE authorizations
        SET place = place + 1, previous_digest = digest, digest = $2, rotated_at = $3, last_used_at = $3,
            expires_at = $4
        WHERE id = $1
        """,
        authorization_id,
        digest,
        at,
        expires_at,
    )


async def revoke(
    tx: Transaction, *, user_id: UUID, client_id: str, authorization_id: UUID | None, at: datetime, reason: str
) -> list[UUID]:
    """End one of the user's with this client, or all for None. Answers those that were not over yet."""
    rows = await tx.fetch(
        """
        UPDATE authorizations SET revoked_at = $4, revoked_reason = $5
        WHERE user_id = $1 AND client_id = $2 AND ($3::uuid IS NULL OR id = $3) AND revoked_at IS NULL
            AND expires_at > $4
        RETURNING id
        """,
        user_id,
        client_id,
        authorization_id,
        at,
        reason,
    )
    return [row["id"] for row in rows]


async def revoke_all(
    tx: Transaction, *, user_id: UUID, at: datetime, reason: str, since: datetime | None = None
) -> list[UUID]:
    """End all of the user's, or those agreed to since then. Answers those that were not over yet."""
    rows = await tx.fetch(
        """
        UPDATE authorizations SET revoked_at = $2, revoked_reason = $3
        WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND ($4::timestamptz IS NULL OR created_at >= $4)
        RETURNING id
        """,
        user_id,
        at,
        reason,
        since,
    )
    return [row["id"] for row in rows]


async def revoke_oldest(
    tx: Transaction, *, user_id: UUID, client_id: str, keep: int, at: datetime, reason: str
) -> list[UUID]:
    """End all of the user's with this client but for the newest. Answers those ended."""
    rows = await tx.fetch(
        """
        UPDATE authorizations SET revoked_at = $4, revoked_reason = $5
        WHERE id IN (
            SELECT id FROM authorizations
            WHERE user_id = $1 AND client_id = $2 AND revoked_at IS NULL AND expires_at > $4
            ORDER BY id DESC OFFSET $3
        )
        RETURNING id
        """,
        user_id,
        client_id,
        keep,
        at,
        reason,
    )
    return [row["id"] for row in rows]


async def revoked_since(tx: Connection, moment: datetime) -> list[UUID]:
    rows = await tx.fetch("SELECT id FROM authorizations WHERE revoked_at > $1", moment)
    return [row["id"] for row in rows]


async def forget(tx: Transaction, *, over_before: datetime) -> None:
    """Drop those which were over by then."""
    await tx.execute("DELETE FROM authorizations WHERE expires_at < $1 OR revoked_at < $1", over_before)


def _authorization(row: Record | None) -> Authorization | None:
    return Authorization(**row) if row else None
