"""Categories as CalDAV clients name them, and the properties that clients keep on calendars and todos."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Mapping, Sequence
from uuid import UUID

import asyncpg

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.errors import CalendarNameTaken


async def list_names(connection: Connection, user_id: UUID) -> dict[UUID, str]:
    """Category → what a client called its calendar; the others are called by their id."""
    rows = await connection.fetch("select category_id, name from calendar_names where user_id = $1", user_id)
    return {row[0]: row[1] for row in rows}


async def name_calendar(tx: Transaction, user_id: UUID, category_id: UUID, name: str) -> None:
    """Raises CalendarNameTaken."""
    try:
        await tx.execute(
            """
            insert into calendar_names (user_id, category_id, name) values ($1, $2, $3)
            on conflict (user_id, category_id) do update set name = $3
            """,
            user_id,
            category_id,
            name,
        )
    except asyncpg.UniqueViolationError as error:
        raise CalendarNameTaken from error


async def list_owners(connection: Connection, member_id: UUID) -> dict[UUID, tuple[UUID, str]]:
    """Of each category that is shared with this person the owner and their name; of two of one id the first shared."""
    rows = await connection.fetch(
        """
        select distinct on (category_id) category_id, shares.user_id, coalesce(name, '')
        from shares left join people on people.user_id = shares.user_id
        where member_id = $1 order by category_id, joined_at
        """,
        member_id,
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def find_owner_name(connection: Connection, member_id: UUID, owner_id: UUID) -> str | None:
    """The name of somebody who shares a category with this person; None for everybody else."""
    return await connection.fetchval(
        """
        select coalesce(name, '') from shares left join people on people.user_id = shares.user_id
        where member_id = $1 and shares.user_id = $2 limit 1
        """,
        member_id,
        owner_id,
    )


async def list_dead_properties(
    connection: Connection, user_id: UUID, *, category_id: UUID | None = None, todo_ids: Sequence[UUID] = ()
) -> dict[UUID | None, dict[str, str]]:
    """Name → XML, for each of these todos; without any, for the calendar (under None)."""
    where = "category_id is not distinct from $2 and todo_id is null" if not todo_ids else "todo_id = any($2)"
    rows = await connection.fetch(
        f"select todo_id, name, content from dead_properties where user_id = $1 and {where} order by name",
        user_id,
        todo_ids or category_id,
    )
    found: dict[UUID | None, dict[str, str]] = {}
    for todo_id, name, content in rows:
        found.setdefault(todo_id, {})[name] = content
    return found


async def set_dead_properties(
    tx: Transaction,
    user_id: UUID,
    *,
    category_id: UUID | None = None,
    todo_id: UUID | None = None,
    changes: Mapping[str, str | None],
) -> tuple[int, int]:
    """Set those, remove those that are None; answers how many there are then, and how many characters they have."""
    whose = (user_id, category_id, todo_id)
    for name, content in changes.items():
        if content is None:
            await tx.execute(
                """
                delete from dead_properties where user_id = $1 and category_id is not distinct from $2
                    and todo_id is not distinct from $3 and name = $4
                """,
                *whose,
                name,
            )
        else:
            await tx.execute(
                """
                insert into dead_properties (user_id, category_id, todo_id, name, content) values ($1, $2, $3, $4, $5)
                on conflict (user_id, category_id, todo_id, name) do update set content = $5
                """,
                *whose,
                name,
                content,
            )
    [row] = await tx.fetch(
        """
        select count(*), coalesce(sum(length(name) + length(content)), 0) from dead_properties
        where user_id = $1 and category_id is not distinct from $2 and todo_id is not distinct from $3
        """,
        *whose,
    )
    return row[0], row[1]
