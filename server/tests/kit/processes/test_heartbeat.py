"""Processes say that they are there; one that died is not there any more, once it was silent for long enough."""

from collections.abc import Callable

from voicetodo.kit.db import Database
from voicetodo.kit.processes import Heartbeat, Process, list_alive


def made(database: Callable[[str], Database], *modules: str) -> Heartbeat:
    return Heartbeat(database("kit"), version="0.1", shape="distributed", modules=modules)


async def alive(database: Callable[[str], Database]) -> list[Process]:
    async with database("kit").connection() as connection:
        return await list_alive(connection)


async def test_each_is_known_while_it_runs(database: Callable[[str], Database]) -> None:
    one, other = made(database, "auth"), made(database, "todo", "voice")
    await one.start()
    await other.start()

    first, second = await alive(database)
    await one.stop()

    assert (first.modules, second.modules, second.version, second.shape) == (
        ["auth"], ["todo", "voice"], "0.1", "distributed",
    )  # fmt: skip
    assert first.name
    assert first.started_at <= first.seen_at
    assert [each.id for each in await alive(database)] == [second.id]
    await other.stop()


async def test_one_that_died_falls_away_and_one_that_was_only_silent_is_back(
    database: Callable[[str], Database],
) -> None:
    dead, silent = made(database, "auth"), made(database, "todo")
    await dead.start()
    await silent.start()
    async with database("kit").transaction() as tx:
        await tx.execute("update processes set seen_at = now() - interval '40 seconds'")
    assert await alive(database) == []

    await silent.beat()

    assert [each.modules for each in await alive(database)] == [["todo"]]
    async with database("kit").connection() as connection:
        assert await connection.fetchval("select count(*) from processes") == 1
    await dead.stop()
    await silent.stop()
