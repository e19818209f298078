"""Every fact is brought to everyone who asked, in each user's order, with the effect of exactly once."""

import asyncio
import random

import asyncpg
import msgspec
import pytest

from tests.kit.bus.facts import ALICE, BOB, Databases, Ear, Said, Shouted, say
from voicetodo.kit.bus import Courier, Envelope, PostgresBus, announce
from voicetodo.kit.bus.dead_letters import LATEST, DeadLetters
from voicetodo.kit.db import Database, Listener, Transaction
from voicetodo.kit.errors import Unavailable

#: Who stands before the queue's door.
_WAITING = "select pid from pg_locks where relation = 'bus.queue'::regclass and not granted"


class TestOrder:
    async def test_each_user_is_heard_in_order(self, courier: Courier, todo: Database, ear: Ear) -> None:
        users = [ALICE, BOB]
        said: dict[object, list[str]] = {ALICE: [], BOB: []}
        for number in range(60):
            user_id = random.choice(users)
            said[user_id].append(f"{number}")
            await say(todo, f"{number}", user_id=user_id)

        await courier.drain()

        for user_id in users:
            heard = [
                word for word, envelope in zip(ear.words, ear.envelopes, strict=True) if envelope.user_id == user_id
            ]
            assert heard == said[user_id]

    async def test_a_failing_event_holds_back_its_user_only(self, courier: Courier, todo: Database, ear: Ear) -> None:
        ear.fails = {"alice 1": 2}  # in company, and alone
        await say(todo, "alice 1", "alice 2")
        await say(todo, "bob 1", user_id=BOB)

        await courier.drain()

        assert ear.words == ["bob 1", "alice 1", "alice 2"]

    async def test_more_than_a_batch_is_brought_whole(self, courier: Courier, todo: Database, ear: Ear) -> None:
        words = [f"{number}" for number in range(1_234)]
        await say(todo, *words)

        await courier.drain()

        assert ear.words == words

    async def test_two_couriers_never_work_on_one_user_at_a_time(self, postgres_url: str, todo: Database) -> None:
        at_work: set[object] = set()
        heard: dict[object, list[str]] = {ALICE: [], BOB: []}

        async def hear(tx: Transaction, event: Said, _: Envelope) -> None:
            assert event.user_id not in at_work
            at_work.add(event.user_id)
            await tx.execute("select pg_sleep(0.0005)")
            at_work.remove(event.user_id)
            tx.after_commit(lambda: heard[event.user_id].append(event.words))

        buses = [PostgresBus(postgres_url, listener=Listener(postgres_url)) for _ in range(2)]
        couriers = [Courier(bus, {"todo": todo, "auth": Database(postgres_url, "auth")}) for bus in buses]
        for courier in couriers:
            courier.on(Said, hear, module="auth")
            await courier.subscribe()
        for number in range(40):
            await say(todo, f"{number}")
            await say(todo, f"{number}", user_id=BOB)

        while len(heard[ALICE]) + len(heard[BOB]) < 80:
            await asyncio.gather(*(courier.drain() for courier in couriers))

        assert heard == {ALICE: [f"{number}" for number in range(40)], BOB: [f"{number}" for number in range(40)]}
        for courier in couriers:
            await courier.stop()
            await courier._databases["auth"].stop()


