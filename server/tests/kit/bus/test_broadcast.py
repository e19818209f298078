"""A broadcast is heard here at once, and by the others soon."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import fakeredis
import pytest
import pytest_asyncio

from tests.kit.bus.facts import Databases
from voicetodo.kit.bus import Broadcast, LocalBroadcast, PostgresBroadcast, RedisBroadcast
from voicetodo.kit.db import Database, Listener


class Hearing:
    """Remembers what was heard, and lets a test wait for it."""

    def __init__(self) -> None:
        self.payloads: list[bytes] = []
        self._has_heard = asyncio.Event()

    def hear(self, payload: bytes) -> None:
        self.payloads.append(payload)
        self._has_heard.set()

    async def wait(self) -> None:
        async with asyncio.timeout(5):
            await self._has_heard.wait()


@pytest_asyncio.fixture(params=["postgres", "redis"])
async def processes(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Broadcast, Broadcast]]:
    """Two processes on one engine, not started."""
    if request.param == "redis":
        server = fakeredis.FakeServer()
        first, second = (RedisBroadcast(fakeredis.FakeAsyncRedis(server=server)) for _ in range(2))
        yield first, second
        await first.stop()
        await second.stop()
        return
    url: str = request.getfixturevalue("postgres_url")
    listeners = [Listener(url) for _ in range(2)]
    databases = [Database(url, "todo") for _ in range(2)]
    first, second = (
        PostgresBroadcast(database, listener=one) for database, one in zip(databases, listeners, strict=True)
    )
    first.start, second.start = (listener.start for listener in listeners)  # type: ignore[method-assign]
    yield first, second
    for listener in listeners:
        await listener.stop()
    for database in databases:
        await database.stop()


class TestPublish:
    async def test_is_heard_here_before_it_returns(self) -> None:
        broadcast, hearing = LocalBroadcast(), Hearing()
        broadcast.subscribe("sessions", hearing.hear)

        await broadcast.publish("sessions", b"\x00revoked")

        assert hearing.payloads == [b"\x00revoked"]

    async def test_is_heard_in_every_process_once(self, processes: tuple[Broadcast, Broadcast]) -> None:
        hearings = [Hearing(), Hearing()]
        for broadcast, hearing in zip(processes, hearings, strict=True):
            broadcast.subscribe("sessions", hearing.hear)
            await broadcast.start()

        await processes[0].publish("sessions", b"\x00 revoked \xff")
        await hearings[1].wait()
        await processes[1].publish("sessions", b"second")

        assert hearings[1].payloads == [b"\x00 revoked \xff", b"second"]
        assert hearings[0].payloads[0] == b"\x00 revoked \xff"

    async def test_is_heard_by_those_who_asked_for_the_topic(self) -> None:
        broadcast, hearing = LocalBroadcast(), Hearing()
        broadcast.subscribe("sessions", hearing.hear)

        await broadcast.publish("versions", b"1")

        assert hearing.payloads == []

    async def test_refuses_what_is_too_large(self) -> None:
        with pytest.raises(ValueError, match="too many"):
            await LocalBroadcast().publish("sessions", b"x" * 5_001)

    async def test_a_database_away_loses_it_silently(self) -> None:
        nowhere = "postgresql://voicetodo@/voicetodo?host=/nowhere"
        broadcast = PostgresBroadcast(Database(nowhere, "todo"), listener=Listener(nowhere))
        hearing = Hearing()
        broadcast.subscribe("sessions", hearing.hear)

        await broadcast.publish("sessions", b"revoked")

        assert hearing.payloads == [b"revoked"]


class TestGap:
    async def test_is_told_when_the_connection_came_back(self, postgres_url: str, database: Databases) -> None:
        listener = Listener(postgres_url)
        broadcast = PostgresBroadcast(database("todo"), listener=listener)
        is_told, hearing = asyncio.Event(), Hearing()
        broadcast.on_gap(is_told.set)
        broadcast.subscribe("sessions", hearing.hear)
        await listener.start()

        await _end_listeners(postgres_url)
        async with asyncio.timeout(5):
            await is_told.wait()

        other = PostgresBroadcast(database("auth"), listener=Listener(postgres_url))
        await other.publish("sessions", b"revoked")
        await hearing.wait()
        await listener.stop()


async def _end_listeners(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where application_name = 'voicetodo listener' and datname = current_database()"
    )
    await connection.close()
