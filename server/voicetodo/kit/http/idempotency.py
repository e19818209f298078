"""`Idempotency-Key`: any POST that carries one may be sent again within 24 hours and is done once.

The first request claims the key, and its answer is kept (sealed, as it may hold tokens) before it is sent. A repeat
gets that answer. Where the first one died on its way, a repeat runs again with the *same* id for what it makes
(`id_for`), so that it finds what the first one had made already.
"""

import hashlib
from datetime import timedelta
from typing import Any, Final, cast
from uuid import UUID

import msgspec
from litestar import Request

from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal, SealedColumn
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Conflict, FieldError, Invalid, Unavailable
from voicetodo.kit.http import store
from voicetodo.kit.http.asgi import App, Message, Receive, Scope, Send
from voicetodo.kit.http.spool import Spool
from voicetodo.kit.ids import new_id

KEPT_FOR = timedelta(hours=24)
ANSWERS: Final = SealedColumn("kit", "idempotency_keys", "answer", key=("caller", "key"))

_SLACK = timedelta(seconds=15)
#: Bytes: who signs in or registers needs a fraction of it.
_MOST_OF_STRANGERS = 64_000
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

    async def run(
        self, app: App, scope: Scope, receive: Receive, send: Send, *, caller: str, key: str, is_known: bool
    ) -> None:
        """Answer from what is kept, or run `app` and keep its answer. Raises Invalid and Conflict as problems.

        Of callers who are not known no more is read than they have any business to send: what is larger is simply run.
        """
        if not 1 <= len(key) <= 255 or not key.isprintable():
            raise Invalid(errors=[FieldError("Idempotency-Key", "Must be 1 to 255 printable characters.")])
        with Spool(receive) as spool:
            fingerprint = _Fingerprint(scope)
            if await spool.fill(fingerprint.add, most=None if is_known else _MOST_OF_STRANGERS):
                digest = fingerprint.whole()
                await self._run(app, scope, spool.again(), send, caller=caller, key=key, request_hash=digest)
            else:
                await app(scope, spool.again(), send)

    async def _run(
        self, app: App, scope: Scope, receive: Receive, send: Send, *, caller: str, key: str, request_hash: bytes
    ) -> None:
        now = self._clock.now()
        claim = store.Claim(caller=caller, key=key, request_hash=request_hash, made_id=new_id(), at=now)
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
            plain = await self._seal.open(kept.answer, at=ANSWERS.at(caller, key))
            answer = msgspec.msgpack.decode(plain, type=Answer)
            return await _send(answer, send, is_repeat=True)
        if not kept.is_ours:
            raise RequestInFlight(headers={"Retry-After": "1"})
        scope[_MADE_ID] = kept.made_id
        await self._run_first(app, scope, receive, send, claim)
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
            sealed = None if answer is None else await self._sealed(claim, answer)
            async with self._database.transaction() as tx:
                if sealed is not None:
                    await store.keep(tx, claim, sealed)
                else:
                    await store.release(tx, claim)
        except Unavailable:
            self._left.add(claim)
            raise

    async def _sealed(self, claim: store.Claim, answer: Answer) -> bytes:
        return await self._seal.seal(msgspec.msgpack.encode(answer), at=ANSWERS.at(claim.caller, claim.key))

    async def _release_left(self) -> None:
        left = tuple(self._left)
        if left:
            async with self._database.transaction() as tx:
                for claim in left:
                    await store.release(tx, claim)
            self._left.difference_update(left)


class _Fingerprint:
    """Of the method, the address, the cookies (by which some are known who have no access token) and the body.

    A multipart boundary, new with every sending, does not count.
    """

    def __init__(self, scope: Scope) -> None:
        headers = dict(scope["headers"])
        _, _, boundary = headers.get(b"content-type", b"").partition(b"boundary=")
        self._boundary: bytes = boundary.split(b";")[0].strip(b' "')
        #: What may be the beginning of a boundary.
        self._rest = b""
        self._digest = hashlib.blake2b(digest_size=32)
        head: tuple[bytes, ...] = (
            scope["method"].encode(),
            scope["path"].encode(),
            scope["query_string"],
            headers.get(b"cookie", b""),
        )
        for part in head:
            self._digest.update(len(part).to_bytes(8, "big") + part)

    def add(self, piece: bytes) -> None:
        """The next piece of the body."""
        if self._boundary:
            *before, last = (self._rest + piece).split(self._boundary)
            end = max(0, len(last) - len(self._boundary) + 1)
            piece, self._rest = b"".join(before) + last[:end], last[end:]
        self._digest.update(piece)

    def whole(self) -> bytes:
        """Once the body has gone by."""
        self._digest.update(self._rest)
        return self._digest.digest()


async def _send(answer: Answer, send: Send, *, is_repeat: bool) -> None:
    headers = list(answer.headers)
    if is_repeat:
        headers.append((b"idempotency-replayed", b"true"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
