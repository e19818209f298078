"""Passwords: argon2id (RFC 9106), off the event loop, and never more at once than the machine can carry."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from voicetodo.modules.auth.errors import SignInBusy

T = TypeVar("T")

#: OWASP's first choice for argon2id; about 65 ms of one core on our machines.
MEMORY_KIB: Final = 47_104
PASSES: Final = 1
LANES: Final = 1
#: One core stays with the event loop. argon2 lets go of the interpreter lock while it works.
WORKERS: Final = max(1, min(4, (os.cpu_count() or 2) - 1))
LONGEST_QUEUE: Final = 50
_NICENESS: Final = 15
#: Whoever guesses queues among strangers, and must leave room for those who are known.
STRANGERS_IN_QUEUE: Final = 10


class Passwords:
    """Hashes and checks, both at the same cost whether there is anything to check against or not.

    Raises SignInBusy rather than letting people wait for longer than they would.
    """

    def __init__(self, hasher: PasswordHasher | None = None, *, longest_queue: int = LONGEST_QUEUE) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="passwords", initializer=_give_way)
        self._longest_queue = longest_queue
        self._strangers = min(longest_queue, STRANGERS_IN_QUEUE)
        #: Of the usual cost, and of no password.
        self.nobodys: Final = _hash_of_nothing(self._hasher)
        self._queued = 0

    def refuse_crowd(self) -> None:
        """At no cost, before anything is looked up for a stranger. Raises SignInBusy."""
        if self._queued >= self._strangers:
            raise SignInBusy(headers={"Retry-After": "5"})

    async def hash(self, password: str, *, is_known: bool = True) -> str:
        """The text to store."""
        if not is_known:
            self.refuse_crowd()
        return await self._work(lambda: self._hasher.hash(password))

    async def check(self, stored: str | None, password: str, *, is_known: bool = True) -> bool:
        """Whether this is the password; never, after the same time, where nothing is stored."""
        if not is_known:
            self.refuse_crowd()
        return await self._work(lambda: self._matches(stored or self.nobodys, password)) and stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Whether the stored hash was made at another cost than is usual now."""
        return self._hasher.check_needs_rehash(stored)

    async def stop(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _matches(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _work(self, work: Callable[[], T]) -> T:
        if self._queued >= self._longest_queue:
            raise SignInBusy(headers={"Retry-After": "5"})
        self._queued += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._queued -= 1


def _give_way() -> None:
    """Whoever is signed in already goes first: on Linux, each thread may have a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def _hash_of_nothing(hasher: PasswordHasher) -> str:
    """A hash of the usual cost that no password has."""
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${'A' * 22}${'A' * 43}"
