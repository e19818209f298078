"""Handlers that are reached by the shorter way answer byte for byte as they do through all of Litestar."""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.fixtures.product import Person, Product
from voicetodo.kit.http.asgi import Message
from voicetodo.kit.http.direct import Direct
from voicetodo.kit.http.limits import MemoryLimiter
from voicetodo.kit.http.response_cache import ResponseCache
from voicetodo.main.assembly import Assembly

NOTHING: Mapping[str, str] = {}
JSON: Mapping[str, str] = {"content-type": "application/json"}
TODO = {
    "id": "11111111-2222-4333-8444-555555555555",
    "title": "buy milk",
    "notes": "in the\nblue bottle",
    "priority": 2,
    "due": {"date": "2030-01-02", "time": "09:00", "timezone": "Europe/Berlin"},
    "recurrence": {"rrule": "FREQ=WEEKLY"},
}
OTHER = "11111111-2222-4333-8444-666666666666"
STRANGE = "99999999-2222-4333-8444-555555555555"


class Case(msgspec.Struct, frozen=True):
    """A request. `is_direct`: it takes the shorter way."""

    method: str
    path: str
    body: bytes | Sequence[bytes] = b""
    headers: Mapping[str, str] = {}
    query: str = ""
    is_direct: bool = False
    is_signed_in: bool = True


class Answer(msgspec.Struct):
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    is_direct: bool


def create(body: object, headers: Mapping[str, str] = JSON, *, is_direct: bool = False, **more: Any) -> Case:
    raw = body if isinstance(body, bytes | tuple) else json.dumps(body).encode()
    return Case("POST", "/v1/todos", raw, headers, is_direct=is_direct, **more)


def get(todo_id: str, headers: Mapping[str, str] = NOTHING, *, is_direct: bool = False, **more: Any) -> Case:
    return Case("GET", f"/v1/todos/{todo_id}", headers=headers, is_direct=is_direct, **more)


CASES = {
    "made": create(TODO, is_direct=True),
    "made by a client with a name": create({**TODO, "id": OTHER}, {**JSON, "x-client": "watch"}, is_direct=True),
    "made under an id that is taken": create({**TODO, "title": "eggs"}, is_direct=True),
    "another's category": create({"title": "x", "category_id": STRANGE}, is_direct=True),
    "another's label": create({"title": "x", "label_ids": [STRANGE]}, is_direct=True),
    "another's parent": create({"title": "x", "parent_id": STRANGE}, is_direct=True),
    "its own parent": create({**TODO, "parent_id": TODO["id"]}, is_direct=True),
    "an unknown zone": create({"title": "x", "due": {"date": "2030-01-02", "timezone": "Mars"}}, is_direct=True),
    "a control character": create({"title": "x\0y"}, is_direct=True),
    "only blanks": create({"title": "   "}, is_direct=True),
    "made in two pieces": create((json.dumps(TODO).encode()[:20], json.dumps(TODO).encode()[20:])),
    "a number as text": create({**TODO, "priority": "2"}),
    "no title": create({"notes": "x"}),
    "an empty title": create({"title": ""}),
    "an unknown field": create({**TODO, "colour": "red"}),
    "a wrong type": create({"title": ["x"]}),
    "several things wrong": create({"title": 1, "priority": 9, "due": {"date": "2030-02-31"}}),
    "a list": create([TODO]),
    "no JSON": create(b"buy milk"),
    "half a JSON": create(b'{"title": "x"'),
    "no UTF-8": create(b'{"title": "\xff\xfe"}'),
    "half a letter": create(b'{"title": "\\ud800"}'),
    "too deep": create(b'{"title": ' + b"[" * 5000 + b"]" * 5000 + b"}"),
    "nothing": create(b""),
    "too large": create({"title": "x", "notes": "x" * 12_000_000}),
    "of no kind": create(TODO, {}),
    "of another kind": create(TODO, {"content-type": "text/plain"}),
    "with a charset": create(TODO, {"content-type": "application/json; charset=utf-8"}),
    "of a kind of JSON": create(TODO, {"content-type": "application/merge-patch+json"}),
    "with a query": create(TODO, query="colour=red"),
    "with a strange host": create(TODO, {**JSON, "host": "a host"}),
    "once": create(TODO, {**JSON, "idempotency-key": "1"}, is_direct=True),
    "by nobody": create(TODO, is_signed_in=False),
    "by nobody, and wrong": create({}, is_signed_in=False),
    "read": get(TODO["id"], is_direct=True),  # type: ignore[arg-type] - it is a text
    "read again": get(OTHER, {"if-none-match": '"1"'}, is_direct=True),
    "read after a change": get(OTHER, {"if-none-match": '"0"'}, is_direct=True),
    "read with the head alone": Case("HEAD", f"/v1/todos/{OTHER}", is_direct=True),
    "read, and not there": get(STRANGE, is_direct=True),
    "read with capital letters": get("ABCDEFAB-2222-4333-8444-666666666666"),
    "read without hyphens": get(OTHER.replace("-", "")),
    "read some fields": get(OTHER, query="fields=title"),
    "read by nobody": get(OTHER, is_signed_in=False),
    "read what has no such id": get("x" * 36),
    "read below": get(f"{OTHER}/{OTHER}"),
    "listed": Case("GET", "/v1/todos", is_direct=True),
    "listed and known": Case("GET", "/v1/todos", headers={"if-none-match": "*"}, is_direct=True),
    "listed in part": Case("GET", "/v1/todos", query="limit=1"),
    "listed by nobody": Case("GET", "/v1/todos", is_signed_in=False),
    "an end without an id": Case("GET", "/v1/todos/"),
    "another method": Case("PUT", "/v1/todos", b"{}", JSON),
    "another method on one": Case("POST", f"/v1/todos/{OTHER}", b"{}", JSON),
    "asked what is allowed": Case("OPTIONS", "/v1/todos"),
}


