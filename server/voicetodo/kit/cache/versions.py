"""A version per user that moves with every change to what that user can see: answers kept under it are never stale."""

from collections import OrderedDict
from typing import Protocol
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from voicetodo.kit.ids import new_id


class Versions(Protocol):
    """Bump after the commit and before the answer: whoever reads after an answered write then sees that write."""

    async def current(self, user_id: UUID) -> bytes | None:
        """The version now, or None where nothing may be remembered."""
        ...

    async def bump(self, *user_ids: UUID) -> None: ...


class NoVersions:
    """Several processes and nothing shared to tell them of changes: nothing may be remembered."""

    async def current(self, user_id: UUID) -> bytes | None:  # noqa: ARG002 - the interface's parameter
        return None

    async def bump(self, *user_ids: UUID) -> None:  # noqa: ARG002 - the interface's parameter
        return None


class MemoryVersions:
    """For a process that is alone on its data. A user that was forgotten gets a version never used before."""

    def __init__(self, *, max_users: int = 100_000) -> None:
        self._max_users = max_users
        self._versions: OrderedDict[UUID, bytes] = OrderedDict()

    async def current(self, user_id: UUID) -> bytes | None:
        version = self._versions.get(user_id)
        if version is None:
            version = self._versions[user_id] = new_id().bytes
            if len(self._versions) > self._max_users:
                self._versions.popitem(last=False)
        return version

    async def bump(self, *user_ids: UUID) -> None:
        for user_id in user_ids:
            self._versions.pop(user_id, None)


class RedisVersions:
    """Shared by every process on the same Redis.

    Redis away means that nothing is remembered and no write fails. A bump lost that way leaves older answers in use
    until they expire, so whoever remembers under these versions does so for seconds, not for hours.
    """

    def __init__(self, redis: Redis, *, ttl_seconds: int = 86_400) -> None:
        self._redis = redis
        self._ttl_seconds = ttl_seconds

    async def current(self, user_id: UUID) -> bytes | None:
        key = f"version:{user_id}"
        try:
            version = await self._redis.get(key)
            if version is None:
                await self._redis.set(key, new_id().bytes, ex=self._ttl_seconds, nx=True)
                version = await self._redis.get(key)
        except RedisError:
            return None
        return version if isinstance(version, bytes) else None

    async def bump(self, *user_ids: UUID) -> None:
        try:
            async with self._redis.pipeline(transaction=False) as pipeline:
                for user_id in user_ids:
                    pipeline.set(f"version:{user_id}", new_id().bytes, ex=self._ttl_seconds)
                await pipeline.execute()
        except RedisError:
            return
