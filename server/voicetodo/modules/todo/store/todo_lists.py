"""Lists of todos, in any order, from any place on: each order has its index, and each page is one statement."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.api import KnownTodo, Status
from voicetodo.modules.todo.filtering.binding import BoundNode
from voicetodo.modules.todo.store.archive import NOT_IN_ARCHIVE
from voicetodo.modules.todo.store.filter_conditions import condition
from voicetodo.modules.todo.store.visibility import SPACE, lent, own, seen
from voicetodo.modules.todo.store.words import prefix_query


class TodoFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which todos; every condition that is given holds. Dates are inclusive."""

    status: Status = "open"
    category_id: UUID | None = None
    in_inbox: bool = False
    section_id: UUID | None = None
    #: In no section.
    is_unsectioned: bool = False
    parent_id: UUID | None = None
    is_top: bool = False
    label_id: UUID | None = None
    #: One of each of these.
    labels: tuple[tuple[UUID, ...], ...] = ()
    assignee_id: UUID | None = None
    priority: int | None = None
    due_from: date | None = None
    due_to: date | None = None
    has_due: bool | None = None
    #: Nothing that starts later.
    started_by: date | None = None
    completed_from: datetime | None = None
    completed_to: datetime | None = None
    text: str | None = None
    #: What somebody asked in the language of filters.
    condition: BoundNode | None = None

    @property
    def is_everywhere(self) -> bool:
        """Whether no place is named that may be archived. What is asked in the language of filters says it itself."""
        named = (self.category_id, self.section_id, self.parent_id, self.condition)
        return not self.in_inbox and all(each is None for each in named)


#: Sort → what it sorts by. The id settles ties.
SORTS: Final = {
    "position": ("position", "id"),
    "due": ("due_at", "id"),
    "priority": ("priority", "position", "id"),
    "created_at": ("created_at", "id"),
    "updated_at": ("updated_at", "id"),
    "completed_at": ("completed_at", "id"),
}

_DONE: Final[dict[Status, tuple[str, ...]]] = {
    "open": ("false",),
    "completed": ("true",),
    "all": ("false", "true"),
}
_SUBTASKS: Final = seen(
    f"select document, position, id from todos where {SPACE} and parent_id = $2 and deleted_at is null",
    tail="order by position, id",
)
_LATEST_OPEN: Final = seen(
    f"""
    select id, title, category_id, due_date, is_done, priority, label_ids, created_at
    from todos where {SPACE} and deleted_at is null and is_done = false and {NOT_IN_ARCHIVE}
    """,
    tail="order by created_at desc, id desc limit $2",
)
_LATEST_DONE: Final = seen(
    f"""
    select id, title, category_id, due_date, is_done, priority, label_ids, completed_at
    from todos where {SPACE} and deleted_at is null and is_done and {NOT_IN_ARCHIVE}
    """,
    tail="order by completed_at desc, id desc limit $3",
)
_KNOWN: Final = f"({_LATEST_OPEN}) union all ({_LATEST_DONE})"

_CONDITIONS: Final = {
    "category_id": "category_id = {}",
    "section_id": "section_id = {}",
    "parent_id": "parent_id = {}",
    "label_id": "label_ids @> array[{}]::uuid[] and label_ids <> '{{}}'",
    "assignee_id": "assignee_id = {}",
    "priority": "priority = {}",
    "due_from": "due_at >= {}::date and due_at < timestamp 'infinity'",
    "due_to": "due_at < {}::date + interval '1 day'",
    "started_by": "(start_date is null or start_date <= {})",
    "completed_from": "completed_at >= {}",
    "completed_to": "completed_at < {}",
    "text": "scoped_words(user_id, words) @@ scoped_query(:owner, to_tsquery('plain', {}))",
}


