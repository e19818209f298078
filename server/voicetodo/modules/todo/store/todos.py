"""Todos: one row each, with its value as JSON beside the columns that are sorted, filtered and guarded."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.events import TodoEvent, TodosWithdrawn
from voicetodo.modules.todo.store.archive import IN_ARCHIVE
from voicetodo.modules.todo.store.journal import Note, args, note_and_event
from voicetodo.modules.todo.store.locks import Lock, hold
from voicetodo.modules.todo.store.shares import members_of
from voicetodo.modules.todo.store.visibility import SPACE, lent, own, seen

_COLUMNS: Final = """
    title, notes, category_id, section_id, parent_id, depth, priority, start_date, due_date, due_time, due_timezone,
    deadline, duration_minutes, rrule, is_from_completion, label_ids, assignee, assignee_id, position, completed_at,
    created_at,
    updated_at, deleted_at, source, command_id, version, document
"""
_LAST: Final = 2 + _COLUMNS.count(",") + 1
_MARKS: Final = ", ".join(f"${number}" for number in range(3, _LAST + 1))

_NEW: Final = f"insert into todos (user_id, id, {_COLUMNS}) values ($1, $2, {_MARKS})"
_INSERT: Final = f"""
    with changed as (
        {_NEW} on conflict (user_id, id) do nothing returning id
    ), {note_and_event("changed", first=_LAST + 1, has_audience=True)}
    select (select members from audience) from changed
"""
_INSERT_ALL: Final = f"""
    with changed as ({_NEW} returning id), {note_and_event("changed", first=_LAST + 1, has_audience=True)}
    select id from changed
"""
_UPDATE: Final = f"""
    with changed as (
        update todos set ({_COLUMNS}) = row({_MARKS}) where user_id = $1 and id = $2
        returning id
    ), {note_and_event("changed", first=_LAST + 1, has_audience=True)}
    select (select members from audience) from changed
"""
_DELETE: Final = f"""
    with changed as (
        delete from todos where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=3, has_audience=True)}
    select id from changed
"""
_TAKE_OUT: Final = f"""
    with changed as (
        delete from todos where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=3)}
    select id from changed
"""
_SUBTREE: Final = """
    with recursive below as (
        select id from todos where user_id = $1 and parent_id = $2
        union all
        select todos.id from todos join below on todos.parent_id = below.id where todos.user_id = $1
    )
    select document, depth from todos where user_id = $1 and id in (select id from below)
    order by depth, position, id for update
"""

_DOCUMENT: Final = f"select document, version from todos where {SPACE} and id = $2 and deleted_at is null"
_MANY_SEEN: Final = seen(f"select document from todos where {SPACE} and id = any($2::uuid[])")

_decoder: Final = msgspec.json.Decoder(Todo)
_encoder: Final = msgspec.json.Encoder()


class Stored(msgspec.Struct, frozen=True):
    """A todo, how deep it stands (0 at the top), and whether its category was archived when it was locked alone."""

    todo: Todo
    depth: int
    is_archived: bool = False


class Writing(msgspec.Struct, frozen=True):
    """A todo as it shall be, with what is noted and told of it."""

    todo: Todo
    depth: int
    note: Note
    event: TodoEvent


class CategoryMissing(Exception):
    """There is no such category in this space."""


async def insert(connection: Connection, user_id: UUID, made: Writing) -> Sequence[UUID] | None:
    """One statement of its own: todo, activity and event. Who sees it beside the owner; None when the id is taken.

    Raises CategoryMissing for a category that is not the user's. A parent is the caller's to lock before.
    """
    try:
        row = await connection.fetchrow(_INSERT, *_args(user_id, made))
    except asyncpg.ForeignKeyViolationError as error:
        raise CategoryMissing from error
    return None if row is None else row[0] or ()


async def insert_all(tx: Transaction, user_id: UUID, made: Sequence[Writing]) -> Iterable[UUID] | None:
    """Parents first. Who sees any of them beside the owner; None when one of the ids was taken just now."""
    try:
        await tx.executemany(_INSERT_ALL, [_args(user_id, one) for one in made])
    except asyncpg.UniqueViolationError:
        return None
    return await _readers(tx, user_id, [one.todo for one in made])


async def update(tx: Transaction, user_id: UUID, changed: Sequence[Writing]) -> Iterable[UUID]:
    """Write todos that were read for update in this transaction. Who sees any of them beside the owner."""
    if len(changed) == 1:
        return await tx.fetchval(_UPDATE, *_args(user_id, changed[0])) or ()
    await tx.executemany(_UPDATE, [_args(user_id, one) for one in changed])
    return await _readers(tx, user_id, [one.todo for one in changed])


async def delete(tx: Transaction, user_id: UUID, gone: Sequence[tuple[Note, TodoEvent]]) -> Iterable[UUID]:
    """Remove for good. Subtasks go before their parents, or with them. Who saw any of them beside the owner."""
    await tx.executemany(_DELETE, [(user_id, note.entity_id, *args(user_id, note, event)) for note, event in gone])
    return await _readers(tx, user_id, [event.todo for _, event in gone])


async def take_out(tx: Transaction, user_id: UUID, gone: Sequence[tuple[Note, TodosWithdrawn]]) -> None:
    """Remove what goes into another's space. Subtasks go before their parents."""
    await tx.executemany(_TAKE_OUT, [(user_id, note.entity_id, *args(user_id, note, event)) for note, event in gone])