@pytest.fixture(scope="module")
def alice(product: Product) -> Iterator[Person]:
    with product.register("Alice") as person:
        for case in (CASES["made"], CASES["made by a client with a name"]):
            answer = person.post("/v1/todos", content=case.body, headers=case.headers)  # type: ignore[arg-type]
            assert answer.status_code == 201, answer.text
        yield person


@pytest.mark.parametrize("name", CASES)
def test_both_ways_answer_the_same(product: Product, alice: Person, name: str) -> None:
    case = CASES[name]

    async def both(process: Assembly) -> tuple[Answer, Answer]:
        return (
            await _asked(process, Direct(process.api), case, alice),
            await _asked(process, process.api, case, alice),
        )

    direct, whole = product.run(both)

    assert (direct.status, direct.headers, direct.body) == (whole.status, whole.headers, whole.body)
    assert (direct.is_direct, whole.is_direct) == (case.is_direct, False)


def test_what_is_new_is_made_both_ways(product: Product, alice: Person) -> None:
    case = create({"title": f"new {uuid4()}"}, is_direct=True)

    async def both(process: Assembly) -> list[Answer]:
        return [await _asked(process, app, case, alice) for app in (Direct(process.api), process.api)]

    answers = product.run(both)

    assert [answer.status for answer in answers] == [201, 201]
    assert len({json.loads(answer.body)["id"] for answer in answers}) == 2


async def _asked(process: Assembly, app: Any, case: Case, person: Person) -> Answer:
    """One request through an edge that has counted and kept nothing before."""
    edge = copy.copy(process.app._api)  # type: ignore[attr-defined] - it is the gateway
    edge._app, edge._responses, edge._budgets = app, ResponseCache(), copy.copy(edge._budgets)
    edge._budgets._limiter = MemoryLimiter()
    headers = {"host": "voicetodo.example:8321", "x-request-id": "as-it-was-asked", **case.headers}
    if case.is_signed_in:
        headers["authorization"] = f"Bearer {person.access_token}"
    if "idempotency-key" in headers:
        headers["idempotency-key"] += type(app).__name__
    chunks = [case.body] if isinstance(case.body, bytes) else list(case.body)
    headers["content-length"] = str(sum(map(len, chunks)))
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": case.method,
        "scheme": "http",
        "path": case.path,
        "raw_path": case.path.encode(),
        "query_string": case.query.encode(),
        "root_path": "",
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8321),
    }
    taken: list[dict[str, Any]] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        taken.append(scope)
        await app(scope, receive, send)

    edge._app = inner
    answer = Answer(0, [], b"", is_direct=False)

    async def receive() -> Message:
        body = chunks.pop(0) if chunks else b""
        return {"type": "http.request", "body": body, "more_body": bool(chunks)}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message["headers"])
        else:
            answer.body += message["body"]

    await edge(scope, receive, send)
    answer.is_direct = bool(taken) and "app" not in taken[0]  # which Litestar puts there
    return answer
