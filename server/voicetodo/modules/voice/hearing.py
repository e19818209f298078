"""From a recording, or words typed, to words with their moment and zone."""

import time
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID
from zoneinfo import available_timezones

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.voice.room import Room
from voicetodo.speech import Transcript

#: A recording may be kept on a device this long before it is sent; "tomorrow" still counts from when it was said.
_OLDEST: Final = timedelta(days=30)
_CLOCK_LEEWAY: Final = timedelta(minutes=5)
_MAX_CHARACTERS: Final = 5_000
_ZONES: Final = available_timezones()


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """Something said, as it reaches us: a recording or its words."""

    id: UUID
    audio: bytes | None = None
    text: str | None = None
    timezone: str | None = None
    captured_at: datetime | None = None
    language: str = "en"
    literal_spans: tuple[tuple[int, int], ...] = ()
    #: Typed where tasks are added: what means nothing else is a task.
    quick_add: bool = False
    room: Room = Room()


class Ears(Protocol):
    """The speech pool."""

    async def transcribe(self, audio: bytes, *, language: str = "en") -> Transcript: ...


class Heard(msgspec.Struct, frozen=True):
    """The words, and when and where they were said."""

    text: str
    said_at: datetime
    timezone: str
    speech_ms: float
    #: Other readings of a recording, best first.
    alternatives: tuple[str, ...] = ()


class Hearing:
    """Listens, and checks what came along."""

    def __init__(self, *, ears: Ears, users: AuthApi, clock: Clock) -> None:
        self._ears = ears
        self._users = users
        self._clock = clock

    async def hear(self, user_id: UUID, said: Utterance) -> Heard:
        """Raises what `place` raises, and the speech module's own errors for recordings."""
        said_at, zone = await self.place(user_id, said)
        if said.audio is None:
            return Heard(checked(said.text or ""), said_at, zone, 0.0)
        started = time.perf_counter()
        transcript = await self._ears.transcribe(said.audio, language=said.language)
        speech_ms = round((time.perf_counter() - started) * 1000, 2)
        return Heard(transcript.text, said_at, zone, speech_ms, transcript.alternatives)

    async def place(self, user_id: UUID, said: Utterance) -> tuple[datetime, str]:
        """When it was said, and in which zone. Raises Invalid for fields that will not do."""
        said_at = self._moment(said.captured_at)
        zone = said.timezone or (await self._users.get_user(user_id=user_id)).timezone
        if zone not in _ZONES:
            raise Invalid(errors=[FieldError("timezone", "This is no zone of the IANA time zone database.")])
        return said_at, zone

    def _moment(self, captured_at: datetime | None) -> datetime:
        now = self._clock.now()
        if captured_at is None:
            return now
        if captured_at.tzinfo is None:
            raise Invalid(errors=[FieldError("captured_at", "Must say its offset from UTC, such as a closing Z.")])
        if not now - _OLDEST <= captured_at <= now + _CLOCK_LEEWAY:
            raise Invalid(errors=[FieldError("captured_at", "Must lie within the last 30 days.")])
        return captured_at


def checked(text: str) -> str:
    """Words that can be understood and kept. Raises Invalid."""
    if not text.strip():
        raise Invalid(errors=[FieldError("text", "Say something.")])
    if len(text) > _MAX_CHARACTERS:
        raise Invalid(errors=[FieldError("text", f"May have at most {_MAX_CHARACTERS:,} characters.")])
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Invalid(errors=[FieldError("text", "Holds characters that are no text.")])
    return text


def elapsed_ms(since: float) -> float:
    """Milliseconds since a reading of `time.perf_counter`."""
    return round((time.perf_counter() - since) * 1000, 2)
