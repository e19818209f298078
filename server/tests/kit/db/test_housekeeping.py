"""Small recurring work: done by one process at a time, and noted when it was done to its end."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from voicetodo.kit.db import Database
from voicetodo.kit.db.housekeeping import Housekeeping, list_records
from voicetodo.kit.retention import RetentionPolicy


async def test_what_was_done_to_its_end_is_noted_and_what_failed_is_not(database: Callable[[str], Database]) -> None:
    tries = {"sweep": 0, "fail": 0}
    is_enough = asyncio.Event()

    def count(name: str) -> None:
        tries[name] += 1
        if min(tries.values()) >= 2:
            is_enough.set()

    async def sweep() -> None:
        count("sweep")

    async def fail() -> None:
        count("fail")
        raise RuntimeError("away")

    housekeeping = Housekeeping(database("kit"))
    housekeeping.every(0.01, sweep, name="kit.sweep")
    housekeeping.every(0.01, fail, name="kit.fail")

    policy = RetentionPolicy(data="Crumbs", kept_for=timedelta(days=3), counted_from="the meal", job="kit.sweep")
    housekeeping.keeps_to([policy, RetentionPolicy(data="Plates")])

    await housekeeping.start()
    async with asyncio.timeout(10):
        await is_enough.wait()
    await housekeeping.stop()

    async with database("kit").connection() as connection:
        fails, swept = await list_records(connection)
    assert (fails.job, fails.done_at, fails.runs, fails.failures > 0, fails.keeps) == ("kit.fail", None, 0, True, ())
    assert (swept.job, swept.runs > 0, swept.failed_at, swept.keeps) == ("kit.sweep", True, None, (policy,))


async def test_what_is_done_by_the_hour_is_done_soon_after_a_start_and_not_twice(
    database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicetodo.kit.db.housekeeping._FIRST_LOOK_SECONDS", 0.01)
    done: list[str] = []

    async def keep_house(dusting: str) -> None:
        is_over = asyncio.Event()

        async def swept() -> None:
            done.append("sweep")

        async def dusted() -> None:
            done.append("dust")
            is_over.set()

        process = Housekeeping(database("kit"))
        process.every(3600, swept, name="kit.hourly")
        process.every(0.02, dusted, name=dusting)
        await process.start()
        async with asyncio.timeout(10):
            await is_over.wait()
            is_over.clear()
            await is_over.wait()
        await process.stop()

    await keep_house("kit.dust_first")
    await keep_house("kit.dust_again")

    assert done.count("sweep") == 1
    assert done.count("dust") >= 4
