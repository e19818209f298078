"""Todos that have something in common: locked, to be changed together, or asked whether there are any."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from voicetodo.kit.db import Transaction
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.store.todos import Stored, stored


async def lock_of_category(tx: Transaction, user_id: UUID, category_id: UUID) -> list[Stored]:
    """All todos filed in it, the trash included; to be changed."""
    rows = await tx.fetch(
        "select document, depth from todos where user_id = $1 and category_id = $2 order by depth, id for update",
        user_id,
        category_id,
    )
    return [stored(row) for row in rows]


async def lock_of_section(tx: Transaction, user_id: UUID, section_id: UUID) -> list[Stored]:
    """All todos that stand in it, the trash included; to be changed."""
    rows = await tx.fetch(
        "select document, depth from todos where user_id = $1 and section_id = $2 order by depth, id for update",
        user_id,
        section_id,
    )
    return [stored(row) for row in rows]


async def lock_of_label(tx: Transaction, user_id: UUID, label_id: UUID) -> list[Stored]:
    """All todos that carry it, the trash included; to be changed."""
    rows = await tx.fetch(
        "select document, depth from todos"
        " where user_id = $1 and label_ids @> array[$2]::uuid[] and label_ids <> '{}' order by id for update",
        user_id,
        label_id,
    )
    return [stored(row) for row in rows]


async def lock_of_assignees(
    tx: Transaction, user_id: UUID, category_id: UUID, assignee_ids: Sequence[UUID]
) -> list[Stored]:
    """All in this category that are assigned to any of these, the trash included; to be changed."""
    rows = await tx.fetch(
        "select document, depth from todos"
        " where user_id = $1 and category_id = $2 and assignee_id = any($3::uuid[]) order by id for update",
        user_id,
        category_id,
        assignee_ids,
    )
    return [stored(row) for row in rows]


async def lock_siblings(
    tx: Transaction, user_id: UUID, *, category_id: UUID | None, parent_id: UUID | None
) -> list[Stored]:
    """All that stand under the same parent or, at the top, in the same category, in their order; to be changed."""
    group, value = (
        ("parent_id = $2", parent_id) if parent_id else ("parent_id is null and category_id = $2", category_id)
    )
    if value is None:
        group = "parent_id is null and category_id is null and $2::uuid is null"
    rows = await tx.fetch(
        f"select document, depth from todos where user_id = $1 and {group} and deleted_at is null"
        " order by position, id for update",
        user_id,
        value,
    )
    return [stored(row) for row in rows]


async def neighbour(
    tx: Transaction, user_id: UUID, todo: Todo, *, position: str | None, is_after: bool, leaving_out: UUID
) -> str | None:
    """The place of the sibling of `todo` next after (or before) `position`; None for `position` is the open end."""
    sign, order = (">", "") if is_after else ("<", " desc")
    where = "user_id = $1 and deleted_at is null and id <> $2"
    values: list[object] = [user_id, leaving_out]
    for field in ("category_id", "parent_id"):
        value = getattr(todo, field)
        if value is None:
            where += f" and {field} is null"
        else:
            values.append(value)
            where += f" and {field} = ${len(values)}"
    if position is not None:
        values.append(position)
        where += f" and position {sign} ${len(values)}"
    arms = " union all ".join(
        f"(select position from todos where {where} and is_done = {done} order by position{order} limit 1)"
        for done in ("false", "true")
    )
    return await tx.fetchval(f"{arms} order by position{order} limit 1", *values)


async def has_any(
    tx: Transaction, user_id: UUID, field: Literal["category_id", "section_id", "label_id"], value: UUID
) -> bool:
    """Whether a todo, in the trash or not, has this category, section or label."""
    where = "label_ids @> array[$2]::uuid[] and label_ids <> '{}'" if field == "label_id" else f"{field} = $2"
    return await tx.fetchval(f"select exists (select from todos where user_id = $1 and {where})", user_id, value)


async def lock_trash(tx: Transaction, user_id: UUID, *, limit: int, before: datetime | None = None) -> list[Stored]:
    """What was deleted, `before` then if that is given; subtasks before their parents, to be removed."""
    rows = await tx.fetch(
        "select document, depth from todos where user_id = $1 and deleted_at < coalesce($3, timestamptz 'infinity')"
        " order by depth desc, deleted_at, id limit $2 for update",
        user_id,
        limit,
        before,
    )
    return [stored(row) for row in rows]
