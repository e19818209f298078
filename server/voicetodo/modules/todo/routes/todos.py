"""Todos: list, make, read, change, put in order, throw away."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError, PreconditionFailed
from voicetodo.kit.http import DEFAULT_LIMIT, Page, decode_cursor, id_for, no_content, of, pick, problems
from voicetodo.kit.http.direct import DIRECT
from voicetodo.modules.todo.api import Status, Todo
from voicetodo.modules.todo.errors import QueryInvalid, TodoIdTaken, TodoInvalid, TodoNotFound
from voicetodo.modules.todo.routes.answers import (
    TAGS,
    AnyRequest,
    Cursor,
    Fields,
    Limit,
    check_of,
    cursor_after,
    document_answer,
    documents_answer,
    origin_of,
    todo_answer,
    user_of,
)
from voicetodo.modules.todo.routes.bodies import PositionBody, TodoBody, TodoPatch
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store.todo_lists import TodoFilter

Sort = Literal[
    "position", "due", "priority", "created_at", "updated_at", "completed_at",
    "-position", "-due", "-priority", "-created_at", "-updated_at", "-completed_at",
]  # fmt: skip

_UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_KEYS: dict[str, Any] = {
    "position": tuple[str, str, UUID],
    "due": tuple[str, datetime, UUID],
    "priority": tuple[str, int, str, UUID],
    "created_at": tuple[str, datetime, UUID],
    "updated_at": tuple[str, datetime, UUID],
    "completed_at": tuple[str, datetime, UUID],
}


@get("/v1/todos", opt=DIRECT, tags=TAGS, responses=problems(QueryInvalid))
async def list_todos(  # noqa: PLR0917 - Litestar hands parameters over by name
    request: AnyRequest,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    fields: Fields = None,
    status: FromQuery[Status] = "open",
    category_id: Annotated[
        str | None,
        QueryParameter(pattern=f"^(inbox|{_UUID})$", description="A category, or `inbox`: those without one."),
    ] = None,
    parent_id: Annotated[
        str | None, QueryParameter(pattern=f"^(none|{_UUID})$", description="Whose subtasks, or `none`: no subtasks.")
    ] = None,
    label_id: FromQuery[UUID | None] = None,
    priority: Annotated[int | None, QueryParameter(ge=1, le=4)] = None,
    due_from: FromQuery[date | None] = None,
    due_to: Annotated[date | None, QueryParameter(description="Inclusive, as is `due_from`.")] = None,
    has_due: FromQuery[bool | None] = None,
    started_by: Annotated[
        date | None, QueryParameter(description="Nothing that starts after this day; what has no start date, always.")
    ] = None,
    text: Annotated[str | None, QueryParameter(description="Words, or beginnings of words.", max_length=200)] = None,
    sort: Annotated[Sort, QueryParameter(description="`-` before it turns it around.")] = "position",
) -> Response[Page[Todo]]:
    """Todos in pages. Those without a due date come last when sorted by it."""
    user_id, key = user_of(request), sort.removeprefix("-")
    if key == "completed_at" and status != "completed":
        raise _refused("sort", "Only done todos can be sorted by completed_at: ask for status=completed.")
    wanted = TodoFilter(
        status=status,
        category_id=None if category_id in (None, "inbox") else UUID(category_id),
        in_inbox=category_id == "inbox",
        parent_id=None if parent_id in (None, "none") else UUID(parent_id),
        is_top=parent_id == "none",
        label_id=label_id,
        priority=priority,
        due_from=_day("due_from", due_from),
        due_to=_day("due_to", due_to),
        has_due=has_due,
        started_by=_day("started_by", started_by),
        text=text,
    )
    names = pick(fields, Todo)
    rows = await of(request, Todos).list_rows(
        user_id,
        wanted,
        sort=key,
        is_descending=sort != key,
        after=_after(cursor, sort),
        limit=limit + 1,
    )
    return documents_answer(request, [row[0] for row in rows[:limit]], cursor_after(rows, limit, sort), names)


@post("/v1/todos", opt=DIRECT, tags=TAGS, responses=problems(TodoInvalid, TodoIdTaken))
async def create_todo(request: AnyRequest, data: JSONBody[TodoBody]) -> Response[Todo]:
    """Make a todo. Sent again with the same `id` and content, it answers the one that is there."""
    todo, _ = await of(request, Todos).create(
        user_of(request), data.draft(), todo_id=data.id or id_for(request), origin=origin_of(request)
    )
    return todo_answer(todo, status=201, location=True)


@get("/v1/todos/{todo_id:uuid}", opt=DIRECT, tags=TAGS, responses=problems(TodoNotFound))
async def get_todo(request: AnyRequest, todo_id: FromPath[UUID], fields: Fields = None) -> Response[Todo]:
    """One todo. What is in the trash is not found here."""
    document, version = await of(request, Todos).get_document(user_of(request), todo_id)
    return document_answer(request, document, version, pick(fields, Todo))


@patch("/v1/todos/{todo_id:uuid}", tags=TAGS, responses=problems(TodoNotFound, TodoInvalid, PreconditionFailed))
async def update_todo(request: AnyRequest, todo_id: FromPath[UUID], data: JSONBody[TodoPatch]) -> Response[Todo]:
    """Set some fields. Taking the due date away ends a recurrence; another parent brings its category along."""
    user_id = user_of(request)
    todo = await of(request, Todos).update(
        user_id, data.patch(todo_id), origin=origin_of(request), check=check_of(request)
    )
    return todo_answer(todo)


@delete(
    "/v1/todos/{todo_id:uuid}",
    status_code=204,
    tags=TAGS,
    responses=problems(TodoNotFound, PreconditionFailed),
)
async def delete_todo(request: AnyRequest, todo_id: FromPath[UUID]) -> Response[None]:
    """Into the trash, with its subtasks."""
    user_id = user_of(request)
    await of(request, Todos).delete(user_id, todo_id, origin=origin_of(request), check=check_of(request))
    return no_content()


@put(
    "/v1/todos/{todo_id:uuid}/position",
    tags=TAGS,
    responses=problems(TodoNotFound, TodoInvalid, PreconditionFailed),
)
async def move_todo(request: AnyRequest, todo_id: FromPath[UUID], data: JSONBody[PositionBody]) -> Response[Todo]:
    """Put it elsewhere among the todos of its category, or of its parent."""
    user_id = user_of(request)
    todo = await of(request, Todos).move(
        user_id,
        todo_id,
        after_id=data.after_id,
        before_id=data.before_id,
        origin=origin_of(request),
        check=check_of(request),
    )
    return todo_answer(todo)


@get("/v1/todos/{todo_id:uuid}/subtasks", tags=TAGS, responses=problems(TodoNotFound))
async def list_subtasks(request: AnyRequest, todo_id: FromPath[UUID]) -> Response[Page[Todo]]:
    """The direct subtasks, done ones included, in the order made by hand."""
    documents = await of(request, Todos).list_subtasks(user_of(request), todo_id)
    return documents_answer(request, documents, None)


def _after(cursor: str | None, sort: str) -> tuple[Any, ...] | None:
    """Where the page begins. Raises Invalid for a cursor of another list."""
    key = sort.removeprefix("-")
    found: tuple[Any, ...] | None = decode_cursor(cursor, _KEYS[key])
    if found is None:
        return None
    tag, *values = found
    is_sound = all(
        (isinstance(value, datetime) and (value.tzinfo is None if key == "due" else is_moment(value)))
        or isinstance(value, UUID)
        or (isinstance(value, int) and 1 <= value <= 4)
        or (isinstance(value, str) and value.isascii() and value.isalnum())
        for value in values
    )
    if tag != sort or not is_sound:
        raise _refused("cursor", "This cursor was not given by us, or not for this list.")
    return tuple(values)


def _day(field: str, day: date | None) -> date | None:
    if day is not None and day == date.max:
        raise _refused(field, "Must be a date before 9999-12-31.")
    return day


def _refused(field: str, sentence: str) -> QueryInvalid:
    return QueryInvalid(sentence, errors=[FieldError(field, sentence)])


ROUTES = (list_todos, create_todo, get_todo, update_todo, delete_todo, move_todo, list_subtasks)
