"""Passwords that are to be set anew: one row for each time somebody asked."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction


class PasswordReset(msgspec.Struct, frozen=True):
    """`user_id` and `expires_at` are known once the letter was written; it never is where nobody has the address."""

    id: UUID
    email_key: str
    created_at: datetime
    user_id: UUID | None = None
    expires_at: datetime | None = None
    used_at: datetime | None = None


async def add(tx: Transaction, reset: PasswordReset) -> None:
    await tx.execute(
        "INSERT INTO password_resets (id, email_key, created_at, user_id, expires_at) VALUES ($1, $2, $3, $4, $5)",
        reset.id,
        reset.email_key,
        reset.created_at,
        reset.user_id,
        reset.expires_at,
    )


async def find(tx: Connection, reset_id: UUID) -> PasswordReset | None:
    row = await tx.fetchrow(
        "SELECT id, email_key, created_at, user_id, expires_at, used_at FROM password_resets WHERE id = $1", reset_id
    )
    return PasswordReset(**row) if row else None


async def count_others(tx: Connection, reset_id: UUID, *, user_id: UUID, since: datetime) -> int:
    """Letters written to the user beside this one."""
    return await tx.fetchval(
        "SELECT count(*) FROM password_resets WHERE user_id = $1 AND created_at > $2 AND id <> $3",
        user_id,
        since,
        reset_id,
    )


async def begin(tx: Transaction, reset_id: UUID, *, user_id: UUID, expires_at: datetime) -> None:
    """From here on its link is good. Asked again, nothing changes."""
    await tx.execute(
        "UPDATE password_resets SET user_id = $2, expires_at = $3 WHERE id = $1 AND user_id IS NULL",
        reset_id,
        user_id,
        expires_at,
    )


async def use(tx: Transaction, reset_id: UUID, *, at: datetime) -> UUID | None:
    """Whose password may be set, by this transaction alone; no link of theirs is good afterwards."""
    user_id: UUID | None = await tx.fetchval(
        """
        UPDATE password_resets SET used_at = $2
        WHERE id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING user_id
        """,
        reset_id,
        at,
    )
    if user_id is not None:
        await end_all(tx, user_id, at=at)
    return user_id


async def end_all(tx: Transaction, user_id: UUID, *, at: datetime) -> None:
    """No link of the user is good any more."""
    await tx.execute("UPDATE password_resets SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL", user_id, at)


async def forget(tx: Transaction, *, before: datetime) -> None:
    await tx.execute("DELETE FROM password_resets WHERE created_at < $1", before)
