"""What the routes of this module have in common: who asks, from where, and documents that are handed on as they lie."""

import math
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.params import QueryParameter

from voicetodo.kit.db import Record
from voicetodo.kit.errors import FieldError
from voicetodo.kit.http import (
    MAX_LIMIT,
    Page,
    caller,
    check_if_match,
    encode_cursor,
    etag_of,
    header,
    json,
)
from voicetodo.modules.todo.api import Category, Origin, Todo
from voicetodo.modules.todo.errors import QueryInvalid
from voicetodo.modules.todo.filtering.binding import BoundQuery
from voicetodo.modules.todo.filtering.notices import Notice
from voicetodo.modules.todo.occurrence import Occurrence
from voicetodo.modules.todo.service.ledger import Check
from voicetodo.modules.todo.store.todos import encoded_todo

AnyRequest = Request[Any, Any, Any]
T = TypeVar("T")

TAGS = ["todo"]
#: Beside TAGS, for routes which only read though they are asked by POST.
READS = {"scope": "todos:read"}
#: Beside TAGS, for routes by which others come to see a category.
SHARING = {"scope": "sharing"}
#: Clients name themselves here; it becomes the `source` of what they make.
SOURCE_HEADER = "x-client"

Limit = Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT, description="How many at most.")]
Cursor = Annotated[str | None, QueryParameter(description="`next_cursor` of the page before.", max_length=2000)]
Zone = Annotated[str, QueryParameter(description="Whose day is today; an IANA name.", max_length=64)]
Fields = Annotated[str | None, QueryParameter(description="Only these fields, with commas between.", max_length=500)]

_SOURCE = re.compile("[a-z][a-z0-9_-]{0,29}")


class TodoPage(msgspec.Struct, frozen=True):
    """Some of a list. `notices` tell of a filter what its reader should know, such as a list that is gone."""

    items: list[Todo]
    next_cursor: str | None = None
    notices: tuple[Notice, ...] = ()


def user_of(request: AnyRequest) -> UUID:
    """Raises Unauthenticated."""
    return caller(request).user_id


def origin_of(request: AnyRequest) -> Origin:
    """`api`, unless the client names itself."""
    named = header(request, SOURCE_HEADER)
    return Origin(named) if named is not None and _SOURCE.fullmatch(named) else Origin()


def check_of(request: AnyRequest) -> Check | None:
    """Refuses to change a version that `If-Match` does not name."""
    if header(request, "if-match") is None:
        return None
    return lambda version: check_if_match(request, etag_of(version))


def occurrence_named(text: str) -> Occurrence:
    """Raises QueryInvalid."""
    try:
        return Occurrence.read(text)
    except ValueError as error:
        sentence = "Must be a day, such as 2026-01-07, or a day with its time, such as 2026-01-07T09:00."
        raise QueryInvalid(sentence, errors=[FieldError("occurrence", sentence)]) from error


def todo_answer(todo: Todo, *, status: int = 200, location: bool = False) -> Response[Todo]:
    headers = {"ETag": etag_of(todo.version)}
    if location:
        headers["Location"] = f"/v1/todos/{todo.id}"
    return _as_todo(json(encoded_todo(todo), status=status, headers=headers))


def category_answer(category: Category, *, status: int = 200, location: bool = False) -> Response[Category]:
    headers = {"ETag": etag_of(category.version)}
    if location:
        headers["Location"] = f"/v1/categories/{category.id}"
    return json(category, status=status, headers=headers)


def document_answer(request: AnyRequest, document: str, version: int, names: tuple[str, ...] | None) -> Response[Any]:
    """One stored document, or the named fields of it."""
    etag = etag_of(version) if names is None else etag_of(f"{version}{names}".encode())
    body = document.encode() if names is None else _only(document, names)
    return json(body, headers={"ETag": etag}, request=request, cacheable=True)


def documents_answer(
    request: AnyRequest,
    documents: Iterable[str],
    next_cursor: str | None,
    names: tuple[str, ...] | None = None,
    *,
    asked: BoundQuery | None = None,
    beside: Mapping[str, object] = {},
) -> Response[Any]:
    """A page of stored documents, put together without looking into them, and what stands `beside` its items."""
    if names is not None:
        documents = [_only(document, names).decode() for document in documents]
    cursor = "null" if next_cursor is None else f'"{next_cursor}"'
    members = {**({} if asked is None else {"notices": asked.notices}), **beside}
    more = "".join(f',"{name}":{msgspec.json.encode(value).decode()}' for name, value in members.items())
    body = f'{{"items":[{",".join(documents)}],"next_cursor":{cursor}{more}}}'.encode()
    return fresh_answer(request, body, is_timely=asked is not None and asked.is_timely)


def values_answer(request: AnyRequest, items: list[T], *, is_timely: bool = False) -> Response[Page[T]]:
    """All there are, on one page."""
    return fresh_answer(request, msgspec.json.encode(Page(items)), is_timely=is_timely)


def fresh_answer(request: AnyRequest, body: bytes, *, is_timely: bool = False) -> Response[Any]:
    """JSON that depends on nothing but the caller's data and, where it `is_timely`, on the minute it is asked in."""
    good_for_seconds = 60 - time.time() % 60 if is_timely else math.inf
    return json(
        body, headers={"ETag": etag_of(body)}, request=request, cacheable=True, good_for_seconds=good_for_seconds
    )


def passing_answer(request: AnyRequest, body: bytes) -> Response[Any]:
    """JSON that may be another the next moment though the caller's data is the same."""
    return json(body, headers={"ETag": etag_of(body)}, request=request)


def cursor_after(rows: Sequence[Record], limit: int, *tag: str) -> str | None:
    """The place after the last row of the page, where `rows` holds one more than the page does."""
    return encode_cursor(*tag, *tuple(rows[limit - 1])[1:]) if len(rows) > limit else None


def _only(document: str, names: tuple[str, ...]) -> bytes:
    whole = msgspec.json.decode(document)
    return msgspec.json.encode({name: whole[name] for name in names})


def _as_todo(response: Response[Any]) -> Response[Todo]:
    return response
