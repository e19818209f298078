"""Small recurring work: done by one process at a time, and noted when it was done to its end."""

import asyncio
from collections.abc import Callable

from voicetodo.kit.db import Database
from voicetodo.kit.db.housekeeping import Housekeeping, done_at


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

    await housekeeping.start()
    async with asyncio.timeout(10):
        await is_enough.wait()
    await housekeeping.stop()

    async with database("kit").connection() as connection:
        assert list(await done_at(connection)) == ["kit.sweep"]
