"""Personal access tokens: one row each, the secret as a keyed digest."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.kit.tokens import TokenUse
from voicetodo.modules.auth.model.personal_tokens import PersonalToken


async def add(tx: Transaction, made: PersonalToken, *, user_id: UUID, digest: bytes) -> None:
    await tx.execute(
        """
        INSERT INTO personal_tokens (id, user_id, name, scopes, digest, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        made.id,
        user_id,
        made.name,
        made.scopes,
        digest,
        made.created_at,
        made.expires_at,
    )


async def count(tx: Transaction, user_id: UUID) -> int:
    """How many the user has; who adds one at the same time waits until this transaction ends."""
    await tx.execute("SELECT FROM users WHERE id = $1 FOR UPDATE", user_id)
    return await tx.fetchval("SELECT count(*) FROM personal_tokens WHERE user_id = $1 AND revoked_at IS NULL", user_id)


async def list_all(tx: Connection, user_id: UUID) -> list[PersonalToken]:
    """Those not revoked, the newest first."""
    rows = await tx.fetch(
        """
        SELECT id, name, scopes, created_at, expires_at, last_used_at FROM personal_tokens
        WHERE user_id = $1 AND revoked_at IS NULL ORDER BY id DESC
        """,
        user_id,
    )
    return [PersonalToken(**row) for row in rows]


async def revoke(tx: Transaction, user_id: UUID, token_id: UUID, *, at: datetime) -> bool:
    """False where there is none that could be."""
    row = await tx.fetchrow(
        """
        UPDATE personal_tokens SET revoked_at = $3 WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL
        RETURNING id
        """,
        user_id,
        token_id,
        at,
    )
    return row is not None


async def revoke_since(tx: Transaction, user_id: UUID, moment: datetime, *, at: datetime) -> list[UUID]:
    """Those made since then."""
    rows = await tx.fetch(
        """
        UPDATE personal_tokens SET revoked_at = $3 WHERE user_id = $1 AND created_at >= $2 AND revoked_at IS NULL
        RETURNING id
        """,
        user_id,
        moment,
        at,
    )
    return [row["id"] for row in rows]


async def find_use(tx: Connection, digest: bytes, *, at: datetime) -> TokenUse | None:
    """What the token stands for, where it is still good."""
    row = await tx.fetchrow(
        """
        SELECT user_id, id AS token_id, scopes, expires_at FROM personal_tokens
        WHERE digest = $1 AND revoked_at IS NULL AND expires_at > $2
        """,
        digest,
        at,
    )
    return TokenUse(**row) if row else None


async def note_use(tx: Transaction, token_id: UUID, *, at: datetime, unless_after: datetime) -> None:
    """Told now and then only: a program asks many times a minute."""
    await tx.execute(
        "UPDATE personal_tokens SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)",
        token_id,
        at,
        unless_after,
    )


async def ended_since(tx: Connection, moment: datetime, *, until: datetime) -> list[UUID]:
    """Revoked later than `moment`, or expired between the two."""
    rows = await tx.fetch(
        """
        SELECT id FROM personal_tokens WHERE revoked_at > $1
        UNION SELECT id FROM personal_tokens WHERE expires_at > $1 AND expires_at <= $2
        """,
        moment,
        until,
    )
    return [row["id"] for row in rows]


async def forget(tx: Transaction, *, over_before: datetime) -> None:
    """Drop those which were over by then."""
    await tx.execute("DELETE FROM personal_tokens WHERE revoked_at < $1 OR expires_at < $1", over_before)
