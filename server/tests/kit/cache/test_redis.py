"""What processes share through Redis, and what becomes of it while Redis is away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from tests.fixtures.redis import RedisServer
from tests.kit.http.conftest import Opening
from voicetodo.kit.bus import RedisBroadcast
from voicetodo.kit.cache import RedisVersions
from voicetodo.kit.cache.store import RedisCache
from voicetodo.kit.http.limits import Rate, RedisLimiter
from voicetodo.kit.ids import new_id
from voicetodo.main.assembly import open_redis

ALICE, BOB = new_id(), new_id()


@pytest_asyncio.fixture
async def connect(redis_server: RedisServer) -> AsyncIterator[Callable[[], Redis]]:
    """`connect()`: as one more process would."""
    async with AsyncExitStack() as stack:

        def another() -> Redis:
            redis = open_redis(redis_server.url, timeout_seconds=1.0)
            stack.push_async_callback(redis.aclose)
            return redis

        yield another


class TestCache:
    async def test_what_one_process_keeps_another_finds(self, connect: Callable[[], Redis]) -> None:
        here, there = RedisCache(connect()), RedisCache(connect())

        await here.set("key", b"\x00value", ttl_seconds=60)

        assert await there.get("key") == b"\x00value"

    async def test_what_was_deleted_is_gone_everywhere(self, connect: Callable[[], Redis]) -> None:
        here, there = RedisCache(connect()), RedisCache(connect())
        await here.set("key", b"value", ttl_seconds=60)

        await there.delete("key", "never there")

        assert await here.get("key") is None

    async def test_nothing_outlives_its_time(self, connect: Callable[[], Redis]) -> None:
        redis = connect()

        await RedisCache(redis).set("key", b"value", ttl_seconds=2.5)

        assert 0 < await redis.pttl("cache:key") <= 2500


class TestVersions:
    async def test_it_stays_until_something_changes(self, connect: Callable[[], Redis]) -> None:
        versions = RedisVersions(connect())

        assert await versions.current(ALICE) == await versions.current(ALICE) is not None

    async def test_a_change_in_one_process_moves_it_in_all(self, connect: Callable[[], Redis]) -> None:
        here, there = RedisVersions(connect()), RedisVersions(connect())
        before = await here.current(ALICE)

        await there.bump(ALICE)

        assert await here.current(ALICE) not in {before, None}

    async def test_anothers_stays(self, connect: Callable[[], Redis]) -> None:
        versions = RedisVersions(connect())
        before = await versions.current(BOB)

        await versions.bump(ALICE)

        assert await versions.current(BOB) == before

    async def test_without_redis_nothing_is_remembered_and_no_write_fails(
        self, connect: Callable[[], Redis], redis_server: RedisServer
    ) -> None:
        versions = RedisVersions(connect())
        redis_server.stop()

        await versions.bump(ALICE)

        assert await versions.current(ALICE) is None
        redis_server.start()
        assert await versions.current(ALICE) is not None

    async def test_answers_are_kept_under_it(self, connect: Callable[[], Redis], opening: Opening) -> None:
        async with opening(versions=RedisVersions(connect())) as house:
            for _ in range(2):
                await house.alice.get("/v1/mine")
            assert house.visits == 1

            await house.alice.put("/v1/mine")
            await house.alice.get("/v1/mine")

        assert house.visits == 2


class TestLimits:
    async def test_a_budget_is_shared_by_all_processes(self, connect: Callable[[], Redis]) -> None:
        here, there = RedisLimiter(connect()), RedisLimiter(connect())
        rate = Rate.of("user", "2/minute")

        verdicts = [await limiter.hit(rate, "alice") for limiter in (here, there, here)]

        assert [verdict.is_allowed for verdict in verdicts] == [True, True, False]
        assert [verdict.remaining for verdict in verdicts] == [1, 0, 0]
        assert 0 < verdicts[-1].reset_seconds <= 60

    async def test_to_look_counts_for_nothing(self, connect: Callable[[], Redis]) -> None:
        limiter, rate = RedisLimiter(connect()), Rate.of("user", "1/minute")

        looks = [(await limiter.look(rate, "alice")).is_allowed for _ in range(2)]
        await limiter.hit(rate, "alice")

        assert looks == [True, True]
        assert not (await limiter.look(rate, "alice")).is_allowed

    async def test_without_redis_everybody_goes_on(
        self, connect: Callable[[], Redis], redis_server: RedisServer
    ) -> None:
        limiter, rate = RedisLimiter(connect()), Rate.of("user", "1/minute")
        await limiter.hit(rate, "alice")
        redis_server.stop()

        assert (await limiter.hit(rate, "alice")).is_allowed

        redis_server.start()
        async with asyncio.timeout(10):
            while (await limiter.hit(rate, "alice")).is_allowed:
                continue  # until it is found again, and counts

    async def test_a_house_with_it_refuses_as_any_other(self, connect: Callable[[], Redis], opening: Opening) -> None:
        async with opening(limiter=RedisLimiter(connect()), user_rate="1/minute") as house:
            answers = [await house.alice.get("/v1/now") for _ in range(2)]

        assert [answer.status_code for answer in answers] == [200, 429]


class TestBroadcast:
    @pytest_asyncio.fixture
    async def pair(self, redis_server: RedisServer) -> AsyncIterator[tuple[RedisBroadcast, RedisBroadcast]]:
        connections = [open_redis(redis_server.url, timeout_seconds=None) for _ in range(2)]
        here, there = (RedisBroadcast(redis) for redis in connections)
        yield here, there
        for broadcast in (here, there):
            await broadcast.stop()
        for redis in connections:
            await redis.aclose()

    async def test_it_is_heard_in_every_process(self, pair: tuple[RedisBroadcast, RedisBroadcast]) -> None:
        here, there = pair
        heard = asyncio.Queue[bytes]()
        there.subscribe("topic", heard.put_nowait)
        for broadcast in pair:
            await broadcast.start()

        await here.publish("topic", b"\x00\xff")

        async with asyncio.timeout(10):
            assert await heard.get() == b"\x00\xff"

    async def test_who_was_cut_off_is_told_that_something_may_have_been_missed(
        self, pair: tuple[RedisBroadcast, RedisBroadcast], redis_server: RedisServer
    ) -> None:
        here, there = pair
        heard, is_back = asyncio.Queue[bytes](), asyncio.Event()
        there.subscribe("topic", heard.put_nowait)
        there.on_gap(is_back.set)
        for broadcast in pair:
            await broadcast.start()

        redis_server.stop()
        await here.publish("topic", b"unheard")
        redis_server.start()

        async with asyncio.timeout(20):
            await is_back.wait()
            await here.publish("topic", b"heard")
            assert await heard.get() == b"heard"


async def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(Exception, match="redis://host:6379"):
        open_redis("localhost", timeout_seconds=1.0)
