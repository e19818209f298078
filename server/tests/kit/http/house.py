"""A small API behind a real edge on a real port: a house with a few rooms, each there to show one thing."""

import asyncio
import io
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Annotated, Any, cast

import httpx
import msgspec
import uvicorn
from litestar import Request, Response, get, post, put
from litestar.params import FromQuery, JSONBody, QueryParameter
from litestar.response import Stream
from prometheus_client import CollectorRegistry

from voicetodo.kit.cache import MemoryVersions, Versions
from voicetodo.kit.caller import Caller
from voicetodo.kit.clock import SystemClock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Conflict, Unauthenticated
from voicetodo.kit.http import Body, caller, etag_of, id_for, json, of
from voicetodo.kit.http.asgi import App
from voicetodo.kit.http.budgets import Budgets, Rates
from voicetodo.kit.http.edge import Edge, EdgeSettings
from voicetodo.kit.http.headers import Cors
from voicetodo.kit.http.idempotency import Idempotency
from voicetodo.kit.http.identity import BearerIdentity
from voicetodo.kit.http.limits import Limiter, MemoryLimiter, Rate
from voicetodo.kit.http.response_cache import ResponseCache
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.access import AccessLog
from voicetodo.kit.telemetry.metrics import HttpMetrics
from voicetodo.kit.telemetry.traces import Tracing, current_traceparent
from voicetodo.main.api import build, guard_of, limited_paths
from voicetodo.main.serving import HttpServer
from voicetodo.modules.auth.rights import RIGHTS

AnyRequest = Request[Any, Any, Any]

ALICE, BOB = Caller(user_id=new_id(), session_id=new_id()), Caller(user_id=new_id(), session_id=new_id())
#: A program to which Alice gave a token for other rooms.
PROGRAM = Caller(user_id=ALICE.user_id, session_id=new_id(), scopes=frozenset({"voice"}))
#: Reading the world's certificates takes longer than most tests.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
FRIEND = "https://friend.example"


class House:
    """What the rooms remember, and how to speak with them."""

    def __init__(self, database: Database, versions: Versions) -> None:
        self.database = database
        self.versions = versions
        #: How often each room was really entered.
        self.visits = 0
        self.made: list[str] = []
        self.is_inside = asyncio.Event()
        self.may_leave = asyncio.Event()
        self.may_leave.set()
        self.error: Exception | None = None
        self.log = io.BytesIO()
        self.registry = CollectorRegistry()
        self.port = 0
        self.app: Edge
        self.alice: httpx.AsyncClient
        self.bob: httpx.AsyncClient
        self.nobody: httpx.AsyncClient

    async def visit(self) -> None:
        self.visits += 1
        self.is_inside.set()
        await self.may_leave.wait()
        if self.error is not None:
            raise self.error


class Verifier:
    """Knows two people by their first names, and a program."""

    def find_cached(self, token: str) -> Caller | None:
        return {"alice": ALICE, "bob": BOB, "program": PROGRAM}.get(token)

    async def verify(self, token: str) -> Caller:  # noqa: ARG002 - the interface's parameter
        raise Unauthenticated(headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})


class Thing(Body):
    name: Annotated[str, msgspec.Meta(max_length=10)]
    count: int = 1


@get("/v1/mine", opt={"scope": "todos:read"})
async def mine(
    request: AnyRequest, limit: Annotated[int, QueryParameter(ge=1, le=9)] = 5, padding: FromQuery[int] = 0
) -> Response[Any]:
    house = of(request, House)
    await house.visit()
    value = {"user": str(caller(request).user_id), "limit": limit, "padding": "x" * padding}
    etag = etag_of(msgspec.json.encode(value))
    return json(value, headers={"ETag": etag}, request=request, cacheable=True)


@put("/v1/mine")
async def change_mine(request: AnyRequest) -> Response[Any]:
    await of(request, House).versions.bump(caller(request).user_id)
    return json({})


