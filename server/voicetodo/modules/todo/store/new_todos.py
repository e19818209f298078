"""New todos of any users, several by one statement: what is written is the same as `todos.insert` writes of each."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import time
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.bus.events import encoded
from voicetodo.kit.db import Connection
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.events import TodoCreated
from voicetodo.modules.todo.store.journal import with_audience
from voicetodo.modules.todo.store.todos import Writing, encoded_todo

#: One array for each of these, in this order; `_row` gives the values. None stands for an array of nothing but nulls.
_TYPES: Final = {
    "user_id": "uuid",
    "id": "uuid",
    "title": "text",
    "notes": "text",
    "category_id": "uuid",
    "priority": "smallint",
    "start_date": "date",
    "due_date": "date",
    "due_time": "time",
    "due_timezone": "text",
    "deadline": "date",
    "duration_minutes": "integer",
    "rrule": "text",
    "is_from_completion": "boolean",
    "assignee": "text",
    "assignee_id": "uuid",
    "position": "text",
    "at": "timestamptz",
    "source": "text",
    "command_id": "uuid",
    "version": "integer",
    "document": "text",
    "event_id": "uuid",
    "payload": "text",
    "traceparent": "text",
}
_ARRAYS: Final = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_TYPES.values(), start=1))

# A category that somebody is just changing, or that is not there, is left out rather than waited for: nobody's new todo
# waits for another user's. Ids that are there already are left out as well.
_INSERT: Final = f"""
    with wanted as (
        select * from unnest({_ARRAYS}) with ordinality as wanted ({", ".join(_TYPES)}, nth)
    ), held as (
        select categories.user_id, categories.id
        from wanted join categories on categories.user_id = wanted.user_id and categories.id = wanted.category_id
        for key share of categories skip locked
    ), changed as (
        insert into todos (
            user_id, id, title, notes, category_id, depth, priority, start_date, due_date, due_time, due_timezone,
            deadline, duration_minutes, rrule, is_from_completion, label_ids, assignee, assignee_id, position,
            created_at, updated_at, source, command_id, version, document
        )
        select user_id, id, title, notes, category_id, 0, priority, start_date, due_date, due_time, due_timezone,
            deadline, duration_minutes, rrule, is_from_completion, '{{}}', assignee, assignee_id, position, at, at,
            source, command_id, version, document::json
        from wanted
        where category_id is null or (user_id, category_id) in (select user_id, id from held)
        order by nth
        on conflict (user_id, id) do nothing
        returning user_id, id, category_id
    ), audience as (
        select user_id, id, array_agg(member_id) as members
        from changed join shares using (user_id, category_id) group by user_id, id
    ), noted as (
        insert into activity (user_id, kind, entity_id, verb, at, source, command_id, version, changes, category_id)
        select user_id, 'todo', id, 'created', at, source, command_id, version, '{{}}', wanted.category_id
        from changed join wanted using (user_id, id) order by nth
    ), told as (
        insert into outbox (id, name, user_id, payload, traceparent)
        select event_id, '{TodoCreated.name}', user_id, {with_audience("payload", "members")}, traceparent
        from changed join wanted using (user_id, id) left join audience using (user_id, id) order by nth
    )
    select user_id, id, members from changed left join audience using (user_id, id)
"""


class NewTodo(msgspec.Struct, frozen=True):
    """A todo without parent and labels. `traceparent` is of the request that makes it."""

    user_id: UUID
    writing: Writing
    traceparent: str | None

    @property
    def key(self) -> tuple[UUID, UUID]:
        return self.user_id, self.writing.todo.id


async def insert_together(connection: Connection, new: Sequence[NewTodo]) -> list[Sequence[UUID] | None]:
    """For each that was written, who sees it beside the owner. `todos.insert` writes another, or tells why not."""
    try:
        rows: dict[tuple[UUID, UUID], tuple[object, ...]] = {}
        for one in new:
            if one.key not in rows:
                rows[one.key] = _row(one)
        columns = zip(*rows.values(), strict=True)
        arrays = [None if column.count(None) == len(column) else column for column in columns]
        written = {(row[0], row[1]): row[2] or () for row in await connection.fetch(_INSERT, *arrays)}
    except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, UnicodeError):
        return [None] * len(new)
    # the same one asked for twice was written once
    return [written.pop(one.key, None) for one in new]


def _row(new: NewTodo) -> tuple[object, ...]:
    todo, due, rule = new.writing.todo, new.writing.todo.due, new.writing.todo.recurrence
    return (
        new.user_id,
        todo.id,
        todo.title,
        todo.notes,
        todo.category_id,
        todo.priority,
        todo.start_date,
        due.date if due else None,
        time.fromisoformat(due.time) if due and due.time else None,
        due.timezone if due else None,
        todo.deadline,
        todo.duration_minutes,
        rule.rrule if rule else None,
        rule.from_completion if rule else None,
        todo.assignee,
        todo.assignee_id,
        todo.position,
        todo.created_at,
        todo.source,
        todo.command_id,
        todo.version,
        encoded_todo(todo).decode(),
        new_id(),
        encoded(new.writing.event),
        new.traceparent,
    )
