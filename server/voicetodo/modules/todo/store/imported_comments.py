"""Comments by the hundred, written as `comments.insert` writes one."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.bus.events import encoded
from voicetodo.kit.db import Connection, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.traces import current_traceparent
from voicetodo.modules.todo.api import Comment, Origin
from voicetodo.modules.todo.events import CommentCreated
from voicetodo.modules.todo.store.journal import with_audience

#: One array for each of these; `_row` gives the values in this order.
_TYPES: Final = {
    "id": "uuid",
    "todo_id": "uuid",
    "body": "text",
    "author_name": "text",
    "created_at": "timestamptz",
    "edited_at": "timestamptz",
    "category_id": "uuid",
    "event_id": "uuid",
    "payload": "text",
}
_ARRAYS: Final = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_TYPES.values(), start=8))

_INSERT: Final = f"""
    with wanted as (
        select * from unnest({_ARRAYS}) with ordinality as wanted ({", ".join(_TYPES)}, nth)
    ), changed as (
        insert into comments
            (user_id, id, todo_id, author_id, author_name, body, mentions, created_at, edited_at, version)
        select $1, id, todo_id, $1, author_name, body, '{{}}', created_at, edited_at, 1 from wanted order by nth
        on conflict do nothing
        returning id
    ), noted as (
        insert into activity
            (user_id, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes, category_id)
        select $1, 'comment', id, 'created', $3, $4, $5, $2, 1,
            json_build_object('todo_id', json_build_array(null, todo_id)), category_id
        from changed join wanted using (id) order by nth
    ), told as (
        insert into outbox (id, name, user_id, payload, traceparent)
        select event_id, $6, $1, {with_audience("payload", "members")}, $7
        from changed join wanted using (id)
            left join (
                select category_id, array_agg(member_id) as members from shares where user_id = $1 group by category_id
            ) as audience using (category_id)
        order by nth
    )
    select count(*) from changed
"""


class CommentRows(msgspec.Struct, frozen=True):
    """An array for each column."""

    arrays: list[tuple[object, ...]]


def rows_of(said: Sequence[tuple[Comment, UUID | None]], *, origin: Origin) -> CommentRows | None:
    """Of comments of whoever brings them, with the categories of their todos, and their events; None of none."""
    return CommentRows(list(zip(*(_row(*each, origin) for each in said), strict=True))) if said else None


async def insert_all(
    tx: Transaction, user_id: UUID, rows: CommentRows, *, origin: Origin, change_set_id: UUID | None, at: datetime
) -> None:
    """On todos that are there. A comment whose id is in use is left out."""
    await tx.execute(
        _INSERT,
        user_id,
        change_set_id,
        at,
        origin.source,
        origin.command_id,
        CommentCreated.name,
        current_traceparent(),
        *rows.arrays,
    )


async def taken(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
    """Of these ids, those in use."""
    if not ids:
        return set()
    rows = await connection.fetch("select id from comments where user_id = $1 and id = any($2::uuid[])", user_id, ids)
    return {row[0] for row in rows}


def _row(comment: Comment, category_id: UUID | None, origin: Origin) -> tuple[object, ...]:
    return (
        comment.id,
        comment.todo_id,
        comment.body,
        comment.author_name,
        comment.created_at,
        comment.edited_at,
        category_id,
        new_id(),
        encoded(CommentCreated(user_id=comment.author_id, comment=comment, origin=origin)),
    )
