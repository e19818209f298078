"""Plans: what nobody's plan bounds costs nothing, and of what one bounds nobody has more."""

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import UUID

import pytest
import pytest_asyncio

from voicetodo.kit.bus import LocalBroadcast
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.plans import Limit, Plan, PlanLimit, Plans, PlanSettings
from voicetodo.kit.settings import SettingsError

ALICE, BOB = new_id(), new_id()


def made(database: Database, *, default_plan: Plan = "premium", free_limits: str = "todos=2") -> Plans:
    settings = PlanSettings(default_plan=default_plan, free_limits=free_limits)
    plans = Plans(database, settings=settings, broadcast=LocalBroadcast())
    plans.declare({"todos": Limit("tasks"), "lists": Limit("lists")})
    plans.settle()
    return plans


@pytest_asyncio.fixture
async def plans(database: Callable[[str], Database]) -> AsyncIterator[Plans]:
    plans = made(database("kit"))
    await plans.start()
    yield plans
    await plans.stop()


class Room:
    """Things of people, added one after the other by `todo`'s own role."""

    def __init__(self, db: Database, plans: Plans) -> None:
        self._db = db
        self._plans = plans
        self.things: list[UUID] = []

    async def add(self, user_id: UUID, limit: str = "todos") -> None:
        async with self._db.transaction() as tx:
            await self._plans.check(tx, user_id, limit, count=lambda: self._count(user_id))
            await asyncio.sleep(0)
            self.things.append(user_id)

    async def _count(self, user_id: UUID) -> int:
        await asyncio.sleep(0)
        return self.things.count(user_id)


@pytest.fixture
def room(database: Callable[[str], Database], plans: Plans) -> Room:
    return Room(database("todo"), plans)


async def test_where_nobody_has_a_bounded_plan_nothing_is_asked(plans: Plans) -> None:
    assert not plans.may_bind("todos")


async def test_who_is_given_a_plan_has_its_limits_and_nobody_else(plans: Plans, room: Room) -> None:
    await plans.give(ALICE, "free")
    for _ in range(2):
        await room.add(ALICE)

    with pytest.raises(PlanLimit, match="The plan free allows 2 tasks") as refused:
        await room.add(ALICE)

    assert (refused.value.status, refused.value.slug()) == (403, "plan-limit")
    assert refused.value.extra == {"limit": "todos", "allowed": 2, "plan": "free"}
    for _ in range(3):
        await room.add(BOB)
        await room.add(ALICE, limit="lists")


async def test_of_many_at_once_as_many_are_let_in_as_there_is_room_for(plans: Plans, room: Room) -> None:
    await plans.give(ALICE, "free")

    results = await asyncio.gather(*(room.add(ALICE) for _ in range(8)), return_exceptions=True)

    assert sum(isinstance(each, PlanLimit) for each in results) == 6
    assert len(room.things) == 2


async def test_a_plan_taken_back_is_that_of_everybody(plans: Plans, room: Room) -> None:
    await plans.give(ALICE, "free")
    await plans.give(ALICE, None)

    assert (await plans.plan_of(ALICE), plans.may_bind("todos")) == ("premium", False)
    for _ in range(3):
        await room.add(ALICE)


async def test_another_process_hears_of_it_within_seconds(database: Callable[[str], Database], plans: Plans) -> None:
    there = made(database("kit"))
    await there.start()
    assert not there.may_bind("todos")

    await plans.give(ALICE, "free")

    async with asyncio.timeout(5):
        while not there.may_bind("todos"):  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.01)
    await there.stop()


async def test_an_installation_may_bound_everybody(database: Callable[[str], Database]) -> None:
    plans = made(database("kit"), default_plan="free")
    await plans.start()
    await plans.give(BOB, "premium")
    room = Room(database("todo"), plans)
    for _ in range(3):
        await room.add(BOB)

    for _ in range(2):
        await room.add(ALICE)
    with pytest.raises(PlanLimit):
        await room.add(ALICE)
    await plans.stop()


@pytest.mark.parametrize("text", ["tods=1", "todos=-1", "todos=many", "todos", "todos=1e3"])
def test_limits_that_make_no_sense_refuse_to_start(database: Callable[[str], Database], text: str) -> None:
    with pytest.raises(SettingsError, match="VOICETODO_FREE_LIMITS"):
        made(database("kit"), free_limits=text)
