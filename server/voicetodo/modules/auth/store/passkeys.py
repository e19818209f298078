"""Passkeys: one row each, with the public half of the key."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.passkeys import Passkey


class StoredPasskey(msgspec.Struct, frozen=True):
    """What a signature is checked with; locked until the transaction ends."""

    id: UUID
    user_id: UUID
    public_key: bytes
    sign_count: int


class KnownPasskey(msgspec.Struct, frozen=True):
    """What an authenticator is told, so that it makes no second one."""

    credential_id: bytes
    transports: list[str]


async def add(
    tx: Transaction,
    passkey: Passkey,
    *,
    user_id: UUID,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    transports: list[str],
) -> bool:
    """False where there is one with this credential id, whosever it is."""
    row = await tx.fetchrow(
        """
        INSERT INTO passkeys (
            id, user_id, name, credential_id, public_key, sign_count, transports, is_synced, created_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING RETURNING id
        """,
        passkey.id,
        user_id,
        passkey.name,
        credential_id,
        public_key,
        sign_count,
        transports,
        passkey.is_synced,
        passkey.created_at,
    )
    return row is not None


async def count(tx: Transaction, user_id: UUID) -> int:
    """How many the user has; who adds one at the same time waits until this transaction ends."""
    await tx.execute("SELECT FROM users WHERE id = $1 FOR UPDATE", user_id)
    return await tx.fetchval("SELECT count(*) FROM passkeys WHERE user_id = $1", user_id)


async def list_all(tx: Connection, user_id: UUID) -> list[Passkey]:
    """The newest first."""
    rows = await tx.fetch(
        """
        SELECT id, name, is_synced, created_at, last_used_at FROM passkeys WHERE user_id = $1 ORDER BY id DESC
        """,
        user_id,
    )
    return [Passkey(**row) for row in rows]


async def list_known(tx: Connection, user_id: UUID) -> list[KnownPasskey]:
    rows = await tx.fetch("SELECT credential_id, transports FROM passkeys WHERE user_id = $1", user_id)
    return [KnownPasskey(**row) for row in rows]


async def lock(tx: Transaction, credential_id: bytes) -> StoredPasskey | None:
    row = await tx.fetchrow(
        "SELECT id, user_id, public_key, sign_count FROM passkeys WHERE credential_id = $1 FOR UPDATE", credential_id
    )
    return StoredPasskey(**row) if row else None


async def note_use(tx: Transaction, passkey_id: UUID, *, sign_count: int, is_synced: bool, at: datetime) -> None:
    await tx.execute(
        "UPDATE passkeys SET sign_count = $2, is_synced = $3, last_used_at = $4 WHERE id = $1",
        passkey_id,
        sign_count,
        is_synced,
        at,
    )


async def rename(tx: Transaction, user_id: UUID, passkey_id: UUID, name: str) -> Passkey | None:
    row = await tx.fetchrow(
        """
        UPDATE passkeys SET name = $3 WHERE user_id = $1 AND id = $2
        RETURNING id, name, is_synced, created_at, last_used_at
        """,
        user_id,
        passkey_id,
        name,
    )
    return Passkey(**row) if row else None


async def remove(tx: Transaction, user_id: UUID, passkey_id: UUID) -> bool:
    """False where there is none."""
    row = await tx.fetchrow("DELETE FROM passkeys WHERE user_id = $1 AND id = $2 RETURNING id", user_id, passkey_id)
    return row is not None


async def remove_since(tx: Transaction, user_id: UUID, moment: datetime) -> int:
    """Those made since then; how many there were."""
    rows = await tx.fetch("DELETE FROM passkeys WHERE user_id = $1 AND created_at >= $2 RETURNING id", user_id, moment)
    return len(rows)
