"""Reads what is brought to be imported: a form with a file, or JSON with its text."""

from typing import Annotated, Final
from uuid import UUID

import msgspec

from voicetodo.kit.errors import FieldError, Malformed, TooLarge, UnsupportedMedia
from voicetodo.kit.http import Body, Part, id_for, misread, parts_of
from voicetodo.modules.todo.errors import ImportInvalid
from voicetodo.modules.todo.routes.answers import AnyRequest
from voicetodo.modules.todo.service.imports import Imports, Upload
from voicetodo.modules.todo.store.imports import Parcel

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


async def read_upload(request: AnyRequest, imports: Imports, user_id: UUID) -> tuple[UUID, Upload]:
    """The import's id and what it is made of: make it, or drop its parcel.

    Raises Malformed, ImportInvalid, UnsupportedMedia, TooLarge, TooManyImports.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        import_id = id_for(request)
        return import_id, await _of_form(request, imports, user_id, import_id)
    if kind == "application/json":
        return _of_text(request, await _held(request, imports.parcels.max_text_bytes))
    raise UnsupportedMedia("Send a file as multipart/form-data, or its text as application/json.")


async def _held(request: AnyRequest, most: int) -> bytes:
    """The body, which may not be as large here as an archive. Raises TooLarge."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLarge(f"A text may have at most {most:,} bytes. Send it as a file in a ZIP archive.")
    return bytes(body)


def _of_text(request: AnyRequest, body: bytes) -> tuple[UUID, Upload]:
    try:
        pasted = _pasted.decode(body)
    except msgspec.ValidationError as error:
        raise ImportInvalid(errors=misread(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed("The body is not JSON that can be read.") from error
    return pasted.id or id_for(request), Upload(
        parcel=Parcel(data=pasted.text.encode("utf-8", "replace")),
        file_name=pasted.file_name,
        format=pasted.format,
        timezone=pasted.timezone,
        columns=pasted.columns,
    )


async def _of_form(request: AnyRequest, imports: Imports, user_id: UUID, import_id: UUID) -> Upload:
    """Parts may come in any order; the file is put away while it comes."""
    brought = _Brought(imports, user_id, import_id)
    try:
        async for part in parts_of(request.stream(), content_type=request.headers.get("content-type", "")):
            await brought.take(part)
        return brought.upload()
    except BaseException:
        await imports.parcels.drop(brought.parcel or Parcel())
        raise


class _Brought:
    """What has come of a form. Every verb raises ImportInvalid."""

    def __init__(self, imports: Imports, user_id: UUID, import_id: UUID) -> None:
        self._imports = imports
        self._user_id = user_id
        self._import_id = import_id
        self._file_name = ""
        self._said: dict[str, str] = {}
        self.parcel: Parcel | None = None

    async def take(self, part: Part) -> None:
        if part.name not in _PARTS:
            raise ImportInvalid(errors=[FieldError(part.name[:60], "There is no such part here.")])
        if part.name != "file":
            if part.file_name is not None:
                raise ImportInvalid(errors=[FieldError(part.name, "Must be text, not a file.")])
            self._said[part.name] = await part.text()
            return
        if part.file_name is None:
            raise ImportInvalid(errors=[FieldError("file", "Must be a file.")])
        if self.parcel is not None:
            raise ImportInvalid(errors=[FieldError("file", "Bring one file at a time.")])
        self._file_name = part.file_name
        self.parcel = await self._imports.receive(self._user_id, self._import_id, part.chunks())

    def upload(self) -> Upload:
        if self.parcel is None:
            raise ImportInvalid(errors=[FieldError("file", "Must be a file.")])
        return Upload(
            parcel=self.parcel,
            file_name=self._file_name[-200:] or None,
            format=self._said.get("format") or None,
            timezone=self._said.get("timezone") or "UTC",
            columns=_mapping(self._said.get("columns")),
        )


def _mapping(text: str | None) -> dict[str, str]:
    try:
        return _columns.decode(text) if text else {}
    except msgspec.DecodeError as error:
        message = 'Must be a JSON object of texts, such as {"title": "Task"}.'
        raise ImportInvalid(errors=[FieldError("columns", message)]) from error
