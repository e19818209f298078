"""Filters that were kept, and how many todos fit each."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api import Filter
from voicetodo.modules.todo.errors import FilterNameTaken
from voicetodo.modules.todo.events import FilterEvent
from voicetodo.modules.todo.filtering.binding import BoundQuery
from voicetodo.modules.todo.store.filter_conditions import condition
from voicetodo.modules.todo.store.journal import Note, args, note_and_event

_COLUMNS: Final = "id, name, query, color, is_favorite, position, created_at, updated_at, version"
_INSERT: Final = f"""
    with changed as (
        insert into filters (user_id, {_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict do nothing returning id
    ), {note_and_event("changed", first=11)}
    select id from changed
"""
_UPDATE: Final = f"""
    with changed as (
        update filters set ({_COLUMNS}) = row($2, $3, $4, $5, $6, $7, $8, $9, $10) where user_id = $1 and id = $2
        returning id
    ), {note_and_event("changed", first=11)}
    select id from changed
"""
_DELETE: Final = f"""
    with changed as (
        delete from filters where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=3)}
    select id from changed
"""
_STATUS: Final = {"open": " and is_done = false", "completed": " and is_done", "all": ""}


class FilterWriting(msgspec.Struct, frozen=True):
    """A filter as it shall be, with what is noted and told of it."""

    filter: Filter
    note: Note
    event: FilterEvent


async def insert(connection: Connection, user_id: UUID, made: FilterWriting) -> bool:
    """One statement of its own. False when the id or the name is there already."""
    return await connection.fetchval(_INSERT, *_args(user_id, made)) is not None


async def update(tx: Transaction, user_id: UUID, changed: FilterWriting) -> None:
    """Raises FilterNameTaken."""
    try:
        await tx.execute(_UPDATE, *_args(user_id, changed))
    except asyncpg.UniqueViolationError as error:
        raise FilterNameTaken from error


async def delete(tx: Transaction, user_id: UUID, note: Note, event: FilterEvent) -> None:
    await tx.execute(_DELETE, user_id, note.entity_id, *args(user_id, note, event))


async def list_all(connection: Connection, user_id: UUID) -> list[Filter]:
    """In the order made by hand."""
    rows = await connection.fetch(f"select {_COLUMNS} from filters where user_id = $1 order by position, id", user_id)
    return [msgspec.convert(dict(row), Filter) for row in rows]


async def count(connection: Connection, user_id: UUID) -> int:
    return await connection.fetchval("select count(*) from filters where user_id = $1", user_id)


async def find(connection: Connection, user_id: UUID, filter_id: UUID) -> Filter | None:
    return await _find(connection, "", user_id, filter_id)


async def lock(tx: Transaction, user_id: UUID, filter_id: UUID) -> Filter | None:
    """Read to be changed or deleted."""
    return await _find(tx, " for update", user_id, filter_id)


async def names(connection: Connection, user_id: UUID) -> tuple[list[tuple[str, UUID]], list[tuple[str, UUID]]]:
    """The names of all categories, and of all labels, with their ids."""
    rows = await connection.fetch(
        "select true, name, id from categories where user_id = $1"
        " union all select false, name, id from labels where user_id = $1",
        user_id,
    )
    return [(row[1], row[2]) for row in rows if row[0]], [(row[1], row[2]) for row in rows if not row[0]]


async def count_todos(connection: Connection, user_id: UUID, wanted: Mapping[UUID, BoundQuery]) -> dict[UUID, int]:
    """How many todos fit each, in one statement; each is counted by the index that suits it."""
    if not wanted:
        return {}
    values: list[Any] = [user_id]
    counts = [
        f"(select count(*) from todos where user_id = $1 and deleted_at is null"
        f"{_STATUS[query.status]} and {condition(query.condition, values)})"
        for query in wanted.values()
    ]
    [row] = await connection.fetch_afresh(f"select {', '.join(counts)}", *values)
    return dict(zip(wanted, row.values(), strict=True))


async def _find(connection: Connection, tail: str, user_id: UUID, filter_id: UUID) -> Filter | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS} from filters where user_id = $1 and id = $2{tail}", user_id, filter_id
    )
    return None if row is None else msgspec.convert(dict(row), Filter)


def _args(user_id: UUID, writing: FilterWriting) -> tuple[object, ...]:
    kept = writing.filter
    return (
        user_id,
        kept.id,
        kept.name,
        kept.query,
        kept.color,
        kept.is_favorite,
        kept.position,
        kept.created_at,
        kept.updated_at,
        kept.version,
        *args(user_id, writing.note, writing.event),
    )
