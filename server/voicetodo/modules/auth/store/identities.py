"""Accounts elsewhere: one row each, known by who issues it and what they call it."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.id_tokens import Assertion
from voicetodo.modules.auth.model.identities import Identity


class Owned(msgspec.Struct, frozen=True):
    """Whose it is."""

    id: UUID
    user_id: UUID


async def add(tx: Transaction, identity: Identity, *, user_id: UUID, subject: str) -> bool:
    """False where it is somebody's already."""
    row = await tx.fetchrow(
        """
        INSERT INTO identities (id, user_id, provider, issuer, subject, email, created_at, last_used_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        identity.id,
        user_id,
        identity.provider,
        identity.issuer,
        subject,
        identity.email,
        identity.created_at,
        identity.last_used_at,
    )
    return row is not None


async def find(tx: Connection, proven: Assertion) -> Owned | None:
    row = await tx.fetchrow(
        "SELECT id, user_id FROM identities WHERE issuer = $1 AND subject = $2", proven.issuer, proven.subject
    )
    return Owned(**row) if row else None


async def note_use(tx: Transaction, identity_id: UUID, *, email: str, at: datetime) -> bool:
    """False where it is there no more."""
    row = await tx.fetchrow(
        "UPDATE identities SET email = $2, last_used_at = $3 WHERE id = $1 RETURNING id", identity_id, email, at
    )
    return row is not None


async def list_all(tx: Connection, user_id: UUID) -> list[Identity]:
    """The newest first."""
    rows = await tx.fetch(
        """
        SELECT id, provider, issuer, email, created_at, last_used_at FROM identities
        WHERE user_id = $1 ORDER BY id DESC
        """,
        user_id,
    )
    return [Identity(**row) for row in rows]


async def remove(tx: Transaction, user_id: UUID, identity_id: UUID) -> Identity | None:
    """What it was."""
    row = await tx.fetchrow(
        """
        DELETE FROM identities WHERE user_id = $1 AND id = $2
        RETURNING id, provider, issuer, email, created_at, last_used_at
        """,
        user_id,
        identity_id,
    )
    return Identity(**row) if row else None


async def remove_since(tx: Transaction, user_id: UUID, moment: datetime) -> list[UUID]:
    """Those linked since then."""
    rows = await tx.fetch(
        "DELETE FROM identities WHERE user_id = $1 AND created_at >= $2 RETURNING id", user_id, moment
    )
    return [row["id"] for row in rows]
