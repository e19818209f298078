"""Reads what was said from a request: a form with a recording, or JSON with words."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException

from voicetodo.kit.errors import FieldError, Invalid, Malformed, UnsupportedMedia
from voicetodo.kit.http import id_for
from voicetodo.modules.voice.hearing import Utterance

AnyRequest = Request[Any, Any, Any]

_FIELDS: Final = frozenset({"audio", "id", "timezone", "captured_at", "language"})
_MAX_LANGUAGE: Final = 12


async def read_recording(request: AnyRequest) -> Utterance:
    """The recording and what came with it. Raises Malformed where the form is broken, Invalid where a part is wrong."""
    parts = await _parts(request)
    unknown = [str(name)[:60] for name in parts if name not in _FIELDS]
    if unknown:
        raise Invalid(errors=[FieldError(name, "There is no such part here.") for name in unknown])
    audio = parts.get("audio")
    if not isinstance(audio, UploadFile):
        raise Invalid(errors=[FieldError("audio", "Must be a file: the recording.")])
    language = _text(parts, "language") or "en"
    if len(language) > _MAX_LANGUAGE:
        raise Invalid(errors=[FieldError("language", "Must be a language such as “en”.")])
    return Utterance(
        id=_id(_text(parts, "id")) or id_for(request),
        audio=await audio.read(),
        timezone=_text(parts, "timezone"),
        captured_at=_moment(_text(parts, "captured_at")),
        language=language,
    )


def is_form(request: AnyRequest) -> bool:
    """A recording comes. Raises UnsupportedMedia for anything but a form and JSON."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return True
    if kind == "application/json":
        return False
    raise UnsupportedMedia("Send words as application/json, or a recording as multipart/form-data.")


async def _parts(request: AnyRequest) -> dict[str, Any]:
    try:
        form = await request.form()
    except HTTPException as error:
        raise Malformed(f"The form cannot be read: {error.detail}") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise Malformed("The form cannot be read.") from error
    return dict(form.multi_items())


def _text(parts: dict[str, Any], name: str) -> str | None:
    value = parts.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise Invalid(errors=[FieldError(name, "Must be text, not a file.")])


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Invalid(errors=[FieldError("id", "Must be a UUID.")]) from error


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return msgspec.convert(text, type=datetime, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(errors=[FieldError("captured_at", "Must be a moment such as 2026-05-01T09:00:00Z.")]) from error
