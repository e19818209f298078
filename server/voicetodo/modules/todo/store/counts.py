"""How many open todos stand where."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.store.archive import MAY_BE_IN_ARCHIVE, NOT_IN_ARCHIVE
from voicetodo.modules.todo.store.visibility import SPACE, seen

_DATED: Final = f"""
    select due_at from todos
    where {SPACE} and deleted_at is null and is_done = false and due_at < timestamp 'infinity'
"""
_BY_DUE: Final = """
    select count(*) filter (where due_at < $2::date), count(*) filter (where due_at < $2::date + interval '1 day'),
        count(*)
"""
_EVERYWHERE: Final = f"{_BY_DUE} from ({seen(_DATED)}) as dated"
#: Taken off again, as all are counted by an index that knows nothing of categories.
_IN_ARCHIVE: Final = f"{_BY_DUE} from ({seen(f'{_DATED} and {MAY_BE_IN_ARCHIVE}')}) as dated"
_BY_CATEGORY: Final = seen(
    f"""
    select category_id, count(*) as number from todos
    where {SPACE} and deleted_at is null and is_done = false group by category_id
    having {NOT_IN_ARCHIVE}
    """
)


class Counts(msgspec.Struct, frozen=True):
    """Open todos outside the archive. `upcoming` are due after today; `by_category` has only those with some."""

    inbox: int
    today: int
    overdue: int
    upcoming: int
    by_category: dict[UUID, int]


async def count_open(connection: Connection, user_id: UUID, *, today: date) -> Counts:
    """`today` is the user's."""
    [everywhere, archived] = await connection.fetch(f"{_EVERYWHERE} union all {_IN_ARCHIVE}", user_id, today)
    overdue, until_today, dated = (here - there for here, there in zip(everywhere, archived, strict=True))
    by_category: dict[UUID | None, int] = {
        row["category_id"]: row["number"] for row in await connection.fetch(_BY_CATEGORY, user_id)
    }
    return Counts(
        inbox=by_category.pop(None, 0),
        today=until_today - overdue,
        overdue=overdue,
        upcoming=dated - until_today,
        by_category={category: number for category, number in by_category.items() if category is not None},
    )
