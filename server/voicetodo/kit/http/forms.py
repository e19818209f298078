"""Forms (RFC 7578) as they come: a part may be larger than memory, and is handed on before the next one is read."""

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Generator
from contextlib import contextmanager
from typing import Final, cast

from multipart import (  # pyright: ignore[reportMissingTypeStubs] - it is typed but for this function, and does not say so
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,  # pyright: ignore[reportUnknownVariableType] - as above
)

from voicetodo.kit.errors import Malformed

_MAX_PARTS: Final = 20
_MAX_TEXT_BYTES: Final = 100_000

_Event = MultipartSegment | bytearray | bytes | None


class Part:
    """One of the parts. `file_name` is None where it is no file."""

    def __init__(self, segment: MultipartSegment, events: AsyncIterator[_Event]) -> None:
        self.name = segment.name or ""
        self.file_name = segment.filename
        self._charset = segment.charset or "utf-8"
        self._events = events

    async def chunks(self) -> AsyncGenerator[bytes]:
        """Its bytes, once. Raises Malformed."""
        async for event in self._events:
            if event is None:
                return
            assert not isinstance(event, MultipartSegment)  # noqa: S101 - the parser ends one before it begins another
            yield bytes(event)

    async def text(self) -> str:
        """All of it. Raises Malformed."""
        data = bytearray()
        async for chunk in self.chunks():
            data += chunk
            if len(data) > _MAX_TEXT_BYTES:
                raise Malformed("One of the parts of the form is too long.")
        try:
            return data.decode(self._charset)
        except (LookupError, UnicodeDecodeError) as error:
            raise Malformed("One of the parts of the form is no text that can be read.") from error


async def parts_of(body: AsyncIterable[bytes], *, content_type: str) -> AsyncGenerator[Part]:
    """In their order. What is not read of one is skipped. Raises Malformed."""
    boundary = _boundary(content_type)
    with _told():
        parser = PushMultipartParser(boundary, max_segment_count=_MAX_PARTS)
    events = _events(parser, body)
    async for event in events:
        if isinstance(event, MultipartSegment):
            yield Part(event, events)


async def _events(parser: PushMultipartParser, body: AsyncIterable[bytes]) -> AsyncGenerator[_Event]:
    """A segment, its bytes, None where it ends; and so on."""
    async for chunk in body:
        with _told():
            found = list(parser.parse(chunk)) if chunk else []
        for event in found:
            yield event
    with _told():
        parser.close()


def _boundary(content_type: str) -> str:
    options = cast("dict[str, str]", parse_options_header(content_type)[1])
    boundary = options.get("boundary")
    if not boundary:
        raise Malformed("The form does not say what stands between its parts (boundary).")
    return boundary


@contextmanager
def _told() -> Generator[None]:
    try:
        yield
    except MultipartError as error:
        raise Malformed("The form cannot be read.") from error