@get("/v1/now", security=[])
async def now(request: AnyRequest, padding: FromQuery[int] = 0) -> Response[Any]:
    """Anybody's, and never kept."""
    await of(request, House).visit()
    return json({"traceparent": current_traceparent(), "padding": "x" * padding}, headers={"ETag": '"1"'})


@get("/v1/long", security=[])
async def long() -> Stream:
    """Three megabytes in one and a half seconds."""

    async def pieces() -> AsyncGenerator[bytes]:
        for _ in range(15):
            await asyncio.sleep(0.1)
            yield bytes(200_000)

    return Stream(pieces(), media_type="application/octet-stream")


@post("/v1/things", status_code=201, security=[])
async def make_thing(request: AnyRequest, data: JSONBody[Thing]) -> Response[Any]:
    house = of(request, House)
    made = str(id_for(request))
    house.made.append(made)
    await house.visit()
    return json({"id": made, "name": data.name, "secret": "open sesame"}, status=201, headers={"Location": f"/{made}"})


@post("/v1/uploads", status_code=200, security=[])
async def upload(request: AnyRequest) -> Response[Any]:
    await of(request, House).visit()
    return json({"bytes": len(await request.body())})


@post("/v1/sign-in", status_code=200, security=[], opt={"rate_limit": "sign_in"})
async def sign_in() -> Response[Any]:
    return json({})


class HouseIsFull(Conflict):
    """There is no room left."""


@get("/v1/conflict", security=[])
async def conflict() -> None:
    raise HouseIsFull(rooms=0)


@asynccontextmanager
async def open_house(
    database: Database,
    seal: Seal,
    *,
    versions: Versions | None = None,
    limiter: Limiter | None = None,
    user_rate: str = "1000/minute",
    address_rate: str = "1000/minute",
    sign_in_rate: str = "3/minute",
    timeout_seconds: float = 30.0,
    is_https: bool = False,
    max_body_bytes: int = 20_000,
) -> AsyncGenerator[House]:
    """The house, served, with clients for Alice, Bob and nobody."""
    house = House(database, versions or MemoryVersions())
    routes = [mine, change_mine, now, long, make_thing, upload, sign_in, conflict]
    api = build(routes, {House: house}, RIGHTS)
    named = {"sign_in": Rate.of("sign_in", sign_in_rate)}
    edge = Edge(
        cast("App", api),
        settings=EdgeSettings(max_body_bytes, timeout_seconds, is_https),
        identity=BearerIdentity(Verifier()),
        guard=guard_of(api),
        budgets=Budgets(
            limiter or MemoryLimiter(),
            Rates(
                user=Rate.of("user", user_rate),
                address=Rate.of("address", address_rate),
                guesses=named["sign_in"],
                routes={path: named[name] for path, name in limited_paths(api).items()},
            ),
        ),
        cors=Cors([FRIEND]),
        versions=house.versions,
        responses=ResponseCache(),
        idempotency=Idempotency(
            database=database, clock=SystemClock(), seal=seal, timeout=timedelta(seconds=timeout_seconds)
        ),
        tracing=Tracing(ratio=0, exporter=None, service="test"),
        metrics=HttpMetrics(house.registry),
        access_log=AccessLog(house.log, delay_seconds=0.0),
    )
    house.app = edge
    async with _served(edge, house):
        yield house


@asynccontextmanager
async def _served(app: Edge, house: House) -> AsyncGenerator[None]:
    started = asyncio.Event()
    server = HttpServer(started.set, uvicorn.Config(app, port=0, log_config=None, lifespan="off", access_log=False))
    serving = asyncio.create_task(server.serve())
    await started.wait()
    house.port = server.servers[0].sockets[0].getsockname()[1]
    async with _client(house, "alice") as house.alice, _client(house, "bob") as house.bob, _client(house) as nobody:
        house.nobody = nobody
        yield
    server.should_exit = True
    await serving


def _client(house: House, name: str | None = None) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {name}"} if name else {}
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{house.port}", headers=headers, timeout=30, trust_env=False, verify=PLAIN
    )