class TestAtLeastOnce:
    async def test_an_event_brought_twice_has_its_effect_once(
        self, courier: Courier, todo: Database, ear: Ear, postgres_url: str
    ) -> None:
        await say(todo, "buy milk")
        outbox = await _rows(postgres_url, "select id, name, user_id, payload from todo.outbox")
        await courier.drain()

        async with todo.transaction() as tx:
            for _ in range(3):
                await tx.execute("insert into outbox (id, name, user_id, payload) values ($1, $2, $3, $4)", *outbox[0])
        await courier.drain()

        assert ear.words == ["buy milk"]

    async def test_a_relay_that_dies_on_its_way_loses_nothing_and_publishes_again(
        self, courier: Courier, todo: Database, ear: Ear, postgres_url: str
    ) -> None:
        await say(todo, "buy milk")
        door = await asyncpg.connect(postgres_url)
        async with door.transaction():
            await door.execute("lock table bus.queue in exclusive mode")
            carrying = asyncio.create_task(courier.drain())
            while not (waiting := await _rows(postgres_url, _WAITING)):  # noqa: ASYNC110 - it is the server that must come so far
                await asyncio.sleep(0)
            await _end(postgres_url, waiting[0]["pid"])
            with pytest.raises(Unavailable):
                await carrying
        await door.close()

        await courier.drain()

        assert ear.words == ["buy milk"]

    async def test_a_module_may_add_to_the_queue_and_not_look_into_it(self, todo: Database) -> None:
        async with todo.connection() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch("select * from bus.queue")

    async def test_a_handler_whose_connection_dies_is_asked_again(
        self, courier: Courier, todo: Database, postgres_url: str
    ) -> None:
        deaths = [1]
        kept: list[str] = []

        async def hear(tx: Transaction, event: Said, _: Envelope) -> None:
            if deaths:
                deaths.pop()
                await _end(postgres_url, await tx.fetchval("select pg_backend_pid()"))
            await tx.execute("select 1")
            tx.after_commit(lambda: kept.append(event.words))

        courier.on(Said, hear, module="auth")
        await say(todo, "buy milk")

        await courier.drain()

        assert kept == ["buy milk"]

    async def test_several_handlers_of_a_module_share_their_fate(
        self, courier: Courier, todo: Database, ear: Ear
    ) -> None:
        second = Ear()
        second.fails = {"buy milk": 1}
        courier.on(Said, second.hear, module="auth")
        await say(todo, "buy milk")

        await courier.drain()

        assert (ear.words, second.words) == (["buy milk"], ["buy milk"])
        assert ear.tries == 2

    async def test_what_a_handler_announces_is_brought_as_well(
        self, bus: PostgresBus, database: Databases, todo: Database
    ) -> None:
        shouts: list[object] = []

        async def shout(tx: Transaction, event: Said, _: Envelope) -> None:
            await announce(tx, Shouted(user_id=event.user_id))

        async def hear(_: Transaction, event: Shouted, __: Envelope) -> None:
            shouts.append(event.user_id)

        courier = Courier(bus, {"todo": todo, "auth": database("auth")})
        courier.on(Said, shout, module="auth")
        courier.on(Shouted, hear, module="todo")
        await courier.subscribe()
        await say(todo, "buy milk")

        await courier.drain()

        assert shouts == [ALICE]


class TestDeadLetters:
    async def test_what_fails_too_often_is_kept_aside_and_the_rest_goes_on(
        self, courier: Courier, todo: Database, ear: Ear, postgres_url: str
    ) -> None:
        ear.fails = {"poison": 99}
        await say(todo, "poison", "buy milk")

        await courier.drain()

        assert ear.words == ["buy milk"]
        [letter] = await _rows(postgres_url, "select * from bus.dead_letters")
        assert (letter["subscriber"], letter["attempts"], letter["error"]) == ("auth", 3, "LookupError")

    async def test_what_the_error_says_is_written_nowhere(
        self, courier: Courier, todo: Database, ear: Ear, postgres_url: str
    ) -> None:
        ear.fails = {"poison": 99}
        await say(todo, "poison")

        await courier.drain()

        rows = await _rows(postgres_url, "select error from bus.dead_letters union all select error from bus.retries")
        assert [row["error"] for row in rows] == ["LookupError"]

    async def test_it_leaves_nothing_in_the_queue(
        self, courier: Courier, todo: Database, ear: Ear, postgres_url: str
    ) -> None:
        ear.fails = {"poison": 99}
        await say(todo, "poison")

        await courier.drain()

        assert await _rows(postgres_url, "select 1 from bus.queue union all select 1 from bus.retries") == []

    async def test_it_is_looked_at_without_its_words_and_brought_again(
        self, courier: Courier, todo: Database, ear: Ear, database: Databases
    ) -> None:
        dead = DeadLetters(database("bus"))
        ear.fails = {"poison": 99}
        await say(todo, "poison")
        await courier.drain()
        [letter] = await dead.list_latest(module="auth", before=LATEST, limit=9)
        assert (letter.name, letter.error, letter.tries) == (Said.name, "LookupError", 3)
        assert b"poison" not in msgspec.json.encode(letter)

        ear.fails = {}
        assert await dead.retry("auth", letter.id)
        await courier.drain()

        assert ear.words == ["poison"]
        assert await dead.find("auth", letter.id) is None
        assert not await dead.retry("auth", letter.id)

    async def test_it_is_discarded(self, courier: Courier, todo: Database, ear: Ear, database: Databases) -> None:
        dead = DeadLetters(database("bus"))
        ear.fails = {"poison": 99}
        await say(todo, "poison")
        await courier.drain()
        [letter] = await dead.list_latest(module=None, before=LATEST, limit=9)

        assert not await dead.discard("todo", letter.id)
        assert await dead.discard("auth", letter.id)

        assert await dead.list_latest(module=None, before=LATEST, limit=9) == []

    async def test_it_is_forgotten_when_nobody_looked_at_it_for_long(
        self, courier: Courier, todo: Database, ear: Ear, postgres_url: str
    ) -> None:
        ear.fails = {"poison": 99, "venom": 99}
        await say(todo, "poison", "venom")
        await courier.drain()
        await _rows(
            postgres_url, "update bus.dead_letters set died_at = now() - interval '91 days' where payload ~ 'venom'"
        )

        await courier.sweep()

        [left] = await _rows(postgres_url, "select payload from bus.dead_letters")
        assert "poison" in left["payload"]

    async def test_something_unavailable_is_never_given_up(
        self, courier: Courier, todo: Database, postgres_url: str
    ) -> None:
        tries: list[int] = []
        kept: list[str] = []

        async def hear(tx: Transaction, event: Said, _: Envelope) -> None:
            tries.append(1)
            if len(tries) < 10:
                raise Unavailable
            tx.after_commit(lambda: kept.append(event.words))

        courier.on(Said, hear, module="auth")
        await say(todo, "buy milk")

        await courier.drain()

        assert kept == ["buy milk"]
        assert await _rows(postgres_url, "select 1 from bus.dead_letters") == []


