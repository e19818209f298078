"""How many open todos stand where."""

from datetime import date
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection

_BY_DUE = """
    select count(*) filter (where due_at < $2::date), count(*) filter (where due_at < $2::date + interval '1 day'),
        count(*)
    from todos where user_id = $1 and deleted_at is null and is_done = false and due_at < timestamp 'infinity'
"""
_BY_CATEGORY = """
    select category_id, count(*) from todos
    where user_id = $1 and deleted_at is null and is_done = false group by category_id
"""


class Counts(msgspec.Struct, frozen=True):
    """Open todos. `upcoming` are due after today; `by_category` names only categories that have some."""

    inbox: int
    today: int
    overdue: int
    upcoming: int
    by_category: dict[UUID, int]


async def count_open(connection: Connection, user_id: UUID, *, today: date) -> Counts:
    """`today` is the user's."""
    dates = await connection.fetchrow(_BY_DUE, user_id, today)
    overdue, until_today, dated = (dates[0], dates[1], dates[2]) if dates is not None else (0, 0, 0)
    by_category: dict[UUID | None, int] = {
        row["category_id"]: row["count"] for row in await connection.fetch(_BY_CATEGORY, user_id)
    }
    return Counts(
        inbox=by_category.pop(None, 0),
        today=until_today - overdue,
        overdue=overdue,
        upcoming=dated - until_today,
        by_category={category: number for category, number in by_category.items() if category is not None},
    )
