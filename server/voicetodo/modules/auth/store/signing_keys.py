"""The keys that sign: the private half sealed, the public one as a JWK."""

from datetime import datetime

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.kit.tokens.jwk import Jwk
from voicetodo.modules.auth.store.locks import Lock, hold


class StoredKey(msgspec.Struct, frozen=True):
    """A signing key as it is kept. It is published from `created_at` and signs from `signs_from` on."""

    published: Jwk
    sealed: bytes
    created_at: datetime
    signs_from: datetime


async def lock_keys(tx: Transaction) -> None:
    """Whoever makes or retires keys goes one after another."""
    await hold(tx, Lock.SIGNING_KEYS)


async def find_key(tx: Connection, *, at: datetime) -> StoredKey | None:
    """The key that signs then: the last which had begun to, and is not retired."""
    row = await tx.fetchrow(
        """
        SELECT published, sealed, created_at, coalesce(signs_from, created_at) AS signs_from FROM signing_keys
        WHERE coalesce(signs_from, created_at) <= $1 AND (retired_at IS NULL OR retired_at > $1)
        ORDER BY coalesce(signs_from, created_at) DESC, kid DESC LIMIT 1
        """,
        at,
    )
    if row is None:
        return None
    return StoredKey(_jwk(row), row["sealed"], row["created_at"], row["signs_from"])


async def newest_at(tx: Connection) -> datetime | None:
    """When the newest key was made, whether it signs already or not."""
    return await tx.fetchval("SELECT max(created_at) FROM signing_keys")


async def add_key(tx: Transaction, key: StoredKey) -> None:
    """All others are retired once this one signs."""
    await tx.execute(
        "UPDATE signing_keys SET retired_at = $1 WHERE retired_at IS NULL OR retired_at > $1", key.signs_from
    )
    await tx.execute(
        "INSERT INTO signing_keys (kid, published, sealed, created_at, signs_from) VALUES ($1, $2, $3, $4, $5)",
        key.published.kid,
        msgspec.to_builtins(key.published),
        key.sealed,
        key.created_at,
        key.signs_from,
    )


async def discard_keys(tx: Transaction, *, at: datetime, retired_at: datetime) -> None:
    """Those that sign, or signed, count as retired then; those that have not begun are dropped."""
    await tx.execute("DELETE FROM signing_keys WHERE signs_from > $1", at)
    await tx.execute("UPDATE signing_keys SET retired_at = $1 WHERE retired_at IS NULL OR retired_at > $1", retired_at)


async def public_keys(tx: Connection, *, retired_after: datetime) -> list[Jwk]:
    """Keys in use, and those retired later than this, the newest first."""
    rows = await tx.fetch(
        "SELECT published FROM signing_keys WHERE retired_at IS NULL OR retired_at > $1 ORDER BY created_at DESC",
        retired_after,
    )
    return [_jwk(row) for row in rows]


async def forget_keys(tx: Transaction, *, retired_before: datetime) -> None:
    await tx.execute("DELETE FROM signing_keys WHERE retired_at < $1", retired_before)


def _jwk(row: Record) -> Jwk:
    return msgspec.convert(row["published"], Jwk)
