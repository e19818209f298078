"""Routes that leak, as somebody might write them tomorrow: the tests over all operations find each of them."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Final
from uuid import UUID

import httpx
import msgspec
import pytest
from litestar import Litestar, Request, get, patch, put
from litestar.params import FromPath, JSONBody
from litestar.response import Response

from tests.security.document import operations
from tests.security.findings import Findings
from tests.security.test_mass_assignment import check_extra_fields
from tests.security.world import World, check_paths
from voicetodo.kit.ids import new_id

Rq = Request[Any, Any, Any]

ALICE: Final = "alice"
NOTE, NOBODYS = new_id(), new_id()
NOT_FOUND: Final = {"type": "/problems/note-not-found"}


class Note(msgspec.Struct):
    title: str


class StrictNote(msgspec.Struct, forbid_unknown_fields=True):
    title: str


@get("/v1/notes/{note_id:uuid}")
async def tells_everybody(note_id: FromPath[UUID]) -> Response[Any]:
    return Response({"title": "a secret"}) if note_id == NOTE else Response(NOT_FOUND, status_code=404)


@get("/v1/notes/{note_id:uuid}")
async def tells_that_there_is_one(request: Rq, note_id: FromPath[UUID]) -> Response[Any]:
    is_hers = request.headers.get("x-who") == ALICE
    if note_id != NOTE:
        return Response(NOT_FOUND, status_code=404)
    return Response({"title": "mine"}) if is_hers else Response({"type": "/problems/not-allowed"}, status_code=403)


@get("/v1/notes/{note_id:uuid}")
async def tells_by_a_header(note_id: FromPath[UUID]) -> Response[Any]:
    return Response(NOT_FOUND, status_code=404, headers={"X-Exists": str(note_id == NOTE)})


@put("/v1/notes/{note_id:uuid}/pin")
async def lets_everybody_write(note_id: FromPath[UUID]) -> Response[Any]:
    return Response({"id": str(note_id)})


@get("/v1/notes/{note_id:uuid}")
async def tells_nobody(request: Rq, note_id: FromPath[UUID]) -> Response[Any]:
    if note_id == NOTE and request.headers.get("x-who") == ALICE:
        return Response({"title": "a secret"})
    return Response(NOT_FOUND, status_code=404)


@patch("/v1/notes/{note_id:uuid}")
async def takes_anything(note_id: FromPath[UUID], data: JSONBody[Note]) -> Response[Any]:
    return Response({"id": str(note_id), "title": data.title})


@patch("/v1/notes/{note_id:uuid}")
async def takes_what_it_knows(note_id: FromPath[UUID], data: JSONBody[StrictNote]) -> Response[Any]:
    return Response({"id": str(note_id), "title": data.title})


class InPlace(httpx.BaseTransport):
    """Asks an application without a server."""

    def __init__(self, app: Litestar) -> None:
        self._transport = httpx.ASGITransport(app)  # type: ignore[arg-type]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def answered() -> httpx.Response:
            answer = await self._transport.handle_async_request(request)
            return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())

        return asyncio.run(answered())


def client_of(app: Litestar) -> httpx.Client:
    return httpx.Client(transport=InPlace(app), base_url="http://localhost")


@pytest.fixture
def with_route() -> Iterator[Callable[[Any], World]]:
    """A world in which there is one route, and Alice has one note."""
    with ExitStack() as stack:

        def make(route: Any) -> World:
            app = Litestar([route])
            alice, bob, charlie = (stack.enter_context(client_of(app)) for _ in range(3))
            alice.headers["X-Who"] = ALICE
            hers, nobodys = ({"note_id": str(each)} for each in (NOTE, NOBODYS))
            found = operations(app.openapi_schema.to_schema())
            return World(None, found, alice, bob, charlie, hers, nobodys, nobodys)  # type: ignore[arg-type]

        yield make


@pytest.mark.parametrize(
    "route",
    [tells_everybody, tells_that_there_is_one, tells_by_a_header, lets_everybody_write],
    ids=lambda it: it.fn.__name__,
)
def test_a_route_that_leaks_is_found(with_route: Callable[[Any], World], route: Any) -> None:
    world, findings = with_route(route), Findings()

    check_paths(world, world.charlie, findings)

    with pytest.raises(pytest.fail.Exception, match="checks failed"):
        findings.close(at_least=1)


def test_one_that_does_not_is_not(with_route: Callable[[Any], World]) -> None:
    world, findings = with_route(tells_nobody), Findings()

    check_paths(world, world.charlie, findings)

    findings.close(at_least=3)


def test_a_body_that_takes_anything_is_found(with_route: Callable[[Any], World]) -> None:
    world, findings = with_route(takes_anything), Findings()

    check_extra_fields(world, findings)

    with pytest.raises(pytest.fail.Exception, match="owner_id"):
        findings.close(at_least=1)


def test_one_that_refuses_what_it_does_not_know_is_not(with_route: Callable[[Any], World]) -> None:
    world, findings = with_route(takes_what_it_knows), Findings()

    check_extra_fields(world, findings)

    findings.close(at_least=10)


def test_looking_at_nothing_fails_too() -> None:
    with pytest.raises(AssertionError, match="only 0 checks"):
        Findings().close(at_least=1)
