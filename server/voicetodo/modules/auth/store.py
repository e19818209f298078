"""The schema `auth`: users, sessions, signing keys."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.kit.tokens.jwk import Jwk
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.model import Client, Registration, Session, email_key

# Any number will do that no other lock of this schema uses.
_FIRST_USER_LOCK = 7_301
_KEYS_LOCK = 7_302


class Chain(msgspec.Struct, frozen=True):
    """A session as its refresh tokens see it, locked until the transaction ends."""

    user_id: UUID
    client: Client
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    place: int
    digest: bytes
    previous_digest: bytes | None
    rotated_at: datetime


class StoredKey(msgspec.Struct, frozen=True):
    """A signing key as it is kept."""

    published: Jwk
    sealed: bytes
    created_at: datetime


async def add_user(
    tx: Transaction,
    user_id: UUID,
    registration: Registration,
    *,
    password_hash: str,
    roles: list[str],
    at: datetime,
) -> User | None:
    """The new user; None when there is one with this address (or id) already."""
    key = email_key(registration.email)
    added = await tx.fetchrow(
        """
        INSERT INTO users (id, email, email_key, name, timezone, roles, password_hash, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
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
    )
    return _user(added) if added else None


async def is_first_user(tx: Transaction) -> bool:
    """Whether nobody is registered yet. Where so, others who register wait until this transaction ends."""
    if await tx.fetchval("SELECT EXISTS (SELECT FROM users)"):
        return False
    await tx.execute("SELECT pg_advisory_xact_lock($1)", _FIRST_USER_LOCK)
    return not await tx.fetchval("SELECT EXISTS (SELECT FROM users)")


async def find_user(tx: Connection, user_id: UUID) -> User | None:
    row = await tx.fetchrow(
        "SELECT id, email, name, timezone, roles, created_at, version FROM users WHERE id = $1", user_id
    )
    return _user(row) if row else None


async def find_by_email(tx: Connection, email: str) -> tuple[User, str] | None:
    """The user and their password's hash."""
    row = await tx.fetchrow(
        """
        SELECT id, email, name, timezone, roles, created_at, version, password_hash
        FROM users WHERE email_key = $1
        """,
        email_key(email),
    )
    return (_user(row), row["password_hash"]) if row else None


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


async def change_password_hash(tx: Transaction, user_id: UUID, *, old: str, new: str) -> None:
    """Only where it is still the old one: a password changed meanwhile stays changed."""
    await tx.execute("UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2", user_id, old, new)


async def add_session(tx: Transaction, session: Session, *, user_id: UUID, digest: bytes) -> None:
    await tx.execute(
        """
        INSERT INTO sessions (
            id, client, user_agent, address, created_at, last_used_at, expires_at,
            user_id, place, digest, rotated_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $6)
        """,
        session.id,
        session.client,
        session.user_agent,
        session.address,
        session.created_at,
        session.last_used_at,
        session.expires_at,
        user_id,
        digest,
    )


async def lock_chain(tx: Transaction, session_id: UUID) -> Chain | None:
    row = await tx.fetchrow(
        """
        SELECT user_id, client, created_at, expires_at, revoked_at, place, digest, previous_digest, rotated_at
        FROM sessions WHERE id = $1 FOR UPDATE
        """,
        session_id,
    )
    return Chain(**row) if row else None


async def rotate(
    tx: Transaction,
    session_id: UUID,
    *,
    digest: bytes,
    at: datetime,
    expires_at: datetime,
    address: str,
    user_agent: str,
) -> None:
    """The next refresh token is the only good one from here on."""
    await tx.execute(
        """
        UPDATE sessions
        SET place = place + 1, previous_digest = digest, digest = $2, rotated_at = $3, last_used_at = $3,
            expires_at = $4, address = $5, user_agent = $6
        WHERE id = $1
        """,
        session_id,
        digest,
        at,
        expires_at,
        address,
        user_agent,
    )


async def revoke(tx: Transaction, *, user_id: UUID, session_id: UUID | None, at: datetime, reason: str) -> list[UUID]:
    """End one session of the user, or all for None. Answers those that were not over yet."""
    rows = await tx.fetch(
        """
        UPDATE sessions SET revoked_at = $3, revoked_reason = $4
        WHERE user_id = $1 AND ($2::uuid IS NULL OR id = $2) AND revoked_at IS NULL AND expires_at > $3
        RETURNING id
        """,
        user_id,
        session_id,
        at,
        reason,
    )
    return [row["id"] for row in rows]


async def list_sessions(
    tx: Connection, *, user_id: UUID, at: datetime, before: UUID | None, limit: int
) -> list[Session]:
    """Those still good, the newest first."""
    rows = await tx.fetch(
        """
        SELECT id, client, user_agent, address, created_at, last_used_at, expires_at FROM sessions
        WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND ($3::uuid IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4
        """,
        user_id,
        at,
        before,
        limit,
    )
    return [Session(**row) for row in rows]


async def revoked_since(tx: Connection, moment: datetime) -> list[UUID]:
    rows = await tx.fetch("SELECT id FROM sessions WHERE revoked_at > $1", moment)
    return [row["id"] for row in rows]


async def forget_sessions(tx: Transaction, *, over_before: datetime) -> None:
    """Drop those which were over by then."""
    await tx.execute("DELETE FROM sessions WHERE expires_at < $1 OR revoked_at < $1", over_before)


async def lock_keys(tx: Transaction) -> None:
    """Whoever makes or retires keys goes one after another."""
    await tx.execute("SELECT pg_advisory_xact_lock($1)", _KEYS_LOCK)


async def find_key(tx: Transaction) -> StoredKey | None:
    """The key that signs: the newest which is not retired."""
    row = await tx.fetchrow(
        """
        SELECT published, sealed, created_at FROM signing_keys
        WHERE retired_at IS NULL ORDER BY created_at DESC, kid DESC LIMIT 1
        """
    )
    if row is None:
        return None
    return StoredKey(published=_jwk(row), sealed=row["sealed"], created_at=row["created_at"])


async def add_key(tx: Transaction, key: StoredKey) -> None:
    """From here on this one signs; all others are retired."""
    await tx.execute("UPDATE signing_keys SET retired_at = $1 WHERE retired_at IS NULL", key.created_at)
    await tx.execute(
        "INSERT INTO signing_keys (kid, published, sealed, created_at) VALUES ($1, $2, $3, $4)",
        key.published.kid,
        msgspec.to_builtins(key.published),
        key.sealed,
        key.created_at,
    )


async def public_keys(tx: Connection, *, retired_after: datetime) -> list[Jwk]:
    """Keys in use, and those retired later than this, the newest first."""
    rows = await tx.fetch(
        "SELECT published FROM signing_keys WHERE retired_at IS NULL OR retired_at > $1 ORDER BY created_at DESC",
        retired_after,
    )
    return [_jwk(row) for row in rows]


async def forget_keys(tx: Transaction, *, retired_before: datetime) -> None:
    await tx.execute("DELETE FROM signing_keys WHERE retired_at < $1", retired_before)


def _user(row: Record) -> User:
    return User(**{field: row[field] for field in User.__struct_fields__})


def _jwk(row: Record) -> Jwk:
    return msgspec.convert(row["published"], Jwk)
