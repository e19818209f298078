"""What stands before every route: who asks, how often, how long, and what was answered.

One plain ASGI layer rather than a stack of them, as each layer costs every request. In order: trace and request id,
preflight, body limit, access token, rate limit, maintenance, rights, idempotency key, kept answers; around it all the
time-out, which long bodies prolong by coming along, the problem documents, the access log and the metrics. HEAD is
answered as GET, whose body the server then leaves out.
"""

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import msgspec

from voicetodo.kit.audit import enter_request
from voicetodo.kit.cache.versions import Versions
from voicetodo.kit.caller import Caller
from voicetodo.kit.errors import DomainError, NotFound, Unauthenticated, Unavailable
from voicetodo.kit.http.answers import CACHEABLE
from voicetodo.kit.http.asgi import App, Receive, Scope, Send
from voicetodo.kit.http.bodies import bounded, discard, too_large
from voicetodo.kit.http.budgets import Budgets, who
from voicetodo.kit.http.challenge import pointing
from voicetodo.kit.http.deadline import Deadline
from voicetodo.kit.http.exchange import Exchange, Request
from voicetodo.kit.http.guard import Guard
from voicetodo.kit.http.headers import API_POLICY, SECURITY, STRICT_TRANSPORT, Cors, HeaderList
from voicetodo.kit.http.idempotency import Idempotency
from voicetodo.kit.http.identity import Identity
from voicetodo.kit.http.response_cache import CachedAnswer, Key, ResponseCache
from voicetodo.kit.maintenance import Maintenance
from voicetodo.kit.telemetry.access import Access, AccessLog
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.telemetry.metrics import HttpMetrics
from voicetodo.kit.telemetry.traces import Tracing

_log = logger("edge")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")


class InternalError(DomainError):
    """Something went wrong on our side. It has been noted; your data is as it was."""

    status = 500


class TimedOut(Unavailable):
    """This took longer than we allow. Try again in a moment."""


class EdgeSettings(msgspec.Struct, frozen=True):
    max_body_bytes: int
    timeout_seconds: float
    is_https: bool
    #: Addresses that end in a slash are addresses of their own, as those of folders are.
    has_folders: bool = False
    #: By the last word of a path, where more may come than usual because it is not held in memory.
    large_bodies: Mapping[str, int] = {}
    #: Paths whose `Authorization` header proves no caller of ours: their handlers look at it themselves.
    paths_of_clients: frozenset[str] = frozenset()
    #: Where clients find which tokens we take (RFC 9728): told with every refusal of one.
    resource_metadata: str | None = None


