"""Files of todos."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Response, delete, get, post
from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from voicetodo.kit.blobs import BlobMissing, BlobTooLarge
from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import DomainError, FieldError
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    Page,
    decode_cursor,
    encode_cursor,
    header,
    id_for,
    is_fresh,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.kit.plans import PlanLimit
from voicetodo.modules.todo.api import Attachment
from voicetodo.modules.todo.errors import (
    AttachmentIdTaken,
    AttachmentInvalid,
    AttachmentNotFound,
    CategoryArchived,
    NotAllowed,
    QueryInvalid,
    StorageFull,
    TodoNotFound,
)
from voicetodo.modules.todo.files import disposition_of
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, Cursor, Limit, origin_of, user_of
from voicetodo.modules.todo.service.attachments import MAX_BYTES, Attachments, Upload

#: Never rendered in our origin, whatever it is: no scripts, no forms, no origin at all.
_SANDBOX: Final = "sandbox; default-src 'none'"
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")

Name = Annotated[str, QueryParameter(min_length=1, max_length=500, description="What the file is called.")]
OwnId = Annotated[UUID | None, QueryParameter(description="An id of your own, to send it again under.")]
OfComment = Annotated[UUID | None, QueryParameter(description="A comment of yours on this todo, to attach it to.")]


class RangeNotSatisfiable(DomainError):
    """This file has no such part."""

    status = 416


_BYTES: Final = {
    "application/octet-stream": OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
}


@dataclass
class Uploading(Operation):
    """The operation with the bytes it takes."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(content=_BYTES, required=True)


@dataclass
class Downloading(Operation):
    """The operation with the bytes it answers."""

    def __post_init__(self) -> None:
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse):
            answer.description = "The file."
            answer.content = _BYTES


@get("/v1/todos/{todo_id:uuid}/attachments", tags=TAGS, responses=problems(TodoNotFound, QueryInvalid))
async def list_attachments(
    request: AnyRequest, todo_id: FromPath[UUID], limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[Attachment]]:
    """The oldest first, those of comments among them."""
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None and not is_moment(after[0]):
        raise QueryInvalid(errors=[FieldError("cursor", "This cursor was not given by us, or not for this list.")])
    found = await of(request, Attachments).list_of_todo(user_of(request), todo_id, after=after, limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return json(Page(page, following), request=request, cacheable=True)


@post(
    "/v1/todos/{todo_id:uuid}/attachments",
    tags=TAGS,
    opt={"max_body_bytes": MAX_BYTES},
    operation_class=Uploading,
    responses=problems(
        TodoNotFound,
        NotAllowed,
        AttachmentInvalid,
        AttachmentIdTaken,
        CategoryArchived,
        StorageFull,
        PlanLimit,
        BlobTooLarge,
    ),
)
async def create_attachment(
    request: AnyRequest,
    todo_id: FromPath[UUID],
    name: Name,
    id: OwnId = None,  # noqa: A002 - as it is called in the address
    comment_id: OfComment = None,
) -> Response[Attachment]:
    """Attach a file: the body is its bytes, as they are. At most 25 MB, and what it is we look for ourselves."""
    made = await of(request, Attachments).create(
        user_of(request),
        todo_id,
        Upload(name, request.stream(), comment_id),
        attachment_id=id or id_for(request),
        origin=origin_of(request),
    )
    return json(made, status=201, headers={"Location": f"/v1/attachments/{made.id}"})


@get("/v1/attachments/{attachment_id:uuid}", tags=TAGS, responses=problems(AttachmentNotFound))
async def get_attachment(request: AnyRequest, attachment_id: FromPath[UUID]) -> Response[Attachment]:
    """What it is called, what it is, and how large."""
    return json(await of(request, Attachments).get(user_of(request), attachment_id))


@get(
    "/v1/attachments/{attachment_id:uuid}/content",
    tags=TAGS,
    operation_class=Downloading,
    responses=problems(AttachmentNotFound, BlobMissing, RangeNotSatisfiable),
)
async def download_attachment(request: AnyRequest, attachment_id: FromPath[UUID]) -> Response[Any]:
    """The bytes, to be saved: no browser shows them in our name. One `Range` may be asked for."""
    service, user_id = of(request, Attachments), user_of(request)
    found = await service.get(user_id, attachment_id)
    etag = f'"{found.sha256}"'
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": disposition_of(found.name),
        "Content-Security-Policy": _SANDBOX,
    }
    if is_fresh(header(request, "if-none-match"), etag):
        return Response(content=None, status_code=304, headers=headers)
    part = _part(request, found.size, etag)
    if part is None:
        chunks = await service.read(user_id, attachment_id)
        headers["Content-Length"] = str(found.size)
        return Stream(chunks, media_type=found.media_type, headers=headers)
    start, end = part
    chunks = await service.read(user_id, attachment_id, start=start, end=end)
    headers |= {"Content-Length": str(end - start), "Content-Range": f"bytes {start}-{end - 1}/{found.size}"}
    return Stream(chunks, status_code=206, media_type=found.media_type, headers=headers)


@delete(
    "/v1/attachments/{attachment_id:uuid}",
    status_code=204,
    tags=TAGS,
    responses=problems(AttachmentNotFound, NotAllowed, CategoryArchived),
)
async def delete_attachment(request: AnyRequest, attachment_id: FromPath[UUID]) -> Response[None]:
    """For good. Whoever brought it may, and whoever owns the list."""
    await of(request, Attachments).delete(user_of(request), attachment_id, origin=origin_of(request))
    return no_content()


def _part(request: AnyRequest, size: int, etag: str) -> tuple[int, int] | None:
    """From which byte to before which; None for all of it, as for whatever is not one range of bytes (RFC 9110, 14.2).

    Raises RangeNotSatisfiable.
    """
    found = _RANGE.fullmatch(header(request, "range") or "")
    if found is None or not any(found.groups()) or header(request, "if-range") not in (None, etag):
        return None
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(size, int(last) + 1) if first and last else size
    if first and last and int(last) < int(first):
        return None
    if start >= size:
        raise RangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"})
    return start, end


ROUTES = (list_attachments, create_attachment, get_attachment, download_attachment, delete_attachment)
