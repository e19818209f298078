"""Who speaks at this moment, over which connection. What arrives is held here, and nowhere else, until it is done."""

import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec

from voicetodo.kit.errors import DomainError
from voicetodo.kit.http.problems import encode_problem
from voicetodo.kit.rpc import deadline
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.realtime.connections import Client
from voicetodo.modules.realtime.errors import (
    NobodyListens,
    NotForSpeaking,
    StreamBroken,
    StreamUnreadable,
    TooManyStreams,
)
from voicetodo.modules.realtime.listener import Listener
from voicetodo.modules.realtime.stream import Stream
from voicetodo.modules.voice.api import HeardSoFar, Speaking, VoiceApi

#: What a token made for a program needs.
SCOPE: Final = "voice"
MOST_PER_USER: Final = 4
#: Of one user, in one process.
MOST_PER_MINUTE: Final = 60
#: Each may hold a minute of sound, which is 2 MB.
MOST_HERE: Final = 250
#: For the words of a long recording on a busy machine; the client waits no longer either.
HEARING_SECONDS: Final = 30.0
_MINUTE: Final = 60.0

_log = logger("realtime")

T = TypeVar("T")
Answer = dict[str, object]
Emit = Callable[[str, str, object], Awaitable[None]]


class Start(Speaking, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody begins to speak."""

    language: str = "en"


class End(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """They have ended, after so many pieces."""

    id: UUID
    pieces: int


class _Open(msgspec.Struct, eq=False):
    client: Client
    stream: Stream
    listener: Listener


class Streams:
    """At most one for each connection: who begins anew has given up the one before.

    Every answer is `{"problem": …}`, as HTTP would tell it, or what was asked for. `emit(sid, event, data)` tells a
    client something.
    """

    def __init__(self, *, find_voice: Callable[[], VoiceApi | None], emit: Emit) -> None:
        self._find_voice = find_voice
        self._emit = emit
        self._open: dict[str, _Open] = {}
        #: Beginnings and ends that are being answered.
        self._busy: Counter[UUID] = Counter()
        #: Of the last minute, the oldest first.
        self._starts: deque[tuple[float, UUID]] = deque()

    def __len__(self) -> int:
        return len(self._open)

    async def start(self, client: Client, wish: Any = None, *_: Any) -> Answer:
        """`{"max_seconds"}`: speak."""
        return await _answered(self._start(client, wish))

    async def take(self, client: Client, number: Any = None, piece: Any = None) -> None:
        """The next piece of sound. What is wrong with it is told as `voice_failed`, once, and nothing more is taken."""
        found = self._open.get(client.sid)
        if found is None:
            return
        try:
            found.stream.take(number, piece, at=time.monotonic())
        except DomainError as error:
            self.drop(client.sid)
            await self._emit(client.sid, "voice_failed", {"id": found.stream.speaking.id, "problem": _told(error)})
        else:
            found.listener.grew()

    async def end(self, client: Client, wish: Any = None, *_: Any) -> Answer:
        """`{"outcome"}`: what `POST /v1/voice/commands` answers to this recording."""
        return await _answered(self._end(client, wish))

    async def cancel(self, client: Client, *_: Any) -> None:
        """Nothing was said."""
        self.drop(client.sid)

    def drop(self, sid: str) -> None:
        """The client has gone, or wants no more of it. Repeating it does nothing."""
        found = self._open.pop(sid, None)
        if found is not None:
            found.listener.stop()

    async def stop(self) -> None:
        for sid in list(self._open):
            self.drop(sid)

    async def _start(self, client: Client, wish: Any) -> Answer:
        start = _read(wish, Start)
        if not client.caller.may(SCOPE):
            raise NotForSpeaking
        self.drop(client.sid)
        user_id = client.caller.user_id
        self._count(user_id)
        with self._busy_for(user_id):
            max_seconds = await self._voice().may_speak(user_id=user_id, speaking=start)
        self.drop(client.sid)
        stream = Stream(start, max_seconds=max_seconds, began_at=time.monotonic())
        # Should the client have gone meanwhile, the listener gives up after a while.
        self._open[client.sid] = _Open(
            client,
            stream,
            Listener(
                stream,
                overhear=partial(self._overhear, client, start),
                tell=partial(self._tell, client, start),
                give_up=partial(self._forget, client.sid, stream),
            ),
        )
        return {"max_seconds": max_seconds}

    async def _end(self, client: Client, wish: Any) -> Answer:
        end = _read(wish, End)
        found = self._open.get(client.sid)
        if found is None or found.stream.speaking.id != end.id:
            raise StreamBroken
        self.drop(client.sid)
        found.stream.check_whole(end.pieces)
        user_id, roles = client.caller.user_id, client.caller.roles
        with self._busy_for(user_id), deadline.within(HEARING_SECONDS):
            outcome = await self._voice().hear(
                user_id=user_id, roles=roles, speaking=found.stream.speaking, sound=found.stream.sound
            )
        return {"outcome": outcome}

    async def _overhear(self, client: Client, start: Start, sound: bytes) -> HeardSoFar | None:
        return await self._voice().overhear(user_id=client.caller.user_id, command_id=start.id, sound=sound)

    async def _tell(self, client: Client, start: Start, heard: HeardSoFar) -> None:
        told = {"id": start.id, **msgspec.structs.asdict(heard)}
        await self._emit(client.sid, "voice_heard", told)

    def _forget(self, sid: str, stream: Stream) -> None:
        found = self._open.get(sid)
        if found is not None and found.stream is stream:
            self.drop(sid)

    @contextmanager
    def _busy_for(self, user_id: UUID) -> Iterator[None]:
        self._busy[user_id] += 1
        try:
            yield
        finally:
            self._busy[user_id] -= 1
            if not self._busy[user_id]:
                del self._busy[user_id]

    def _voice(self) -> VoiceApi:
        voice = self._find_voice()
        if voice is None:
            raise NobodyListens
        return voice

    def _count(self, user_id: UUID) -> None:
        """Raises TooManyStreams, NobodyListens."""
        now = time.monotonic()
        while self._starts and self._starts[0][0] < now - _MINUTE:
            self._starts.popleft()
        begun = sum(each == user_id for _, each in self._starts)
        speaking = sum(each.client.caller.user_id == user_id for each in self._open.values()) + self._busy[user_id]
        if speaking >= MOST_PER_USER or begun >= MOST_PER_MINUTE:
            raise TooManyStreams
        if len(self._open) >= MOST_HERE:
            raise NobodyListens
        self._starts.append((now, user_id))


async def _answered(work: Awaitable[Answer]) -> Answer:
    try:
        return await work
    except DomainError as error:
        return {"problem": _told(error)}
    except Exception:  # noqa: BLE001 - whatever it was, the client is told to send the whole recording
        _log.exception("stream_failed")
        return {"problem": _told(NobodyListens())}


def _told(error: DomainError) -> msgspec.Raw:
    return msgspec.Raw(encode_problem(error, None))


def _read(wish: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(wish, kind)
    except msgspec.ValidationError as error:
        raise StreamUnreadable(str(error)) from error
