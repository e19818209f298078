"""How many open todos stand where."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.store.archive import NOT_IN_ARCHIVE
from voicetodo.modules.todo.store.visibility import SPACE, seen

_OPEN: Final = seen(
    f"""
    select category_id, count(*) as number, count(*) filter (where due_at < $2::date) as overdue,
        count(*) filter (where due_at < $2::date + interval '1 day') as until_today,
        count(*) filter (where due_at < timestamp 'infinity') as dated
    from todos where {SPACE} and deleted_at is null and is_done = false group by category_id
    having {NOT_IN_ARCHIVE}
    """
)


async def count_kept(connection: Connection, user_id: UUID) -> int:
    """Those in somebody's space, done or not, without the trash."""
    return await connection.fetchval("select count(*) from todos where user_id = $1 and deleted_at is null", user_id)


class Counts(msgspec.Struct, frozen=True):
    """Open todos outside the archive. `upcoming` are due after today; `by_category` has only those with some."""

    inbox: int
    today: int
    overdue: int
    upcoming: int
    by_category: dict[UUID, int]


async def count_open(connection: Connection, user_id: UUID, *, today: date) -> Counts:
    """`today` is the user's."""
    rows = await connection.fetch(_OPEN, user_id, today)
    by_category: dict[UUID | None, int] = {row["category_id"]: row["number"] for row in rows}
    overdue, until_today, dated = (sum(row[kind] for row in rows) for kind in ("overdue", "until_today", "dated"))
    return Counts(
        inbox=by_category.pop(None, 0),
        today=until_today - overdue,
        overdue=overdue,
        upcoming=dated - until_today,
        by_category={category: number for category, number in by_category.items() if category is not None},
    )
