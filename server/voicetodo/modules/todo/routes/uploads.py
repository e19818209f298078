"""Reads what is brought to be imported: a form with a file, or JSON with its text."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException

from voicetodo.kit.errors import FieldError, Malformed, UnsupportedMedia
from voicetodo.kit.http import Body, id_for, misread
from voicetodo.modules.todo.errors import ImportInvalid
from voicetodo.modules.todo.routes.answers import AnyRequest
from voicetodo.modules.todo.service.imports import Upload

MAX_TEXT: Final = 12_000_000
_PARTS: Final = frozenset({"file", "format", "timezone", "columns"})
_columns: Final = msgspec.json.Decoder(dict[str, str])


class PastedBody(Body):
    """The text of a file. With an `id` of your own it may be sent again."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_TEXT)]
    id: UUID | None = None
    file_name: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    format: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    timezone: Annotated[str, msgspec.Meta(max_length=64)] = "UTC"
    columns: dict[str, str] = msgspec.field(default_factory=dict[str, str])


_pasted: Final = msgspec.json.Decoder(PastedBody)


async def read_upload(request: AnyRequest) -> tuple[UUID, Upload]:
    """The import's id and what it is made of. Raises Malformed, ImportInvalid, UnsupportedMedia."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return id_for(request), await _of_form(request)
    if kind == "application/json":
        return _of_text(request, await request.body())
    raise UnsupportedMedia("Send a file as multipart/form-data, or its text as application/json.")


def _of_text(request: AnyRequest, body: bytes) -> tuple[UUID, Upload]:
    try:
        pasted = _pasted.decode(body)
    except msgspec.ValidationError as error:
        raise ImportInvalid(errors=misread(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed("The body is not JSON that can be read.") from error
    return pasted.id or id_for(request), Upload(
        data=pasted.text.encode("utf-8", "replace"),
        file_name=pasted.file_name,
        format=pasted.format,
        timezone=pasted.timezone,
        columns=pasted.columns,
    )


async def _of_form(request: AnyRequest) -> Upload:
    try:
        parts = dict((await request.form()).multi_items())
    except HTTPException as error:
        raise Malformed(f"The form cannot be read: {error.detail}") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise Malformed("The form cannot be read.") from error
    unknown = [str(name)[:60] for name in parts if name not in _PARTS]
    if unknown:
        raise ImportInvalid(errors=[FieldError(name, "There is no such part here.") for name in unknown])
    file = parts.get("file")
    if not isinstance(file, UploadFile):
        raise ImportInvalid(errors=[FieldError("file", "Must be a file.")])
    return Upload(
        data=await file.read(),
        file_name=(file.filename or "")[-200:] or None,
        format=_text(parts, "format"),
        timezone=_text(parts, "timezone") or "UTC",
        columns=_mapping(_text(parts, "columns")),
    )


def _mapping(text: str | None) -> dict[str, str]:
    try:
        return _columns.decode(text) if text else {}
    except msgspec.DecodeError as error:
        message = 'Must be a JSON object of texts, such as {"title": "Task"}.'
        raise ImportInvalid(errors=[FieldError("columns", message)]) from error


def _text(parts: dict[str, Any], name: str) -> str | None:
    value = parts.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise ImportInvalid(errors=[FieldError(name, "Must be text, not a file.")])
