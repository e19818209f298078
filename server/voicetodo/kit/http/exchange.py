"""One request and its answer, as they pass the edge."""

import gzip
import time
from typing import Any

from voicetodo.kit.caller import Caller
from voicetodo.kit.errors import DomainError
from voicetodo.kit.http.asgi import Message, Scope, Send
from voicetodo.kit.http.conditions import etag_compressed, etag_held, is_fresh
from voicetodo.kit.http.deadline import Progress
from voicetodo.kit.http.headers import HeaderList, accepts_gzip
from voicetodo.kit.http.problems import encode_problem, problem_headers
from voicetodo.kit.http.response_cache import CachedAnswer
from voicetodo.kit.telemetry.traces import Trace

#: Smaller answers do not get smaller enough to be worth the time.
_COMPRESS_FROM_BYTES = 1400
#: What belongs to one person is kept by their own browser at most, and shown only after asking; what it could not ask
#: for again by its tag is kept by nobody.
_ASK_AGAIN = (b"cache-control", b"private, no-cache")
_KEPT_BY_NOBODY = (b"cache-control", b"no-store")
_OF_A_BODY = frozenset({b"content-length", b"content-type", b"content-encoding"})
_VARY = (b"vary", b"accept-encoding")
_COMPRESSIBLE = (b"application/json", b"application/problem+json", b"application/xml", b"text/")


class Request:
    """The headers that the edge looks at, read in one pass."""

    __slots__ = (
        "authorization",
        "encodings",
        "expect",
        "idempotency_key",
        "if_none_match",
        "length",
        "origin",
        "trace",
        "wish",
    )

    def __init__(self, scope: Scope) -> None:
        self.authorization: bytes | None = None
        self.encodings: bytes = b""
        self.expect: bytes | None = None
        self.idempotency_key: bytes | None = None
        self.if_none_match: bytes | None = None
        self.length: bytes | None = None
        self.origin: bytes | None = None
        self.trace: bytes | None = None
        self.wish: bytes | None = None
        for name, value in scope["headers"]:
            attribute = _HEADERS.get(name)
            if attribute is not None:
                setattr(self, attribute, value)


_HEADERS = {
    b"authorization": "authorization",
    b"accept-encoding": "encodings",
    b"expect": "expect",
    b"idempotency-key": "idempotency_key",
    b"if-none-match": "if_none_match",
    b"content-length": "length",
    b"origin": "origin",
    b"traceparent": "trace",
    b"x-request-id": "wish",
}


