"""Todos as CalDAV clients name and write them: a name, a UID, and what they wrote last."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction

_MEMBER: Final = """
    select todos.id, coalesce(named.name, todos.id || '.ics') as name, coalesce(named.uid, todos.id::text) as uid,
        coalesce(parent.uid, todos.parent_id::text, named.parent_uid) as parent_uid, todos.version, todos.label_ids,
        todos.created_at, todos.updated_at
"""
_WITH_CONTENT: Final = ", todos.document, content, written.version as content_version, labels_version"
_FROM: Final = """
    from todos
    left join calendar_objects named on named.user_id = todos.user_id and named.todo_id = todos.id
    left join calendar_objects parent on parent.user_id = todos.user_id and parent.todo_id = todos.parent_id
"""
_WRITTEN: Final = "left join calendar_texts written on written.user_id = todos.user_id and written.todo_id = todos.id"
_HERE: Final = "where todos.user_id = $1 and deleted_at is null and "

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


class Member(msgspec.Struct, frozen=True):
    """A todo in its calendar. The last four are there only where its content was asked for."""

    id: UUID
    name: str
    uid: str
    parent_uid: str | None
    version: int
    label_ids: list[UUID]
    created_at: datetime
    updated_at: datetime
    document: str | None = None
    #: What a client wrote, and of which version of the todo and its labels that is word for word true.
    content: str | None = None
    content_version: int | None = None
    labels_version: int | None = None


class Known(msgspec.Struct, frozen=True):
    """A todo that has a UID, wherever it is."""

    todo_id: UUID
    name: str
    uid: str
    category_id: UUID | None
    is_deleted: bool


async def list_ids(connection: Connection, user_id: UUID, category_id: UUID | None) -> list[UUID]:
    """All todos of a calendar, done ones included, in order."""
    where, values = _in_category(category_id)
    rows = await connection.fetch(
        f"select id from todos {_HERE} {where.replace('$category', '$2')} order by id", user_id, *values
    )
    return [row[0] for row in rows]


async def list_named(
    connection: Connection, user_id: UUID, category_id: UUID | None, names: Sequence[str], *, with_content: bool
) -> list[Member]:
    """Those of a calendar that have these names."""
    ids = [found for name in names if (found := _id_of(name)) is not None]
    where, values = _in_category(category_id)
    return await _members(
        connection,
        f"""{where} and (todos.id in (select todo_id from calendar_objects where user_id = $1 and name = any($2))
            or (todos.id = any($3) and named.todo_id is null)) order by todos.id""",
        user_id,
        names,
        ids,
        *values,
        with_content=with_content,
        first=4,
    )


async def list_by_id(
    connection: Connection, user_id: UUID, category_id: UUID | None, ids: Sequence[UUID], *, with_content: bool
) -> list[Member]:
    """Those of `ids` that are in this calendar."""
    where, values = _in_category(category_id)
    return await _members(
        connection,
        f"{where} and todos.id = any($2) order by todos.id",
        user_id,
        ids,
        *values,
        with_content=with_content,
        first=3,
    )


async def list_names(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What these todos are called, also those that were removed for good."""
    rows = await connection.fetch(
        "select todo_id, name from calendar_objects where user_id = $1 and todo_id = any($2)", user_id, ids
    )
    found = {row[0]: row[1] for row in rows}
    return {each: found.get(each, f"{each}.ics") for each in ids}


async def find_uid(connection: Connection, user_id: UUID, uid: str) -> Known | None:
    """The todo with this UID, in the trash or not, in whichever calendar."""
    row = await connection.fetchrow(
        f"""
        select todos.id, coalesce(name, todos.id || '.ics'), coalesce(uid, todos.id::text), category_id,
            deleted_at is not null
        from todos left join calendar_objects named on named.user_id = todos.user_id and named.todo_id = todos.id
        where todos.user_id = $1 and (
            todos.id = (select todo_id from calendar_objects where user_id = $1 and uid = $2
                and exists (select from todos where user_id = $1 and id = todo_id) order by todo_id limit 1)
            {"or (todos.id = $3 and named.uid is null)" if _as_id(uid) else ""})
        order by named.uid is null limit 1
        """,
        user_id,
        uid,
        *([_as_id(uid)] if _as_id(uid) else []),
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
    tx: Transaction, user_id: UUID, todo_id: UUID, content: str, *, version: int, labels_version: int
) -> None:
    """What a client wrote. `version` 0: it was not true when it was written."""
    await tx.execute(
        """
        insert into calendar_texts (user_id, todo_id, content, version, labels_version) values ($1, $2, $3, $4, $5)
        on conflict (user_id, todo_id) do update set (content, version, labels_version) = row($3, $4, $5)
        """,
        user_id,
        todo_id,
        content,
        version,
        labels_version,
    )


async def _members(
    connection: Connection, where: str, user_id: UUID, *values: object, with_content: bool, first: int
) -> list[Member]:
    columns, joined = (_WITH_CONTENT, _WRITTEN) if with_content else ("", "")
    placed = where.replace("$category", f"${first}")
    rows = await connection.fetch(f"{_MEMBER}{columns} {_FROM} {joined} {_HERE} {placed}", user_id, *values)
    return [_member(row) for row in rows]


def _member(row: Record) -> Member:
    return Member(*row)


def _in_category(category_id: UUID | None) -> tuple[str, list[object]]:
    return ("category_id is null", []) if category_id is None else ("category_id = $category", [category_id])


def _id_of(name: str) -> UUID | None:
    return _as_id(name[:-4]) if name.endswith(".ics") else None


def _as_id(text: str) -> UUID | None:
    """The id that is written exactly so."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text else None
