"""What every process knows of maintenance, and refuses because of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from voicetodo.kit.bus import Broadcast, Follower
from voicetodo.kit.caller import Caller
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.maintenance import store
from voicetodo.kit.maintenance.store import Upkeep
from voicetodo.kit.telemetry.logs import logger

#: The broadcast's topic: it began, changed or ended.
_CHANGED: Final = "maintenance"
#: Come back after so long, where nobody said when it is over; and look again within so long in any case.
_COME_BACK_SECONDS: Final = 60
_LONGEST_SECONDS: Final = 600

log = logger("maintenance")


class UnderMaintenance(Unavailable):
    """Voice Todo is being looked after just now. Please come back a little later."""


class Maintenance:
    """One per process. What it knows is some seconds old at most; while the database is away, it is what it was.

    `open_paths` are open to everybody all the while, so that admins can sign in, but for the `closed_paths` among
    them. One that ends in a slash stands for all below it.
    """

    def __init__(
        self,
        database: Database,
        *,
        broadcast: Broadcast,
        clock: Clock,
        open_paths: Sequence[str] = (),
        closed_paths: Sequence[str] = (),
    ) -> None:
        """To be made before the broadcast starts. `database`: the kit's."""
        self._database = database
        self._clock = clock
        self._open, self._closed = tuple(open_paths), tuple(closed_paths)
        self._on_change: list[Callable[[Upkeep | None], None]] = []
        #: What is known here; None where there is none.
        self.now: Upkeep | None = None
        # A command on the machine of the database tells nobody: it is looked for.
        self._follower = Follower(_CHANGED, self.refresh, broadcast=broadcast)

    def on_change(self, callback: Callable[[Upkeep | None], None]) -> None:
        """Call this when it begins, changes or ends, as far as this process hears; it must be quick."""
        self._on_change.append(callback)

    def check(self, path: str, caller: Caller | None) -> None:
        """Raises UnderMaintenance for everybody who may not go on at this address."""
        if self.now is None or (caller is not None and caller.is_admin):
            return
        if not _is_among(path, self._open) or _is_among(path, self._closed):
            raise self._refusal(self.now)

    def _refusal(self, upkeep: Upkeep) -> UnderMaintenance:
        if upkeep.until is None:
            return UnderMaintenance(upkeep.message, headers={"Retry-After": str(_COME_BACK_SECONDS)})
        seconds = int((upkeep.until - self._clock.now()).total_seconds())
        headers = {"Retry-After": str(min(max(1, seconds), _LONGEST_SECONDS))}
        return UnderMaintenance(upkeep.message, headers=headers, until=upkeep.until)

    async def begin(self, *, message: str, until: datetime | None) -> Upkeep:
        """For all processes, from this moment on here and within seconds elsewhere. Begun already, it changes."""
        async with self._database.transaction() as tx:
            await store.put(tx, Upkeep(message, self._clock.now(), until))
        await self._follower.tell()
        return self.now or Upkeep(message, self._clock.now(), until)

    async def end(self) -> None:
        """Nothing happens where there is none."""
        async with self._database.transaction() as tx:
            await store.delete(tx)
        await self._follower.tell()

    async def refresh(self) -> None:
        """Raises Unavailable."""
        async with self._database.connection() as connection:
            found = await store.find(connection)
        if found != self.now:
            self.now = found
            log.info("maintenance_heard_of", is_on=found is not None)
            for callback in self._on_change:
                callback(found)

    async def start(self) -> None:
        """Known on return, where the database answers."""
        await self._follower.start()

    async def stop(self) -> None:
        await self._follower.stop()


def _is_among(path: str, paths: Sequence[str]) -> bool:
    return any(path.startswith(each) if each.endswith("/") else path == each for each in paths)