async def list_rows(
    connection: Connection,
    user_id: UUID,
    wanted: TodoFilter,
    *,
    sort: str,
    is_descending: bool,
    after: Sequence[Any] | None,
    limit: int,
) -> list[Record]:
    """Rows of the document followed by the values it was sorted by; `after` are those of the last row already seen."""
    keys = SORTS[sort]
    where, values = _where(wanted, user_id)
    if after is not None:
        marks = ", ".join(f"${len(values) + n + 1}" for n in range(len(keys)))
        where += f" and ({', '.join(keys)}) {'<' if is_descending else '>'} ({marks})"
        values += after
    values.append(limit)
    direction = " desc" if is_descending else ""
    tail = f"order by {', '.join(key + direction for key in keys)} limit ${len(values)}"
    select = f"select document, {', '.join(keys)} from todos where {where}"
    fetch = connection.fetch if wanted.condition is None else connection.fetch_afresh
    return await fetch(_arms(select, wanted, tail), *values)


async def count(connection: Connection, user_id: UUID, wanted: TodoFilter) -> int:
    where, values = _where(wanted, user_id)
    done = {"open": " and not is_done", "completed": " and is_done", "all": ""}[wanted.status]
    both = seen(f"select count(*) as number from todos where {where}{done}")
    return await connection.fetchval(f"select sum(number)::bigint from ({both}) as counted", *values)


async def list_subtasks(connection: Connection, user_id: UUID, parent_id: UUID) -> list[str]:
    """The documents of the direct subtasks, done ones included, in the order made by hand."""
    return [row[0] for row in await connection.fetch(_SUBTASKS, user_id, parent_id)]


async def list_trash(
    connection: Connection, user_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[Record]:
    """Rows of document, deleted_at, id; what was deleted last comes first."""
    values: list[object] = [user_id, limit]
    select = f"select document, deleted_at, id from todos where {SPACE} and deleted_at is not null"
    if after is not None:
        select += " and (deleted_at, id) < ($3, $4)"
        values += after
    return await connection.fetch(seen(select, tail="order by deleted_at desc, id desc limit $2"), *values)


async def list_known(connection: Connection, user_id: UUID, *, most_open: int, most_done: int) -> list[KnownTodo]:
    """The latest open ones and the ones done last, as much of them as is needed to recognise them."""
    rows = await connection.fetch(_KNOWN, user_id, most_open, most_done)
    return [
        KnownTodo(
            id=row[0],
            title=row[1],
            category_id=row[2],
            due_date=row[3],
            is_done=row[4],
            priority=row[5],
            label_ids=tuple(row[6]),
        )
        for row in rows
    ]


def conditions(wanted: TodoFilter, values: list[Any]) -> list[str]:
    """All that must hold, but for the status. Parameters are added to `values`; the first of them is the user's id."""
    found: list[str] = []
    if wanted.in_inbox:
        found.append("category_id is null")
    if wanted.is_unsectioned:
        found.append("section_id is null")
    if wanted.is_top:
        found.append("parent_id is null")
    if wanted.has_due is not None:
        found.append(f"due_at {'<' if wanted.has_due else '='} timestamp 'infinity'")
    for ids in wanted.labels:
        values.append(list(ids))
        found.append(f"label_ids && ${len(values)}::uuid[] and label_ids <> '{{}}'")
    for field, template in _CONDITIONS.items():
        value = getattr(wanted, field)
        if value is not None:
            values.append(prefix_query(value) if field == "text" else value)
            found.append(template.format(f"${len(values)}"))
    if wanted.condition is not None:
        found.append(condition(wanted.condition, values))
    return found


def _where(wanted: TodoFilter, user_id: UUID) -> tuple[str, list[Any]]:
    values: list[Any] = [user_id]
    found = [SPACE, "deleted_at is null", *conditions(wanted, values)]
    if wanted.is_everywhere:
        found.append(NOT_IN_ARCHIVE)
    return " and ".join(found), values


def _arms(select: str, wanted: TodoFilter, tail: str) -> str:
    """Open and done stand apart in every index: both are ordered lists, merged. Nobody else's is in the inbox."""
    arms = [f"{select} and is_done = {done}" for done in _DONE[wanted.status]]
    parts = [f"({own(arm)} {tail})" for arm in arms]
    if not wanted.in_inbox:
        parts += [f"({lent(f'{arm} {tail}')})" for arm in arms]
    return parts[0] if len(parts) == 1 else f"{' union all '.join(parts)} {tail}"
