"""What people send and keep stands in no log, no trace, no metric, and in no answer to anybody else.

Every operation of the API's own document is asked, rightly and wrongly, with marked words in all places; then all that
came out of the process is searched for them.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import httpx
import pytest
import structlog
from litestar import Request, post
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import REGISTRY, Counter, generate_latest

from tests.fixtures.product import NO_CERTIFICATES, Person, Product
from tests.kit.db.processes import wait_until
from tests.privacy.marked import ADDRESS, MARK, PASSWORD, WORDS, Sent, requests
from voicetodo.kit.host import Host
from voicetodo.kit.telemetry import logs
from voicetodo.kit.telemetry.traces import Tracing
from voicetodo.main import modules

FAILING: Final = "/v1/failing"
#: What would end the account or the session that the next request needs.
ENDING: Final = ("/v1/me/deletion", "/v1/auth/logout")


@post(FAILING, tags=["auth"], include_in_schema=True)
async def fail(request: Request[Any, Any, Any]) -> None:
    """A fault of ours that holds all that it was sent, in itself and in what led to it."""
    words = (await request.body()).decode()
    try:
        int(words)
    except ValueError as cause:
        error = RuntimeError({"title": words, "headers": dict(request.headers)})
        error.add_note(f"while at {words}")
        raise error from cause


class Output:
    """All that comes out of a process beside its answers."""

    def __init__(self, spans: InMemorySpanExporter, path: Path) -> None:
        self._spans = spans
        self._path = path

    def lines(self) -> list[str]:
        return self._path.read_text("utf-8").splitlines()

    def everything(self) -> list[str]:
        spans = [f"span {each.to_json()}" for each in self._spans.get_finished_spans()]
        return [*self.lines(), *spans, *generate_latest(REGISTRY).decode().splitlines()]


def leaks(lines: list[str]) -> list[str]:
    return [line[:400] for line in lines if MARK in line.lower()]


@contextmanager
def all_logged(path: Path) -> Iterator[None]:
    """Everything that can be logged is, as it is in production, and standard error is that file."""
    root = logging.getLogger()
    handlers, level, config = root.handlers[:], root.level, structlog.get_config()
    try:
        with path.open("w") as file, patch.object(sys, "stderr", file), patch.object(sys, "stdout", file):
            logs.configure(level="debug")
            yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**config)


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def output(spans: InMemorySpanExporter, tmp_path: Path) -> Output:
    return Output(spans, tmp_path / "stderr")


@pytest.fixture
def leaky(postgres_url: str, tmp_path: Path, spans: InMemorySpanExporter) -> Iterator[Product]:
    """The product with a route that fails, all of whose requests are traced and logged."""
    install = modules.install

    def install_all(host: Host, names: tuple[str, ...]) -> None:
        install(host, names)
        host.routes(fail)

    tracing = Tracing(ratio=1.0, exporter=spans, service="voicetodo")
    running = Product(postgres_url, tmp_path, access_log="stderr")
    with (
        all_logged(tmp_path / "stderr"),
        patch.object(modules, "install", install_all),
        patch.object(Tracing, "to", lambda *_, **__: tracing),
    ):
        running.start()
        yield running
        running.stop()


def newcomer(product: Product) -> Person:
    body = {"password": PASSWORD, "name": WORDS, "client": "native", "timezone": "Europe/Berlin"}
    body["email"] = f"{os.urandom(4).hex()}.{ADDRESS}"
    answer = httpx.post(f"{product.url}/v1/auth/register", json=body, trust_env=False, verify=NO_CERTIFICATES)
    assert answer.status_code == 201, answer.text
    return Person(product.url, answer.json())


def send(person: httpx.Client, sent: Sent) -> httpx.Response:
    return person.request(sent.method, sent.path, params=sent.query or None, headers=sent.headers, content=sent.content)


def test_words_stand_nowhere_but_in_the_answers_to_whoever_sent_them(leaky: Product, output: Output) -> None:
    document = leaky.assembly.api.openapi_schema.to_schema()
    alice, bob = newcomer(leaky), leaky.register("Bob")
    nobody = httpx.Client(base_url=leaky.url, timeout=30, trust_env=False, verify=NO_CERTIFICATES)
    statuses: list[int] = []
    with nobody:
        alice.post("/v1/todos", json={"title": WORDS, "notes": WORDS})
        for sent in requests(document):
            if sent.path.startswith(ENDING):
                continue
            answer = send(alice, sent)
            statuses.append(answer.status_code)
            if sent.kind != "plain":
                send(nobody, sent)
            if answer.status_code == 401 and alice.get("/v1/me").status_code == 401:
                alice.close()
                alice = newcomer(leaky)
        for path, item in document["paths"].items():
            if "get" in item and "{" not in path:
                for stranger in (bob, nobody):
                    assert leaks([stranger.get(path).text]) == [], path
    failed = alice.post(FAILING, content=WORDS)
    alice.close()
    bob.close()

    wait_until(lambda: any("route_failed" in line for line in output.lines()))
    assert (failed.status_code, leaks([failed.text])) == (500, [])
    assert {200, 201, 204, 400, 401, 404, 415, 422} <= set(statuses)
    assert any('"route":"/v1/todos"' in line for line in output.lines())
    assert any(line.startswith("span") for line in output.everything())
    assert leaks(output.everything()) == []

    # what leaks would have been found: a word in a line, in a field, in a span, in a metric
    logs.logger("planted").info(f"seen {WORDS}")
    logs.logger("planted").info("seen", place=[{"of": MARK}])
    tracing = leaky.assembly.tracing
    tracing.record(tracing.enter(None), name=f"GET /{MARK}", started_ns=1, attributes={"url.query": MARK})
    Counter("planted", "A fault", ["word"], registry=REGISTRY).labels(WORDS).inc()
    wait_until(lambda: len(leaks(output.everything())) >= 4)
