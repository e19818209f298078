"""Imports: a file is brought, looked at row by row, approved, and taken back where it was a mistake."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromPath, FromQuery
from msgspec import Meta

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError, Malformed, TooLarge
from voicetodo.kit.http import DEFAULT_LIMIT, Page, decode_cursor, encode_cursor, json, no_content, of, problems
from voicetodo.modules.todo.api import Import, ImportRow, RowOutcome
from voicetodo.modules.todo.errors import ImportInvalid, ImportNotFound, ImportUnready, QueryInvalid, TooManyImports
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, Cursor, Limit, user_of
from voicetodo.modules.todo.routes.uploads import MAX_TEXT, read_upload
from voicetodo.modules.todo.service.imports import Imports
from voicetodo.modules.todo.store.import_rows import StoredRow
from voicetodo.modules.todo.transfer.fields import FIELDS
from voicetodo.modules.todo.transfer.formats import FORMATS

_PLACE: Final = Meta(ge=0, le=2**31 - 1)
_FOREIGN: Final = [FieldError("cursor", "This cursor was not given by us, or not for this list.")]


def _brought() -> RequestBody:
    """Litestar documents one media type for a handler; this one takes two."""
    text = Schema(type=OpenAPIType.STRING)
    said = {
        "format": Schema(type=OpenAPIType.STRING, enum=[*FORMATS]),
        "timezone": Schema(type=OpenAPIType.STRING, max_length=64),
    }
    columns = Schema(type=OpenAPIType.OBJECT, properties=dict.fromkeys(FIELDS, text), additional_properties=False)
    form = Schema(
        type=OpenAPIType.OBJECT,
        properties={
            "file": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY),
            "columns": Schema(type=OpenAPIType.STRING, description="A JSON object: our field → your column."),
            **said,
        },
        required=["file"],
        additional_properties=False,
    )
    pasted = Schema(
        type=OpenAPIType.OBJECT,
        properties={
            "text": Schema(type=OpenAPIType.STRING, min_length=1, max_length=MAX_TEXT),
            "id": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.UUID),
            "file_name": Schema(type=OpenAPIType.STRING, max_length=200),
            "columns": columns,
            **said,
        },
        required=["text"],
        additional_properties=False,
    )
    return RequestBody(
        required=True,
        content={
            "application/json": OpenAPIMediaType(schema=pasted),
            "multipart/form-data": OpenAPIMediaType(schema=form),
        },
    )


@dataclass
class Bringing(Operation):
    """The operation of `POST /v1/imports`, with both of its bodies."""

    def __post_init__(self) -> None:
        self.request_body = _brought()


@post(
    "/v1/imports",
    tags=TAGS,
    opt={"max_body_bytes": Imports},
    operation_class=Bringing,
    responses=problems(Malformed, ImportInvalid, TooManyImports, TooLarge),
)
async def create_import(request: AnyRequest) -> Response[Import]:
    """Bring a file, or its text. It is read in the background; once it is `ready`, its rows can be looked at.

    Nothing is changed before it is approved.
    """
    user_id, imports = user_of(request), of(request, Imports)
    import_id, upload = await read_upload(request, imports, user_id)
    made = await imports.create(user_id, upload, import_id=import_id)
    return json(made, status=201, headers={"Location": f"/v1/imports/{made.id}"})


@get("/v1/imports", tags=TAGS, responses=problems(QueryInvalid))
async def list_imports(
    request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[Import]]:
    """The latest first. An import is forgotten a month after its last change; its todos stay."""
    user_id, before = user_of(request), decode_cursor(cursor, tuple[datetime, UUID])
    if before is not None and not is_moment(before[0]):
        raise QueryInvalid(errors=_FOREIGN)
    found = await of(request, Imports).list_page(user_id, before=before, limit=limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    return json(Page(found[:limit], encode_cursor(last.created_at, last.id) if last else None))


@get("/v1/imports/{import_id:uuid}", tags=TAGS, responses=problems(ImportNotFound))
async def get_import(request: AnyRequest, import_id: FromPath[UUID]) -> Response[Import]:
    """How far it is; `progress` counts rows while it is being worked on."""
    return json(await of(request, Imports).get(user_of(request), import_id))


@get("/v1/imports/{import_id:uuid}/rows", tags=TAGS, responses=problems(ImportNotFound, QueryInvalid))
async def list_import_rows(
    request: AnyRequest,
    import_id: FromPath[UUID],
    outcome: FromQuery[RowOutcome | None] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response[Page[ImportRow]]:
    """What each row will do, and once the import is done, what it did; in the order of the file."""
    user_id, after = user_of(request), decode_cursor(cursor, tuple[Annotated[int, _PLACE]])
    rows = await of(request, Imports).list_rows(
        user_id, import_id, outcome=outcome, after=after[0] if after else 0, limit=limit + 1
    )
    last = rows[limit - 1].nth if len(rows) > limit else None
    return json(Page([_shown(row) for row in rows[:limit]], encode_cursor(last) if last else None))


@put("/v1/imports/{import_id:uuid}/approval", tags=TAGS, responses=problems(ImportNotFound, ImportUnready))
async def approve_import(request: AnyRequest, import_id: FromPath[UUID]) -> Response[Import]:
    """Have it done, all of it or (should something go wrong) nothing."""
    return json(await of(request, Imports).approve(user_of(request), import_id))


@delete(
    "/v1/imports/{import_id:uuid}/approval",
    status_code=200,
    tags=TAGS,
    responses=problems(ImportNotFound, ImportUnready),
)
async def withdraw_import(request: AnyRequest, import_id: FromPath[UUID]) -> Response[Import]:
    """Take all of it out again, but for what was changed since."""
    return json(await of(request, Imports).withdraw(user_of(request), import_id))


@delete("/v1/imports/{import_id:uuid}", status_code=204, tags=TAGS, responses=problems(ImportNotFound, ImportUnready))
async def delete_import(request: AnyRequest, import_id: FromPath[UUID]) -> Response[None]:
    """Forget it, and its preview. Todos that it brought in stay, and can no longer be taken out by it."""
    await of(request, Imports).delete(user_of(request), import_id)
    return no_content()


def _shown(row: StoredRow) -> ImportRow:
    draft = row.draft
    return ImportRow(
        row=draft.row,
        outcome=row.outcome,
        reason=None if row.reason is None else row.reason.message,
        notices=tuple(each.message for each in draft.notices),
        reason_told=row.reason,
        notices_told=draft.notices,
        todo_id=row.todo_id,
        title=draft.title,
        category=draft.category,
        section=draft.section,
        priority=draft.priority,
        due=draft.due,
        recurrence=draft.recurrence,
        labels=draft.labels,
        is_done=draft.completed_at is not None,
        comment_count=len(draft.comments),
        attachment_count=len(draft.attachments),
    )


ROUTES = (
    create_import,
    list_imports,
    get_import,
    list_import_rows,
    approve_import,
    withdraw_import,
    delete_import,
)
