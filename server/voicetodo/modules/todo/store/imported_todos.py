"""Thousands of todos by one statement: written, and taken out again. What is written is as `todos.insert` writes it."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import time
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.bus.events import encoded
from voicetodo.kit.db import Connection, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.traces import current_traceparent
from voicetodo.modules.todo.api import Origin, Todo
from voicetodo.modules.todo.events import TodoCreated, TodoDeleted
from voicetodo.modules.todo.store.journal import with_audience
from voicetodo.modules.todo.store.todos import encoded_todo

#: One array for each of these; `_row` gives the values in this order.
_TYPES: Final = {
    "id": "uuid",
    "title": "text",
    "notes": "text",
    "category_id": "uuid",
    "section_id": "uuid",
    "parent_id": "uuid",
    "depth": "smallint",
    "priority": "smallint",
    "start_date": "date",
    "due_date": "date",
    "due_time": "time",
    "due_timezone": "text",
    "deadline": "date",
    "duration_minutes": "integer",
    "rrule": "text",
    "is_from_completion": "boolean",
    "label_ids": "text",
    "assignee": "text",
    "position": "text",
    "completed_at": "timestamptz",
    "created_at": "timestamptz",
    "document": "text",
    "event_id": "uuid",
    "payload": "text",
}
#: One value for all of them.
_SHARED: Final = {"updated_at": "timestamptz", "source": "text", "command_id": "uuid", "version": "integer"}
_CAST: Final = {"label_ids": "label_ids::uuid[]", "document": "document::json"}
_STORED: Final = [name for name in (*_TYPES, *_SHARED) if name not in {"event_id", "payload"}]
_VALUES: Final = ", ".join(
    f"${number}::{kind} as {name}" for number, (name, kind) in enumerate(_SHARED.items(), start=5)
)
_ARRAYS: Final = ", ".join(
    f"${number}::{kind}[]" for number, kind in enumerate(_TYPES.values(), start=5 + len(_SHARED))
)

_INSERT: Final = f"""
    with wanted as (
        select *, {_VALUES} from unnest({_ARRAYS}) with ordinality as wanted ({", ".join(_TYPES)}, nth)
    ), changed as (
        insert into todos (user_id, {", ".join(_STORED)})
        select $1, {", ".join(_CAST.get(name, name) for name in _STORED)} from wanted order by nth
        on conflict (user_id, id) do nothing
        returning id
    ), noted as (
        insert into activity
            (user_id, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes, category_id)
        select $1, 'todo', id, 'created', updated_at, source, command_id, $2, version, '{{}}', category_id
        from changed join wanted using (id) order by nth
    ), told as (
        insert into outbox (id, name, user_id, payload, traceparent)
        select event_id, $3, $1, {with_audience("payload", "members")}, $4
        from changed join wanted using (id)
            left join (
                select category_id, array_agg(member_id) as members from shares where user_id = $1 group by category_id
            ) as audience using (category_id)
        order by nth
    )
    select count(*) from changed
"""

#: Whatever somebody changed since stays, and so does all that it hangs on.
_REMOVE: Final = """
    with recursive made as (
        select entity_id as id, place from activity
        where user_id = $1 and change_set_id = $2 and kind = 'todo' and verb = 'created'
    ), brought as (
        select entity_id as id from activity
        where user_id = $1 and change_set_id = $2 and kind in ('comment', 'attachment') and verb = 'created'
    ), touched as (
        select made.id from made where exists (
            select from activity
            where user_id = $1 and entity_id = made.id and activity.place > made.place
                and change_set_id is distinct from $2
        )
        or exists (
            select from comments
            where user_id = $1 and todo_id = made.id and (version > 1 or id not in (select id from brought))
        )
        or exists (
            select from attachments where user_id = $1 and todo_id = made.id and id not in (select id from brought)
        )
        union
        select parent_id from todos
        where user_id = $1 and parent_id in (select id from made) and id not in (select id from made)
    ), kept as (
        select id from touched
        union
        select todos.parent_id from kept join todos on todos.user_id = $1 and todos.id = kept.id
        where todos.parent_id is not null
    ), changed as (
        delete from todos
        where user_id = $1 and id in (select id from made) and id not in (select id from kept)
        returning id, title, version, document, category_id
    ), noted as (
        insert into activity
            (user_id, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes, category_id)
        select $1, 'todo', id, 'purged', $3, $4, $2, $2, version + 1,
            json_build_object('title', json_build_array(title, null)), category_id
        from changed
    ), told as (
        insert into outbox (id, name, user_id, payload, traceparent)
        select gen_random_uuid(), $5, $1, json_build_object(
            'user_id', $1::uuid, 'todo', document, 'is_final', true,
            'origin', json_build_object('source', $4::text, 'command_id', $2::uuid, 'actor_id', $1::uuid),
            'audience', (
                select coalesce(json_agg(member_id), '[]') from shares
                where user_id = $1 and category_id = changed.category_id
            )
        )::text, $6
        from changed
    )
    select id from changed
"""


class TodoRows(msgspec.Struct, frozen=True):
    """What they have in common, and an array for each column: None for one that nobody fills."""

    count: int
    shared: list[object]
    arrays: list[tuple[object, ...] | None]


def rows_of(user_id: UUID, new: Sequence[tuple[Todo, int]], origin: Origin) -> TodoRows:
    """Of todos with their depths, all made at one moment, with their events."""
    columns = zip(*(_row(user_id, todo, depth, origin) for todo, depth in new), strict=True)
    arrays = [None if column.count(None) == len(column) else column for column in columns]
    return TodoRows(len(new), [getattr(new[0][0], name) for name in _SHARED], arrays)


async def insert_all(tx: Transaction, user_id: UUID, new: TodoRows, *, change_set_id: UUID) -> int:
    """Parents among them or before. How many were written: ids that are there are left out."""
    return await tx.fetchval(
        _INSERT, user_id, change_set_id, TodoCreated.name, current_traceparent(), *new.shared, *new.arrays
    )


async def remove_untouched(
    tx: Transaction, user_id: UUID, change_set_id: UUID, *, origin: Origin, at: object
) -> list[UUID]:
    """The todos that the change set made, out again for good, but for those that somebody changed since."""
    rows = await tx.fetch(_REMOVE, user_id, change_set_id, at, origin.source, TodoDeleted.name, current_traceparent())
    return [row[0] for row in rows]


async def get_with_depth(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> list[tuple[str, int]]:
    """Documents and depths of those there are, the trash included."""
    rows = await connection.fetch(
        "select document, depth from todos where user_id = $1 and id = any($2::uuid[])", user_id, ids
    )
    return [(row[0], row[1]) for row in rows]


def _row(user_id: UUID, todo: Todo, depth: int, origin: Origin) -> tuple[object, ...]:
    due, rule = todo.due, todo.recurrence
    return (
        todo.id,
        todo.title,
        todo.notes,
        todo.category_id,
        todo.section_id,
        todo.parent_id,
        depth,
        todo.priority,
        todo.start_date,
        due.date if due else None,
        time.fromisoformat(due.time) if due and due.time else None,
        due.timezone if due else None,
        todo.deadline,
        todo.duration_minutes,
        rule.rrule if rule else None,
        rule.from_completion if rule else None,
        "{" + ",".join(map(str, todo.label_ids)) + "}",
        todo.assignee,
        todo.position,
        todo.completed_at,
        todo.created_at,
        encoded_todo(todo).decode(),
        new_id(),
        encoded(TodoCreated(user_id=user_id, todo=todo, origin=origin)),
    )
