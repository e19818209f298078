"""Maintenance, as somebody begins and ends it."""

from datetime import datetime
from typing import Final

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Fault, FieldError
from voicetodo.kit.maintenance import Maintenance, Upkeep
from voicetodo.modules.admin.errors import MaintenanceInvalid
from voicetodo.modules.admin.model.texts import clean_line

DEFAULT_MESSAGE: Final = "Voice Todo is being looked after just now. Please come back a little later."
LONGEST_MESSAGE: Final = 300


class MaintenanceMode:
    """Told before it is done: what every process knows of maintenance is not in this module's schema."""

    def __init__(self, *, db: Database, clock: Clock, maintenance: Maintenance) -> None:
        self._db = db
        self._clock = clock
        self._maintenance = maintenance

    async def find(self) -> Upkeep | None:
        """As it is now, whatever this process had heard."""
        await self._maintenance.refresh()
        return self._maintenance.now

    async def begin(self, *, message: str | None, until: datetime | None, by: Actor) -> Upkeep:
        """From now on; begun already, it goes on with this message and end. Raises MaintenanceInvalid."""
        kept = DEFAULT_MESSAGE if message is None else _checked(message)
        if until is not None and until <= self._clock.now():
            sentence = "Must be a moment that is still to come."
            raise MaintenanceInvalid(sentence, errors=[FieldError("until", sentence, "moment-past")])
        async with self._db.transaction() as tx:
            await audit(tx, "admin.maintenance_begun", on=("installation", None), by=by)
        return await self._maintenance.begin(message=kept, until=until)

    async def end(self, *, by: Actor) -> None:
        """Nothing happens where there is none."""
        if await self.find() is None:
            return
        async with self._db.transaction() as tx:
            await audit(tx, "admin.maintenance_ended", on=("installation", None), by=by)
        await self._maintenance.end()


def _checked(message: str) -> str:
    try:
        return clean_line(message, longest=LONGEST_MESSAGE)
    except Fault as error:
        raise MaintenanceInvalid(str(error), errors=[FieldError.of("message", error)]) from error
