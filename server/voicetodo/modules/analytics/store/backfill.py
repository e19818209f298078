"""How far the history of what was there before has been read."""

from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction


class Place(msgspec.Struct, frozen=True):
    """The account that was read last, from the newest to the oldest; whether that was the last one."""

    before: UUID | None
    is_done: bool


async def find(connection: Connection) -> Place:
    row = await connection.fetchrow("select before, done_at is not null as is_done from backfill")
    assert row is not None  # noqa: S101 - made with the table, and never removed
    return Place(row["before"], row["is_done"])


async def begin(tx: Transaction) -> None:
    await tx.execute("update backfill set before = null, done_at = null")


async def note(tx: Transaction, before: UUID) -> None:
    await tx.execute("update backfill set before = $1", before)


async def end(tx: Transaction) -> None:
    await tx.execute("update backfill set before = null, done_at = now()")