class Exchange:
    """Adds the edge's headers to whatever answer passes, compresses it where asked, and remembers what it was."""

    __slots__ = (
        "_held",
        "_out",
        "body",
        "caller",
        "extra",
        "is_cached",
        "is_whole",
        "progress",
        "request",
        "request_id",
        "route",
        "scope",
        "sent_bytes",
        "sent_headers",
        "started",
        "status",
        "trace",
    )

    def __init__(
        self, scope: Scope, send: Send, request: Request, request_id: str, trace: Trace, *, progress: Progress
    ) -> None:
        self.scope = scope
        self.request = request
        self.request_id = request_id
        self.trace = trace
        #: Of what comes and of what goes.
        self.progress = progress
        self.started = time.perf_counter()
        self.caller: Caller | None = None
        self.extra: HeaderList = []
        self.status = 0
        self.route: str | None = None
        self.is_cached = False
        self.sent_bytes = 0
        self.sent_headers: HeaderList = []
        #: The whole body, where the answer came in one piece.
        self.body: bytes | None = None
        #: The application answered 200 in one piece, whatever was made of it for this client.
        self.is_whole = False
        self._out = send
        self._held: Message | None = None

    @property
    def has_begun(self) -> bool:
        """Some of the answer is on its way already: it cannot become another one."""
        return self._held is None and self.status != 0

    async def send(self, message: Message) -> None:
        """What the application calls instead of the server's own `send`."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._held = message
            return
        if message["type"] != "http.response.body":
            await self._out(message)
            return
        body: bytes = message.get("body", b"")
        if self._held is not None:
            start, self._held = self._held, None
            self.sent_headers = list(start["headers"])
            if self.header(b"cache-control") is None:
                self.sent_headers.append(_KEPT_BY_NOBODY if self.header(b"etag") is None else _ASK_AGAIN)
            headers = [*self.sent_headers, *self._added()]
            if not message.get("more_body", False):
                self.body = body
                if self.status == 200 and self.is_held(self.header(b"etag")):
                    self.is_whole = True
                    await self._not_modified(body, headers)
                    return
                self.is_whole = self.status == 200
                body, headers = self._compressed(body, headers)
            await self._out({"type": "http.response.start", "status": self.status, "headers": headers})
        self.sent_bytes += len(body)
        await self._out({**message, "body": body})
        if message.get("more_body", False):
            self.progress.move(len(body))

    def _added(self) -> HeaderList:
        """The edge's own headers; where a page brings its own policies, the others alone."""
        if self.header(b"content-security-policy") is None:
            return self.extra
        brought = {name for name, _ in self.sent_headers}
        return [(name, value) for name, value in self.extra if name not in brought]

    async def answer(self, status: int, headers: HeaderList, body: bytes) -> None:
        """Answer from the edge itself."""
        length = [] if status in (204, 304) else [(b"content-length", str(len(body)).encode())]
        await self.send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
        await self.send({"type": "http.response.body", "body": body})

    async def answer_again(self, found: CachedAnswer) -> None:
        """Answer 200 with what passed here before, in one piece and with all its own headers; or 304."""
        self.status, self.body = 200, found.body
        if self.is_held(found.etag):
            await self._not_modified(found.body, [*found.headers, *self.extra])
            return
        length = (b"content-length", str(len(found.body)).encode())
        body, headers = self._compressed(found.body, [*found.headers, length, *self.extra], known=found.compressed)
        if body is not found.body:
            found.compressed = body
        self.sent_bytes = len(body)
        await self._out({"type": "http.response.start", "status": 200, "headers": headers})
        await self._out({"type": "http.response.body", "body": body})

    async def problem(self, error: DomainError) -> None:
        """Answer with a problem document, if nothing was sent yet."""
        if self.has_begun:
            return
        self._held = None
        headers = [(name.lower().encode(), str(value).encode()) for name, value in problem_headers(error).items()]
        await self.answer(error.status, headers, encode_problem(error, self.request_id))

    def is_held(self, etag: bytes | None) -> bool:
        """Whether the client has this state of what it asks for (RFC 9110, 13.1.2)."""
        wanted = self.request.if_none_match
        if wanted is None or etag is None or self.scope["method"] != "GET":
            return False
        return is_fresh(wanted.decode("latin-1"), etag.decode("latin-1"))

    async def _not_modified(self, body: bytes, headers: HeaderList) -> None:
        """With the headers that this very client was sent with `body` (RFC 9110, 15.4.5)."""
        self.status = 304
        wanted = self.request.if_none_match or b""
        kept = [
            (name, etag_held(wanted, value) if name == b"etag" else value)
            for name, value in headers
            if name not in _OF_A_BODY
        ]
        if _is_compressible(body, headers):
            kept.append(_VARY)
        await self._out({"type": "http.response.start", "status": 304, "headers": kept})
        await self._out({"type": "http.response.body", "body": b""})

    def header(self, wanted: bytes) -> bytes | None:
        """A header of the answer that was sent."""
        return next((value for name, value in self.sent_headers if name == wanted), None)

    def _compressed(self, body: bytes, headers: HeaderList, *, known: bytes | None = None) -> tuple[bytes, HeaderList]:
        """The body as this client wants it, and the headers that then fit. `known`: it compressed, from before."""
        if not _is_compressible(body, headers):
            return body, headers
        if not accepts_gzip(self.request.encodings):
            return body, [*headers, _VARY]
        small = known or gzip.compress(body, compresslevel=4, mtime=0)
        kept = [(name, value) for name, value in headers if name != b"content-length"]
        kept = [(name, etag_compressed(value) if name == b"etag" else value) for name, value in kept]
        kept += [(b"content-encoding", b"gzip"), _VARY, (b"content-length", str(len(small)).encode())]
        return small, kept


def _is_compressible(body: bytes, headers: HeaderList) -> bool:
    """Who asks for it compressed gets it so."""
    if len(body) < _COMPRESS_FROM_BYTES:
        return False
    kinds: dict[bytes, Any] = dict(headers)
    return b"content-encoding" not in kinds and kinds.get(b"content-type", b"").startswith(_COMPRESSIBLE)
