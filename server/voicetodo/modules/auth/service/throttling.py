"""Slows down who guesses passwords, in all processes alike, and never whoever is known.

A device that has signed in to an account before has a budget of its own there. Everybody else counts under the account,
under their address, and under both: whatever strangers do, they use up the budget of strangers alone.
"""

import hashlib
import hmac
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import TooMany
from voicetodo.kit.http.networks import network_of
from voicetodo.modules.auth.errors import LettersDelayed, SignInDelayed
from voicetodo.modules.auth.model.throttling import FORGOTTEN_AFTER, Attempts, Budget
from voicetodo.modules.auth.store import sign_in_attempts as store

_QUARTER_HOUR: Final = timedelta(minutes=15)
_DEVICE: Final = Budget(free=10, longest=_QUARTER_HOUR)
_PAIR: Final = Budget(free=5, longest=_QUARTER_HOUR)
#: All strangers of the world together, at one account. Short, as its owner may be one of them, with a new device.
_ACCOUNT: Final = Budget(free=20, longest=timedelta(minutes=5))
_MOST_REMEMBERED: Final = 20_000
#: Somebody else's mailbox is not to be filled by us.
LETTERS_TO_ONE: Final = 5
LETTERS_TO_ONE_WITHIN: Final = timedelta(hours=1)


class Admission(msgspec.Struct, frozen=True):
    """One guess that may be made; it counts as wrong until it is forgiven."""

    own: list[bytes]
    shared: list[bytes]


class Throttling:
    """Every guess is counted before it is looked at, so that a thousand at once are a thousand."""

    def __init__(self, *, db: Database, clock: Clock, key: bytes, free_per_address: int, free_letters: int) -> None:
        """`key` is ours alone: the table tells nobody which accounts and addresses it counts."""
        self._db = db
        self._clock = clock
        self._key = key
        self._address = Budget(free=free_per_address, longest=_QUARTER_HOUR)
        self._letters = Budget(free=free_letters, longest=_QUARTER_HOUR)
        #: Until when nobody may guess under a key: until then nothing changes it, so that nobody need be asked.
        self._delayed: dict[bytes, datetime] = {}

    async def admit(
        self, *, account: str, address: str, device_id: UUID | None, delayed: type[TooMany] = SignInDelayed
    ) -> Admission:
        """Raises `delayed`, alike whether there is such an account or not."""
        budgets, admission = self._budgets(account, network_of(address), device_id)
        await self._spend(budgets, delayed)
        return admission

    def refuse_delayed(self, *, account: str, address: str) -> None:
        """What `admit` would refuse a stranger, as far as this process has seen it. Raises SignInDelayed."""
        at = self._clock.now()
        until = [
            self._delayed[key] for key in self._strangers_keys(account, network_of(address)) if key in self._delayed
        ]
        if until and max(until) > at:
            raise SignInDelayed(headers=_retry_after(max(until) - at))

    async def admit_letter(self, address: str) -> None:
        """One letter more that somebody at this address asks for. Raises LettersDelayed."""
        await self._spend({self._digest("letters", network_of(address)): self._letters}, LettersDelayed)

    async def forgive(self, admission: Admission) -> None:
        """The guess was right: it never counted, and those before it no longer do where they were of the same hand."""
        async with self._db.transaction() as tx:
            await store.forgive(tx, all_of=admission.own, one_of=admission.shared)

    async def take_back(self, admission: Admission) -> None:
        """The guess was never looked at."""
        async with self._db.transaction() as tx:
            await store.forgive(tx, all_of=[], one_of=[*admission.own, *admission.shared])

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await store.forget(tx, before=self._clock.now() - FORGOTTEN_AFTER)

    def _budgets(self, account: str, network: str, device_id: UUID | None) -> tuple[dict[bytes, Budget], Admission]:
        if device_id is not None:
            key = self._digest("device", account, device_id.hex)
            return {key: _DEVICE}, Admission(own=[key], shared=[])
        pair, everybody, here = self._strangers_keys(account, network)
        return {pair: _PAIR, everybody: _ACCOUNT, here: self._address}, Admission(own=[pair], shared=[everybody, here])

    def _strangers_keys(self, account: str, network: str) -> tuple[bytes, bytes, bytes]:
        """Under which both together, the account, and the address are counted."""
        return (
            self._digest("pair", account, network),
            self._digest("account", account),
            self._digest("address", network),
        )

    async def _spend(self, budgets: Mapping[bytes, Budget], delayed: type[TooMany]) -> None:
        async with self._db.connection() as connection:
            self._refuse(await store.find(connection, list(budgets)), budgets, delayed)
        async with self._db.transaction() as tx:
            at = self._clock.now()
            attempts = await store.lock(tx, list(budgets), at)
            self._refuse(attempts, budgets, delayed)
            await store.keep(tx, {key: each.one_more(at) for key, each in attempts.items()})

    def _refuse(
        self, attempts: Mapping[bytes, Attempts], budgets: Mapping[bytes, Budget], delayed: type[TooMany]
    ) -> None:
        at = self._clock.now()
        waits = {key: each.wait(budgets[key], at) for key, each in attempts.items()}
        longest = max(waits.values(), default=timedelta())
        if longest > timedelta():
            self._remember({key: at + wait for key, wait in waits.items() if wait > timedelta()})
            raise delayed(headers=_retry_after(longest))

    def _remember(self, delayed: Mapping[bytes, datetime]) -> None:
        for key, until in delayed.items():
            self._delayed.pop(key, None)
            self._delayed[key] = until
        while len(self._delayed) > _MOST_REMEMBERED:
            del self._delayed[next(iter(self._delayed))]

    def _digest(self, *parts: str) -> bytes:
        return hmac.digest(self._key, "\0".join(parts).encode("utf-8", "surrogatepass"), hashlib.sha256)


def _retry_after(wait: timedelta) -> dict[str, str]:
    return {"Retry-After": str(math.ceil(wait.total_seconds()))}
