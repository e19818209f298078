"""The interface of a cache, and the one shared by all processes."""

from typing import Protocol

from redis.asyncio import Redis


class Cache(Protocol):
    """Bytes by key, for at most `ttl_seconds`."""

    async def get(self, key: str) -> bytes | None: ...

    async def set(self, key: str, value: bytes, *, ttl_seconds: float) -> None: ...

    async def delete(self, *keys: str) -> None: ...


class RedisCache:
    """Shared by every process on the same Redis."""

    def __init__(self, redis: Redis, *, prefix: str = "cache:") -> None:
        self._redis = redis
        self._prefix = prefix

    async def get(self, key: str) -> bytes | None:
        value = await self._redis.get(self._prefix + key)
        return value if isinstance(value, bytes) else None

    async def set(self, key: str, value: bytes, *, ttl_seconds: float) -> None:
        await self._redis.set(self._prefix + key, value, px=max(1, int(ttl_seconds * 1000)))

    async def delete(self, *keys: str) -> None:
        if keys:
            await self._redis.delete(*(self._prefix + key for key in keys))
