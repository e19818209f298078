"""Everything somebody has, a piece at a time."""

from uuid import UUID

from voicetodo.kit.db import Connection


async def list_after(
    connection: Connection, user_id: UUID, *, after: UUID | None, limit: int
) -> list[tuple[UUID, str]]:
    """Ids and documents of todos outside the trash, by their ids: each comes once, whatever happens meanwhile."""
    rows = await connection.fetch(
        "select id, document from todos where user_id = $1 and ($2::uuid is null or id > $2) and deleted_at is null"
        " order by id limit $3",
        user_id,
        after,
        limit,
    )
    return [(row[0], row[1]) for row in rows]


async def timezones(connection: Connection, user_id: UUID) -> list[str]:
    """Those in which todos are due."""
    rows = await connection.fetch(
        "select distinct due_timezone from todos"
        " where user_id = $1 and due_time is not null and deleted_at is null order by due_timezone limit 600",
        user_id,
    )
    return [row[0] for row in rows]
