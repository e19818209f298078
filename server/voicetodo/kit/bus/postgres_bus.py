"""The bus on PostgreSQL: rows to be sure, `NOTIFY` to wake. Needs nothing but the database that is there anyway."""

import random
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Final

from voicetodo.kit.bus import postgres_store as store
from voicetodo.kit.bus.bus import DEAD_KEPT_FOR, Batch, Delivery
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.db.listener import Listener
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.failures import kind_of

_FIRST_PAUSE_SECONDS: Final = 0.1
_LONGEST_PAUSE_SECONDS: Final = 60.0


class PostgresBus:
    """On the same server as the outboxes.

    Its commits do not wait for the disk: after a crash of the server the outbox still holds what the queue lost, and a
    subscriber's inbox still knows what the queue brings again.
    """

    def __init__(self, url: str, *, listener: Listener, max_tries: int = 10) -> None:
        """`listener` wakes subscribers in this process for what others published; whoever made it starts it."""
        self._database = Database(url, "bus", settings={"synchronous_commit": "off"})
        self._max_tries = max_tries
        self._name = new_id().hex
        self._wakers: dict[str, Callable[[], None]] = {}
        listener.listen(store.CHANNEL, self._hear)
        listener.on_gap(self._wake_all)

    async def start(self) -> None:
        await self._database.start()

    async def stop(self) -> None:
        await self._database.stop()

    async def subscribe(self, subscriber: str, names: Collection[str]) -> None:
        async with self._database.transaction() as tx:
            await store.subscribe(tx, subscriber, names)

    async def carry(self, outbox: Database, *, limit: int) -> int:
        async with outbox.connection() as connection:
            moved, subscribers = await store.carry(connection, self._name, limit=limit)
        for subscriber in subscribers:
            self._wake(subscriber)
        return moved

    @asynccontextmanager
    async def receive(self, subscriber: str, *, limit: int, is_impatient: bool = False) -> AsyncGenerator[Batch]:
        async with self._database.transaction_beside() as tx:
            deliveries = await store.take(tx, subscriber, limit=limit, is_impatient=is_impatient)
            batch = _Batch(deliveries, is_full=len(deliveries) >= limit, max_tries=self._max_tries)
            yield batch
            await batch.settle(tx, subscriber)

    async def forget_dead(self) -> None:
        async with self._database.transaction() as tx:
            await store.forget_dead(tx, DEAD_KEPT_FOR)

    def on_arrival(self, subscriber: str, wake: Callable[[], None]) -> None:
        self._wakers[subscriber] = wake

    def _hear(self, payload: str) -> None:
        sender, _, subscriber = payload.partition(" ")
        if sender != self._name:
            self._wake(subscriber)

    def _wake(self, subscriber: str) -> None:
        wake = self._wakers.get(subscriber)
        if wake is not None:
            wake()

    def _wake_all(self) -> None:
        for wake in self._wakers.values():
            wake()


class _Batch:
    """Rows held by a transaction, and what is to become of them at its end."""

    def __init__(self, deliveries: list[Delivery], *, is_full: bool, max_tries: int) -> None:
        self.deliveries = deliveries
        self.is_full = is_full
        self._max_tries = max_tries
        self._heard: list[Delivery] = []
        self._again: list[tuple[Delivery, float, str]] = []
        self._dead: list[tuple[Delivery, str]] = []

    def heard(self, delivery: Delivery) -> None:
        self._heard.append(delivery)

    def failed(self, delivery: Delivery, error: BaseException) -> float | None:
        words = kind_of(error)
        if delivery.failures + 1 >= self._max_tries and not isinstance(error, Unavailable):
            self._dead.append((delivery, words))
            return None
        pause = min(_FIRST_PAUSE_SECONDS * 4.0**delivery.failures, _LONGEST_PAUSE_SECONDS)
        in_seconds = pause * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, hides nothing
        self._again.append((delivery, in_seconds, words))
        return in_seconds

    async def settle(self, tx: Transaction, subscriber: str) -> None:
        if self._heard:
            await store.delete(tx, subscriber, self._heard)
        for delivery, in_seconds, words in self._again:
            await store.retry(tx, subscriber, delivery, in_seconds=in_seconds, error=words)
        for delivery, words in self._dead:
            await store.bury(tx, subscriber, delivery, error=words)
