"""Users: one row each."""

from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import UniqueViolationError

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.auth.api import User, email_key
from voicetodo.modules.auth.model.accounts import Registration
from voicetodo.modules.auth.store.locks import Lock, hold


class Credentials(msgspec.Struct, frozen=True):
    """What a user signs in with. Devices are known that signed in after `trusted_since`; all of them for None."""

    user: User
    password_hash: str
    trusted_since: datetime | None
    is_suspended: bool
    is_email_verified: bool = False


async def add_user(
    tx: Transaction,
    user_id: UUID,
    registration: Registration,
    *,
    password_hash: str,
    roles: list[str],
    at: datetime,
    verified_at: datetime | None = None,
) -> User | None:
    """The new user; None when there is one with this address (or id) already."""
    key = email_key(registration.email)
    added = await tx.fetchrow(
        """
        INSERT INTO users (id, email, email_key, name, timezone, roles, password_hash, created_at, email_verified_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING
        RETURNING id, email, name, timezone, roles, created_at, version
        """,
        user_id,
        registration.email,
        key,
        registration.name,
        registration.timezone,
        roles,
        password_hash,
        at,
        verified_at,
    )
    return _user(added) if added else None


async def is_first_user(tx: Transaction) -> bool:
    """Whether nobody is registered yet. Where so, others who register wait until this transaction ends."""
    if await tx.fetchval("SELECT EXISTS (SELECT FROM users)"):
        return False
    await hold(tx, Lock.FIRST_USER)
    return not await tx.fetchval("SELECT EXISTS (SELECT FROM users)")


async def find_user(tx: Connection, user_id: UUID) -> User | None:
    row = await tx.fetchrow(
        "SELECT id, email, name, timezone, roles, created_at, version FROM users WHERE id = $1", user_id
    )
    return _user(row) if row else None


async def find_by_email(tx: Connection, email: str) -> User | None:
    found = await find_credentials(tx, email)
    return found.user if found else None


async def find_credentials(tx: Connection, email: str) -> Credentials | None:
    """Of whoever has this address."""
    row = await tx.fetchrow(
        """
        SELECT id, email, name, timezone, roles, created_at, version, password_hash, trusted_since,
            suspended_at IS NOT NULL AS is_suspended, email_verified_at IS NOT NULL AS is_email_verified
        FROM users WHERE email_key = $1
        """,
        email_key(email),
    )
    return _credentials(row) if row else None


async def find_credentials_of(tx: Connection, user_id: UUID) -> Credentials | None:
    row = await tx.fetchrow(
        """
        SELECT id, email, name, timezone, roles, created_at, version, password_hash, trusted_since,
            suspended_at IS NOT NULL AS is_suspended, email_verified_at IS NOT NULL AS is_email_verified
        FROM users WHERE id = $1
        """,
        user_id,
    )
    return _credentials(row) if row else None


async def hold_password(tx: Transaction, user_id: UUID, password_hash: str) -> bool:
    """Whether this is the password still; where it is, it stays until the transaction ends."""
    found = await tx.fetchval(
        "SELECT true FROM users WHERE id = $1 AND password_hash = $2 FOR SHARE", user_id, password_hash
    )
    return found is not None


async def lock_password(tx: Transaction, user_id: UUID, password_hash: str) -> bool:
    """The same for who goes on to change something: whoever changes it, too, waits until the transaction ends."""
    found = await tx.fetchval(
        "SELECT true FROM users WHERE id = $1 AND password_hash = $2 FOR UPDATE", user_id, password_hash
    )
    return found is not None


async def set_email(tx: Transaction, user_id: UUID, email: str, *, verified_at: datetime | None) -> bool:
    """False where somebody else has this address; the transaction is of no use then."""
    try:
        await tx.execute(
            """
            UPDATE users SET email = $2, email_key = $3, email_verified_at = $4, version = version + 1
            WHERE id = $1
            """,
            user_id,
            email,
            email_key(email),
            verified_at,
        )
    except UniqueViolationError:
        return False
    return True


async def verify_email(tx: Transaction, user_id: UUID, *, at: datetime) -> None:
    """Whoever has the account reads the mail of its address."""
    await tx.execute("UPDATE users SET email_verified_at = $2 WHERE id = $1 AND email_verified_at IS NULL", user_id, at)


async def set_password_hash(tx: Transaction, user_id: UUID, password_hash: str, *, trusted_since: datetime) -> None:
    await tx.execute(
        "UPDATE users SET password_hash = $2, trusted_since = $3 WHERE id = $1", user_id, password_hash, trusted_since
    )


async def lock_user(tx: Transaction, user_id: UUID) -> User | None:
    row = await tx.fetchrow(
        "SELECT id, email, name, timezone, roles, created_at, version FROM users WHERE id = $1 FOR UPDATE", user_id
    )
    return _user(row) if row else None


async def change_user(tx: Transaction, user_id: UUID, *, name: str, timezone: str) -> User:
    row = await tx.fetchrow(
        """
        UPDATE users SET name = $2, timezone = $3, version = version + 1 WHERE id = $1
        RETURNING id, email, name, timezone, roles, created_at, version
        """,
        user_id,
        name,
        timezone,
    )
    if row is None:
        raise LookupError(f"user {user_id} is not there, though locked")
    return _user(row)


async def keep_language(tx: Transaction, user_id: UUID, language: str | None) -> None:
    """The one they read; None, where it was not said, changes nothing."""
    await tx.execute(
        "UPDATE users SET language = $2 WHERE id = $1 AND language IS DISTINCT FROM $2 AND $2 <> ''", user_id, language
    )


async def find_language(connection: Connection, user_id: UUID) -> str | None:
    """None where it is not known."""
    return await connection.fetchval("SELECT language FROM users WHERE id = $1", user_id)


async def change_password_hash(tx: Transaction, user_id: UUID, *, old: str, new: str) -> None:
    """Only where it is still the old one: a password changed meanwhile stays changed."""
    await tx.execute("UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2", user_id, old, new)


def _user(row: Record) -> User:
    return User(**{field: row[field] for field in User.__struct_fields__})


def _credentials(row: Record) -> Credentials:
    return Credentials(
        _user(row), row["password_hash"], row["trusted_since"], row["is_suspended"], row["is_email_verified"]
    )
