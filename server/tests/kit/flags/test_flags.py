"""A process's flags: followed from who keeps them, answered from memory, as they were while nobody answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from msgspec.structs import replace

from tests.kit.flags.waiting import until
from voicetodo.kit.bus import LocalBroadcast
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.flags import Flag, Flags, FlagSet, Rule, Subject, switch
from voicetodo.kit.flags.flags import FLAGS_CHANGED
from voicetodo.kit.ids import new_id

ALICE = Subject(user_id=new_id(), roles=frozenset({"user"}), plan="free")
SUE = Subject(user_id=new_id(), roles=frozenset({"user", "support"}), plan="premium")
ADVISER = switch("voice.adviser", "Ask the adviser", is_on=True, is_visible=True)


class Kept:
    """Who keeps flags: away when it is told to be."""

    def __init__(self) -> None:
        self.version = 0
        self.flags: dict[str, Flag] = {}
        self.is_away = False
        self.asked = 0

    def put(self, flag: Flag) -> None:
        self.flags[flag.key] = flag
        self.version += 1

    async def changed_since(self, version: int) -> FlagSet | None:
        self.asked += 1
        if self.is_away:
            raise Unavailable
        return None if version == self.version else FlagSet(self.version, list(self.flags.values()))

    async def declare(self, flags: list[Flag]) -> None:
        if self.is_away:
            raise Unavailable
        for flag in flags:
            if flag.key not in self.flags:
                self.put(flag)


class Processes:
    """Each with an ear of its own, unless it is given one."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self.kept = Kept()

    async def start(self, *declared: Flag, broadcast: LocalBroadcast | None = None) -> Flags:
        flags = Flags(broadcast=broadcast or LocalBroadcast(), source=self.kept)
        flags.declare(*declared)
        await flags.start()
        self._stack.push_async_callback(flags.stop)
        return flags


@pytest_asyncio.fixture
async def processes() -> AsyncIterator[Processes]:
    async with AsyncExitStack() as stack:
        yield Processes(stack)


async def test_what_nobody_changed_is_as_it_was_declared_and_known_to_who_keeps_it(processes: Processes) -> None:
    flags = await processes.start(ADVISER)

    assert flags.is_on(ADVISER, ALICE)
    assert processes.kept.flags == {ADVISER.key: ADVISER}


async def test_a_change_is_heard_of_at_once_by_broadcast(processes: Processes) -> None:
    broadcast = LocalBroadcast()
    flags = await processes.start(ADVISER, broadcast=broadcast)
    processes.kept.put(replace(ADVISER, is_killed=True))

    await broadcast.publish(FLAGS_CHANGED, b"")

    await until(lambda: not flags.is_on(ADVISER, ALICE), within_seconds=1)


async def test_and_within_five_seconds_where_that_was_lost(processes: Processes) -> None:
    flags = await processes.start(ADVISER)
    processes.kept.put(replace(ADVISER, is_killed=True))

    await until(lambda: not flags.is_on(ADVISER, ALICE), within_seconds=5)


async def test_while_nobody_answers_all_is_as_it_was(processes: Processes) -> None:
    flags = await processes.start(ADVISER)
    processes.kept.put(replace(ADVISER, rules=[Rule(variant="off", roles=["support"])]))
    await flags.refresh()
    processes.kept.is_away = True
    asked = processes.kept.asked

    await until(lambda: processes.kept.asked > asked, within_seconds=5)

    assert (flags.is_on(ADVISER, ALICE), flags.is_on(ADVISER, SUE)) == (True, False)


async def test_a_start_without_an_answer_is_as_declared_and_catches_up(processes: Processes) -> None:
    processes.kept.put(replace(ADVISER, is_killed=True))
    processes.kept.is_away = True
    flags = await processes.start(ADVISER)
    assert flags.is_on(ADVISER)

    processes.kept.is_away = False

    await until(lambda: not flags.is_on(ADVISER), within_seconds=5)


async def test_asking_asks_nobody(processes: Processes) -> None:
    flags = await processes.start(ADVISER)
    asked = processes.kept.asked

    for _ in range(100):
        flags.is_on(ADVISER, ALICE)

    assert processes.kept.asked == asked


async def test_without_anybody_who_keeps_them_they_are_as_declared() -> None:
    flags = Flags(broadcast=LocalBroadcast())
    flags.declare(ADVISER)
    await flags.start()

    assert flags.is_on(ADVISER, ALICE)
    await flags.stop()


@pytest.mark.parametrize(
    ("kind", "value", "other"),
    [("boolean", True, False), ("string", "warm", "cold"), ("number", 1.5, 7), ("object", {"a": [1]}, {})],
)
async def test_every_kind_is_got_as_it_is(processes: Processes, kind: str, value: object, other: object) -> None:
    flag = replace(ADVISER, kind=kind, variants={"on": value, "off": other})
    flags = await processes.start(flag)
    assert flags.value(flag, ALICE) == value

    processes.kept.put(replace(flag, is_killed=True))
    await flags.refresh()

    assert flags.value(flag, ALICE) == other


async def test_one_of_another_kind_than_the_code_asks_for_is_as_declared(processes: Processes) -> None:
    flags = await processes.start(ADVISER)
    processes.kept.put(replace(ADVISER, kind="string", variants={"on": "yes", "off": "no"}, default_variant="off"))
    await flags.refresh()

    assert flags.is_on(ADVISER, ALICE) is True


async def test_clients_are_told_of_what_is_visible_alone(processes: Processes) -> None:
    flags = await processes.start(ADVISER, switch("auth.registration", "Open", is_on=True))
    greeting = replace(
        ADVISER,
        key="web.greeting",
        kind="string",
        variants={"on": "Hello", "off": "Hi"},
        rules=[Rule(variant="off", plans=["premium"])],
    )
    processes.kept.put(greeting)
    await flags.refresh()

    assert flags.visible(ALICE) == {"voice.adviser": True, "web.greeting": "Hello"}
    assert flags.visible(SUE)["web.greeting"] == "Hi"


async def test_two_processes_of_one_test_know_nothing_of_each_other(processes: Processes) -> None:
    one = await processes.start(ADVISER)
    other = Flags(broadcast=LocalBroadcast())
    other.declare(replace(ADVISER, default_variant="off"))
    await other.start()

    assert (one.is_on(ADVISER), other.is_on(ADVISER)) == (True, False)
    await other.stop()
    await asyncio.sleep(0)
    assert one.is_on(ADVISER)
