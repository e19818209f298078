"""Sealing everything under the current key, wherever it is held, while others go on reading and writing.

Done twice it changes nothing; killed halfway, it goes on where values are that have not arrived.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from voicetodo.kit.crypto.envelope import UNTOLD, Broken
from voicetodo.kit.crypto.holdings import Held, Holding
from voicetodo.kit.crypto.key_file import LOOK_SECONDS
from voicetodo.kit.crypto.seal import Seal
from voicetodo.kit.telemetry.logs import logger

#: A little longer than others may go on sealing under the key before.
_SETTLED_AFTER_SECONDS: Final = LOOK_SECONDS + 1
log: Final = logger("kit.crypto")


class Moved(msgspec.Struct):
    """What became of the values of one purpose: sealed anew, or not to be opened by any key that is here."""

    purpose: str
    moved: int = 0
    unreadable: int = 0


class Progress(msgspec.Struct, frozen=True):
    purpose: str
    stretch: int
    stretches: int
    moved: int


class Resealing:
    """Under `seal`'s current key, of all `holdings`."""

    def __init__(self, seal: Seal, holdings: Iterable[Holding]) -> None:
        self._seal = seal
        self._holdings = list(holdings)

    async def run(self, tell: Callable[[Progress], None], *, since: float | None = None) -> list[Moved]:
        """`since` is when (`time.monotonic`) the key began to seal, for those who had not heard of it by then.

        Raises KeysUnavailable, BlobsUnavailable.
        """
        key_id = await self._seal.keys.current()
        done = {holding.purpose: Moved(holding.purpose) for holding in self._holdings}
        while True:
            begun = time.monotonic()
            is_through = not any([await self._walk(each, key_id, done[each.purpose], tell) for each in self._holdings])
            if is_through and (since is None or begun > since + _SETTLED_AFTER_SECONDS):
                return list(done.values())
            if is_through and since is not None:
                # Whoever has not looked into the key file yet seals under the one before, and that must be seen too.
                await asyncio.sleep(max(0.0, since + _SETTLED_AFTER_SECONDS - time.monotonic()))

    async def count(self) -> dict[str, Counter[str]]:
        """By purpose, and by the id of the key."""
        found: dict[str, Counter[str]] = {}
        for holding in self._holdings:
            numbers = found[holding.purpose] = Counter[str]()
            for stretch in range(await holding.stretches()):
                numbers.update(await holding.count(stretch))
        return found

    async def _walk(self, holding: Holding, key_id: str, done: Moved, tell: Callable[[Progress], None]) -> bool:
        """Whether another walk may find some: some were sealed anew, or written again by others meanwhile."""
        has_found, unreadable = False, 0
        stretches = await holding.stretches()
        for stretch in range(stretches):
            for held in await holding.list_others(stretch, than=key_id):
                try:
                    if (is_moved := await self._move(held)) is None:
                        continue
                    has_found = True
                    done.moved += is_moved
                except Broken as error:
                    unreadable += 1
                    log.warning("sealed_value_unreadable", purpose=holding.purpose, reason=str(error))
            tell(Progress(holding.purpose, stretch + 1, stretches, done.moved))
        done.unreadable = unreadable
        return has_found

    async def _move(self, held: Held) -> bool | None:
        """False where it is another one by now, None where it is gone."""
        sealed = await held.read()
        if sealed is None:
            return None
        plain = await self._seal.open(sealed, at=held.place)
        return await held.replace(await self._seal.seal(plain, at=held.place))


class KeyInUse(Exception):
    """Something is still sealed under it."""


async def check_unused(resealing: Resealing, key_id: str) -> None:
    """Raises KeyInUse. What is in the first format, which tells no key, may be sealed under any of the file's."""
    for purpose, numbers in (await resealing.count()).items():
        if number := numbers[key_id]:
            raise KeyInUse(f"{number} values of {purpose} are sealed under {key_id}.")
        if number := numbers[UNTOLD]:
            raise KeyInUse(f"{number} values of {purpose} are in the first format, and may be sealed under {key_id}.")
