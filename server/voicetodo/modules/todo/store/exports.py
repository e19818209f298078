"""Everything somebody has, a piece at a time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.transfer.formats.own import OwnAttachment, OwnComment, path_of


class File(msgspec.Struct, frozen=True):
    """An attachment, and where its bytes are."""

    id: UUID
    blob_key: str
    sha256: str
    created_at: datetime


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


async def attachments_of(
    connection: Connection, user_id: UUID, todo_ids: Sequence[UUID], *, my_name: str | None
) -> dict[UUID, list[OwnAttachment]]:
    """Files of these todos and of what was said about them, the first one first."""
    rows = await connection.fetch(
        "select todo_id, comment_id, id, attachments.name, size, sha256, media_type,"
        " coalesce(author_name, case when author_id = $1 then $3 else people.name end), created_at"
        " from attachments left join people on people.user_id = author_id"
        " where attachments.user_id = $1 and todo_id = any($2::uuid[]) order by created_at, id",
        user_id,
        todo_ids,
        my_name,
    )
    found: dict[UUID, list[OwnAttachment]] = {}
    for todo_id, comment_id, attachment_id, name, size, sha256, media_type, author, created_at in rows:
        file = OwnAttachment(
            id=attachment_id,
            name=name,
            size=size,
            sha256=sha256,
            media_type=media_type,
            author=author,
            created_at=created_at,
            path=path_of(attachment_id),
        )
        found.setdefault(comment_id or todo_id, []).append(file)
    return found


async def list_files_after(connection: Connection, user_id: UUID, *, after: UUID | None, limit: int) -> list[File]:
    """Files of todos outside the trash, by their ids."""
    rows = await connection.fetch(
        "select attachments.id, blob_key, sha256, attachments.created_at from attachments"
        " join todos on todos.user_id = attachments.user_id and todos.id = todo_id"
        " where attachments.user_id = $1 and ($2::uuid is null or attachments.id > $2) and deleted_at is null"
        " order by attachments.id limit $3",
        user_id,
        after,
        limit,
    )
    return [File(*row) for row in rows]


async def timezones(connection: Connection, user_id: UUID) -> list[str]:
    """Those in which todos are due."""
    rows = await connection.fetch(
        "select distinct due_timezone from todos"
        " where user_id = $1 and due_time is not null and deleted_at is null order by due_timezone limit 600",
        user_id,
    )
    return [row[0] for row in rows]
