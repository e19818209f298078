"""App passwords: one row each, the secret as a keyed digest."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.api import AppPasswordUse, User
from voicetodo.modules.auth.model.app_passwords import AppPassword


async def add(tx: Transaction, made: AppPassword, *, user_id: UUID, digest: bytes) -> None:
    await tx.execute(
        "INSERT INTO app_passwords (id, user_id, name, digest, created_at) VALUES ($1, $2, $3, $4, $5)",
        made.id,
        user_id,
        made.name,
        digest,
        made.created_at,
    )


async def count(tx: Transaction, user_id: UUID) -> int:
    """How many the user has; who adds one at the same time waits until this transaction ends."""
    await tx.execute("SELECT FROM users WHERE id = $1 FOR UPDATE", user_id)
    return await tx.fetchval("SELECT count(*) FROM app_passwords WHERE user_id = $1", user_id)


async def list_all(tx: Connection, user_id: UUID) -> list[AppPassword]:
    """The newest first."""
    rows = await tx.fetch(
        "SELECT id, name, created_at, last_used_at FROM app_passwords WHERE user_id = $1 ORDER BY id DESC", user_id
    )
    return [AppPassword(**row) for row in rows]


async def remove(tx: Transaction, user_id: UUID, app_password_id: UUID) -> bool:
    """False where there is none."""
    row = await tx.fetchrow(
        "DELETE FROM app_passwords WHERE user_id = $1 AND id = $2 RETURNING id", user_id, app_password_id
    )
    return row is not None


async def remove_since(tx: Transaction, user_id: UUID, moment: datetime) -> list[UUID]:
    """Those made since then."""
    rows = await tx.fetch(
        "DELETE FROM app_passwords WHERE user_id = $1 AND created_at >= $2 RETURNING id", user_id, moment
    )
    return [row["id"] for row in rows]


async def find_use(tx: Connection, *, email_key: str, digest: bytes) -> AppPasswordUse | None:
    """Whose it is, where it belongs to the account with this address."""
    row = await tx.fetchrow(
        """
        SELECT users.id, email, users.name, timezone, roles, users.created_at, version, app_passwords.id AS used
        FROM app_passwords JOIN users ON users.id = app_passwords.user_id
        WHERE digest = $1 AND email_key = $2 AND suspended_at IS NULL
        """,
        digest,
        email_key,
    )
    if row is None:
        return None
    user = User(**{field: row[field] for field in User.__struct_fields__})
    return AppPasswordUse(user=user, app_password_id=row["used"])


async def note_use(tx: Transaction, app_password_id: UUID, *, at: datetime, unless_after: datetime) -> None:
    """Told now and then only: a client asks many times a minute."""
    await tx.execute(
        """
        UPDATE app_passwords SET last_used_at = $2
        WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)
        """,
        app_password_id,
        at,
        unless_after,
    )
