"""From the bus to a module's handlers, with the effect of exactly once."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any, Final, TypeAlias
from uuid import UUID

import msgspec

from voicetodo.kit.bus import inbox
from voicetodo.kit.bus.bus import Batch, Bus, Delivery
from voicetodo.kit.bus.events import Envelope, Event
from voicetodo.kit.bus.rounds import Rounds
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.telemetry.failures import kind_of
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.telemetry.traces import Tracing

#: `async def handler(tx, event, envelope)`: writes through `tx` alone, asks no other service, and leaves all that is
#: no row to `tx.after_commit`. May run again after a failure that undid it.
Handler: TypeAlias = Callable[[Transaction, Any, Envelope], Awaitable[None]]

#: The same for all events of some kinds that arrived together, each user's in order. They are not decoded.
BatchHandler: TypeAlias = Callable[[Transaction, Sequence[Envelope]], Awaitable[None]]

_BATCH: Final = 100

log = logger("kit.bus")
_traces = Tracing.to(None, ratio=0.0, service="")


class Consumer:
    """One module's ear. A handler's writes and the note that the event was heard are one transaction.

    A batch is first tried in a single transaction; where that fails, each event has its own, so that the one that fails
    holds back its user only.
    """

    def __init__(self, database: Database, bus: Bus, *, look_every_seconds: float = 5.0) -> None:
        self.subscriber = database.schema
        self._database = database
        self._bus = bus
        self._handlers: dict[str, list[tuple[type[Event], Handler]]] = {}
        self._batch_handlers: list[tuple[frozenset[str], BatchHandler]] = []
        self._mutex = asyncio.Lock()
        self._rounds = Rounds(f"consumer {self.subscriber}", self._round, look_every_seconds=look_every_seconds)

    def on(self, event: type[Event], handler: Handler) -> None:
        """To be asked before `subscribe`. Several handlers of one event share its transaction."""
        self._handlers.setdefault(event.name, []).append((event, handler))

    def on_all(self, events: Collection[type[Event]], handler: BatchHandler) -> None:
        """To be asked before `subscribe`."""
        self._batch_handlers.append((frozenset(event.name for event in events), handler))

    async def subscribe(self) -> None:
        """From now on nothing that was published is missed, running or not."""
        names = set(self._handlers).union(*(names for names, _ in self._batch_handlers))
        await self._bus.subscribe(self.subscriber, sorted(names))

    async def start(self) -> None:
        self._bus.on_arrival(self.subscriber, self._rounds.wake)
        self._rounds.start()

    async def stop(self) -> None:
        await self._rounds.stop()

    async def drain(self) -> int:
        """Work until nothing is left, not waiting before what is to be tried again; tells how many were brought."""
        total = 0
        while brought := (await self._work(is_impatient=True))[0]:
            total += brought
        return total

    async def _round(self) -> int:
        """Only a full batch asks for another: whoever publishes meanwhile wakes us again."""
        _, is_full = await self._work(is_impatient=False)
        return is_full

    async def _work(self, *, is_impatient: bool) -> tuple[int, bool]:
        async with (
            self._mutex,
            self._bus.receive(self.subscriber, limit=_BATCH, is_impatient=is_impatient) as batch,
        ):
            if batch.deliveries and not await self._hear_together(batch):
                await self._hear_one_by_one(batch)
            return len(batch.deliveries), batch.is_full

    async def _hear_together(self, batch: Batch) -> bool:
        try:
            await self._hear(batch.deliveries)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, the others go on
            if len(batch.deliveries) == 1:
                self._fail(batch, batch.deliveries[0], error)
                return True
            return False
        for delivery in batch.deliveries:
            batch.heard(delivery)
        return True

    async def _hear_one_by_one(self, batch: Batch) -> None:
        waiting: set[UUID] = set()
        for delivery in batch.deliveries:
            if delivery.envelope.user_id in waiting:
                continue
            try:
                await self._hear([delivery])
                batch.heard(delivery)
            except Exception as error:  # noqa: BLE001 - as above
                if self._fail(batch, delivery, error) is not None:
                    waiting.add(delivery.envelope.user_id)

    async def _hear(self, deliveries: Sequence[Delivery]) -> None:
        async with self._database.transaction() as tx:
            unheard = await inbox.note(tx, [delivery.envelope.id for delivery in deliveries])
            envelopes: list[Envelope] = []
            for delivery in deliveries:
                envelope = delivery.envelope
                if envelope.id in unheard:
                    unheard.remove(envelope.id)
                    envelopes.append(envelope)
                    await self._handle(tx, envelope)
            for names, handler in self._batch_handlers:
                if chosen := [envelope for envelope in envelopes if envelope.name in names]:
                    await handler(tx, chosen)

    async def _handle(self, tx: Transaction, envelope: Envelope) -> None:
        handlers = self._handlers.get(envelope.name)
        if not handlers:
            return
        _traces.enter(envelope.traceparent)
        for kind, handler in handlers:
            await handler(tx, msgspec.json.decode(envelope.payload, type=kind), envelope)

    def _fail(self, batch: Batch, delivery: Delivery, error: Exception) -> float | None:
        envelope = delivery.envelope
        again_in_seconds = batch.failed(delivery, error)
        log.warning(
            "event_failed",
            subscriber=self.subscriber,
            event_name=envelope.name,
            event_id=str(envelope.id),
            failures=delivery.failures + 1,
            again_in_seconds=again_in_seconds,
            is_given_up=again_in_seconds is None,
            error=kind_of(error),
            exc_info=None if isinstance(error, Unavailable) else error,
        )
        if again_in_seconds is not None:
            self._rounds.wake_in(again_in_seconds + 0.01)
        return again_in_seconds
