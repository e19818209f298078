"""Filters: questions about todos in a language of their own, kept under a name."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import UNSET, Meta, UnsetType

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import DEFAULT_LIMIT, Body, Page, etag_of, id_for, json, no_content, of, pick, problems
from voicetodo.modules.todo.api import Filter, Status, Todo
from voicetodo.modules.todo.errors import (
    FilterIdTaken,
    FilterInvalid,
    FilterNameTaken,
    FilterNotFound,
    QueryInvalid,
    TooManyFilters,
)
from voicetodo.modules.todo.filtering.mistakes import Mistake
from voicetodo.modules.todo.filtering.notices import Notice
from voicetodo.modules.todo.filtering.parser import MAX_LENGTH, Piece, Span, parse
from voicetodo.modules.todo.routes.answers import (
    READS,
    TAGS,
    AnyRequest,
    Cursor,
    Fields,
    Limit,
    TodoPage,
    Zone,
    check_of,
    cursor_after,
    documents_answer,
    origin_of,
    user_of,
    values_answer,
)
from voicetodo.modules.todo.routes.bodies import Color, Name, PlaceBody, given
from voicetodo.modules.todo.routes.sorting import Sort, key_of, place_after
from voicetodo.modules.todo.service.filtering import Filtering
from voicetodo.modules.todo.service.filters import FilterDraft, FilterPatch, Filters
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store.todo_lists import TodoFilter

QueryText = Annotated[str, Meta(min_length=1, max_length=MAX_LENGTH, description="In the language of filters.")]


class FilterBody(Body):
    """A new filter. With an `id` of your own it may be sent again."""

    name: Name
    query: QueryText
    id: UUID | None = None
    color: Color | None = None
    is_favorite: bool = False


class FilterPatchBody(Body):
    """The fields to set."""

    name: Name | UnsetType = UNSET
    query: QueryText | UnsetType = UNSET
    color: Color | UnsetType | None = UNSET
    is_favorite: bool | UnsetType = UNSET


class QueryBody(Body):
    """Something to be checked while it is typed."""

    query: Annotated[str, Meta(max_length=10 * MAX_LENGTH)]


class FilterCount(msgspec.Struct, frozen=True):
    """How many todos fit; null where the filter cannot be read any more."""

    id: UUID
    count: int | None


class QueryMistake(msgspec.Struct, frozen=True):
    """What was expected, and the characters it is about. `code` is stable: by it a client says it in its own words."""

    message: str
    code: str
    span: Span


class CheckedQuery(msgspec.Struct, frozen=True, kw_only=True):
    """`pieces` are the operators and conditions with their places, `lists` the places of the lists, in order."""

    is_ok: bool
    mistake: QueryMistake | None = None
    pieces: tuple[Piece, ...] = ()
    lists: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()


@get("/v1/filters", tags=TAGS, responses=problems())
async def list_filters(request: AnyRequest) -> Response[Page[Filter]]:
    """All of them, in the order made by hand."""
    return values_answer(request, await of(request, Filters).list_all(user_of(request)))


@post("/v1/filters", tags=TAGS, responses=problems(FilterInvalid, FilterNameTaken, FilterIdTaken, TooManyFilters))
async def create_filter(request: AnyRequest, data: JSONBody[FilterBody]) -> Response[Filter]:
    """Keep a question under a name. Sent again with the same `id` and content, it answers the one that is there."""
    draft = FilterDraft(name=data.name, query=data.query, color=data.color, is_favorite=data.is_favorite)
    kept, _ = await of(request, Filters).create(
        user_of(request), draft, filter_id=data.id or id_for(request), origin=origin_of(request)
    )
    return _filter_answer(kept, status=201)


@get("/v1/filters/{filter_id:uuid}", tags=TAGS, responses=problems(FilterNotFound))
async def get_filter(request: AnyRequest, filter_id: FromPath[UUID]) -> Response[Filter]:
    """One filter."""
    return _filter_answer(await of(request, Filters).get(user_of(request), filter_id))


@patch(
    "/v1/filters/{filter_id:uuid}",
    tags=TAGS,
    responses=problems(FilterNotFound, FilterInvalid, FilterNameTaken, PreconditionFailed),
)
async def update_filter(
    request: AnyRequest, filter_id: FromPath[UUID], data: JSONBody[FilterPatchBody]
) -> Response[Filter]:
    """Another name, question or colour, or whether it is a favourite."""
    user_id = user_of(request)
    return _filter_answer(
        await of(request, Filters).update(
            user_id, filter_id, FilterPatch(**given(data)), origin=origin_of(request), check=check_of(request)
        )
    )


@delete(
    "/v1/filters/{filter_id:uuid}", status_code=204, tags=TAGS, responses=problems(FilterNotFound, PreconditionFailed)
)
async def delete_filter(request: AnyRequest, filter_id: FromPath[UUID]) -> Response[None]:
    """The question alone; no todo is touched."""
    user_id = user_of(request)
    await of(request, Filters).delete(user_id, filter_id, origin=origin_of(request), check=check_of(request))
    return no_content()


@put(
    "/v1/filters/{filter_id:uuid}/position",
    tags=TAGS,
    responses=problems(FilterNotFound, FilterInvalid, PreconditionFailed),
)
async def move_filter(request: AnyRequest, filter_id: FromPath[UUID], data: JSONBody[PlaceBody]) -> Response[Filter]:
    """Put it elsewhere among the filters."""
    user_id = user_of(request)
    return _filter_answer(
        await of(request, Filters).move(
            user_id, filter_id, after_id=data.after_id, origin=origin_of(request), check=check_of(request)
        )
    )


@get("/v1/filters/{filter_id:uuid}/todos", tags=TAGS, responses=problems(FilterNotFound, QueryInvalid))
async def list_filtered_todos(  # noqa: PLR0917 - Litestar hands parameters over by name
    request: AnyRequest,
    filter_id: FromPath[UUID],
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    fields: Fields = None,
    timezone: Zone = "UTC",
    nth: Annotated[
        int | None,
        QueryParameter(name="list", ge=1, description="Only this of its lists, from 1; otherwise all together."),
    ] = None,
    status: FromQuery[Status | None] = None,
    sort: Sort = "position",
) -> Response[TodoPage]:
    """The todos that fit it now: open ones, unless it speaks of done ones or `status` says otherwise."""
    user_id, key, names = user_of(request), key_of(sort, status), pick(fields, Todo)
    asked = await of(request, Filtering).ask_kept(user_id, filter_id, timezone=timezone, nth=nth, status=status)
    rows = await of(request, Todos).list_rows(
        user_id,
        TodoFilter(status=asked.status, condition=asked.condition),
        sort=key,
        is_descending=sort != key,
        after=place_after(cursor, sort),
        limit=limit + 1,
    )
    return documents_answer(
        request, [row[0] for row in rows[:limit]], cursor_after(rows, limit, sort), names, asked=asked
    )


@get("/v1/filters/counts", tags=TAGS, responses=problems(QueryInvalid))
async def count_filters(request: AnyRequest, timezone: Zone = "UTC") -> Response[Page[FilterCount]]:
    """How many todos fit each filter now, in the order made by hand."""
    counts = await of(request, Filtering).count(user_of(request), timezone=timezone)
    return values_answer(request, [FilterCount(each, number) for each, number in counts.items()], is_timely=True)


@post("/v1/filters/check", status_code=200, tags=TAGS, opt=READS, responses=problems(QueryInvalid))
async def check_query(request: AnyRequest, data: JSONBody[QueryBody], timezone: Zone = "UTC") -> Response[CheckedQuery]:
    """Whether this is a filter; if so its pieces, if not the place of the mistake."""
    user_id = user_of(request)
    try:
        parsed = parse(data.query)
    except Mistake as mistake:
        span = Span(mistake.start, mistake.end)
        return json(CheckedQuery(is_ok=False, mistake=QueryMistake(str(mistake), mistake.code, span)))
    asked = await of(request, Filtering).ask(user_id, data.query, timezone=timezone)
    return json(CheckedQuery(is_ok=True, pieces=parsed.pieces, lists=parsed.lists, notices=asked.notices))


def _filter_answer(kept: Filter, *, status: int = 200) -> Response[Filter]:
    headers = {"ETag": etag_of(kept.version)}
    if status == 201:
        headers["Location"] = f"/v1/filters/{kept.id}"
    return json(kept, status=status, headers=headers)


ROUTES = (
    list_filters,
    create_filter,
    get_filter,
    update_filter,
    delete_filter,
    move_filter,
    list_filtered_todos,
    count_filters,
    check_query,
)
