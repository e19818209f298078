"""What happened."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError
from voicetodo.kit.http import DEFAULT_LIMIT, decode_cursor, encode_cursor, json, of, problems
from voicetodo.kit.plans import PlanLimit
from voicetodo.modules.todo.errors import QueryInvalid, TodoNotFound
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, Cursor, Limit, user_of
from voicetodo.modules.todo.service.activity import Activity, Told
from voicetodo.modules.todo.store.activity import ActivityFilter, Entry

Kind = Literal["todo", "category", "section", "label", "filter", "preferences", "comment", "attachment", "team"]

_WORD = "^[a-z][a-z0-9_-]{0,29}$"


class ActivityPage(msgspec.Struct, frozen=True):
    """Some of a list. `visible_since`: of what was before, your plan shows nothing."""

    items: list[Entry]
    next_cursor: str | None = None
    visible_since: datetime | None = None


@get("/v1/activity", tags=TAGS, responses=problems(QueryInvalid, PlanLimit))
async def list_activity(  # noqa: PLR0917 - Litestar hands parameters over by name
    request: AnyRequest,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    kind: Annotated[Kind | None, QueryParameter(description="What was changed.")] = None,
    entity_id: Annotated[UUID | None, QueryParameter(description="Which of them.")] = None,
    category_id: Annotated[
        UUID | None, QueryParameter(description="A category, its sections, and the todos that are in it now.")
    ] = None,
    verb: Annotated[
        str | None, QueryParameter(pattern=_WORD, description="`created`, `changed`, `completed`, `deleted`, …")
    ] = None,
    source: Annotated[str | None, QueryParameter(pattern=_WORD, description="`web`, `voice`, `text`, `api`, …")] = None,
    since: Annotated[datetime | None, QueryParameter(description="From this moment on.")] = None,
    until: Annotated[datetime | None, QueryParameter(description="Before this moment.")] = None,
) -> Response[ActivityPage]:
    """Every change, the latest first: of what, by which verb, from where, with the fields before and after."""
    wanted = ActivityFilter(
        entity_id=entity_id,
        category_id=category_id,
        kind=kind,
        verb=verb,
        source=source,
        since=_moment("since", since),
        until=_moment("until", until),
    )
    before = _before(cursor)
    found = await of(request, Activity).list_page(user_of(request), wanted, before=before, limit=limit + 1)
    return _page(request, found, limit)


@get("/v1/todos/{todo_id:uuid}/activity", tags=TAGS, responses=problems(QueryInvalid, TodoNotFound))
async def list_activity_of_todo(
    request: AnyRequest, todo_id: FromPath[UUID], limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[ActivityPage]:
    """Every change of one todo, the latest first; of your own also after it was removed for good."""
    before = _before(cursor)
    found = await of(request, Activity).list_of_todo(user_of(request), todo_id, before=before, limit=limit + 1)
    return _page(request, found, limit)


def _before(cursor: str | None) -> int | None:
    after = decode_cursor(cursor, tuple[int])
    return None if after is None else max(0, min(after[0], 2**62))


def _page(request: AnyRequest, told: Told, limit: int) -> Response[ActivityPage]:
    page = told.entries[:limit]
    next_cursor = encode_cursor(page[-1].place) if len(told.entries) > limit else None
    # what a plan shows goes by with time
    is_cacheable = told.visible_since is None
    return json(ActivityPage(page, next_cursor, told.visible_since), request=request, cacheable=is_cacheable)


def _moment(field: str, at: datetime | None) -> datetime | None:
    if at is not None and not is_moment(at):
        sentence = "Must be a moment with its offset, such as 2026-01-07T09:00:00Z."
        raise QueryInvalid(sentence, errors=[FieldError(field, sentence)])
    return at


ROUTES = (list_activity, list_activity_of_todo)
