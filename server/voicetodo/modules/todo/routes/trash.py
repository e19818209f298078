"""What was thrown away, until it is gone for good."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post
from litestar.params import FromPath

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError
from voicetodo.kit.http import DEFAULT_LIMIT, decode_cursor, no_content, of, problems
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.errors import NotAllowed, QueryInvalid, TodoNotFound
from voicetodo.modules.todo.routes.answers import (
    TAGS,
    AnyRequest,
    Cursor,
    Limit,
    cursor_after,
    documents_answer,
    origin_of,
    todo_answer,
    user_of,
)
from voicetodo.modules.todo.service.retention import Retention
from voicetodo.modules.todo.service.trash import Trash


class TrashPage(msgspec.Struct, frozen=True):
    """Some of the trash, and for how many days a todo stays there."""

    items: list[Todo]
    next_cursor: str | None
    retention_days: int


@get("/v1/trash", tags=TAGS, responses=problems(QueryInvalid))
async def list_trash(request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> Response[TrashPage]:
    """What was deleted last comes first. `retention_days` after its `deleted_at` a todo is gone for good."""
    user_id = user_of(request)
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None and not is_moment(after[0]):
        raise QueryInvalid(errors=[FieldError("cursor", "This cursor was not given by us, or not for this list.")])
    rows = await of(request, Trash).list_rows(user_id, after=after, limit=limit + 1)
    days = of(request, Retention).settings.trash_days
    documents = [row[0] for row in rows[:limit]]
    return documents_answer(request, documents, cursor_after(rows, limit), beside={"retention_days": days})


@delete("/v1/trash", status_code=204, tags=TAGS, responses=problems())
async def empty_trash(request: AnyRequest) -> Response[None]:
    """Remove all of it for good."""
    await of(request, Trash).empty(user_of(request), origin=origin_of(request))
    return no_content()


@delete("/v1/trash/{todo_id:uuid}", status_code=204, tags=TAGS, responses=problems(TodoNotFound, NotAllowed))
async def purge_todo(request: AnyRequest, todo_id: FromPath[UUID]) -> Response[None]:
    """Remove one for good, with its subtasks."""
    await of(request, Trash).purge(user_of(request), todo_id, origin=origin_of(request))
    return no_content()


@post("/v1/trash/{todo_id:uuid}/restoration", status_code=200, tags=TAGS, responses=problems(TodoNotFound, NotAllowed))
async def restore_todo(request: AnyRequest, todo_id: FromPath[UUID]) -> Response[Todo]:
    """Back where it was, with the subtasks that were deleted together with it."""
    return todo_answer(await of(request, Trash).restore(user_of(request), todo_id, origin=origin_of(request)))


ROUTES = (list_trash, empty_trash, purge_todo, restore_todo)