async def find_document(connection: Connection, user_id: UUID, todo_id: UUID) -> tuple[str, int] | None:
    """The value of a todo that the user may see, as JSON, and its version, unless it is in the trash."""
    row = await connection.fetchrow(own(_DOCUMENT), user_id, todo_id)
    if row is None:
        row = await connection.fetchrow(lent(_DOCUMENT), user_id, todo_id)
    return None if row is None else (row[0], row[1])


async def find_seen(connection: Connection, user_id: UUID, todo_id: UUID) -> Todo | None:
    """A todo that the user may see, in the trash or not."""
    found = await get_many_seen(connection, user_id, [todo_id])
    return found[0] if found else None


async def get_many_seen(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> list[Todo]:
    """Those that the user may see, the trash included, in the order of `ids`."""
    found: dict[UUID, Todo] = {}
    for row in await connection.fetch(_MANY_SEEN, user_id, ids):
        todo = _decoder.decode(row[0])
        found.setdefault(todo.id, todo)
    return [found[each] for each in ids if each in found]


async def any_exists(tx: Transaction, user_id: UUID, ids: Sequence[UUID]) -> bool:
    """Whether one of these ids is in use in this space."""
    return await tx.fetchval(
        "select exists (select from todos where user_id = $1 and id = any($2::uuid[]))", user_id, ids
    )


async def exists(connection: Connection, user_id: UUID, todo_id: UUID) -> bool:
    """In this space, in the trash or not."""
    return await connection.fetchval(
        "select exists (select from todos where user_id = $1 and id = $2)", user_id, todo_id
    )


async def find(connection: Connection, user_id: UUID, todo_id: UUID) -> Todo | None:
    """In the trash or not."""
    document = await connection.fetchval("select document from todos where user_id = $1 and id = $2", user_id, todo_id)
    return None if document is None else _decoder.decode(document)


async def lock_tree(tx: Transaction, user_id: UUID) -> None:
    """Until the transaction ends, nobody else changes several of the user's todos at once: no cycles, no deadlocks."""
    await hold(tx, Lock.TREE, user_id)


async def lock(tx: Transaction, user_id: UUID, todo_id: UUID) -> Stored | None:
    """Read to be changed, the trash included; others wait until the transaction ends."""
    row = await tx.fetchrow(
        own(f"select document, depth, {IN_ARCHIVE} from todos where {SPACE} and id = $2 for update"), user_id, todo_id
    )
    return None if row is None else Stored(_decoder.decode(row[0]), row[1], row[2])


async def lock_subtree(tx: Transaction, user_id: UUID, todo_id: UUID) -> list[Stored]:
    """All subtasks at any depth, parents first, the trash included; to be changed."""
    return [stored(row) for row in await tx.fetch(_SUBTREE, user_id, todo_id)]


def stored(row: Record) -> Stored:
    return Stored(_decoder.decode(row[0]), row[1])


def encoded_todo(todo: Todo) -> bytes:
    """As it stands in `document`, in answers and in events."""
    return _encoder.encode(todo)


async def _readers(tx: Transaction, user_id: UUID, changed: Iterable[Todo]) -> Iterable[UUID]:
    categories = {todo.category_id for todo in changed if todo.category_id is not None}
    return await members_of(tx, user_id, categories) if categories else ()


def _args(user_id: UUID, writing: Writing) -> tuple[object, ...]:
    todo, due, rule = writing.todo, writing.todo.due, writing.todo.recurrence
    return (
        user_id,
        todo.id,
        todo.title,
        todo.notes,
        todo.category_id,
        todo.section_id,
        todo.parent_id,
        writing.depth,
        todo.priority,
        todo.start_date,
        due.date if due else None,
        time.fromisoformat(due.time) if due and due.time else None,
        due.timezone if due else None,
        todo.deadline,
        todo.duration_minutes,
        rule.rrule if rule else None,
        rule.from_completion if rule else None,
        todo.label_ids,
        todo.assignee,
        todo.assignee_id,
        todo.position,
        todo.completed_at,
        todo.created_at,
        todo.updated_at,
        todo.deleted_at,
        todo.source,
        todo.command_id,
        todo.version,
        encoded_todo(todo).decode(),
        *args(user_id, writing.note, writing.event),
    )
