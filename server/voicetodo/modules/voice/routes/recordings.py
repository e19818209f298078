"""`/v1/voice/recordings`: what was kept of what I said, because I agreed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, delete, get
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from litestar.openapi.spec.enums import OpenAPIFormat
from litestar.params import FromPath, QueryParameter

from voicetodo.kit.blobs import BlobMissing
from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.modules.voice.errors import RecordingNotFound
from voicetodo.modules.voice.model import Recording
from voicetodo.modules.voice.recordings import Recordings

AnyRequest = Request[Any, Any, Any]
TAGS = ["voice"]

#: Played, and nothing else, whatever it is.
_SANDBOX: Final = "sandbox; default-src 'none'; media-src 'self'"


_BYTES: Final = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))


@dataclass
class Listening(Operation):
    """The operation with the bytes it answers."""

    def __post_init__(self) -> None:
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse):
            answer.description = "The recording."
            answer.content = {
                "audio/*": OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))
            }


@get("/v1/voice/recordings", tags=TAGS, responses=problems())
async def list_recordings(
    request: AnyRequest,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT, description="How many at most.")] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None, QueryParameter(description="`next_cursor` of the page before.", max_length=2000)
    ] = None,
) -> Response[Page[Recording]]:
    """Recordings that are kept, the newest first. None are unless I agreed: `PUT /v1/me/consents/recordings`."""
    before = decode_cursor(cursor, tuple[datetime, UUID])
    if before is not None and not is_moment(before[0]):
        raise Invalid(errors=[FieldError("cursor", "This cursor was not given by us, or not for this list.")])
    found = await of(request, Recordings).list_before(caller(request).user_id, before=before, limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].created_at, page[-1].command_id) if len(found) > limit else None
    return json(Page(page, following))


@get(
    "/v1/voice/commands/{command_id:uuid}/recording",
    tags=TAGS,
    operation_class=Listening,
    responses=problems(RecordingNotFound, BlobMissing),
)
async def get_recording(request: AnyRequest, command_id: FromPath[UUID]) -> Response[bytes]:
    """What I said, to be listened to."""
    found, audio = await of(request, Recordings).read(caller(request).user_id, command_id)
    headers = {"Cache-Control": "no-store", "Content-Disposition": "inline", "Content-Security-Policy": _SANDBOX}
    return Response(content=audio, media_type=found.media_type, headers=headers)


@delete(
    "/v1/voice/commands/{command_id:uuid}/recording",
    status_code=204,
    tags=TAGS,
    responses=problems(RecordingNotFound),
)
async def remove_recording(request: AnyRequest, command_id: FromPath[UUID]) -> Response[None]:
    """For good. The command stays."""
    await of(request, Recordings).remove(caller(request).user_id, command_id)
    return no_content()


ROUTES = (list_recordings, get_recording, remove_recording)
