"""The occurrences of a recurring todo: those to come, before and after it is saved, and one that is left out."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import Body, Page, json, of, problems
from voicetodo.modules.todo.api import Due, Todo
from voicetodo.modules.todo.errors import (
    CategoryArchived,
    NotAllowed,
    OccurrenceAhead,
    QueryInvalid,
    TodoInvalid,
    TodoNotFound,
)
from voicetodo.modules.todo.routes.answers import (
    READS,
    TAGS,
    AnyRequest,
    check_of,
    occurrence_named,
    origin_of,
    todo_answer,
    user_of,
)
from voicetodo.modules.todo.routes.bodies import DueBody, RecurrenceBody
from voicetodo.modules.todo.service.todos import Todos

_MOST = 50
_FEW = 5
HowMany = Annotated[int, QueryParameter(ge=1, le=_MOST, description="How many at most.")]


class RuleBody(Body):
    """A rule to be tried out, and the date it starts from."""

    due: DueBody
    recurrence: RecurrenceBody
    limit: Annotated[int, Meta(ge=1, le=_MOST)] = _FEW


@post("/v1/todos/occurrences", status_code=200, tags=TAGS, opt=READS, responses=problems(TodoInvalid))
async def preview_occurrences(request: AnyRequest, data: JSONBody[RuleBody]) -> Response[Page[Due]]:
    """The due dates that would follow `due`, if each is done in time. Nothing is saved."""
    user_of(request)
    found = of(request, Todos).preview(data.due.value(), data.recurrence.value(), limit=data.limit)
    return json(Page(found))


@get("/v1/todos/{todo_id:uuid}/occurrences", tags=TAGS, responses=problems(TodoNotFound))
async def list_occurrences(request: AnyRequest, todo_id: FromPath[UUID], limit: HowMany = _FEW) -> Response[Page[Due]]:
    """The due dates after the present one, if each is done in time; none where the todo does not recur."""
    return json(Page(await of(request, Todos).list_upcoming(user_of(request), todo_id, limit=limit)))


@put(
    "/v1/todos/{todo_id:uuid}/skips/{occurrence:str}",
    tags=TAGS,
    responses=problems(
        TodoNotFound, NotAllowed, TodoInvalid, QueryInvalid, CategoryArchived, OccurrenceAhead, PreconditionFailed
    ),
)
async def skip_occurrence(request: AnyRequest, todo_id: FromPath[UUID], occurrence: FromPath[str]) -> Response[Todo]:
    """A recurring todo due on this day (2026-01-07) moves on without being done. Asked twice, it moves once.

    Of one that recurs several times a day the time is to be named (2026-01-07T09:00), or this is refused. One that
    comes later than the present one is refused, too, and the present one named in `occurrence`.
    """
    todo = await of(request, Todos).skip(
        user_of(request),
        todo_id,
        origin=origin_of(request),
        occurrence=occurrence_named(occurrence),
        check=check_of(request),
    )
    return todo_answer(todo)


ROUTES = (preview_occurrences, list_occurrences, skip_occurrence)
