"""Recovery codes: a keyed digest each."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction


async def replace(tx: Transaction, user_id: UUID, digests: Sequence[bytes]) -> None:
    """Those before are good no more."""
    await tx.execute("DELETE FROM recovery_codes WHERE user_id = $1", user_id)
    await tx.execute("INSERT INTO recovery_codes (user_id, digest) SELECT $1, unnest($2::bytea[])", user_id, digests)


async def use(tx: Transaction, user_id: UUID, digest: bytes, *, at: datetime) -> bool:
    """False where it is none of theirs, or was used before."""
    row = await tx.fetchrow(
        """
        UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND digest = $2 AND used_at IS NULL RETURNING user_id
        """,
        user_id,
        digest,
        at,
    )
    return row is not None


async def count_left(tx: Connection, user_id: UUID) -> int:
    return await tx.fetchval("SELECT count(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL", user_id)
