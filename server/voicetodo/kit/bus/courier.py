"""All of a process's post: its relay, and an ear for each module that listens."""

from collections.abc import Collection, Mapping

from voicetodo.kit.bus import inbox
from voicetodo.kit.bus.bus import Bus
from voicetodo.kit.bus.consumer import BatchHandler, Consumer, Handler
from voicetodo.kit.bus.events import Event
from voicetodo.kit.bus.relay import Relay
from voicetodo.kit.db import Database


class Courier:
    """Brings every fact that was announced to every handler that asked for it."""

    def __init__(self, bus: Bus, databases: Mapping[str, Database], *, look_every_seconds: float = 5.0) -> None:
        """`databases`: of the modules that live in this process, by name."""
        self._bus = bus
        self._databases = databases
        self._look_every_seconds = look_every_seconds
        self._relay = Relay(databases.values(), bus, look_every_seconds=look_every_seconds)
        self._consumers: dict[str, Consumer] = {}

    def on(self, event: type[Event], handler: Handler, *, module: str) -> None:
        """Run `handler` in the module's own transaction, once for each such event. To be asked before `start`."""
        self._consumer(module).on(event, handler)

    def on_all(self, events: Collection[type[Event]], handler: BatchHandler, *, module: str) -> None:
        """The same, once for all such events that arrived together. To be asked before `start`."""
        self._consumer(module).on_all(events, handler)

    async def subscribe(self) -> None:
        """Facts announced from now on are kept for this process's handlers, whether it runs or not."""
        await self._bus.start()
        for consumer in self._consumers.values():
            await consumer.subscribe()

    async def start(self) -> None:
        """Subscribed and running on return: call it before anything may be announced."""
        await self.subscribe()
        for consumer in self._consumers.values():
            await consumer.start()
        await self._relay.start()

    async def stop(self) -> None:
        await self._relay.stop()
        for consumer in self._consumers.values():
            await consumer.stop()
        await self._bus.stop()

    async def drain(self) -> None:
        """Bring everything now, what follows from it too, and what is to be tried again without waiting. For tests.

        Works whether started or only subscribed. Nothing may be on its way in two passes, as handlers announce as well.
        """
        quiet_passes = 0
        while quiet_passes < 2:
            moved = await self._relay.drain()
            for consumer in self._consumers.values():
                moved += await consumer.drain()
            quiet_passes = 0 if moved else quiet_passes + 1

    async def sweep(self) -> None:
        """Forget what was heard long ago, and what was given up long ago."""
        await self._bus.forget_dead()
        for database in self._databases.values():
            async with database.transaction() as tx:
                await inbox.forget_old(tx)

    def _consumer(self, module: str) -> Consumer:
        if module not in self._consumers:
            self._consumers[module] = Consumer(
                self._databases[module], self._bus, look_every_seconds=self._look_every_seconds
            )
        return self._consumers[module]
