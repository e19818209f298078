"""How far the making of a new index of words has come."""

from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction


class Unfinished(msgspec.Struct, frozen=True):
    """`last` is the last todo written, by its owner and id."""

    index_name: str
    last: tuple[UUID, UUID] | None
    written: int


async def find(connection: Connection, name: str) -> Unfinished | None:
    row = await connection.fetchrow(
        "select index_name, last_user_id, last_todo_id, written from search_rebuilds where name = $1", name
    )
    if row is None:
        return None
    last = None if row["last_user_id"] is None else (row["last_user_id"], row["last_todo_id"])
    return Unfinished(row["index_name"], last, row["written"])


async def begin(tx: Transaction, name: str, index_name: str) -> None:
    await tx.execute("insert into search_rebuilds (name, index_name) values ($1, $2)", name, index_name)


async def advance(tx: Transaction, name: str, last: tuple[UUID, UUID], *, by: int) -> None:
    await tx.execute(
        "update search_rebuilds set last_user_id = $2, last_todo_id = $3, written = written + $4 where name = $1",
        name,
        *last,
        by,
    )


async def end(tx: Transaction, name: str) -> None:
    """Done, or given up."""
    await tx.execute("delete from search_rebuilds where name = $1", name)
