"""Accounts that wait for their address to be proven: one row for each time somebody signed up."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction


class PendingRegistration(msgspec.Struct, frozen=True):
    """`id` becomes that of the user."""

    id: UUID
    email: str
    email_key: str
    name: str
    timezone: str
    password_hash: str
    created_at: datetime
    expires_at: datetime
    language: str | None = None


async def add(tx: Transaction, pending: PendingRegistration) -> None:
    """Asked again, nothing changes."""
    await tx.execute(
        """
        INSERT INTO registrations
            (id, email, email_key, name, timezone, password_hash, created_at, expires_at, language)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING
        """,
        *msgspec.structs.astuple(pending),
    )


async def find(tx: Connection, registration_id: UUID, *, at: datetime) -> PendingRegistration | None:
    """One that is still good."""
    row = await tx.fetchrow(
        """
        SELECT id, email, email_key, name, timezone, password_hash, created_at, expires_at, language
        FROM registrations WHERE id = $1 AND expires_at > $2
        """,
        registration_id,
        at,
    )
    return PendingRegistration(**row) if row else None


async def find_newest(tx: Connection, email_key: str, *, at: datetime) -> PendingRegistration | None:
    """Of those with this address that are still good."""
    row = await tx.fetchrow(
        """
        SELECT id, email, email_key, name, timezone, password_hash, created_at, expires_at, language
        FROM registrations WHERE email_key = $1 AND expires_at > $2 ORDER BY created_at DESC LIMIT 1
        """,
        email_key,
        at,
    )
    return PendingRegistration(**row) if row else None


async def count_earlier(tx: Connection, pending: PendingRegistration, *, since: datetime) -> int:
    """How often somebody had signed up with this address by then."""
    return await tx.fetchval(
        """
        SELECT count(*) FROM registrations
        WHERE email_key = $1 AND created_at > $2 AND (created_at, id) < ($3, $4)
        """,
        pending.email_key,
        since,
        pending.created_at,
        pending.id,
    )


async def use(tx: Transaction, pending: PendingRegistration) -> bool:
    """By this transaction alone; all others with this address end with it."""
    used = await tx.fetchval("DELETE FROM registrations WHERE id = $1 RETURNING true", pending.id)
    await tx.execute("DELETE FROM registrations WHERE email_key = $1", pending.email_key)
    return used is not None


async def forget(tx: Transaction, *, expired_before: datetime) -> None:
    await tx.execute("DELETE FROM registrations WHERE expires_at < $1", expired_before)
