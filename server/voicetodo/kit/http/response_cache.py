"""Answers to GET, kept encoded under the caller's version, so that an unchanged list costs no query and no encoding."""

import math
from collections import OrderedDict

import msgspec

from voicetodo.kit.http.headers import HeaderList


class CachedAnswer(msgspec.Struct):
    """A 200 as it was sent, without the headers that belong to one request only."""

    headers: HeaderList
    body: bytes
    etag: bytes | None
    route: str
    #: The body as gzip, once somebody has asked for it so. Compressing costs more than all the rest of such an answer.
    compressed: bytes | None = None


Key = tuple[bytes, str, bytes]


class ResponseCache:
    """In this process, bounded in bytes. A key holds the caller's version: under a new one, old answers fall out.

    No more than `ttl_seconds` pass before an answer is asked for anew, should a version's move ever be lost.
    """

    def __init__(self, *, max_bytes: int = 64_000_000, ttl_seconds: float = 30.0) -> None:
        self._max_bytes = max_bytes
        self._ttl_seconds = ttl_seconds
        self._bytes = 0
        #: Each with the moment until which it may be given again.
        self._entries: OrderedDict[Key, tuple[float, CachedAnswer]] = OrderedDict()

    def find(self, key: Key, now: float) -> CachedAnswer | None:
        """`now` in seconds of any steady clock."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if now > entry[0]:
            self._forget(key)
            return None
        self._entries.move_to_end(key)
        return entry[1]

    def keep(self, key: Key, answer: CachedAnswer, now: float, *, good_for_seconds: float = math.inf) -> None:
        """No longer than `good_for_seconds`, and not at all where it would take a twentieth of the room."""
        if len(answer.body) * 20 > self._max_bytes:
            return
        self._forget(key)
        self._entries[key] = (now + min(good_for_seconds, self._ttl_seconds), answer)
        self._bytes += len(answer.body) + 500
        while self._bytes > self._max_bytes:
            self._forget(next(iter(self._entries)))

    def clear(self) -> None:
        """Everybody's."""
        self._entries.clear()
        self._bytes = 0

    def _forget(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= len(entry[1].body) + 500
