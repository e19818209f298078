"""Search, and how many open todos stand where."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromQuery, QueryParameter

from voicetodo.kit.http import Page, decode_cursor, encode_cursor, of, problems
from voicetodo.modules.todo.api import Status
from voicetodo.modules.todo.errors import QueryInvalid
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, Cursor, fresh_answer, passing_answer, user_of
from voicetodo.modules.todo.routes.narrowing import InCategory, UntilDay, day_in, id_in
from voicetodo.modules.todo.service.search import MAX_QUERY, Search
from voicetodo.modules.todo.service.search_engine import Hit, Place
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store.counts import Counts
from voicetodo.modules.todo.store.search import Narrowed
from voicetodo.modules.todo.store.todo_lists import TodoFilter


@get("/v1/search", tags=TAGS, responses=problems(QueryInvalid))
async def search_todos(  # noqa: PLR0917 - Litestar hands parameters over by name
    request: AnyRequest,
    q: Annotated[str, QueryParameter(min_length=1, max_length=MAX_QUERY, description="Words, as they come to mind.")],
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
    cursor: Cursor = None,
    with_archived: Annotated[bool, QueryParameter(description="What is in archived categories as well.")] = False,
    status: FromQuery[Status] = "all",
    category_id: InCategory = None,
    label_id: FromQuery[UUID | None] = None,
    priority: Annotated[int | None, QueryParameter(ge=1, le=4)] = None,
    due_from: FromQuery[date | None] = None,
    due_to: UntilDay = None,
    has_due: FromQuery[bool | None] = None,
) -> Response[Page[Hit]]:
    """Todos by what they say, open ones first. Beginnings of words, accents and small mistakes are forgiven."""
    place = decode_cursor(cursor, tuple[Place])
    wanted = TodoFilter(
        status=status,
        category_id=id_in(category_id, nowhere="inbox"),
        in_inbox=category_id == "inbox",
        label_id=label_id,
        priority=priority,
        due_from=day_in("due_from", due_from),
        due_to=day_in("due_to", due_to),
        has_due=has_due,
    )
    found = await of(request, Search).find(
        user_of(request),
        q,
        limit=limit,
        place=None if place is None else place[0],
        narrowed=Narrowed(wanted, with_archived),
    )
    body = msgspec.json.encode(Page(found.hits, None if found.next is None else encode_cursor(found.next)))
    return fresh_answer(request, body) if found.is_settled else passing_answer(request, body)


@get("/v1/todos/counts", tags=TAGS, responses=problems(QueryInvalid))
async def count_todos(
    request: AnyRequest,
    timezone: Annotated[str, QueryParameter(max_length=64, description="Whose day is today; an IANA name.")] = "UTC",
) -> Response[Counts]:
    """How many open todos stand where."""
    counts = await of(request, Todos).count_open(user_of(request), timezone=timezone)
    return fresh_answer(request, msgspec.json.encode(counts), is_timely=True)


ROUTES = (search_todos, count_todos)
