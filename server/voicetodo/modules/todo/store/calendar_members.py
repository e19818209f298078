"""The todos of a calendar, as they are named there: an owner's own, or what somebody shares with the reader."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.store.calendar_objects import as_id

_MEMBER: Final = """
    select todos.id, coalesce(named.name, todos.id || '.ics') as name, coalesce(named.uid, todos.id::text) as uid,
        coalesce(parent.uid, todos.parent_id::text, named.parent_uid) as parent_uid, todos.version, todos.label_ids,
        todos.created_at, todos.updated_at
"""
_WITH_CONTENT: Final = ", todos.document, content, written.version as content_version, labels_version, timezone"
_FROM: Final = """
    from todos
    left join calendar_objects named on named.user_id = todos.user_id and named.todo_id = todos.id
    left join calendar_objects parent on parent.user_id = todos.user_id and parent.todo_id = todos.parent_id
"""
_WRITTEN: Final = "left join calendar_texts written on written.user_id = todos.user_id and written.todo_id = todos.id"
_HERE: Final = "where todos.user_id = $1 and deleted_at is null"


class Collection(msgspec.Struct, frozen=True):
    """A category of an owner's, or the owner's inbox, as somebody reads it who may: the owner, or a member for now."""

    owner_id: UUID
    category_id: UUID | None
    reader_id: UUID

    @property
    def is_own(self) -> bool:
        return self.owner_id == self.reader_id


class Member(msgspec.Struct, frozen=True):
    """A todo in its calendar. The last five are there only where its content was asked for."""

    id: UUID
    name: str
    uid: str
    parent_uid: str | None
    version: int
    label_ids: list[UUID]
    created_at: datetime
    updated_at: datetime
    document: str | None = None
    #: What a client wrote, and of which version of the todo and its labels, in which zone, it is word for word true.
    content: str | None = None
    content_version: int | None = None
    labels_version: int | None = None
    timezone: str | None = None


async def list_ids(connection: Connection, collection: Collection) -> list[UUID]:
    """All todos of a calendar, done ones included, in order."""
    here, values = _in(collection, first=2)
    rows = await connection.fetch(f"select id from todos {here} order by id", collection.owner_id, *values)
    return [row[0] for row in rows]


async def list_named(
    connection: Connection, collection: Collection, names: Sequence[str], *, with_content: bool
) -> list[Member]:
    """Those of a calendar that have these names."""
    ids = [found for name in names if (found := _id_of(name)) is not None]
    condition = """
        and (todos.id in (select todo_id from calendar_objects where user_id = $1 and name = any($2))
            or (todos.id = any($3) and named.todo_id is null))
    """
    return await _list(connection, collection, condition, names, ids, with_content=with_content)


async def list_by_id(
    connection: Connection, collection: Collection, ids: Sequence[UUID], *, with_content: bool
) -> list[Member]:
    """Those of `ids` that are in this calendar."""
    return await _list(connection, collection, "and todos.id = any($2)", ids, with_content=with_content)


async def _list(
    connection: Connection, collection: Collection, condition: str, *given: object, with_content: bool
) -> list[Member]:
    """In order. `given` are the parameters of `condition`, from the second on."""
    here, values = _in(collection, first=2 + len(given))
    columns, joined = (_WITH_CONTENT, _WRITTEN) if with_content else ("", "")
    rows = await connection.fetch(
        f"{_MEMBER}{columns} {_FROM} {joined} {here} {condition} order by todos.id",
        collection.owner_id,
        *given,
        *values,
    )
    return [Member(*row) for row in rows]


def _in(collection: Collection, *, first: int) -> tuple[str, list[object]]:
    """The condition, and its parameters from `first` on. Whether a reader is still a member is asked with the rows."""
    if collection.category_id is None:
        return f"{_HERE} and category_id is null", []
    here = f"{_HERE} and category_id = ${first}"
    if collection.is_own:
        return here, [collection.category_id]
    return (
        f"""{here} and exists (
            select from shares where shares.user_id = $1 and shares.category_id = ${first} and member_id = ${first + 1}
        )""",
        [collection.category_id, collection.reader_id],
    )


def _id_of(name: str) -> UUID | None:
    return as_id(name[:-4]) if name.endswith(".ics") else None
