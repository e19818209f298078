"""Sealed values in whichever table they stand, by where they lie in it: rows need no order of their own for that.

A row that is written again meanwhile moves, and is seen in the next walk.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from voicetodo.kit.crypto.envelope import FIRST, UNTOLD, prefix_of
from voicetodo.kit.crypto.sealed_column import SealedColumn
from voicetodo.kit.db import Connection, Transaction

#: Pages of 8 KiB.
STRETCH_PAGES: Final = 16


class Queries(msgspec.Struct, frozen=True):
    """Of one column."""

    others: str
    count: str
    replace: str

    @classmethod
    def of(cls, column: SealedColumn) -> "Queries":
        """The names are those that modules give their columns; no value is among them."""
        table, name = f"{column.schema}.{column.table}", column.column
        key = ", ".join(f"{each}::text" for each in column.key)
        here = f"ctid >= $1::text::tid and ctid < $2::text::tid and {name} is not null"
        told = f"convert_from(substring({name} from 3 for get_byte({name}, 1)), 'LATIN1')"
        return cls(
            others=(
                f"select ctid::text as lies_at, array[{key}] as key, {name} as sealed from {table}"  # noqa: S608 - ours
                f" where {here} and substring({name} from 1 for length($3::bytea)) <> $3"
            ),
            count=(
                f"select case when get_byte({name}, 0) = {FIRST[0]} then '{UNTOLD}' else {told} end as key_id,"  # noqa: S608 - ours
                f" count(*) as number from {table} where {here} and length({name}) > 1 group by 1"
            ),
            replace=f"update {table} set {name} = $3 where ctid = $1::text::tid and {name} = $2",  # noqa: S608 - ours
        )


class SealedRow(msgspec.Struct, frozen=True):
    """Where it lies, what it is known by, and what is sealed there."""

    lies_at: str
    key: tuple[str, ...]
    sealed: bytes


async def count_stretches(connection: Connection, table: str) -> int:
    pages: int = await connection.fetchval(
        "select pg_relation_size($1::text::regclass) / current_setting('block_size')::int", table
    )
    return -(-pages // STRETCH_PAGES)


async def list_others(connection: Connection, queries: Queries, stretch: int, *, than: str) -> Sequence[SealedRow]:
    """Of these pages, what is not sealed under this key."""
    rows = await connection.fetch(queries.others, *_bounds(stretch), prefix_of(than))
    return [SealedRow(row["lies_at"], tuple(row["key"]), row["sealed"]) for row in rows]


async def count_by_key(connection: Connection, queries: Queries, stretch: int) -> dict[str, int]:
    rows = await connection.fetch(queries.count, *_bounds(stretch))
    return {row["key_id"]: row["number"] for row in rows}


async def replace(tx: Transaction, queries: Queries, row: SealedRow, sealed: bytes) -> bool:
    """Where the same is still there."""
    return await tx.execute(queries.replace, row.lies_at, row.sealed, sealed) == "UPDATE 1"


def _bounds(stretch: int) -> tuple[str, str]:
    return f"({stretch * STRETCH_PAGES},0)", f"({(stretch + 1) * STRETCH_PAGES},0)"
