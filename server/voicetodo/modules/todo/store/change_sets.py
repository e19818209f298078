"""Change sets: what was asked for under one id, what came of it, and whether it was taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Transaction
from voicetodo.modules.todo.api import ChangeResult

_results = msgspec.json.Decoder(tuple[ChangeResult, ...])


class ChangeSet(msgspec.Struct, frozen=True):
    digest: bytes
    results: tuple[ChangeResult, ...]
    revert_results: tuple[ChangeResult, ...] | None
    #: In whose spaces something was changed.
    owner_ids: tuple[UUID, ...]


async def begin(tx: Transaction, user_id: UUID, change_set_id: UUID, *, digest: bytes, at: datetime) -> bool:
    """Claim the id; who claims it at the same time waits for our end. False when it was claimed before."""
    return (
        await tx.fetchval(
            "insert into change_sets (user_id, id, digest, applied_at, results) values ($1, $2, $3, $4, '[]')"
            " on conflict do nothing returning id",
            user_id,
            change_set_id,
            digest,
            at,
        )
        is not None
    )


async def lock(tx: Transaction, user_id: UUID, change_set_id: UUID) -> ChangeSet | None:
    row = await tx.fetchrow(
        "select digest, results, revert_results, owner_ids from change_sets where user_id = $1 and id = $2 for update",
        user_id,
        change_set_id,
    )
    if row is None:
        return None
    reverted = row["revert_results"]
    return ChangeSet(
        digest=row["digest"],
        results=_results.decode(row["results"]),
        revert_results=None if reverted is None else _results.decode(reverted),
        owner_ids=tuple(row["owner_ids"] or (user_id,)),
    )


async def keep_results(
    tx: Transaction,
    user_id: UUID,
    change_set_id: UUID,
    results: tuple[ChangeResult, ...],
    *,
    owner_ids: Sequence[UUID],
) -> None:
    """`owner_ids` are those in whose spaces something was changed."""
    await tx.execute(
        "update change_sets set results = $3::json, owner_ids = $4 where user_id = $1 and id = $2",
        user_id,
        change_set_id,
        msgspec.json.encode(results).decode(),
        owner_ids,
    )


async def keep_revert(
    tx: Transaction, user_id: UUID, change_set_id: UUID, results: tuple[ChangeResult, ...], *, at: datetime
) -> None:
    await tx.execute(
        "update change_sets set revert_results = $3::json, reverted_at = $4 where user_id = $1 and id = $2",
        user_id,
        change_set_id,
        msgspec.json.encode(results).decode(),
        at,
    )
