"""What carries facts from one module to others: one interface, an engine per kind of infrastructure."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Final, Protocol

import msgspec

from voicetodo.kit.bus.events import Envelope
from voicetodo.kit.db import Database

#: What was given up is kept for somebody to look at, and holds what people wrote.
DEAD_KEPT_FOR: Final = timedelta(days=90)


class Delivery(msgspec.Struct, frozen=True):
    """One event for one subscriber. `failures` counts the tries before this one."""

    envelope: Envelope
    #: The engine's own handle.
    place: int
    failures: int = 0


class Batch(Protocol):
    """Events for one subscriber, each user's in order. What is neither heard nor failed comes again."""

    @property
    def deliveries(self) -> Sequence[Delivery]: ...

    @property
    def is_full(self) -> bool:
        """Whether more may be waiting."""
        ...

    def heard(self, delivery: Delivery) -> None:
        """Never bring it again."""
        ...

    def failed(self, delivery: Delivery, error: BaseException) -> float | None:
        """Bring it again, and before it nothing later of the same user: answers in how many seconds.

        None: it failed too often, and is among the dead letters now. After Unavailable it is tried for ever.
        """
        ...


class Bus(Protocol):
    """At least once, and in order for each user: no two batches hold the same subscriber's events of one user."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def subscribe(self, subscriber: str, names: Collection[str]) -> None:
        """From now on, events of these names are kept for `subscriber` until heard. Never undone by itself."""
        ...

    async def carry(self, outbox: Database, *, limit: int) -> int:
        """Take the oldest facts out of a module's outbox, and keep them for every subscriber: how many there were.

        Killed in between, it publishes again. Of all processes one at a time empties an outbox.
        """
        ...

    def receive(self, subscriber: str, *, limit: int, is_impatient: bool = False) -> AbstractAsyncContextManager[Batch]:
        """Events for one subscriber, none when nothing waits. What the block says of them is done at its end.

        A block that raises leaves all as it was. `is_impatient`: also what is to be tried again only later.
        """
        ...

    async def forget_dead(self) -> None:
        """Dead letters that nobody looked at for DEAD_KEPT_FOR."""
        ...

    def on_arrival(self, subscriber: str, wake: Callable[[], None]) -> None:
        """Call `wake` when something may have arrived. A hint: who relies on it also looks from time to time."""
        ...
