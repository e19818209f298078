"""What is kept sealed, found again so that it can be sealed under another key."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from voicetodo.kit.crypto import store
from voicetodo.kit.crypto.place import Place
from voicetodo.kit.crypto.sealed_column import SealedColumn
from voicetodo.kit.db import Database


class Held(Protocol):
    """One sealed value."""

    @property
    def place(self) -> Place: ...

    async def read(self) -> bytes | None:
        """As it is sealed now. None where it is gone."""
        ...

    async def replace(self, sealed: bytes) -> bool:
        """False, and nothing is changed, where it is another one by now, or gone."""
        ...


class Holding(Protocol):
    """All sealed values of one purpose. They are walked through in stretches, 0 up to `stretches()`."""

    @property
    def purpose(self) -> str: ...

    async def stretches(self) -> int: ...

    async def list_others(self, stretch: int, *, than: str) -> Sequence[Held]:
        """Those of the stretch that are not sealed under the key of this id."""
        ...

    async def count(self, stretch: int) -> Mapping[str, int]:
        """How many are sealed under which key; UNTOLD for those in the first format."""
        ...


class ColumnHolding:
    """The values of a column. A stretch is some pages of its table, so that no query reads more than those."""

    def __init__(self, database: Database, column: SealedColumn) -> None:
        self._database = database
        self._column = column
        self._queries = store.Queries.of(column)

    @property
    def purpose(self) -> str:
        return self._column.purpose

    async def stretches(self) -> int:
        async with self._database.connection() as connection:
            return await store.count_stretches(connection, self._column.table)

    async def list_others(self, stretch: int, *, than: str) -> Sequence[Held]:
        async with self._database.connection() as connection:
            rows = await store.list_others(connection, self._queries, stretch, than=than)
        return [_Value(self._database, self._queries, self._column.at(*row.key), row) for row in rows]

    async def count(self, stretch: int) -> Mapping[str, int]:
        async with self._database.connection() as connection:
            return await store.count_by_key(connection, self._queries, stretch)


class _Value:
    def __init__(self, database: Database, queries: store.Queries, place: Place, row: store.SealedRow) -> None:
        self.place = place
        self._database = database
        self._queries = queries
        self._row = row

    async def read(self) -> bytes | None:
        return self._row.sealed

    async def replace(self, sealed: bytes) -> bool:
        async with self._database.transaction() as tx:
            return await store.replace(tx, self._queries, self._row, sealed)
