"""What is left of accounts that were deleted: one row each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.deletions import Tombstone

#: The round in which all are told again, and after which nothing is left to be done.
LAST_ROUND: Final = 2


async def put(tx: Transaction, tombstone: Tombstone, *, at: datetime, ended: Sequence[UUID] = ()) -> None:
    """All are told `at` this moment. Where there is one already, it begins again, with the day it had."""
    await tx.execute(
        """
        INSERT INTO tombstones (user_id, deleted_at, ended, told_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id) DO UPDATE SET rounds = 0, ended = excluded.ended, told_at = excluded.told_at
        """,
        tombstone.user_id,
        tombstone.deleted_at,
        list(ended),
        at,
    )


async def list_unfinished(tx: Connection, *, second_before: datetime, limit: int) -> list[tuple[UUID, int]]:
    """Whom the machinery may still know, and who is to be told of again; with the rounds that were done."""
    rows = await tx.fetch(
        "SELECT user_id, rounds FROM tombstones WHERE rounds = 0 OR (rounds = 1 AND told_at < $1)"
        " ORDER BY deleted_at LIMIT $2",
        second_before,
        limit,
    )
    return [(row["user_id"], row["rounds"]) for row in rows]


async def finish_round(tx: Transaction, user_id: UUID, rounds: int) -> None:
    """So many are done. After the second nothing but the id and the day is kept."""
    await tx.execute(
        "UPDATE tombstones SET rounds = $2, ended = CASE WHEN $3 THEN '{}' ELSE ended END WHERE user_id = $1",
        user_id,
        rounds,
        rounds == LAST_ROUND,
    )


async def list_ended_since(tx: Connection, moment: datetime) -> list[UUID]:
    """Credentials of accounts that were deleted since then."""
    rows = await tx.fetch("SELECT unnest(ended) AS id FROM tombstones WHERE rounds < 2 AND told_at > $1", moment)
    return [row["id"] for row in rows]


async def list_after(tx: Connection, after: UUID | None, *, since: datetime | None, limit: int) -> list[Tombstone]:
    """In the order of ids, from there on; those deleted since then, where that is given."""
    rows = await tx.fetch(
        "SELECT user_id, deleted_at FROM tombstones WHERE ($1::uuid IS NULL OR user_id > $1)"
        " AND ($2::timestamptz IS NULL OR deleted_at >= $2) ORDER BY user_id LIMIT $3",
        after,
        since,
        limit,
    )
    return [Tombstone(**row) for row in rows]


async def list_known(tx: Connection, user_ids: Sequence[UUID]) -> set[UUID]:
    """Of these, those that have one."""
    rows = await tx.fetch("SELECT user_id FROM tombstones WHERE user_id = ANY($1::uuid[])", list(user_ids))
    return {row["user_id"] for row in rows}
