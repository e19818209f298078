"""Attachments, each in the space of its todo's owner, and the blobs that nothing points at any more."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api import Attachment
from voicetodo.modules.todo.events import AttachmentEvent
from voicetodo.modules.todo.store.journal import Note, args, note_and_event
from voicetodo.modules.todo.store.locks import Lock, hold

_FIELDS: Final = Attachment.__struct_fields__
_COLUMNS: Final = ", ".join((*_FIELDS, "blob_key"))
_LAST: Final = len(_FIELDS) + 2
_MARKS: Final = ", ".join(f"${number}" for number in range(2, _LAST + 1))
_INSERT: Final = f"""
    with changed as (
        insert into attachments (user_id, {_COLUMNS}) values ($1, {_MARKS}) on conflict do nothing returning id
    ), {note_and_event("changed", first=_LAST + 1, has_audience=True)}
    select (select members from audience) from changed
"""
_DELETE: Final = f"""
    with changed as (
        delete from attachments where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=3, has_audience=True)}
    select (select members from audience) from changed
"""
_LENT: Final = f"""
    select shares.user_id as owner_id, {", ".join(f"attachments.{name}" for name in (*_FIELDS, "blob_key"))}
    from shares
        join attachments on attachments.user_id = shares.user_id
        join todos on todos.user_id = shares.user_id and todos.id = attachments.todo_id
            and todos.category_id = shares.category_id
    where shares.member_id = $1 and attachments.id = $2 order by shares.joined_at limit 1
"""


class Kept(msgspec.Struct, frozen=True):
    """An attachment, in whose space it lies, and where its bytes are."""

    owner_id: UUID
    attachment: Attachment
    blob_key: str


async def list_of_todo(
    connection: Connection, owner_id: UUID, todo_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Attachment]:
    """The oldest first, those of comments among them."""
    at, last_id = after or (None, None)
    rows = await connection.fetch(
        f"select {_COLUMNS} from attachments where user_id = $1 and todo_id = $2"
        " and ($3::timestamptz is null or (created_at, id) > ($3, $4::uuid)) order by created_at, id limit $5",
        owner_id,
        todo_id,
        at,
        last_id,
        limit,
    )
    return [_attachment(row) for row in rows]


async def find_seen(connection: Connection, user_id: UUID, attachment_id: UUID) -> Kept | None:
    """One that the user may see: their own before what others let them see."""
    found = await find(connection, user_id, attachment_id)
    if found is not None:
        return found
    row = await connection.fetchrow(_LENT, user_id, attachment_id)
    return None if row is None else Kept(row["owner_id"], _attachment(row), row["blob_key"])


async def find_own_blob(connection: Connection, user_id: UUID, attachment_id: UUID) -> tuple[str, int] | None:
    """Key and size of a file in the user's space, or that they brought into another."""
    row = await connection.fetchrow(
        "select blob_key, size from attachments where (user_id = $1 or author_id = $1) and id = $2 limit 1",
        user_id,
        attachment_id,
    )
    return None if row is None else (row["blob_key"], row["size"])


async def find(connection: Connection, owner_id: UUID, attachment_id: UUID) -> Kept | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS} from attachments where user_id = $1 and id = $2", owner_id, attachment_id
    )
    return None if row is None else Kept(owner_id, _attachment(row), row["blob_key"])


async def has_any(connection: Connection, owner_id: UUID, todo_id: UUID) -> bool:
    return await connection.fetchval(
        "select exists (select from attachments where user_id = $1 and todo_id = $2)", owner_id, todo_id
    )


async def any_of_comment(connection: Connection, owner_id: UUID, comment_id: UUID) -> bool:
    return await connection.fetchval(
        "select exists (select from attachments where user_id = $1 and comment_id = $2)", owner_id, comment_id
    )


async def size_of_all(connection: Connection, author_id: UUID) -> int:
    """Bytes of all that somebody brought, wherever it lies."""
    return await connection.fetchval(
        "select coalesce(sum(size), 0)::bigint from attachments where author_id = $1", author_id
    )


async def hold_room(tx: Transaction, author_id: UUID) -> int:
    """The same, which nobody adds to until the transaction ends."""
    await hold(tx, Lock.ROOM, author_id)
    return await size_of_all(tx, author_id)


async def insert(tx: Transaction, kept: Kept, note: Note, event: AttachmentEvent) -> Sequence[UUID] | None:
    """Who sees it beside the owner; None when the id is taken."""
    values = (*(getattr(kept.attachment, name) for name in _FIELDS), kept.blob_key)
    row = await tx.fetchrow(_INSERT, kept.owner_id, *values, *args(kept.owner_id, note, event))
    return None if row is None else row[0] or ()


async def delete(tx: Transaction, owner_id: UUID, note: Note, event: AttachmentEvent) -> Sequence[UUID] | None:
    """Who saw it beside the owner; None where it was gone already."""
    row = await tx.fetchrow(_DELETE, owner_id, note.entity_id, *args(owner_id, note, event))
    return None if row is None else row[0] or ()


async def any_taken(tx: Transaction, owner_id: UUID, todo_ids: Sequence[UUID], new_owner_id: UUID) -> bool:
    """Whether, of those on these todos, one has an id that is in use in the other space."""
    return await tx.fetchval(
        "select exists (select from attachments as moved join attachments as there on there.id = moved.id"
        " where moved.user_id = $1 and moved.todo_id = any($2::uuid[]) and there.user_id = $3)",
        owner_id,
        todo_ids,
        new_owner_id,
    )


async def move_to(tx: Transaction, owner_id: UUID, todo_ids: Sequence[UUID], new_owner_id: UUID) -> bool:
    """Those on these todos, which are in both spaces now. False where one of their ids was taken there just now."""
    try:
        await tx.execute(
            "update attachments set user_id = $3 where user_id = $1 and todo_id = any($2::uuid[])",
            owner_id,
            todo_ids,
            new_owner_id,
        )
    except asyncpg.UniqueViolationError:
        return False
    return True


async def list_left(connection: Connection, *, limit: int) -> list[str]:
    """Keys of blobs to be removed, those first that wait longest."""
    rows = await connection.fetch(
        "select key from blobs_left where not exists (select from attachments where blob_key = key)"
        " and not exists (select from imports where blob_key = key) order by left_at limit $1",
        limit,
    )
    return [row[0] for row in rows]


async def forget_left(tx: Transaction, keys: Sequence[str]) -> None:
    await tx.execute("delete from blobs_left where key = any($1::text[])", keys)


async def used(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Of these, those that something points at."""
    rows = await connection.fetch(
        "select blob_key from attachments where blob_key = any($1::text[])"
        " union all select blob_key from imports where blob_key = any($1::text[])",
        keys,
    )
    return {row[0] for row in rows}


def _attachment(row: Record) -> Attachment:
    return Attachment(**{name: row[name] for name in _FIELDS})
