"""What filters need to know of a user, and how many todos fit each."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.filtering.binding import BoundQuery, KnownCategory
from voicetodo.modules.todo.store import people
from voicetodo.modules.todo.store.filter_conditions import condition
from voicetodo.modules.todo.store.lending import SEEN_NAMES
from voicetodo.modules.todo.store.visibility import SPACE, seen

_STATUS: Final = {"open": " and is_done = false", "completed": " and is_done", "all": ""}


class Names(msgspec.Struct, frozen=True):
    """All categories that a user sees, and the names of all such sections, labels and people with their ids."""

    categories: tuple[KnownCategory, ...]
    sections: tuple[tuple[str, UUID], ...]
    labels: tuple[tuple[str, UUID], ...]
    people: tuple[tuple[str, UUID], ...]


async def names(connection: Connection, user_id: UUID) -> Names:
    rows = await connection.fetch(SEEN_NAMES, user_id)
    return Names(
        tuple(KnownCategory(row[1], row[2], row[3], row[4], row[5]) for row in rows if row[0] == "c"),
        tuple((row[1], row[2]) for row in rows if row[0] == "s"),
        tuple((row[1], row[2]) for row in rows if row[0] == "l"),
        tuple((each.name, each.user_id) for each in await people.list_around(connection, user_id)),
    )


async def count_todos(connection: Connection, user_id: UUID, wanted: Mapping[UUID, BoundQuery]) -> dict[UUID, int]:
    """How many todos fit each, in one statement; each is counted by the index that suits it."""
    if not wanted:
        return {}
    values: list[Any] = [user_id]
    counts = [
        _summed(
            f"select count(*) as number from todos where {SPACE} and deleted_at is null"
            f"{_STATUS[query.status]} and {condition(query.condition, values)}"
        )
        for query in wanted.values()
    ]
    [row] = await connection.fetch_afresh(f"select {', '.join(counts)}", *values)
    return dict(zip(wanted, row.values(), strict=True))


def _summed(counting: str) -> str:
    return f"(select sum(number)::bigint from ({seen(counting)}) as counted)"
