"""The server, or its database, is killed during a stream of writes: what was acknowledged is there, once.

A client that lost an answer sends its request again under the same Idempotency-Key.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.faults.serving import Server
from tests.kit.db.processes import data_folder, wait_until
from tests.modules.realtime.devices import Device

#: Of each kind of write.
ENOUGH = 40


class Stream:
    """Writes one after the other, each with a key, and each until it is acknowledged."""

    def __init__(self, person: httpx.Client, path: str, body: Callable[[int], dict[str, Any]]) -> None:
        self.acknowledged: list[int] = []
        self.repeats = 0
        self._person = person
        self._path = path
        self._body = body

    def run(self, until: threading.Event) -> None:
        """Until it is `until` and there are enough of them."""
        for number in count():
            key = str(uuid4())
            wait_until(lambda number=number, key=key: self._is_acknowledged(number, key), within_seconds=60)
            self.acknowledged.append(number)
            if until.is_set() and number >= ENOUGH:
                return

    def _is_acknowledged(self, number: int, key: str) -> bool:
        try:
            answer = self._person.post(self._path, json=self._body(number), headers={"Idempotency-Key": key})
        except httpx.HTTPError:
            self.repeats += 1
            return False
        if answer.is_success:
            return True
        # away, or the first sending has not been given up yet
        assert answer.status_code in {409, 503}, answer.text
        self.repeats += 1
        return False


@pytest.fixture
def server() -> Iterator[Server]:
    with data_folder() as folder, Server(folder.parent) as running:
        yield running


@pytest.fixture
def alice(server: Server) -> Iterator[httpx.Client]:
    with server.sign_up("alice") as client:
        yield client


def write_while(person: httpx.Client, strike: Callable[[], None]) -> tuple[Stream, Stream]:
    """Todos by the API and by voice, written before, during and after the strike."""
    by_api = Stream(person, "/v1/todos", lambda number: {"title": f"Written {number}"})
    by_voice = Stream(person, "/v1/voice/commands", lambda number: {"text": f"add said {number}"})
    is_over = threading.Event()
    with ThreadPoolExecutor(2) as writers:
        running = [writers.submit(stream.run, is_over) for stream in (by_api, by_voice)]
        try:
            wait_until(lambda: min(len(by_api.acknowledged), len(by_voice.acknowledged)) > ENOUGH // 4)
            strike()
        finally:
            is_over.set()
        for stream in running:
            stream.result(timeout=120)
    return by_api, by_voice


def titles(person: httpx.Client) -> Counter[str]:
    found: Counter[str] = Counter()
    cursor: str | None = None
    while True:
        query = {"limit": 200} | ({"cursor": cursor} if cursor else {})
        page = person.get("/v1/todos", params=query).json()
        found.update(todo["title"] for todo in page["items"])
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def expected(by_api: Stream, by_voice: Stream) -> Counter[str]:
    written = [f"Written {number}" for number in by_api.acknowledged]
    return Counter([*written, *(f"Said {number}" for number in by_voice.acknowledged)])


def told(server: Server, person: httpx.Client) -> Counter[str]:
    """The titles of all todos that a device hears to have been created, from the very first."""
    token = str(person.headers["Authorization"]).removeprefix("Bearer ")
    wanted = titles(person)
    with Device(server.url, token, since=0) as device:
        device.wait(lambda: len(device.titles()) >= wanted.total(), within_seconds=30)
        return Counter(device.titles())


def test_a_killed_server_loses_and_doubles_nothing_that_was_acknowledged(server: Server, alice: httpx.Client) -> None:
    def strike() -> None:
        server.kill()
        server.start()

    by_api, by_voice = write_while(alice, strike)

    assert by_api.repeats + by_voice.repeats > 0
    assert titles(alice) == expected(by_api, by_voice)
    assert told(server, alice) == expected(by_api, by_voice)


def test_a_killed_database_loses_and_doubles_nothing_that_was_acknowledged(server: Server, alice: httpx.Client) -> None:
    by_api, by_voice = write_while(alice, server.kill_database)

    assert by_api.repeats + by_voice.repeats > 0
    assert titles(alice) == expected(by_api, by_voice)
    assert told(server, alice) == expected(by_api, by_voice)
