"""Voice over HTTP. Recordings come as `multipart/form-data`, words as JSON; the answer is the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import FromPath, JSONBody, QueryParameter

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError, Invalid, Malformed
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Body,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    id_for,
    json,
    misread,
    of,
    problems,
)
from voicetodo.kit.plans import PlanLimit
from voicetodo.language.interpretation import Interpretation
from voicetodo.modules.voice.errors import AnswerNotUnderstood, CommandNotFound, NothingToAnswer, NothingToUndo
from voicetodo.modules.voice.hearing import Utterance
from voicetodo.modules.voice.history import History
from voicetodo.modules.voice.model import Outcome
from voicetodo.modules.voice.multipart import is_form, read_recording
from voicetodo.modules.voice.room import Room
from voicetodo.modules.voice.service import VoiceService
from voicetodo.modules.voice.store.commands import Stats
from voicetodo.speech import AudioUnreadable, SpeechBusy

AnyRequest = Request[Any, Any, Any]
TAGS = ["voice"]

#: Half-open ranges of characters that mean nothing but themselves.
_Place = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Spans = Annotated[tuple[tuple[_Place, _Place], ...], msgspec.Meta(max_length=50)]


class Words(Body):
    """Something said, as text."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=5000)]
    #: Of the command, made by the client; said again under it, nothing is done twice.
    id: UUID | None = None
    timezone: str | None = None
    captured_at: datetime | None = None
    language: Annotated[str, msgspec.Meta(max_length=12)] = "en"
    literal_spans: Spans = ()
    #: Typed where tasks are added: what means nothing else is a task.
    quick_add: bool = False
    #: Where that was.
    room: Room = Room()


class Given(Body):
    """An answer: the id of an option, or words."""

    option_id: Annotated[str, msgspec.Meta(max_length=20)] | None = None
    text: Annotated[str, msgspec.Meta(max_length=5000)] | None = None


class Draft(Body):
    """Words that are still being typed."""

    text: Annotated[str, msgspec.Meta(max_length=5000)]
    timezone: str | None = None
    language: Annotated[str, msgspec.Meta(max_length=12)] = "en"
    literal_spans: Spans = ()
    #: Typed where tasks are added: what means nothing else is a task.
    quick_add: bool = False


def _said() -> RequestBody:
    """Litestar documents one media type for a handler; this one takes two."""
    text = Schema(type=OpenAPIType.STRING)
    identifier = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.UUID)
    form = Schema(
        type=OpenAPIType.OBJECT,
        properties={
            "id": identifier,
            "audio": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY, content_media_type="audio/*"),
            "timezone": text,
            "captured_at": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE_TIME),
            "language": Schema(type=OpenAPIType.STRING, max_length=12),
        },
        required=["audio"],
        additional_properties=False,
    )
    span = Schema(
        type=OpenAPIType.ARRAY,
        items=Schema(type=OpenAPIType.INTEGER, minimum=0, maximum=10_000),
        min_items=2,
        max_items=2,
    )
    words = Schema(
        type=OpenAPIType.OBJECT,
        properties={
            "id": Schema(type=[OpenAPIType.STRING, OpenAPIType.NULL], format=OpenAPIFormat.UUID),
            "text": Schema(type=OpenAPIType.STRING, min_length=1, max_length=5000),
            "timezone": Schema(type=[OpenAPIType.STRING, OpenAPIType.NULL]),
            "captured_at": Schema(type=[OpenAPIType.STRING, OpenAPIType.NULL], format=OpenAPIFormat.DATE_TIME),
            "language": Schema(type=OpenAPIType.STRING, max_length=12),
            "literal_spans": Schema(type=OpenAPIType.ARRAY, items=span, max_items=50),
            "quick_add": Schema(type=OpenAPIType.BOOLEAN),
            "room": Schema(
                type=OpenAPIType.OBJECT,
                description="What a new task takes from where it was typed, unless the words name another.",
                properties={
                    "category_id": Schema(type=[OpenAPIType.STRING, OpenAPIType.NULL], format=OpenAPIFormat.UUID),
                    "day": Schema(type=[OpenAPIType.STRING, OpenAPIType.NULL], format=OpenAPIFormat.DATE),
                },
                additional_properties=False,
            ),
        },
        required=["text"],
        additional_properties=False,
    )
    return RequestBody(
        required=True,
        content={
            "application/json": OpenAPIMediaType(schema=words),
            "multipart/form-data": OpenAPIMediaType(schema=form),
        },
    )


