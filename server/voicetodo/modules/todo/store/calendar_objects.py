"""Todos as CalDAV clients name and write them: a name, a UID, and what they wrote last."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction

#: Those of the todos that came (`$2`, and where each stood before) whose name another todo there has. None has its
#: own name by chance, so that a new one is free.
_TAKEN: Final = """
    with arrived as (
        select todos.id, category_id, stood_in, coalesce(uid, todos.id::text) as uid, parent_uid,
            coalesce(named.name, todos.id || '.ics') as name
        from unnest($2::uuid[], $3::uuid[]) as came (id, stood_in)
        join todos on todos.user_id = $1 and todos.id = came.id
        left join calendar_objects named on named.user_id = $1 and named.todo_id = todos.id
    ), taken as (
        select * from arrived where exists (
            select from calendar_objects other join todos on todos.user_id = $1 and todos.id = other.todo_id
            where other.user_id = $1 and other.name = arrived.name and todos.id <> arrived.id
                and deleted_at is null and todos.category_id is not distinct from arrived.category_id
        ) or exists (
            select from todos where user_id = $1 and id <> arrived.id
                and id = substring(arrived.name from '^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[.]ics$')::uuid
                and deleted_at is null and category_id is not distinct from arrived.category_id
                and not exists (select from calendar_objects named where named.user_id = $1 and todo_id = todos.id)
        )
    ), left_behind as (
        insert into calendar_names_left (user_id, category_id, name) select $1, stood_in, name from taken
    )
    insert into calendar_objects (user_id, todo_id, name, uid, parent_uid)
    select $1, id, gen_random_uuid() || '.ics', uid, parent_uid from taken
    on conflict (user_id, todo_id) do update set name = excluded.name
"""

_BY_ID: Final = """
    union all
    select id, id || '.ics', id::text, category_id, deleted_at is not null from todos
    where user_id = $1 and id = $5
        and not exists (select from calendar_objects named where named.user_id = $1 and todo_id = todos.id)
"""


class Known(msgspec.Struct, frozen=True):
    """A todo that has a UID, wherever it is."""

    todo_id: UUID
    name: str
    uid: str
    category_id: UUID | None
    is_deleted: bool


async def list_names(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What these todos are called, also those that were removed for good."""
    rows = await connection.fetch(
        "select todo_id, name from calendar_objects where user_id = $1 and todo_id = any($2)", user_id, ids
    )
    found = {row[0]: row[1] for row in rows}
    return {each: found.get(each, f"{each}.ics") for each in ids}


async def find_uid(
    connection: Connection, user_id: UUID, uid: str, *, category_id: UUID | None, is_anywhere: bool
) -> Known | None:
    """The todo with this UID in this category, in the trash or not; otherwise, where it may be `anywhere`, another."""
    found = f"""
        select todos.id, name, uid, category_id, deleted_at is not null as is_deleted
        from calendar_objects named join todos on todos.user_id = named.user_id and todos.id = todo_id
        where named.user_id = $1 and uid = $2
        {_BY_ID if as_id(uid) else ""}
    """
    row = await connection.fetchrow(
        f"""
        select * from ({found}) as found where $4 or category_id is not distinct from $3
        order by category_id is not distinct from $3 desc, is_deleted, id limit 1
        """,
        user_id,
        uid,
        category_id,
        is_anywhere,
        *([as_id(uid)] if as_id(uid) else []),
    )
    return None if row is None else Known(*row)


async def list_waiting(connection: Connection, user_id: UUID, uid: str) -> list[UUID]:
    """The todos that shall become subtasks of the one with this UID."""
    rows = await connection.fetch(
        "select todo_id from calendar_objects where user_id = $1 and parent_uid = $2 order by todo_id limit 1000",
        user_id,
        uid,
    )
    return [row[0] for row in rows]


async def name_object(
    tx: Transaction, user_id: UUID, todo_id: UUID, *, name: str, uid: str, parent_uid: str | None
) -> None:
    """From here on it is called so."""
    await tx.execute(
        """
        insert into calendar_objects (user_id, todo_id, name, uid, parent_uid) values ($1, $2, $3, $4, $5)
        on conflict (user_id, todo_id) do update set (name, uid, parent_uid) = row($3, $4, $5)
        """,
        user_id,
        todo_id,
        name,
        uid,
        parent_uid,
    )


async def name_arrived(tx: Transaction, user_id: UUID, came: Sequence[tuple[UUID, UUID | None]]) -> None:
    """These todos came into the calendars they are in, from these categories or out of the trash: no two of a calendar
    are called alike."""
    await tx.execute(_TAKEN, user_id, [each[0] for each in came], [each[1] for each in came])


async def end_waiting(tx: Transaction, user_id: UUID, todo_id: UUID) -> None:
    """It has the parent that it named."""
    await tx.execute(
        "update calendar_objects set parent_uid = null where user_id = $1 and todo_id = $2", user_id, todo_id
    )


async def keep_content(
    tx: Transaction,
    user_id: UUID,
    todo_id: UUID,
    content: str,
    *,
    version: int,
    labels_version: int,
    timezone: str | None,
) -> None:
    """What a client wrote, whose floating times are of this zone. `version` 0: it was not true when it was written."""
    await tx.execute(
        """
        insert into calendar_texts (user_id, todo_id, content, version, labels_version, timezone)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (user_id, todo_id) do update
            set (content, version, labels_version, timezone) = row($3, $4, $5, $6)
        """,
        user_id,
        todo_id,
        content,
        version,
        labels_version,
        timezone,
    )


def as_id(text: str) -> UUID | None:
    """The id that is written exactly so."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None
