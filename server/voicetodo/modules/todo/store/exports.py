"""Everything somebody has, a piece at a time."""

from collections.abc import Sequence
from uuid import UUID

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.transfer.formats.own import OwnComment


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


async def comments_of(
    connection: Connection, user_id: UUID, todo_ids: Sequence[UUID], *, my_name: str | None = None
) -> dict[UUID, list[OwnComment]]:
    """What was said about these todos, the first one first, by whom as far as is known; `my_name` is the user's."""
    rows = await connection.fetch(
        "select todo_id, id, coalesce(author_name, case when author_id = $1 then $3 else name end), body, created_at,"
        " edited_at from comments left join people on people.user_id = author_id"
        " where comments.user_id = $1 and todo_id = any($2::uuid[]) order by created_at, id",
        user_id,
        todo_ids,
        my_name,
    )
    found: dict[UUID, list[OwnComment]] = {}
    for todo_id, comment_id, author, body, created_at, edited_at in rows:
        said = OwnComment(id=comment_id, author=author, body=body, created_at=created_at, edited_at=edited_at)
        found.setdefault(todo_id, []).append(said)
    return found


async def timezones(connection: Connection, user_id: UUID) -> list[str]:
    """Those in which todos are due."""
    rows = await connection.fetch(
        "select distinct due_timezone from todos"
        " where user_id = $1 and due_time is not null and deleted_at is null order by due_timezone limit 600",
        user_id,
    )
    return [row[0] for row in rows]