@dataclass
class Speaking(Operation):
    """The operation of `POST /v1/voice/commands`, with both of its bodies."""

    def __post_init__(self) -> None:
        self.request_body = _said()


@post(
    "/v1/voice/commands",
    status_code=200,
    tags=TAGS,
    operation_class=Speaking,
    responses=problems(Malformed, AudioUnreadable, SpeechBusy, CommandNotFound, PlanLimit),
)
async def say(request: AnyRequest) -> Response[Outcome]:
    """Say something, and it is done."""
    who = caller(request)
    said = await read_recording(request) if is_form(request) else _words(request, await request.body())
    return json(await of(request, VoiceService).process(who.user_id, said, roles=who.roles))


@post(
    "/v1/voice/commands/{command_id:uuid}/answer",
    status_code=200,
    tags=TAGS,
    responses=problems(CommandNotFound, NothingToAnswer, AnswerNotUnderstood),
)
async def answer(request: AnyRequest, command_id: FromPath[UUID], data: JSONBody[Given]) -> Response[Outcome]:
    """Answer what a command asked."""
    who = caller(request)
    if (data.option_id is None) == (data.text is None):
        raise Invalid(errors=[FieldError("", "Give either option_id or text.")])
    service = of(request, VoiceService)
    return json(await service.answer(who.user_id, command_id, option_id=data.option_id, text=data.text))


@post(
    "/v1/voice/commands/{command_id:uuid}/undo",
    status_code=200,
    tags=TAGS,
    responses=problems(CommandNotFound, NothingToUndo),
)
async def undo(request: AnyRequest, command_id: FromPath[UUID]) -> Response[Outcome]:
    """Put everything the command did back as it was."""
    return json(await of(request, VoiceService).undo(caller(request).user_id, command_id))


@post("/v1/voice/interpretations", status_code=200, tags=TAGS, responses=problems())
async def interpret(request: AnyRequest, data: JSONBody[Draft]) -> Response[Interpretation]:
    """What words would mean, without doing it."""
    who = caller(request)
    said = Utterance(
        id=id_for(request),
        text=data.text,
        timezone=data.timezone,
        language=data.language,
        literal_spans=data.literal_spans,
        quick_add=data.quick_add,
    )
    return json(await of(request, VoiceService).interpret(who.user_id, said))


@get("/v1/voice/commands", tags=TAGS, responses=problems())
async def list_commands(
    request: AnyRequest,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT, description="How many at most.")] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None, QueryParameter(description="`next_cursor` of the page before.", max_length=2000)
    ] = None,
) -> Response[Page[Outcome]]:
    """What was said, the newest first."""
    who = caller(request)
    before = decode_cursor(cursor, tuple[datetime, UUID])
    if before is not None and not is_moment(before[0]):
        raise Invalid(errors=[FieldError("cursor", "This cursor was not given by us, or not for this list.")])
    outcomes = await of(request, History).list_outcomes(who.user_id, before=before, limit=limit + 1)
    more = len(outcomes) > limit
    page = outcomes[:limit]
    last = page[-1] if page else None
    return json(Page(page, encode_cursor(last.created_at, last.id) if more and last else None))


@get("/v1/voice/commands/{command_id:uuid}", tags=TAGS, responses=problems(CommandNotFound))
async def get_command(request: AnyRequest, command_id: FromPath[UUID]) -> Response[Outcome]:
    """One command and what came of it."""
    return json(await of(request, VoiceService).get(caller(request).user_id, command_id))


@get("/v1/voice/stats", tags=TAGS, responses=problems())
async def stats(
    request: AnyRequest, days: Annotated[int, QueryParameter(ge=1, le=3650, description="How far back.")] = 30
) -> Response[Stats]:
    """How often you spoke, and how often it was understood."""
    return json(await of(request, History).stats(caller(request).user_id, days=days))


ROUTES = (say, answer, undo, interpret, list_commands, get_command, stats)

_decoder = msgspec.json.Decoder(Words)


def _words(request: AnyRequest, body: bytes) -> Utterance:
    try:
        words = _decoder.decode(body)
    except msgspec.ValidationError as error:
        raise Invalid(errors=misread(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed from error
    return Utterance(
        id=words.id or id_for(request),
        text=words.text,
        timezone=words.timezone,
        captured_at=words.captured_at,
        language=words.language,
        literal_spans=words.literal_spans,
        quick_add=words.quick_add,
        room=words.room,
    )
