"""What a pool and its worker processes say to each other: a length in four bytes, then MessagePack."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from voicetodo.speech.engine import Overheard, Transcript

HEADER_BYTES = 4


class WorkerSettings(msgspec.Struct, frozen=True, tag=True):
    """The first message to a worker: which engine to load and what to refuse."""

    engine: str
    models_dir: str
    max_seconds: float
    max_bytes: int

    @property
    def folder(self) -> Path:
        """Where converted models live."""
        return Path(self.models_dir)


class Job(msgspec.Struct, frozen=True, tag=True):
    """One recording to transcribe."""

    audio: bytes


class Glance(msgspec.Struct, frozen=True, tag=True):
    """What there is so far of a recording that goes on: 16-bit samples, mono, at 16 kHz, from its beginning."""

    recording: str
    audio: bytes


class GiveWay(msgspec.Struct, frozen=True, tag=True):
    """A glance that is being answered is not wanted any more: answer it with nothing, and soon."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The engine is loaded; jobs are welcome."""


class Heard(msgspec.Struct, frozen=True, tag=True):
    """The answer to a job."""

    transcript: Transcript


class Glanced(msgspec.Struct, frozen=True, tag=True):
    """The answer to a glance; nothing where it gave way."""

    overheard: Overheard | None


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A job, or the loading of the engine, failed for a reason a person can act on (see `errors.BY_NAME`)."""

    kind: str
    sentence: str


Request = WorkerSettings | Job | Glance | GiveWay
Answer = Ready | Heard | Glanced | Refused

encode_body = msgspec.msgpack.Encoder().encode
decode_request: Callable[[bytes], Request] = msgspec.msgpack.Decoder(Request).decode
decode_answer: Callable[[bytes], Answer] = msgspec.msgpack.Decoder(Answer).decode


def frame(message: Request | Answer) -> bytes:
    """`message` as it goes over the pipe."""
    body = encode_body(message)
    return len(body).to_bytes(HEADER_BYTES, "little") + body


def read_body(stream: BinaryIO) -> bytes | None:
    """The next message's bytes; None when the other side has gone."""
    header = stream.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return None
    size = int.from_bytes(header, "little")
    body = stream.read(size)
    return body if len(body) == size else None
