"""What happened in a calendar since a client asked last (RFC 6578): read from the journal, by transactions."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.errors import CategoryNotFound
from voicetodo.modules.todo.store.calendar_members import Collection
from voicetodo.modules.todo.store.sync import MAX_TOUCHED, moment_of

# Lines of the journal from a transaction on: of the owner's whole space, or of what a member may hear of, which is what
# happened in the category, what was taken out of it, and what became of labels. Each finds its index.
_OF_SPACE: Final = "select kind, entity_id, changes, xid from activity where user_id = $1 and xid >= $2::text::xid8"
_OF_CATEGORY: Final = f"""
    {_OF_SPACE} and category_id = $3::uuid
    union all
    {_OF_SPACE} and changes #>> '{{category_id,0}}' = $3::uuid::text and category_id is distinct from $3::uuid
    union all
    {_OF_SPACE} and kind = 'label'
"""
# `was_here`: a change took it out of this calendar.
_TOUCHED: Final = f"""
    select kind, entity_id, bool_or(
        changes->'category_id' is not null and changes->'category_id'->>0 is not distinct from $3::uuid::text
    )
    from (:written) as written
    where kind in ('todo', 'label')
    group by kind, entity_id limit {MAX_TOUCHED + 1}
"""
_BEYOND: Final = f"select count(*) from (select from (:written) as written limit {MAX_TOUCHED + 1}) as beyond"
#: The last transaction that wrote any of that, also where the journal does not tell of it any more.
_LATEST_OF_SPACE: Final = """
    select greatest(
        (select xid from activity where user_id = $1 order by xid desc limit 1),
        (select xid from journal_floors where user_id = $1)
    )::text::bigint
"""
_LATEST_OF_CATEGORY: Final = """
    select greatest(
        (select xid from activity where user_id = $1 and category_id = $2::uuid order by xid desc limit 1),
        (select xid from activity where user_id = $1 and changes #>> '{category_id,0}' = $2::uuid::text
            order by xid desc limit 1),
        (select xid from activity where user_id = $1 and kind = 'label' order by xid desc limit 1),
        (select xid from journal_floors where user_id = $1)
    )::text::bigint
"""
_IS_FORGOTTEN: Final = "select exists (select from journal_floors where user_id = $1 and xid >= $2::text::xid8)"
#: Which membership it is: who left and came back is told all anew.
_MEMBERSHIP: Final = """
    select xid::text from shares where user_id = $1 and category_id = $2 and member_id = $3
"""


class Moment(msgspec.Struct, frozen=True):
    """Everything that transactions before `since` wrote is to be seen. The same while nothing happens.

    While something older runs, `since` waits for it; what is to be seen beyond, `beyond` tells apart: the last
    transaction and the number of lines. `place` is the life of the database, and the membership, that this is true of.
    """

    since: int
    xmin: int
    place: str
    beyond: tuple[int, int] | None = None


class Touched(msgspec.Struct, frozen=True):
    """`todos` → whether it was in this calendar before.

    `is_incomplete`: some may be missing, as it is too much, or too long ago.
    """

    todos: dict[UUID, bool]
    labels: list[UUID]
    is_incomplete: bool


async def calendar_moment(connection: Connection, collection: Collection) -> Moment:
    """To be asked before what is to be told: later is only more. Raises CategoryNotFound for who is no member."""
    moment = await moment_of(connection)
    xmin, place, owner_id = moment.snapshot.xmin, moment.place, collection.owner_id
    if collection.is_own:
        latest = await connection.fetchval(_LATEST_OF_SPACE, owner_id) or 0
    else:
        ids = (owner_id, collection.category_id)
        membership = await connection.fetchval(_MEMBERSHIP, *ids, collection.reader_id)
        if membership is None:
            raise CategoryNotFound
        place = f"{place} {owner_id} {collection.category_id} {membership}"
        latest = await connection.fetchval(_LATEST_OF_CATEGORY, *ids) or 0
    if latest < xmin:
        return Moment(since=latest + 1, xmin=xmin, place=place)
    [row] = await _fetch(connection, _BEYOND, collection, xmin)
    return Moment(since=xmin, xmin=xmin, place=place, beyond=(latest, row[0]))


async def list_touched(connection: Connection, collection: Collection, *, since: int) -> Touched:
    """What was written by transactions from `since` on."""
    rows = await _fetch(connection, _TOUCHED, collection, since)
    # Asked after: what is forgotten from now on was told.
    is_forgotten = await connection.fetchval(_IS_FORGOTTEN, collection.owner_id, str(since))
    return Touched(
        todos={row[1]: bool(row[2]) for row in rows if row[0] == "todo"},
        labels=[row[1] for row in rows if row[0] == "label"],
        is_incomplete=is_forgotten or len(rows) > MAX_TOUCHED,
    )


async def _fetch(connection: Connection, select: str, collection: Collection, since: int) -> Sequence[Record]:
    written = _OF_SPACE if collection.is_own else _OF_CATEGORY
    of_category = [collection.category_id] if "$3" in (asked := select.replace(":written", written)) else []
    return await connection.fetch(asked, collection.owner_id, str(since), *of_category)


async def list_carrying(connection: Connection, user_id: UUID, label_ids: list[UUID]) -> list[UUID]:
    """The todos with any of these labels, whose names are part of what clients read."""
    if not label_ids:
        return []
    rows = await connection.fetch(
        "select id from todos where user_id = $1 and label_ids && $2::uuid[] and label_ids <> '{}'", user_id, label_ids
    )
    return [row[0] for row in rows]


async def list_gone(connection: Connection, collection: Collection, ids: list[UUID]) -> set[UUID]:
    """Those of `ids` that are no more: in the trash of this calendar, or removed for good."""
    rows = await connection.fetch(
        "select id, category_id, deleted_at is not null from todos where user_id = $1 and id = any($2)",
        collection.owner_id,
        ids,
    )
    elsewhere = {row[0] for row in rows if not row[2] or row[1] != collection.category_id}
    return set(ids) - elsewhere


async def note_left(tx: Transaction, user_id: UUID, category_id: UUID | None, name: str) -> None:
    """A todo gave up this name in this calendar: who knew it by that is told that it is gone."""
    await tx.execute(
        "insert into calendar_names_left (user_id, category_id, name) values ($1, $2, $3)", user_id, category_id, name
    )


async def list_left(connection: Connection, collection: Collection, *, since: int) -> list[str]:
    """The names that todos gave up in this calendar in transactions from `since` on."""
    rows = await connection.fetch(
        """
        select distinct name from calendar_names_left
        where user_id = $1 and xid >= $2::text::xid8 and category_id is not distinct from $3
        """,
        collection.owner_id,
        str(since),
        collection.category_id,
    )
    return [row[0] for row in rows]
