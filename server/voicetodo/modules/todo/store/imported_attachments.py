"""Files by the hundred, written as `attachments.insert` writes one; and what they are compared with."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from voicetodo.kit.bus.events import encoded
from voicetodo.kit.db import Connection, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.traces import current_traceparent
from voicetodo.modules.todo.api import Attachment, Origin
from voicetodo.modules.todo.events import AttachmentCreated
from voicetodo.modules.todo.store.attachments import Kept
from voicetodo.modules.todo.store.journal import with_audience

#: One array for each of these; `_row` gives the values in this order.
_TYPES: Final = {
    "id": "uuid",
    "todo_id": "uuid",
    "comment_id": "uuid",
    "author_name": "text",
    "name": "text",
    "media_type": "text",
    "size": "bigint",
    "sha256": "text",
    "created_at": "timestamptz",
    "blob_key": "text",
    "category_id": "uuid",
    "event_id": "uuid",
    "payload": "text",
}
_STORED: Final = [name for name in _TYPES if name not in {"category_id", "event_id", "payload"}]
_ARRAYS: Final = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_TYPES.values(), start=8))

_INSERT: Final = f"""
    with wanted as (
        select * from unnest({_ARRAYS}) with ordinality as wanted ({", ".join(_TYPES)}, nth)
    ), changed as (
        insert into attachments (user_id, author_id, {", ".join(_STORED)})
        select $1, $1, {", ".join(_STORED)} from wanted order by nth
        returning id
    ), noted as (
        insert into activity
            (user_id, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes, category_id)
        select $1, 'attachment', id, 'created', $3, $4, $5, $2, 1,
            json_build_object('name', json_build_array(null, name), 'todo_id', json_build_array(null, todo_id)),
            category_id
        from changed join wanted using (id) order by nth
    )
    insert into outbox (id, name, user_id, payload, traceparent)
    select event_id, $6, $1, {with_audience("payload", "members")}, $7
    from changed join wanted using (id)
        left join (
            select category_id, array_agg(member_id) as members from shares where user_id = $1 group by category_id
        ) as audience using (category_id)
    order by nth
"""


async def insert_all(
    tx: Transaction,
    user_id: UUID,
    some: Sequence[tuple[Kept, UUID | None]],
    *,
    origin: Origin,
    change_set_id: UUID | None,
    at: object,
) -> None:
    """Of whoever brings them, under ids that are free, with the categories of their todos."""
    rows = [_row(kept, category_id, origin) for kept, category_id in some]
    await tx.execute(
        _INSERT,
        user_id,
        change_set_id,
        at,
        origin.source,
        origin.command_id,
        AttachmentCreated.name,
        current_traceparent(),
        *zip(*rows, strict=True),
    )


async def taken(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
    """Of these ids, those in use."""
    rows = await connection.fetch(
        "select id from attachments where user_id = $1 and id = any($2::uuid[])", user_id, ids
    )
    return {row[0] for row in rows}


async def of_todos(connection: Connection, user_id: UUID, todo_ids: Sequence[UUID]) -> dict[UUID, list[Attachment]]:
    """What hangs on these todos."""
    names = Attachment.__struct_fields__
    rows = await connection.fetch(
        f"select {', '.join(names)} from attachments where user_id = $1 and todo_id = any($2::uuid[])",
        user_id,
        todo_ids,
    )
    found: dict[UUID, list[Attachment]] = {}
    for row in rows:
        found.setdefault(row["todo_id"], []).append(Attachment(**{name: row[name] for name in names}))
    return found


async def hold_todos(tx: Transaction, user_id: UUID, todo_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    """The categories of those that are not in the trash. They stay where they are until the transaction ends."""
    rows = await tx.fetch(
        "select id, category_id from todos where user_id = $1 and id = any($2::uuid[]) and deleted_at is null"
        " order by id for share",
        user_id,
        todo_ids,
    )
    return {row[0]: row[1] for row in rows}


async def own_comments(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of these comments, the todos of those that the user wrote in their own space."""
    rows = await connection.fetch(
        "select id, todo_id from comments where user_id = $1 and author_id = $1 and id = any($2::uuid[])", user_id, ids
    )
    return {row[0]: row[1] for row in rows}


def _row(kept: Kept, category_id: UUID | None, origin: Origin) -> tuple[object, ...]:
    file = kept.attachment
    return (
        *(kept.blob_key if name == "blob_key" else getattr(file, name) for name in _STORED),
        category_id,
        new_id(),
        encoded(AttachmentCreated(user_id=kept.owner_id, attachment=file, origin=origin)),
    )
