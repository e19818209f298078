"""The server, or its database, is killed during a stream of writes: what was acknowledged is there, once.

A client that lost an answer sends its request again under the same Idempotency-Key.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

import httpx
import pytest

from tests.faults.serving import Server
from tests.kit.db.processes import data_folder, wait_until
from tests.modules.realtime.devices import Device

#: Of each kind of write.
ENOUGH = 40


class Stream:
    """Writes one after the other, each until it is acknowledged: with a key, unless its body says which one it is."""

    def __init__(
        self, person: httpx.Client, path: str, body: Callable[[int], dict[str, Any]], *, has_keys: bool = True
    ) -> None:
        self.acknowledged: list[int] = []
        self.repeats = 0
        self._person = person
        self._path = path
        self._body = body
        self._has_keys = has_keys

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
            headers = {"Idempotency-Key": key} if self._has_keys else {}
            answer = self._person.post(self._path, json=self._body(number), headers=headers)
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


def synced(number: int) -> dict[str, Any]:
    """A client that tells what it did offline, and says the same when it is not answered."""
    told = {"kind": "create_todo", "id": str(uuid5(NAMESPACE_OID, f"todo {number}")), "title": f"Synced {number}"}
    return {"mutations": [{**told, "mutation_id": str(uuid5(NAMESPACE_OID, f"mutation {number}"))}], "limit": 1}


def write_while(person: httpx.Client, strike: Callable[[], None]) -> tuple[Stream, ...]:
    """Todos by the API, by voice and by sync, written before, during and after the strike."""
    by_api = Stream(person, "/v1/todos", lambda number: {"title": f"Written {number}"})
    by_voice = Stream(person, "/v1/voice/commands", lambda number: {"text": f"add said {number}"})
    by_sync = Stream(person, "/v1/sync", synced, has_keys=False)
    streams = (by_api, by_voice, by_sync)
    is_over = threading.Event()
    with ThreadPoolExecutor(3) as writers:
        running = [writers.submit(stream.run, is_over) for stream in streams]
        try:
            wait_until(lambda: min(len(stream.acknowledged) for stream in streams) > ENOUGH // 4)
            strike()
        finally:
            is_over.set()
        for stream in running:
            stream.result(timeout=120)
    return streams


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


def expected(streams: tuple[Stream, ...]) -> Counter[str]:
    words = ("Written", "Said", "Synced")
    return Counter(
        f"{word} {number}" for word, each in zip(words, streams, strict=True) for number in each.acknowledged
    )


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

    streams = write_while(alice, strike)

    assert sum(stream.repeats for stream in streams) > 0
    assert titles(alice) == expected(streams)
    assert told(server, alice) == expected(streams)


def test_a_killed_database_loses_and_doubles_nothing_that_was_acknowledged(server: Server, alice: httpx.Client) -> None:
    streams = write_while(alice, server.kill_database)

    assert sum(stream.repeats for stream in streams) > 0
    assert titles(alice) == expected(streams)
    assert told(server, alice) == expected(streams)
