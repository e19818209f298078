"""Challenges that were answered: a digest each, until nobody could answer it any more."""

from datetime import datetime

from voicetodo.kit.db import Transaction


async def add(tx: Transaction, digest: bytes, *, expires_at: datetime) -> bool:
    """False where it is there already."""
    row = await tx.fetchrow(
        "INSERT INTO spent_challenges (digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING digest",
        digest,
        expires_at,
    )
    return row is not None


async def forget(tx: Transaction, *, expired_before: datetime) -> None:
    await tx.execute("DELETE FROM spent_challenges WHERE expires_at < $1", expired_before)
