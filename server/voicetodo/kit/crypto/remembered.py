"""Keys that are far away, asked less often: data keys are used for a while, and remembered for a while."""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

import msgspec

from voicetodo.kit.crypto.keys import DataKey, Keys

#: Whoever may no longer unwrap can, for this long, go on with what this process remembers.
KEPT_SECONDS: Final = 300.0
#: How many values one data key seals; far below the 2³² at which nonces drawn by chance would meet.
MOST_USES: Final = 10_000
#: Data keys remembered for opening; the one not used for longest goes first.
MOST_KEPT: Final = 1_000


class _InUse(msgspec.Struct):
    key: DataKey
    until: float
    uses: int = 0


class RememberedKeys:
    """The same keys, for one process."""

    def __init__(self, keys: Keys, *, now: Callable[[], float] = time.monotonic) -> None:
        self._keys = keys
        self._now = now
        self._sealing: dict[tuple[str, str], _InUse] = {}
        self._opened: OrderedDict[bytes, tuple[bytes, float]] = OrderedDict()
        self._asked: dict[bytes, asyncio.Task[bytes]] = {}
        self._making: dict[tuple[str, str], asyncio.Lock] = {}

    async def current(self) -> str:
        return await self._keys.current()

    async def has(self, key_id: str) -> bool:
        return await self._keys.has(key_id)

    async def ids(self) -> list[str]:
        return await self._keys.ids()

    async def new_data_key(self, purpose: str) -> DataKey:
        place = (await self.current(), purpose)
        async with self._making.setdefault(place, asyncio.Lock()):
            in_use = self._sealing.get(place)
            if in_use is None or in_use.uses >= MOST_USES or in_use.until <= self._now():
                key = await self._keys.new_data_key(purpose)
                in_use = self._sealing[place] = _InUse(key, self._now() + KEPT_SECONDS)
                self._remember(_digest(key.key_id, key.wrapped, purpose), key.plain)
            in_use.uses += 1
            return in_use.key

    async def unwrap(self, key_id: str, wrapped: bytes, purpose: str) -> bytes:
        digest = _digest(key_id, wrapped, purpose)
        plain, until = self._opened.get(digest, (b"", 0.0))
        if until > self._now():
            self._opened.move_to_end(digest)
            return plain
        return await self._once(digest, lambda: self._keys.unwrap(key_id, wrapped, purpose))

    async def stop(self) -> None:
        self._sealing.clear()
        self._opened.clear()
        await self._keys.stop()

    async def _once(self, digest: bytes, ask: Callable[[], Awaitable[bytes]]) -> bytes:
        """Many who want the same at once ask together."""
        task = self._asked.get(digest)
        if task is None:

            async def work() -> bytes:
                try:
                    plain = await ask()
                finally:
                    del self._asked[digest]
                self._remember(digest, plain)
                return plain

            task = self._asked[digest] = asyncio.ensure_future(work())
        return await asyncio.shield(task)

    def _remember(self, digest: bytes, plain: bytes) -> None:
        self._opened[digest] = (plain, self._now() + KEPT_SECONDS)
        self._opened.move_to_end(digest)
        while len(self._opened) > MOST_KEPT:
            self._opened.popitem(last=False)


def _digest(key_id: str, wrapped: bytes, purpose: str) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode((key_id, wrapped, purpose))).digest()
