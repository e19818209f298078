"""Maintenance: one process begins it, and every process refuses because of it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from voicetodo.kit.bus import LocalBroadcast
from voicetodo.kit.caller import Caller
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.maintenance import Maintenance, UnderMaintenance, Upkeep

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALICE = Caller(user_id=new_id(), roles=frozenset({"user"}))
SUE = Caller(user_id=new_id(), roles=frozenset({"user", "support"}))
ADA = Caller(user_id=new_id(), roles=frozenset({"user", "admin"}))
MESSAGE = "Back at noon."


class Processes:
    """Each with an ear of its own: what one says by broadcast the others do not hear."""

    def __init__(self, database: Database, stack: AsyncExitStack) -> None:
        self._database = database
        self._stack = stack
        self.clock = FixedClock(START)

    async def start(self) -> Maintenance:
        one = Maintenance(
            self._database,
            broadcast=LocalBroadcast(),
            clock=self.clock,
            open_paths=["/v1/auth/", "/healthy"],
            closed_paths=["/v1/auth/register", "/v1/auth/new/"],
        )
        await one.start()
        self._stack.push_async_callback(one.stop)
        return one


@pytest_asyncio.fixture
async def processes(database: Callable[[str], Database]) -> AsyncIterator[Processes]:
    async with AsyncExitStack() as stack:
        yield Processes(database("kit"), stack)


class Heard:
    """What a process hears of maintenance."""

    def __init__(self, one: Maintenance) -> None:
        self.all: list[Upkeep | None] = []
        self._is_new = asyncio.Event()
        one.on_change(self._hear)

    async def wait_for(self, condition: Callable[[], bool]) -> None:
        """True when something is heard, within the seconds that are promised."""
        async with asyncio.timeout(5):
            while not condition():
                await self._is_new.wait()
                self._is_new.clear()

    def _hear(self, upkeep: Upkeep | None) -> None:
        self.all.append(upkeep)
        self._is_new.set()


def is_refused(one: Maintenance, path: str = "/v1/todos", caller: Caller | None = ALICE) -> bool:
    try:
        one.check(path, caller)
    except UnderMaintenance:
        return True
    return False


async def test_it_reaches_every_process_within_seconds_and_ends_there(processes: Processes) -> None:
    here, there = await processes.start(), await processes.start()
    heard = Heard(there)
    assert not is_refused(here)

    await here.begin(message=MESSAGE, until=None)
    assert is_refused(here)
    await heard.wait_for(lambda: is_refused(there))

    await here.end()
    assert not is_refused(here)
    await heard.wait_for(lambda: not is_refused(there))
    assert heard.all == [Upkeep(MESSAGE, START, None), None]


async def test_a_process_that_starts_meanwhile_knows_of_it(processes: Processes) -> None:
    await (await processes.start()).begin(message=MESSAGE, until=None)

    assert is_refused(await processes.start())


async def test_admins_go_on_and_everybody_may_sign_in(processes: Processes) -> None:
    one = await processes.start()
    await one.begin(message=MESSAGE, until=None)

    assert [is_refused(one, caller=caller) for caller in (None, ALICE, SUE, ADA)] == [True, True, True, False]
    refused = {
        path: is_refused(one, path, None)
        for path in (
            "/v1/auth/login",
            "/healthy",
            "/v1/auth/register",
            "/v1/auth/new/one",
            "/v1/auth",
            "/v1/authentic",
            "/healthy/no",
        )
    }
    assert refused == {
        "/v1/auth/login": False,
        "/healthy": False,
        "/v1/auth/register": True,
        "/v1/auth/new/one": True,
        "/v1/auth": True,
        "/v1/authentic": True,
        "/healthy/no": True,
    }


@pytest.mark.parametrize(
    ("minutes", "seconds"), [(None, "60"), (3, "180"), (60, "600"), (-5, "1")], ids=["unsaid", "soon", "late", "over"]
)
async def test_it_says_when_to_come_back(processes: Processes, minutes: int | None, seconds: str) -> None:
    one = await processes.start()
    await one.begin(message=MESSAGE, until=None if minutes is None else START + timedelta(minutes=minutes))

    with pytest.raises(UnderMaintenance, match=MESSAGE) as refused:
        one.check("/v1/todos", None)

    assert (refused.value.status, refused.value.headers) == (503, {"Retry-After": seconds})


async def test_begun_again_it_says_something_else_and_goes_on(processes: Processes) -> None:
    one = await processes.start()
    await one.begin(message=MESSAGE, until=None)
    processes.clock.advance(timedelta(minutes=5))

    begun = await one.begin(message="Back at one.", until=START + timedelta(hours=1))

    assert begun == Upkeep("Back at one.", START, START + timedelta(hours=1))
