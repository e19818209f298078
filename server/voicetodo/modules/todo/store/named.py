"""What people give names to, one table each: a column for every field of the value, and no name twice."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Generic, TypeVar
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.kit.errors import Conflict
from voicetodo.modules.todo.api import Category, Filter, Label, Section
from voicetodo.modules.todo.errors import CategoryNameTaken, FilterNameTaken, LabelNameTaken, SectionNameTaken
from voicetodo.modules.todo.events import AnyEvent
from voicetodo.modules.todo.store.journal import Note, args, note_and_event
from voicetodo.modules.todo.store.lending import LENT_CATEGORIES, LENT_LABELS, LENT_SECTIONS

T = TypeVar("T", bound=Category | Section | Label | Filter)


class Rows(Generic[T]):
    """The rows of one table. What is written brings its note and its event along, by the same statement.

    `derived` are fields that are no columns, with the SQL that answers them of an owner's row; `lent` asks for the rows
    that somebody else lets `$1` see, and answers the same fields in the same order. `has_audience`: its events are told
    to the members of the category it stands in.
    """

    def __init__(
        self,
        table: str,
        value: type[T],
        *,
        order: str,
        name_taken: type[Conflict],
        derived: Mapping[str, str] = {},
        lent: str | None = None,
        has_audience: bool = False,
    ) -> None:
        fields = self._fields = [name for name in value.__struct_fields__ if name not in derived]
        columns, last = ", ".join(fields), len(fields) + 1
        marks = ", ".join(f"${number}" for number in range(2, last + 1))
        beside, done = note_and_event("changed", first=last + 1, has_audience=has_audience), "select id from changed"
        self._value = value
        self._name_taken = name_taken
        answered = ", ".join((columns, *(f"{sql} as {name}" for name, sql in derived.items())))
        self._select = f"select {answered} from {table} where user_id = $1"
        self._seen = f"select * from ({self._select} union all {lent}) as seen" if lent else self._select
        self._seen_one = f"{self._seen} {'where' if lent else 'and'} id = $2"
        self._keep = f"{self._select} and id = any($2::uuid[]) order by id for key share"
        self._count = f"select count(*) from {table} where user_id = $1"
        self._names = f"select id, name from {table} where user_id = $1 and id = any($2::uuid[])"
        self._ids_by_name = f"""
            select asked, id from unnest($2::text[]) as asked
            join {table} on user_id = $1 and lower(name) = lower(asked)
        """
        self._order = f" order by {order}"
        self._by_name = f" and lower(name) = lower($2){' and archived_at is null' if 'archived_at' in fields else ''}"
        self._insert = f"""
            with changed as (
                insert into {table} (user_id, {columns}) values ($1, {marks}) on conflict do nothing returning id
            ), {beside} {done}
        """
        self._update = f"""
            with changed as (
                update {table} set ({columns}) = row({marks}) where user_id = $1 and id = $2 returning id
            ), {beside} {done}
        """
        self._delete = f"""
            with changed as (
                delete from {table} where user_id = $1 and id = $2 returning id
            ), {note_and_event("changed", first=3, has_audience=has_audience)} {done}
        """

    async def insert(self, connection: Connection, user_id: UUID, made: T, note: Note, event: AnyEvent) -> bool:
        """One statement of its own. False when the id or the name is there already."""
        values = (user_id, *self._values(made), *args(user_id, note, event))
        return await connection.fetchval(self._insert, *values) is not None

    async def update(self, tx: Transaction, user_id: UUID, changed: T, note: Note, event: AnyEvent) -> None:
        """Raises the problem of a name that is taken."""
        values = (user_id, *self._values(changed), *args(user_id, note, event))
        try:
            await tx.execute(self._update, *values)
        except asyncpg.UniqueViolationError as error:
            raise self._name_taken from error

    async def delete(self, tx: Transaction, user_id: UUID, note: Note, event: AnyEvent) -> None:
        """Nothing refers to it any more."""
        await tx.execute(self._delete, user_id, note.entity_id, *args(user_id, note, event))

    async def list_all(self, connection: Connection, user_id: UUID) -> list[T]:
        """In the order made by hand where there is one, otherwise by name."""
        rows = await connection.fetch(self._select + self._order, user_id)
        return [msgspec.convert(dict(row), self._value) for row in rows]

    async def list_seen(self, connection: Connection, user_id: UUID) -> list[T]:
        """The user's own and what others let them see, in that order."""
        rows = await connection.fetch(self._seen + self._order, user_id)
        return [msgspec.convert(dict(row), self._value) for row in rows]

    async def find_seen(self, connection: Connection, user_id: UUID, wanted_id: UUID) -> T | None:
        """The user's own before what others let them see."""
        rows = await connection.fetch(self._seen_one, user_id, wanted_id)
        return msgspec.convert(dict(rows[0]), self._value) if rows else None

    async def count(self, connection: Connection, user_id: UUID) -> int:
        return await connection.fetchval(self._count, user_id)

    async def find(self, connection: Connection, user_id: UUID, wanted_id: UUID) -> T | None:
        return await self._find(connection, " and id = $2", user_id, wanted_id)

    async def find_by_name(self, connection: Connection, user_id: UUID, name: str) -> T | None:
        """Whatever the case of its letters; nothing that is archived."""
        return await self._find(connection, self._by_name, user_id, name)

    async def lock(self, tx: Transaction, user_id: UUID, wanted_id: UUID) -> T | None:
        """Read to be changed or deleted; nobody refers to it anew until the transaction ends."""
        return await self._find(tx, " and id = $2 for update", user_id, wanted_id)

    async def hold(self, tx: Transaction, user_id: UUID, wanted_id: UUID) -> T | None:
        """Until the transaction ends nobody else changes it or, of a category, who its members are."""
        return await self._find(tx, " and id = $2 for no key update", user_id, wanted_id)

    async def names(self, connection: Connection, user_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
        """How those of `ids` that are there are called."""
        return {row[0]: row[1] for row in await connection.fetch(self._names, user_id, list(ids))}

    async def ids_by_name(self, connection: Connection, user_id: UUID, names: Sequence[str]) -> dict[str, UUID]:
        """Of those of `names` that are there, whatever the case of their letters."""
        return {row[0]: row[1] for row in await connection.fetch(self._ids_by_name, user_id, names)}

    async def keep(self, tx: Transaction, user_id: UUID, ids: Sequence[UUID]) -> list[T]:
        """Those of `ids` that are there; they stay there until the transaction ends."""
        return [msgspec.convert(dict(row), self._value) for row in await tx.fetch(self._keep, user_id, ids)]

    def _values(self, value: T) -> tuple[object, ...]:
        return tuple(getattr(value, name) for name in self._fields)

    async def _find(self, connection: Connection, condition: str, user_id: UUID, value: object) -> T | None:
        row = await connection.fetchrow(self._select + condition, user_id, value)
        return None if row is None else msgspec.convert(dict(row), self._value)


categories: Final = Rows(
    "categories",
    Category,
    order="position, id",
    name_taken=CategoryNameTaken,
    derived={
        "owner_id": "user_id",
        "role": "'owner'",
        "is_shared": "exists (select from shares where shares.user_id = categories.user_id and category_id = id)",
    },
    lent=LENT_CATEGORIES,
)
sections: Final = Rows(
    "sections",
    Section,
    order="position, id",
    name_taken=SectionNameTaken,
    lent=LENT_SECTIONS,
    has_audience=True,
)
labels: Final = Rows(
    "labels",
    Label,
    order="lower(name), id",
    name_taken=LabelNameTaken,
    derived={"owner_id": "user_id"},
    lent=LENT_LABELS,
)
filters: Final = Rows("filters", Filter, order="position, id", name_taken=FilterNameTaken)
