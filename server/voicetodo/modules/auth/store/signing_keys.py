"""The keys that sign: the private half sealed, the public one as a JWK."""

from datetime import datetime

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.kit.tokens.jwk import Jwk
from voicetodo.modules.auth.store.locks import Lock, hold


class StoredKey(msgspec.Struct, frozen=True):
    """A signing key as it is kept."""

    published: Jwk
    sealed: bytes
    created_at: datetime


async def lock_keys(tx: Transaction) -> None:
    """Whoever makes or retires keys goes one after another."""
    await hold(tx, Lock.SIGNING_KEYS)


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


def _jwk(row: Record) -> Jwk:
    return msgspec.convert(row["published"], Jwk)
