"""Comments, each in the space of its todo's owner."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api import Comment
from voicetodo.modules.todo.events import CommentEvent
from voicetodo.modules.todo.store.archive import IN_ARCHIVE
from voicetodo.modules.todo.store.journal import Note, args, note_and_event
from voicetodo.modules.todo.store.visibility import SPACE, own

_FIELDS: Final = Comment.__struct_fields__
_COLUMNS: Final = ", ".join(_FIELDS)
_MARKS: Final = ", ".join(f"${number}" for number in range(2, len(_FIELDS) + 2))
_INSERT: Final = f"""
    with changed as (
        insert into comments (user_id, {_COLUMNS}) values ($1, {_MARKS}) on conflict do nothing returning id
    ), {note_and_event("changed", first=len(_FIELDS) + 2, has_audience=True)}
    select (select members from audience) from changed
"""
_UPDATE: Final = f"""
    with changed as (
        update comments set body = $3, mentions = $4, edited_at = $5, version = $6
        where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=7, has_audience=True)}
    select (select members from audience) from changed
"""
_DELETE: Final = f"""
    with changed as (
        delete from comments where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=3, has_audience=True)}
    select (select members from audience) from changed
"""
_LENT: Final = f"""
    select shares.user_id as owner_id, {", ".join(f"comments.{name}" for name in _FIELDS)}
    from shares
        join comments on comments.user_id = shares.user_id
        join todos on todos.user_id = shares.user_id and todos.id = comments.todo_id
            and todos.category_id = shares.category_id
    where shares.member_id = $1 and comments.id = $2 order by shares.joined_at limit 1
"""


class Place(msgspec.Struct, frozen=True):
    """Where a todo stands, as a comment on it needs to know."""

    category_id: UUID | None
    is_deleted: bool
    is_archived: bool


async def hold_place(tx: Transaction, owner_id: UUID, todo_id: UUID) -> Place | None:
    """Until the transaction ends, the todo stays where it is. None where there is no such todo in this space."""
    row = await tx.fetchrow(
        own(
            f"select category_id, deleted_at is not null, {IN_ARCHIVE} from todos where {SPACE} and id = $2"
            " for share of todos"
        ),
        owner_id,
        todo_id,
    )
    return None if row is None else Place(row[0], row[1], row[2])


async def list_of_todo(
    connection: Connection, owner_id: UUID, todo_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Comment]:
    """The oldest first."""
    at, last_id = after or (None, None)
    rows = await connection.fetch(
        f"select {_COLUMNS} from comments where user_id = $1 and todo_id = $2"
        " and ($3::timestamptz is null or (created_at, id) > ($3, $4::uuid)) order by created_at, id limit $5",
        owner_id,
        todo_id,
        at,
        last_id,
        limit,
    )
    return [_comment(row) for row in rows]


async def find_seen(connection: Connection, user_id: UUID, comment_id: UUID) -> tuple[UUID, Comment] | None:
    """One that the user may see, and in whose space it lies: the user's own before what others let them see."""
    found = await find(connection, user_id, comment_id)
    if found is not None:
        return user_id, found
    row = await connection.fetchrow(_LENT, user_id, comment_id)
    return None if row is None else (row["owner_id"], _comment(row))


async def find(connection: Connection, owner_id: UUID, comment_id: UUID) -> Comment | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS} from comments where user_id = $1 and id = $2", owner_id, comment_id
    )
    return None if row is None else _comment(row)


async def lock(tx: Transaction, owner_id: UUID, comment_id: UUID) -> Comment | None:
    """Read to be changed."""
    row = await tx.fetchrow(
        f"select {_COLUMNS} from comments where user_id = $1 and id = $2 for update", owner_id, comment_id
    )
    return None if row is None else _comment(row)


async def has_any(connection: Connection, owner_id: UUID, todo_id: UUID) -> bool:
    """Whether anybody said something about this todo."""
    return await connection.fetchval(
        "select exists (select from comments where user_id = $1 and todo_id = $2)", owner_id, todo_id
    )


async def insert(
    tx: Transaction, owner_id: UUID, comment: Comment, note: Note, event: CommentEvent
) -> Sequence[UUID] | None:
    """Who sees it beside the owner; None when the id is taken."""
    values = (getattr(comment, name) for name in _FIELDS)
    row = await tx.fetchrow(_INSERT, owner_id, *values, *args(owner_id, note, event))
    return None if row is None else row[0] or ()


async def update(tx: Transaction, owner_id: UUID, comment: Comment, note: Note, event: CommentEvent) -> Sequence[UUID]:
    """What was locked in this transaction. Who sees it beside the owner."""
    return (
        await tx.fetchval(
            _UPDATE,
            owner_id,
            comment.id,
            comment.body,
            comment.mentions,
            comment.edited_at,
            comment.version,
            *args(owner_id, note, event),
        )
        or ()
    )


async def delete(tx: Transaction, owner_id: UUID, note: Note, event: CommentEvent) -> Sequence[UUID]:
    """What was locked in this transaction. Who saw it beside the owner."""
    return await tx.fetchval(_DELETE, owner_id, note.entity_id, *args(owner_id, note, event)) or ()


async def any_taken(tx: Transaction, owner_id: UUID, todo_ids: Sequence[UUID], new_owner_id: UUID) -> bool:
    """Whether, of those on these todos, one has an id that is in use in the other space."""
    return await tx.fetchval(
        "select exists (select from comments as moved join comments as there on there.id = moved.id"
        " where moved.user_id = $1 and moved.todo_id = any($2::uuid[]) and there.user_id = $3)",
        owner_id,
        todo_ids,
        new_owner_id,
    )


async def move_to(tx: Transaction, owner_id: UUID, todo_ids: Sequence[UUID], new_owner_id: UUID) -> bool:
    """Those on these todos, which are in both spaces now. False where one of their ids was taken there just now."""
    try:
        await tx.execute(
            "update comments set user_id = $3 where user_id = $1 and todo_id = any($2::uuid[])",
            owner_id,
            todo_ids,
            new_owner_id,
        )
    except asyncpg.UniqueViolationError:
        return False
    return True


def _comment(row: Record) -> Comment:
    return Comment(**{name: row[name] for name in _FIELDS if name != "mentions"}, mentions=tuple(row["mentions"]))
