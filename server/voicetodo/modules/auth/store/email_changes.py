"""Addresses that are to take another's place, or did so lately: one row each."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction


class EmailChange(msgspec.Struct, frozen=True):
    """It took effect at `confirmed_at`; until then it is a wish."""

    id: UUID
    user_id: UUID
    old_email: str
    new_email: str
    created_at: datetime
    confirmed_at: datetime | None = None


async def add(tx: Transaction, change: EmailChange) -> None:
    await tx.execute(
        """
        INSERT INTO email_changes (id, user_id, old_email, new_email, created_at, confirmed_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        *msgspec.structs.astuple(change),
    )


async def find(tx: Connection, change_id: UUID) -> EmailChange | None:
    """None for a wish that comes to nothing."""
    row = await tx.fetchrow(
        """
        SELECT id, user_id, old_email, new_email, created_at, confirmed_at FROM email_changes
        WHERE id = $1 AND ended_at IS NULL
        """,
        change_id,
    )
    return EmailChange(**row) if row else None


async def count_earlier(tx: Connection, change: EmailChange, *, since: datetime) -> int:
    """How often the user had wished for another address by then, or anybody for this one."""
    return await tx.fetchval(
        """
        SELECT count(*) FROM email_changes
        WHERE (user_id = $1 OR lower(new_email) = lower($5)) AND created_at > $2 AND (created_at, id) < ($3, $4)
        """,
        change.user_id,
        since,
        change.created_at,
        change.id,
        change.new_email,
    )


async def confirm(tx: Transaction, change: EmailChange, *, at: datetime) -> bool:
    """By this transaction alone; the user's other wishes end with it."""
    done = await tx.fetchval(
        """
        UPDATE email_changes SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL AND ended_at IS NULL
        RETURNING true
        """,
        change.id,
        at,
    )
    await end_wishes(tx, change.user_id, at=at)
    return done is not None


async def end_wishes(tx: Transaction, user_id: UUID, *, at: datetime) -> None:
    """No link to a new address is good any more; those that bring an old one back are."""
    await tx.execute(
        "UPDATE email_changes SET ended_at = $2 WHERE user_id = $1 AND confirmed_at IS NULL AND ended_at IS NULL",
        user_id,
        at,
    )


async def undo(tx: Transaction, change: EmailChange) -> bool:
    """By this transaction alone; all that was wished or done after it ends with it."""
    done = await tx.fetchval("DELETE FROM email_changes WHERE id = $1 RETURNING true", change.id)
    await tx.execute(
        "DELETE FROM email_changes WHERE user_id = $1 AND (created_at >= $2 OR confirmed_at IS NULL)",
        change.user_id,
        change.created_at,
    )
    return done is not None


async def forget(tx: Transaction, *, before: datetime) -> None:
    await tx.execute("DELETE FROM email_changes WHERE created_at < $1", before)
