"""Being done is a thing a todo has: put it there, or take it away."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, put
from litestar.params import FromPath, QueryParameter

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import of, problems
from voicetodo.modules.todo.api import OfSubtasks, Todo
from voicetodo.modules.todo.errors import (
    CategoryArchived,
    NotAllowed,
    OccurrenceAhead,
    OpenSubtasks,
    QueryInvalid,
    TodoInvalid,
    TodoNotFound,
)
from voicetodo.modules.todo.occurrence import PATTERN
from voicetodo.modules.todo.routes.answers import (
    TAGS,
    AnyRequest,
    check_of,
    occurrence_named,
    origin_of,
    todo_answer,
    user_of,
)
from voicetodo.modules.todo.service.todos import Todos


@put(
    "/v1/todos/{todo_id:uuid}/completion",
    tags=TAGS,
    responses=problems(
        TodoNotFound, NotAllowed, CategoryArchived, OpenSubtasks, OccurrenceAhead, QueryInvalid, PreconditionFailed
    ),
)
async def complete_todo(
    request: AnyRequest,
    todo_id: FromPath[UUID],
    occurrence: Annotated[
        str | None,
        QueryParameter(
            pattern=PATTERN,
            description="The due date that is done (2026-01-07): a repeat then moves a recurring todo only once."
            " With its time (2026-01-07T09:00) where it recurs several times a day, or this is refused. One that comes"
            " later than the present one is refused, too, and the present one named in `occurrence`.",
        ),
    ] = None,
    subtasks: Annotated[
        OfSubtasks | None,
        QueryParameter(description="What becomes of its open subtasks; otherwise as in your preferences."),
    ] = None,
) -> Response[Todo]:
    """Done, with its open subtasks unless you prefer otherwise: who wants to be asked is answered 409.

    A recurring todo moves to its next occurrence and stays open.
    """
    todo = await of(request, Todos).complete(
        user_of(request),
        todo_id,
        origin=origin_of(request),
        occurrence=None if occurrence is None else occurrence_named(occurrence),
        subtasks=subtasks,
        check=check_of(request),
    )
    return todo_answer(todo)


@delete(
    "/v1/todos/{todo_id:uuid}/completion",
    status_code=200,
    tags=TAGS,
    responses=problems(TodoNotFound, NotAllowed, TodoInvalid, CategoryArchived, QueryInvalid, PreconditionFailed),
)
async def reopen_todo(
    request: AnyRequest,
    todo_id: FromPath[UUID],
    occurrence: Annotated[
        str | None,
        QueryParameter(
            pattern=PATTERN,
            description="Of a recurring todo, which is open, the due date that is to be done again (2026-01-07), with"
            " its time (2026-01-07T09:00) where it recurs several times a day. It changes nothing unless completing"
            " that is what brought the todo to where it is due.",
        ),
    ] = None,
) -> Response[Todo]:
    """To be done again, with the subtasks that were completed together with it.

    An open todo stays as it is, but where it recurs and the `occurrence` that was completed last is named: then it goes
    back to that, with what went along.
    """
    todo = await of(request, Todos).reopen(
        user_of(request),
        todo_id,
        origin=origin_of(request),
        occurrence=None if occurrence is None else occurrence_named(occurrence),
        check=check_of(request),
    )
    return todo_answer(todo)


ROUTES = (complete_todo, reopen_todo)
