"""The kept answers of requests with an Idempotency-Key: schema `kit`, table `idempotency_keys`."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Transaction


class Claim(msgspec.Struct, frozen=True):
    """One request that asks for a key."""

    caller: str
    key: str
    request_hash: bytes
    made_id: UUID
    at: datetime


class Kept(msgspec.Struct, frozen=True):
    """What stands under a key. `is_ours`: the claim succeeded and the request is to be run."""

    request_hash: bytes
    made_id: UUID
    answer: bytes | None
    is_ours: bool


async def claim(tx: Transaction, claim: Claim, *, stale_before: datetime, expired_before: datetime) -> Kept:
    """Take the key when it is free, expired, or claimed by a request that died; otherwise tell what stands there."""
    row = await tx.fetchrow(
        """
        INSERT INTO kit.idempotency_keys AS kept (caller, key, request_hash, made_id, claimed_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (caller, key) DO UPDATE SET
            claimed_at = excluded.claimed_at,
            request_hash = excluded.request_hash,
            made_id = CASE WHEN kept.claimed_at < $7 THEN excluded.made_id ELSE kept.made_id END,
            answer = NULL
        WHERE kept.claimed_at < $7
           OR (kept.answer IS NULL AND kept.claimed_at < $6 AND kept.request_hash = excluded.request_hash)
        RETURNING request_hash, made_id, answer
        """,
        claim.caller,
        claim.key,
        claim.request_hash,
        claim.made_id,
        claim.at,
        stale_before,
        expired_before,
    )
    is_ours = row is not None
    if row is None:
        row = await tx.fetchrow(
            "SELECT request_hash, made_id, answer FROM kit.idempotency_keys WHERE caller = $1 AND key = $2",
            claim.caller,
            claim.key,
        )
    if row is None:  # released between the two statements: the caller may simply ask again
        return Kept(request_hash=claim.request_hash, made_id=claim.made_id, answer=None, is_ours=False)
    return Kept(request_hash=row["request_hash"], made_id=row["made_id"], answer=row["answer"], is_ours=is_ours)


async def keep(tx: Transaction, claim: Claim, answer: bytes) -> None:
    await tx.execute(
        "UPDATE kit.idempotency_keys SET answer = $4 WHERE caller = $1 AND key = $2 AND claimed_at = $3",
        claim.caller,
        claim.key,
        claim.at,
        answer,
    )


async def release(tx: Transaction, claim: Claim) -> None:
    """Nothing to keep: the next request with this key runs again, under the same id as this one may have used."""
    await tx.execute(
        "UPDATE kit.idempotency_keys SET claimed_at = claimed_at - interval '1 hour'"
        " WHERE caller = $1 AND key = $2 AND claimed_at = $3 AND answer IS NULL",
        claim.caller,
        claim.key,
        claim.at,
    )


async def release_all(tx: Transaction) -> None:
    """As above, for every claim that has no answer."""
    await tx.execute("UPDATE kit.idempotency_keys SET claimed_at = claimed_at - interval '1 hour' WHERE answer IS NULL")


async def sweep(tx: Transaction, *, before: datetime) -> None:
    await tx.execute("DELETE FROM kit.idempotency_keys WHERE claimed_at < $1", before)
