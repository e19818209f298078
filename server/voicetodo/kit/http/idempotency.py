"""`Idempotency-Key`: any POST that carries one may be sent again within 24 hours and is done once.

The first request claims the key, and its answer is kept (sealed, as it may hold tokens) before it is sent. A repeat
gets that answer. Where the first one died on its way, a repeat runs again with the *same* id for what it makes
(`id_for`), so that it finds what the first one had made already.
"""

import hashlib
from datetime import timedelta
from typing import Any, Protocol, cast
from uuid import UUID

import msgspec
from litestar import Request

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Conflict, FieldError, Invalid, Unavailable
from voicetodo.kit.http import store
from voicetodo.kit.http.asgi import App, Message, Receive, Scope, Send, replay
from voicetodo.kit.ids import new_id

KEPT_FOR = timedelta(hours=24)

_SLACK = timedelta(seconds=15)
_MADE_ID = "voicetodo.made_id"
# These say nothing of the request itself and may come out differently the next time.
_NOT_KEPT = frozenset({401, 408, 409, 425, 429})


class IdempotencyKeyReused(Invalid):
    """This Idempotency-Key was used for another request. Make a new key for each new request."""


class RequestInFlight(Conflict):
    """The first request with this Idempotency-Key is still running. Wait a moment, then ask again."""


class Answer(msgspec.Struct, array_like=True):
    """A whole answer, as it is kept."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Seal(Protocol):
    """Encrypts what is kept."""

    def seal(self, plain: bytes) -> bytes: ...

    def open(self, sealed: bytes) -> bytes: ...


def id_for(request: Request[Any, Any, Any]) -> UUID:
    """The id of what this request makes: the same again when it is a repeat under an Idempotency-Key."""
    return cast("dict[str, Any]", request.scope).get(_MADE_ID) or new_id()


class Idempotency:
    """Runs requests that carry a key at most once to an answer.

    `timeout` is the longest a request may run: a claim that has no answer after it belongs to a process that died.
    """

    def __init__(self, *, database: Database, clock: Clock, seal: Seal, timeout: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._claim_lasts = timeout + _SLACK
        #: Claims of requests that ended while the database was away: nobody runs them, and they are to be released.
        self._left: set[store.Claim] = set()

    async def run(self, app: App, scope: Scope, receive: Receive, send: Send, *, caller: str, key: str) -> None:
        """Answer from what is kept, or run `app` and keep its answer. Raises Invalid and Conflict as problems."""
        if not 1 <= len(key) <= 255 or not key.isprintable():
            raise Invalid(errors=[FieldError("Idempotency-Key", "Must be 1 to 255 printable characters.")])
        body = await _whole_body(receive)
        now = self._clock.now()
        claim = store.Claim(caller=caller, key=key, request_hash=_hash(scope, body), made_id=new_id(), at=now)
        await self._release_left()
        try:
            async with self._database.transaction() as tx:
                kept = await store.claim(tx, claim, stale_before=now - self._claim_lasts, expired_before=now - KEPT_FOR)
        except Unavailable:
            self._left.add(claim)  # it may have been written all the same
            raise
        if kept.request_hash != claim.request_hash:
            raise IdempotencyKeyReused
        if kept.answer is not None:
            answer = msgspec.msgpack.decode(self._seal.open(kept.answer), type=Answer)
            return await _send(answer, send, is_repeat=True)
        if not kept.is_ours:
            raise RequestInFlight(headers={"Retry-After": "1"})
        scope[_MADE_ID] = kept.made_id
        await self._run_first(app, scope, replay(body, receive), send, claim)
        return None

    async def forget_claims(self) -> None:
        """Nobody runs any request now: whoever claimed a key has died, and need not be waited for."""
        async with self._database.transaction() as tx:
            await store.release_all(tx)

    async def sweep(self) -> None:
        """Forget what is older than 24 hours."""
        async with self._database.transaction() as tx:
            await store.sweep(tx, before=self._clock.now() - KEPT_FOR)

    async def _run_first(self, app: App, scope: Scope, receive: Receive, send: Send, claim: store.Claim) -> None:
        answer = Answer(status=500, headers=[], body=b"")

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                answer.body += message.get("body", b"")

        is_kept = False
        try:
            await app(scope, receive, collect)
            is_kept = answer.status < 500 and answer.status not in _NOT_KEPT
        finally:
            await self._end(claim, answer if is_kept else None)
        await _send(answer, send, is_repeat=False)

    async def _end(self, claim: store.Claim, answer: Answer | None) -> None:
        try:
            async with self._database.transaction() as tx:
                if answer is not None:
                    await store.keep(tx, claim, self._seal.seal(msgspec.msgpack.encode(answer)))
                else:
                    await store.release(tx, claim)
        except Unavailable:
            self._left.add(claim)
            raise

    async def _release_left(self) -> None:
        left = tuple(self._left)
        if left:
            async with self._database.transaction() as tx:
                for claim in left:
                    await store.release(tx, claim)
            self._left.difference_update(left)


async def _whole_body(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(chunks)
        chunks.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(chunks)


def _hash(scope: Scope, body: bytes) -> bytes:
    """Of the method, the address, the body and the cookies (by which some are known who have no access token).

    A multipart boundary, new with every sending, does not count.
    """
    headers = dict(scope["headers"])
    content_type = headers.get(b"content-type", b"")
    _, has_boundary, boundary = content_type.partition(b"boundary=")
    if has_boundary:
        body = body.replace(boundary.split(b";")[0].strip(b' "'), b"")
    parts: list[bytes] = [
        scope["method"].encode(),
        scope["path"].encode(),
        scope["query_string"],
        headers.get(b"cookie", b""),
        body,
    ]
    digest = hashlib.blake2b(digest_size=32)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


async def _send(answer: Answer, send: Send, *, is_repeat: bool) -> None:
    headers = list(answer.headers)
    if is_repeat:
        headers.append((b"idempotency-replayed", b"true"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
