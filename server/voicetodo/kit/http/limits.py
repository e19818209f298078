"""How often somebody may ask (draft-ietf-httpapi-ratelimit-headers): per user, per address, tighter on sign-in."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

import msgspec
from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter as SharedWindow
from redis.asyncio import Redis

from voicetodo.kit.http.window_counts import WindowCounts
from voicetodo.kit.telemetry.logs import logger

_log = logger("limits")


class Rate(msgspec.Struct, frozen=True):
    """A named budget such as `600/minute`. `policy` is the value of `RateLimit-Policy`."""

    name: str
    item: RateLimitItem
    amount: int
    window_seconds: int
    policy: bytes

    @classmethod
    def of(cls, name: str, text: str) -> "Rate":
        """Raises ValueError where `text` is not like `600/minute`."""
        item = parse(text)
        amount, window_seconds = item.amount, item.get_expiry()
        policy = f'"{name}";q={amount};w={window_seconds}'.encode()
        return cls(name=name, item=item, amount=amount, window_seconds=window_seconds, policy=policy)


class Verdict(msgspec.Struct, frozen=True):
    """May this request go on, and what is left until the window ends."""

    is_allowed: bool
    remaining: int
    reset_seconds: int


class Limiter(Protocol):
    async def hit(self, rate: Rate, key: str) -> Verdict:
        """Count one request of `key` against its budget."""
        ...

    async def look(self, rate: Rate, key: str) -> Verdict:
        """Whether one more would be allowed, without counting it."""
        ...


class MemoryLimiter:
    """Counts within this process: one count for each request, where the library's strategy would take four."""

    def __init__(self) -> None:
        self._counts = WindowCounts()

    async def hit(self, rate: Rate, key: str) -> Verdict:
        count, left_seconds = self._counts.count(f"{rate.name}:{key}", window_seconds=rate.window_seconds)
        return Verdict(count <= rate.amount, max(0, rate.amount - count), round(left_seconds))

    async def look(self, rate: Rate, key: str) -> Verdict:
        count, left_seconds = self._counts.look(f"{rate.name}:{key}", window_seconds=rate.window_seconds)
        return Verdict(count < rate.amount, max(0, rate.amount - count), round(left_seconds))


class RedisLimiter:
    """Counts across every process. Redis away: everybody may go on, and that is logged."""

    def __init__(self, redis: Redis) -> None:
        # The address only names the kind of storage: connections come from the pool that is there already.
        pool = cast("Any", redis.connection_pool)
        storage = RedisStorage("async+redis://", implementation="redispy", connection_pool=pool)
        self._window = SharedWindow(storage)

    async def hit(self, rate: Rate, key: str) -> Verdict:
        return await self._asked(self._window.hit, rate, key)

    async def look(self, rate: Rate, key: str) -> Verdict:
        return await self._asked(self._window.test, rate, key)

    async def _asked(self, ask: Callable[..., Awaitable[bool]], rate: Rate, key: str) -> Verdict:
        try:
            is_allowed = await ask(rate.item, rate.name, key)
            stats = await self._window.get_window_stats(rate.item, rate.name, key)
        except Exception as error:  # noqa: BLE001 - failing open, on purpose, in this one place
            _log.warning("limits_not_counted", reason=type(error).__name__)
            return Verdict(is_allowed=True, remaining=rate.item.amount, reset_seconds=rate.item.get_expiry())
        return Verdict(is_allowed, stats.remaining, max(0, round(stats.reset_time - time.time())))
