"""What was acknowledged survives, whoever is killed."""

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from tests.kit.bus.facts import Said
from tests.kit.db.processes import data_folder, holding, is_running, wait_until
from voicetodo.kit.bus import Courier, Envelope, PostgresBus, announce
from voicetodo.kit.bus.schemas import migration_sets, schemas_of
from voicetodo.kit.db import Database, EmbeddedPostgres, Listener, Transaction, find_running, provision
from voicetodo.kit.db.migrations import apply
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.ids import new_id


@pytest.fixture
def folder() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder


async def test_writes_go_on_after_the_server_was_killed_and_none_is_lost_or_doubled(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        sets = migration_sets({"todo": folder, "auth": folder})
        await provision(server.url, schemas_of(sets))
        await apply(server.url, sets)
        await _rows(server.url, "create table auth.heard (id uuid not null)")
        todo, auth = Database(server.url, "todo"), Database(server.url, "auth")
        listener = Listener(server.url)
        courier = Courier(PostgresBus(server.url, listener=listener), {"todo": todo, "auth": auth})

        async def hear(tx: Transaction, event: Said, _: Envelope) -> None:
            await tx.execute("insert into heard (id) values ($1)", event.user_id)

        courier.on(Said, hear, module="auth")
        await courier.start()
        await listener.start()
        acknowledged: list[UUID] = []
        unavailable = 0

        async def write() -> None:
            nonlocal unavailable
            while len(acknowledged) < 400:
                id = new_id()  # noqa: A001 - what else
                try:
                    async with todo.transaction() as tx:
                        await tx.execute("insert into inbox (id) values ($1)", id)
                        await announce(tx, Said(user_id=id, words="kept"))
                except Unavailable:
                    unavailable += 1
                    await asyncio.sleep(0.01)
                else:
                    acknowledged.append(id)

        async def kill() -> None:
            for count in (100, 250):
                while len(acknowledged) < count:  # noqa: ASYNC110 - below too: writers and server set no event
                    await asyncio.sleep(0)
                first = server.pid
                assert first is not None
                os.kill(first, signal.SIGKILL)
                while server.pid in (first, None) or not server.is_ready:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)

        async with asyncio.timeout(60):
            await asyncio.gather(kill(), *(write() for _ in range(4)))
            await courier.drain()
        kept = [row["id"] for row in await _rows(server.url, "select id from todo.inbox order by id")]
        heard = [row["id"] for row in await _rows(server.url, "select id from auth.heard order by id")]
        await courier.stop()
        await listener.stop()
        await todo.stop()
        await auth.stop()

    assert set(acknowledged) <= set(kept)
    assert unavailable > 0
    # A commit whose answer was lost may have been kept without being acknowledged: it is announced all the same.
    assert heard == kept


async def _rows(url: str, sql: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(sql)
    finally:
        await connection.close()


async def test_the_server_of_a_killed_process_stops_and_the_next_finds_its_data(folder: Path) -> None:
    with holding(folder) as (holder, server_pid):
        url = find_running(folder)
        assert url is not None
        connection = await asyncpg.connect(url)
        await connection.execute("create table kept as select 42 as answer")
        connection.terminate()
        holder.send_signal(signal.SIGKILL)
        holder.wait()

        with EmbeddedPostgres(folder) as server:
            connection = await asyncpg.connect(server.url)
            answer = await connection.fetchval("select answer from kept")
            await connection.close()

    assert answer == 42
    wait_until(lambda: not is_running(server_pid))


async def test_the_listener_hears_again_after_the_server_was_killed(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        listener, is_back, words = Listener(server.url), asyncio.Event(), asyncio.Queue[str]()
        listener.listen("news", words.put_nowait)
        listener.on_gap(is_back.set)
        await listener.start()

        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        async with asyncio.timeout(20):
            await is_back.wait()
            connection = await asyncpg.connect(server.url)
            await connection.execute("notify news, 'good'")
            word = await words.get()
        await connection.close()
        await listener.stop()

    assert word == "good"
