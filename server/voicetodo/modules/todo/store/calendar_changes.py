"""What happened in a calendar since a client asked last (RFC 6578): read from the journal, by transactions."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.store.sync import MAX_TOUCHED, moment_of

# `was_here`: a change took it out of this calendar.
_TOUCHED: Final = f"""
    select kind, entity_id, bool_or(
        changes->'category_id' is not null and changes->'category_id'->>0 is not distinct from $3::text
    )
    from activity
    where user_id = $1 and xid >= $2::text::xid8 and kind in ('todo', 'label')
    group by kind, entity_id limit {MAX_TOUCHED + 1}
"""  # noqa: S608 - a number of ours
#: The last transaction that wrote something of the user's, also where the journal does not tell of it any more.
_LATEST: Final = """
    select greatest(
        (select xid from activity where user_id = $1 order by xid desc limit 1),
        (select xid from journal_floors where user_id = $1)
    )::text::bigint
"""
_IS_FORGOTTEN: Final = "select exists (select from journal_floors where user_id = $1 and xid >= $2::text::xid8)"
_BEYOND: Final = f"""
    select count(*) from (
        select from activity where user_id = $1 and xid >= $2::text::xid8 limit {MAX_TOUCHED + 1}
    ) as beyond
"""  # noqa: S608 - a number of ours


class Moment(msgspec.Struct, frozen=True):
    """Everything of the user's that transactions before `since` wrote is to be seen. The same while nothing happens.

    While something older runs, `since` waits for it; what is to be seen beyond, `beyond` tells apart: the last
    transaction and the number of lines. `place` is the life of the database that this is true of.
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


async def calendar_moment(connection: Connection, user_id: UUID) -> Moment:
    """To be asked before what is to be told: later is only more."""
    moment = await moment_of(connection)
    xmin = moment.snapshot.xmin
    latest = await connection.fetchval(_LATEST, user_id) or 0
    if latest < xmin:
        return Moment(since=latest + 1, xmin=xmin, place=moment.place)
    number = await connection.fetchval(_BEYOND, user_id, str(xmin))
    return Moment(since=xmin, xmin=xmin, place=moment.place, beyond=(latest, number))


async def list_touched(connection: Connection, user_id: UUID, category_id: UUID | None, *, since: int) -> Touched:
    """What was written by transactions from `since` on."""
    rows = await connection.fetch(_TOUCHED, user_id, str(since), None if category_id is None else str(category_id))
    # Asked after: what is forgotten from now on was told.
    is_forgotten = await connection.fetchval(_IS_FORGOTTEN, user_id, str(since))
    return Touched(
        todos={row[1]: bool(row[2]) for row in rows if row[0] == "todo"},
        labels=[row[1] for row in rows if row[0] == "label"],
        is_incomplete=is_forgotten or len(rows) > MAX_TOUCHED,
    )


async def list_carrying(connection: Connection, user_id: UUID, label_ids: list[UUID]) -> list[UUID]:
    """The todos with any of these labels, whose names are part of what clients read."""
    if not label_ids:
        return []
    rows = await connection.fetch(
        "select id from todos where user_id = $1 and label_ids && $2::uuid[] and label_ids <> '{}'", user_id, label_ids
    )
    return [row[0] for row in rows]


async def list_gone(connection: Connection, user_id: UUID, category_id: UUID | None, ids: list[UUID]) -> set[UUID]:
    """Those of `ids` that are no more: in the trash of this calendar, or removed for good."""
    rows = await connection.fetch(
        "select id, category_id, deleted_at is not null from todos where user_id = $1 and id = any($2)", user_id, ids
    )
    elsewhere = {row[0] for row in rows if not row[2] or row[1] != category_id}
    return set(ids) - elsewhere


async def note_left(tx: Transaction, user_id: UUID, category_id: UUID | None, name: str) -> None:
    """A todo gave up this name in this calendar: who knew it by that is told that it is gone."""
    await tx.execute(
        "insert into calendar_names_left (user_id, category_id, name) values ($1, $2, $3)", user_id, category_id, name
    )


async def list_left(connection: Connection, user_id: UUID, category_id: UUID | None, *, since: int) -> list[str]:
    """The names that todos gave up in this calendar in transactions from `since` on."""
    rows = await connection.fetch(
        """
        select distinct name from calendar_names_left
        where user_id = $1 and xid >= $2::text::xid8 and category_id is not distinct from $3
        """,
        user_id,
        str(since),
        category_id,
    )
    return [row[0] for row in rows]
