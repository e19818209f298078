"""What happened."""

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from voicetodo.kit.http import DEFAULT_LIMIT, Page, decode_cursor, encode_cursor, json, of, problems
from voicetodo.modules.todo.errors import QueryInvalid, TodoNotFound
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, Cursor, Limit, user_of
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store.activity import Entry


@get("/v1/activity", tags=TAGS, responses=problems(QueryInvalid))
async def list_activity(
    request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[Entry]]:
    """Every change of todos, categories and labels, the latest first."""
    return await _page(request, None, limit, cursor)


@get("/v1/todos/{todo_id:uuid}/activity", tags=TAGS, responses=problems(QueryInvalid, TodoNotFound))
async def list_activity_of_todo(
    request: AnyRequest, todo_id: FromPath[UUID], limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[Entry]]:
    """Every change of one todo, the latest first; also after it was removed for good."""
    return await _page(request, todo_id, limit, cursor)


async def _page(request: AnyRequest, todo_id: UUID | None, limit: int, cursor: str | None) -> Response[Page[Entry]]:
    user_id = user_of(request)
    after = decode_cursor(cursor, tuple[int])
    entries = await of(request, Todos).list_activity(
        user_id, todo_id=todo_id, before=None if after is None else max(0, min(after[0], 2**62)), limit=limit + 1
    )
    page = entries[:limit]
    next_cursor = encode_cursor(page[-1].place) if len(entries) > limit else None
    return json(Page(page, next_cursor), request=request, cacheable=True)


ROUTES = (list_activity, list_activity_of_todo)
