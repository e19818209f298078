"""Authenticator apps: one for each user at most, its seed sealed."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.second_factors import AuthenticatorApp


class StoredApp(msgspec.Struct, frozen=True):
    """As it is kept; `confirmed_at` is None until a code came from it."""

    seed: bytes
    created_at: datetime
    confirmed_at: datetime | None
    last_step: int


async def put(tx: Transaction, user_id: UUID, *, seed: bytes, at: datetime) -> bool:
    """In the place of one that was never confirmed; False where there is one that was."""
    row = await tx.fetchrow(
        """
        INSERT INTO authenticator_apps AS app (user_id, seed, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE SET seed = excluded.seed, created_at = excluded.created_at, last_step = 0
            WHERE app.confirmed_at IS NULL
        RETURNING user_id
        """,
        user_id,
        seed,
        at,
    )
    return row is not None


async def lock(tx: Transaction, user_id: UUID) -> StoredApp | None:
    row = await tx.fetchrow(
        "SELECT seed, created_at, confirmed_at, last_step FROM authenticator_apps WHERE user_id = $1 FOR UPDATE",
        user_id,
    )
    return StoredApp(**row) if row else None


async def find(tx: Connection, user_id: UUID) -> AuthenticatorApp | None:
    """The one that was confirmed."""
    row = await tx.fetchrow(
        """
        SELECT confirmed_at, last_used_at FROM authenticator_apps WHERE user_id = $1 AND confirmed_at IS NOT NULL
        """,
        user_id,
    )
    return AuthenticatorApp(**row) if row else None


async def confirm(tx: Transaction, user_id: UUID, *, step: int, at: datetime) -> None:
    await tx.execute(
        "UPDATE authenticator_apps SET confirmed_at = $2, last_step = $3 WHERE user_id = $1", user_id, at, step
    )


async def note_use(tx: Transaction, user_id: UUID, *, step: int, at: datetime) -> None:
    """No code of this step, or an earlier one, is good any more."""
    await tx.execute(
        "UPDATE authenticator_apps SET last_step = $2, last_used_at = $3 WHERE user_id = $1", user_id, step, at
    )


async def remove(tx: Transaction, user_id: UUID) -> bool:
    """False where there was none that was confirmed."""
    row = await tx.fetchrow("DELETE FROM authenticator_apps WHERE user_id = $1 RETURNING confirmed_at", user_id)
    return row is not None and row["confirmed_at"] is not None


async def remove_since(tx: Transaction, user_id: UUID, moment: datetime) -> bool:
    """The one that was set up since then; False where there was none that had been confirmed."""
    row = await tx.fetchrow(
        "DELETE FROM authenticator_apps WHERE user_id = $1 AND created_at >= $2 RETURNING confirmed_at", user_id, moment
    )
    return row is not None and row["confirmed_at"] is not None


async def forget_unconfirmed(tx: Transaction, *, made_before: datetime) -> None:
    await tx.execute("DELETE FROM authenticator_apps WHERE confirmed_at IS NULL AND created_at < $1", made_before)