class Edge:
    """Wraps the public application. One without a guard looks after its callers' rights itself."""

    def __init__(
        self,
        app: App,
        *,
        settings: EdgeSettings,
        identity: Identity,
        guard: Guard | None,
        budgets: Budgets,
        cors: Cors,
        versions: Versions,
        responses: ResponseCache,
        idempotency: Idempotency | None,
        tracing: Tracing,
        metrics: HttpMetrics,
        access_log: AccessLog,
        maintenance: Maintenance | None = None,
    ) -> None:
        self._app = app
        self._settings = settings
        self._deadline = Deadline(settings.timeout_seconds)
        self._identity = identity
        self._guard = guard
        self._budgets = budgets
        self._cors = cors
        self._versions = versions
        self._responses = responses
        self._idempotency = idempotency
        self._tracing = tracing
        self._metrics = metrics
        self._access_log = access_log
        self._maintenance = maintenance
        self._security: HeaderList = [
            *SECURITY,
            (b"content-security-policy", API_POLICY),
            *([STRICT_TRANSPORT] if settings.is_https else []),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        request = Request(scope)
        trace = self._tracing.enter(request.trace.decode("latin-1") if request.trace else None)
        wish = request.wish
        # The span is this request's alone, and an id made of the trace leads from one to the other.
        ours = trace.trace_id[:16] + trace.span_id
        request_id = wish.decode() if wish and _REQUEST_ID.fullmatch(wish) else ours
        exchange = Exchange(scope, send, request, request_id, trace, progress=self._deadline.progress())
        scope["request_id"] = request_id
        enter_request(scope)
        exchange.extra = [(b"x-request-id", request_id.encode()), *self._security]
        try:
            if scope["method"] == "GET":
                await self._pass(exchange, receive)
            else:
                await self._deadline.keep(self._pass(exchange, receive))
        except DomainError as error:
            await exchange.problem(pointing(error, self._settings.resource_metadata))
        except TimeoutError:
            await exchange.problem(TimedOut(headers={"Retry-After": "5"}))
        except Exception:  # noqa: BLE001 - the last place before the server, which would only drop the connection
            _log.exception("request_failed", request_id=request_id, method=scope["method"])
            await exchange.problem(InternalError())
        self._account(exchange)

    async def _pass(self, exchange: Exchange, receive: Receive) -> None:
        request, scope = exchange.request, exchange.scope
        if request.origin is not None:
            exchange.extra += self._cors.headers(request.origin)
            if scope["method"] == "OPTIONS":
                await exchange.answer(204, self._cors.preflight(request.origin), b"")
                return
        if "//" in scope["path"] or (scope["path"].endswith("/") and not self._settings.has_folders):
            raise NotFound  # the router would take it for another way to write an address, past that address's limits
        if scope["method"] != "GET":
            receive = await self._checked_body(exchange, receive)
        try:
            exchange.caller = scope["user"] = await self._identify(exchange)
        finally:
            await self._budgets.count(exchange)
        if self._maintenance is not None:
            self._maintenance.check(scope["path"], exchange.caller)
        if self._guard is not None:
            self._guard.check(scope, exchange.caller)
        if scope["method"] == "GET":
            await self._get(exchange, receive)
        elif scope["method"] == "POST" and request.idempotency_key is not None and self._idempotency is not None:
            key = request.idempotency_key.decode("latin-1")
            await self._idempotency.run(
                self._app,
                scope,
                receive,
                exchange.send,
                caller=who(exchange),
                key=key,
                is_known=exchange.caller is not None,
            )
        else:
            await self._app(scope, receive, exchange.send)

    async def _checked_body(self, exchange: Exchange, receive: Receive) -> Receive:
        request, path, limit = exchange.request, exchange.scope["path"], self._settings.max_body_bytes
        if self._settings.large_bodies:
            limit = self._settings.large_bodies.get(path[path.rfind("/") + 1 :], limit)
        if request.length is not None and int(request.length) > limit:
            if request.expect is None:  # who asks before sending is told before sending
                await discard(receive)
            raise too_large(limit)
        return bounded(receive, limit, exchange.progress)

    async def _identify(self, exchange: Exchange) -> Caller | None:
        if exchange.request.authorization is None or exchange.scope["path"] in self._settings.paths_of_clients:
            return None
        try:
            return await self._verify(exchange, exchange.request.authorization.decode("latin-1"))
        except Unauthenticated:
            # Where nobody is asked who they are, no more is done for this one than for anybody. A client that sends its
            # token along wherever it goes could otherwise never get a new one.
            if self._guard is None or not self._guard.is_public(exchange.scope):
                raise
            return None

    async def _verify(self, exchange: Exchange, authorization: str) -> Caller:
        known = self._identity.find_cached(authorization)
        if known is not None:
            return known
        if self._identity.is_guessable:
            return await self._budgets.guess(exchange, partial(self._identity.verify, authorization))
        return await self._identity.verify(authorization)

    async def _get(self, exchange: Exchange, receive: Receive) -> None:
        scope, caller = exchange.scope, exchange.caller
        version = await self._versions.current(caller.user_id) if caller is not None else None
        key: Key | None = None
        if caller is not None and version is not None:
            key = (caller.user_id.bytes + version, scope["path"], scope["query_string"])
            found = self._responses.find(key, exchange.started)
            if found is not None:
                await self._answer_again(exchange, found)
                return
        await self._deadline.keep(self._app(scope, receive, exchange.send))
        if key is not None and exchange.is_whole and exchange.body is not None and CACHEABLE in scope:
            kept = CachedAnswer(
                headers=[pair for pair in exchange.sent_headers if pair[0] != b"content-length"],
                body=exchange.body,
                etag=exchange.header(b"etag"),
                route=_route(scope),
            )
            self._responses.keep(key, kept, exchange.started, good_for_seconds=scope[CACHEABLE])

    async def _answer_again(self, exchange: Exchange, found: CachedAnswer) -> None:
        exchange.route, exchange.is_cached = found.route, True
        self._metrics.cached.inc()
        await exchange.answer_again(found)

    def _account(self, exchange: Exchange) -> None:
        scope, seconds = exchange.scope, time.perf_counter() - exchange.started
        route = exchange.route or _route(scope)
        self._metrics.count(scope["method"], route, exchange.status, seconds)
        now = datetime.now(UTC)
        self._access_log.write(
            Access(
                timestamp=now,
                method=scope["method"],
                route=route,
                status=exchange.status,
                ms=round(seconds * 1000, 3),
                bytes=exchange.sent_bytes,
                request_id=exchange.request_id,
                trace_id=exchange.trace.trace_id,
                user_id=exchange.caller.user_id if exchange.caller else None,
                is_cached=exchange.is_cached,
            )
        )
        if exchange.trace.is_sampled:
            attributes: dict[str, Any] = {"http.request.method": scope["method"], "http.route": route}
            attributes["http.response.status_code"] = exchange.status
            started_ns = int((now.timestamp() - seconds) * 1e9)
            name = f"{scope['method']} {route}"
            self._tracing.record(exchange.trace, name=name, started_ns=started_ns, attributes=attributes)


def _route(scope: Scope) -> str:
    """The template that matched; everything that matched none is one and the same."""
    return scope.get("path_template") or "unmatched"


__all__ = ["API_POLICY", "Edge", "EdgeSettings", "InternalError", "TimedOut"]
