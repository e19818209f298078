"""Work that takes long keeps nobody waiting."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from voicetodo.modules.todo.dav import turns
from voicetodo.modules.todo.dav.turns import in_turns


async def test_the_loop_goes_on_meanwhile() -> None:
    has_gone_on = threading.Event()
    asyncio.get_running_loop().call_later(0.01, has_gone_on.set)

    assert await in_turns(has_gone_on.wait(10) for _ in range(1)) == [True]


async def test_who_comes_later_does_not_wait_for_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_TURN_SECONDS", 0)
    worked: list[str] = []

    def work(name: str, number: int) -> Iterator[str]:
        for _ in range(number):
            worked.append(name)
            yield name

    long, short = await asyncio.gather(in_turns(work("long", 100)), in_turns(work("short", 1)))

    assert (len(long), len(short)) == (100, 1)
    assert worked.index("short") < 10


async def test_who_gives_up_is_not_worked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_TURN_SECONDS", 0)
    begun, worked = asyncio.Event(), list[int]()
    loop = asyncio.get_running_loop()

    def work() -> Iterator[int]:
        for nth in range(1_000_000):
            worked.append(nth)
            loop.call_soon_threadsafe(begun.set)
            yield nth

    task = asyncio.create_task(in_turns(work()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await in_turns([1])

    assert len(worked) < 1_000_000
