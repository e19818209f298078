"""Categories."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api import Category
from voicetodo.modules.todo.errors import CategoryNameTaken
from voicetodo.modules.todo.events import CategoryEvent
from voicetodo.modules.todo.store.journal import Note, args, note_and_event

_COLUMNS: Final = "id, name, color, position, created_at, updated_at, version"
_INSERT: Final = f"""
    with changed as (
        insert into categories (user_id, {_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict do nothing returning id
    ), {note_and_event("changed", first=9)}
    select id from changed
"""
_UPDATE: Final = f"""
    with changed as (
        update categories set ({_COLUMNS}) = row($2, $3, $4, $5, $6, $7, $8) where user_id = $1 and id = $2
        returning id
    ), {note_and_event("changed", first=9)}
    select id from changed
"""
_DELETE: Final = f"""
    with changed as (
        delete from categories where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=3)}
    select id from changed
"""


class CategoryWriting(msgspec.Struct, frozen=True):
    """A category as it shall be, with what is noted and told of it."""

    category: Category
    note: Note
    event: CategoryEvent


async def insert(connection: Connection, user_id: UUID, made: CategoryWriting) -> bool:
    """One statement of its own. False when the id or the name is there already."""
    return await connection.fetchval(_INSERT, *_args(user_id, made)) is not None


async def update(tx: Transaction, user_id: UUID, changed: CategoryWriting) -> None:
    """Raises CategoryNameTaken."""
    try:
        await tx.execute(_UPDATE, *_args(user_id, changed))
    except asyncpg.UniqueViolationError as error:
        raise CategoryNameTaken from error


async def delete(tx: Transaction, user_id: UUID, note: Note, event: CategoryEvent) -> None:
    """No todo is filed in it any more."""
    await tx.execute(_DELETE, user_id, note.entity_id, *args(user_id, note, event))


async def list_all(connection: Connection, user_id: UUID) -> list[Category]:
    """In the order made by hand."""
    rows = await connection.fetch(
        f"select {_COLUMNS} from categories where user_id = $1 order by position, id",
        user_id,
    )
    return [msgspec.convert(dict(row), Category) for row in rows]


async def find(connection: Connection, user_id: UUID, category_id: UUID) -> Category | None:
    return await _find(connection, "id = $2", user_id, category_id)


async def find_by_name(connection: Connection, user_id: UUID, name: str) -> Category | None:
    """Whatever the case of its letters."""
    return await _find(connection, "lower(name) = lower($2)", user_id, name)


async def lock(tx: Transaction, user_id: UUID, category_id: UUID) -> Category | None:
    """Read to be changed or deleted; nobody files todos in it until the transaction ends."""
    return await _find(tx, "id = $2 for update", user_id, category_id)


async def keep(tx: Transaction, user_id: UUID, category_id: UUID) -> bool:
    """Whether it is there; it stays there until the transaction ends."""
    return await _find(tx, "id = $2 for key share", user_id, category_id) is not None


async def _find(connection: Connection, condition: str, user_id: UUID, value: object) -> Category | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS} from categories where user_id = $1 and {condition}",
        user_id,
        value,
    )
    return None if row is None else msgspec.convert(dict(row), Category)


def _args(user_id: UUID, writing: CategoryWriting) -> tuple[object, ...]:
    category = writing.category
    return (
        user_id,
        category.id,
        category.name,
        category.color,
        category.position,
        category.created_at,
        category.updated_at,
        category.version,
        *args(user_id, writing.note, writing.event),
    )
