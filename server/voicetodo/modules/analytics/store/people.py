"""Whose days are counted, and in which zone."""

from collections.abc import Sequence
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction


async def hold(tx: Transaction, user_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The zones of these, who are known from now on; nobody else counts their days until the transaction ends.

    In one order everywhere: two that count for the same people must not wait for each other.
    """
    ids = sorted(set(user_ids))
    await tx.execute(
        "insert into people (user_id, timezone) select id, 'UTC' from unnest($1::uuid[]) as id order by id"
        " on conflict do nothing",
        ids,
    )
    rows = await tx.fetch(
        "select user_id, timezone from people where user_id = any($1::uuid[]) order by user_id for update", ids
    )
    return {row["user_id"]: row["timezone"] for row in rows}


async def find_zone(connection: Connection, user_id: UUID) -> str | None:
    return await connection.fetchval("select timezone from people where user_id = $1", user_id)


async def set_zone(tx: Transaction, user_id: UUID, timezone: str) -> None:
    await tx.execute("update people set timezone = $2 where user_id = $1", user_id, timezone)


async def set_agreement(tx: Transaction, user_id: UUID, *, agrees: bool) -> None:
    await tx.execute("update people set agrees = $2 where user_id = $1", user_id, agrees)


async def forget(tx: Transaction, user_ids: Sequence[UUID]) -> None:
    """All that is known of them."""
    await tx.execute("delete from facts where user_id = any($1::uuid[])", user_ids)
    await tx.execute("delete from days where user_id = any($1::uuid[])", user_ids)
    await tx.execute("delete from people where user_id = any($1::uuid[])", user_ids)