class TestStart:
    async def test_a_commit_wakes_the_whole_way(self, courier: Courier, todo: Database) -> None:
        """Looking takes 5 s: what arrives sooner was woken for."""
        arrived = asyncio.Event()

        async def hear(tx: Transaction, _: Said, __: Envelope) -> None:
            tx.after_commit(arrived.set)

        courier.on(Said, hear, module="auth")
        await courier.start()
        await courier.drain()
        await say(todo, "buy milk")

        async with asyncio.timeout(3):
            await arrived.wait()
        await courier.stop()

    async def test_what_another_process_publishes_wakes_by_notification(
        self, postgres_url: str, database: Databases, todo: Database
    ) -> None:
        arrived = asyncio.Event()

        async def hear(tx: Transaction, _: Said, __: Envelope) -> None:
            tx.after_commit(arrived.set)

        listener = Listener(postgres_url)
        there = Courier(PostgresBus(postgres_url, listener=listener), {"auth": database("auth")}, look_every_seconds=60)
        there.on(Said, hear, module="auth")
        await there.start()
        await listener.start()
        await there.drain()
        here = Courier(PostgresBus(postgres_url, listener=Listener(postgres_url)), {"todo": todo})

        await say(todo, "buy milk")
        await here.drain()

        async with asyncio.timeout(5):
            await arrived.wait()
        await there.stop()
        await here.stop()
        await listener.stop()

    async def test_a_failed_event_is_tried_again_by_itself(self, courier: Courier, todo: Database, ear: Ear) -> None:
        ear.fails = {"buy milk": 1}
        arrived = asyncio.Event()

        async def hear(tx: Transaction, _: Said, __: Envelope) -> None:
            tx.after_commit(arrived.set)

        courier.on(Said, hear, module="auth")
        await courier.start()
        await say(todo, "buy milk")

        async with asyncio.timeout(4):
            await arrived.wait()
        await courier.stop()


class TestSweep:
    async def test_forgets_what_was_heard_long_ago(self, courier: Courier, todo: Database, postgres_url: str) -> None:
        await say(todo, "buy milk", "buy bread")
        await courier.drain()
        await _rows(
            postgres_url,
            "update auth.inbox set heard_at = now() - interval '31 days'"
            " where id in (select id from auth.inbox limit 1)",
        )

        await courier.sweep()

        assert len(await _rows(postgres_url, "select id from auth.inbox")) == 1


async def _rows(url: str, sql: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(sql)
    finally:
        await connection.close()


async def _end(url: str, pid: int) -> None:
    await _rows(url, f"select pg_terminate_backend({pid})")
