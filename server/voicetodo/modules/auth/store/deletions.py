"""Accounts that are going to be deleted: one row each."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.model.deletions import Deletion


async def add(tx: Transaction, made: Deletion) -> None:
    await tx.execute(
        "INSERT INTO deletions (user_id, id, asked_at, due_at) VALUES ($1, $2, $3, $4)",
        made.user_id,
        made.id,
        made.asked_at,
        made.due_at,
    )


async def find(tx: Connection, user_id: UUID) -> Deletion | None:
    row = await tx.fetchrow("SELECT user_id, id, asked_at, due_at, begun_at FROM deletions WHERE user_id = $1", user_id)
    return None if row is None else Deletion(**row)


async def find_by_id(tx: Connection, deletion_id: UUID) -> Deletion | None:
    row = await tx.fetchrow("SELECT user_id, id, asked_at, due_at, begun_at FROM deletions WHERE id = $1", deletion_id)
    return None if row is None else Deletion(**row)


async def cancel(tx: Transaction, user_id: UUID) -> None:
    """The account is locked."""
    await tx.execute("DELETE FROM deletions WHERE user_id = $1", user_id)


async def begin(tx: Transaction, user_id: UUID, *, at: datetime) -> None:
    """The account is locked."""
    await tx.execute("UPDATE deletions SET begun_at = coalesce(begun_at, $2) WHERE user_id = $1", user_id, at)


async def list_due(tx: Connection, *, at: datetime, limit: int) -> list[UUID]:
    """Whose time has come, the longest waiting first."""
    rows = await tx.fetch("SELECT user_id FROM deletions WHERE due_at <= $1 ORDER BY due_at LIMIT $2", at, limit)
    return [row["user_id"] for row in rows]


async def has_others(tx: Transaction, user_id: UUID) -> bool:
    """Whether anybody else has an account."""
    return await tx.fetchval("SELECT EXISTS (SELECT FROM users WHERE id <> $1)", user_id)


async def count_waiting(tx: Connection, *, due_before: datetime) -> int:
    return await tx.fetchval("SELECT count(*) FROM deletions WHERE due_at < $1 AND begun_at IS NULL", due_before)


async def list_addresses(tx: Connection, user_id: UUID) -> list[str]:
    """All that letters to this person may have gone to."""
    rows = await tx.fetch(
        """
        SELECT email FROM users WHERE id = $1
        UNION SELECT unnest(ARRAY[old_email, new_email]) FROM email_changes WHERE user_id = $1
        """,
        user_id,
    )
    return [row["email"] for row in rows]


async def list_credentials(tx: Transaction, user_id: UUID) -> list[UUID]:
    """What access tokens in use may stand for: sessions, personal tokens, and what applications were let do."""
    rows = await tx.fetch(
        """
        SELECT id FROM sessions WHERE user_id = $1
        UNION ALL SELECT id FROM personal_tokens WHERE user_id = $1
        UNION ALL SELECT id FROM authorizations WHERE user_id = $1
        """,
        user_id,
    )
    return [row["id"] for row in rows]


async def erase(tx: Transaction, user_id: UUID, *, email: str) -> None:
    """The account with all that hangs on it, and what was only asked for under its address."""
    key = email_key(email)
    await tx.execute("DELETE FROM registrations WHERE email_key = $1", key)
    await tx.execute("DELETE FROM password_resets WHERE email_key = $1 OR user_id = $2", key, user_id)
    await tx.execute("DELETE FROM users WHERE id = $1", user_id)
