"""Todos: list, make, read, change, put in order, throw away."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import DEFAULT_LIMIT, Page, id_for, no_content, of, pick, problems
from voicetodo.kit.http.direct import DIRECT
from voicetodo.kit.plans import PlanLimit
from voicetodo.modules.todo.api import Status, Todo
from voicetodo.modules.todo.errors import (
    CategoryArchived,
    ListFull,
    NotAllowed,
    QueryInvalid,
    TodoIdTaken,
    TodoInvalid,
    TodoNotFound,
)
from voicetodo.modules.todo.filtering.parser import MAX_LENGTH
from voicetodo.modules.todo.routes.answers import (
    TAGS,
    AnyRequest,
    Cursor,
    Fields,
    Limit,
    TodoPage,
    Zone,
    check_of,
    cursor_after,
    document_answer,
    documents_answer,
    origin_of,
    todo_answer,
    user_of,
)
from voicetodo.modules.todo.routes.bodies import PositionBody, TodoBody, TodoPatch
from voicetodo.modules.todo.routes.narrowing import UUID_PATTERN, InCategory, UntilDay, day_in, id_in
from voicetodo.modules.todo.routes.sorting import Sort, key_of, place_after
from voicetodo.modules.todo.service.filtering import Filtering
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store.todo_lists import TodoFilter


@get("/v1/todos", opt=DIRECT, tags=TAGS, responses=problems(QueryInvalid))
async def list_todos(  # noqa: PLR0917 - Litestar hands parameters over by name
    request: AnyRequest,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    fields: Fields = None,
    status: Annotated[Status | None, QueryParameter(description="`open`, unless `query` speaks of done ones.")] = None,
    category_id: InCategory = None,
    section_id: Annotated[
        str | None,
        QueryParameter(pattern=f"^(none|{UUID_PATTERN})$", description="A section, or `none`: those in no section."),
    ] = None,
    parent_id: Annotated[
        str | None,
        QueryParameter(pattern=f"^(none|{UUID_PATTERN})$", description="Whose subtasks, or `none`: no subtasks."),
    ] = None,
    label_id: FromQuery[UUID | None] = None,
    assignee_id: FromQuery[UUID | None] = None,
    priority: Annotated[int | None, QueryParameter(ge=1, le=4)] = None,
    due_from: FromQuery[date | None] = None,
    due_to: UntilDay = None,
    has_due: FromQuery[bool | None] = None,
    started_by: Annotated[
        date | None, QueryParameter(description="Nothing that starts after this day; what has no start date, always.")
    ] = None,
    text: Annotated[str | None, QueryParameter(description="Words, or beginnings of words.", max_length=200)] = None,
    question: Annotated[
        str | None,
        QueryParameter(name="query", description="A filter: `(today | overdue) & p1`.", max_length=MAX_LENGTH),
    ] = None,
    timezone: Zone = "UTC",
    sort: Sort = "position",
) -> Response[TodoPage]:
    """Todos in pages. Those without a due date come last when sorted by it."""
    user_id, key, names = user_of(request), key_of(sort, status), pick(fields, Todo)
    asked = None
    if question is not None:
        asked = await of(request, Filtering).ask(user_id, question, timezone=timezone, status=status)
    wanted = TodoFilter(
        status=asked.status if asked is not None else status or "open",
        category_id=id_in(category_id, nowhere="inbox"),
        in_inbox=category_id == "inbox",
        section_id=id_in(section_id, nowhere="none"),
        is_unsectioned=section_id == "none",
        parent_id=id_in(parent_id, nowhere="none"),
        is_top=parent_id == "none",
        label_id=label_id,
        assignee_id=assignee_id,
        priority=priority,
        due_from=day_in("due_from", due_from),
        due_to=day_in("due_to", due_to),
        has_due=has_due,
        started_by=day_in("started_by", started_by),
        text=text,
        condition=None if asked is None else asked.condition,
    )
    rows = await of(request, Todos).list_rows(
        user_id,
        wanted,
        sort=key,
        is_descending=sort != key,
        after=place_after(cursor, sort),
        limit=limit + 1,
    )
    return documents_answer(
        request, [row[0] for row in rows[:limit]], cursor_after(rows, limit, sort), names, asked=asked
    )


@post("/v1/todos", opt=DIRECT, tags=TAGS, responses=problems(TodoInvalid, TodoIdTaken, NotAllowed, PlanLimit, ListFull))
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


@patch(
    "/v1/todos/{todo_id:uuid}",
    tags=TAGS,
    responses=problems(TodoNotFound, NotAllowed, TodoInvalid, CategoryArchived, PreconditionFailed),
)
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
    responses=problems(TodoNotFound, NotAllowed, PreconditionFailed),
)
async def delete_todo(request: AnyRequest, todo_id: FromPath[UUID]) -> Response[None]:
    """Into the trash, with its subtasks."""
    user_id = user_of(request)
    await of(request, Todos).delete(user_id, todo_id, origin=origin_of(request), check=check_of(request))
    return no_content()


@put(
    "/v1/todos/{todo_id:uuid}/position",
    tags=TAGS,
    responses=problems(TodoNotFound, NotAllowed, TodoInvalid, CategoryArchived, PreconditionFailed),
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


ROUTES = (list_todos, create_todo, get_todo, update_todo, delete_todo, move_todo, list_subtasks)
