"""Sums over everybody who agreed to be counted."""

from datetime import UTC, date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.analytics.model.days import bounds_of
from voicetodo.modules.analytics.model.insights import range_of
from voicetodo.modules.analytics.model.system import SystemInsights
from voicetodo.modules.analytics.store import system_days

#: A device without a connection, or an import, may tell of a day as late as that.
_DAYS_OPEN: Final = 7


class System:
    """Counted every few minutes, so that asking reads a row for each day."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def count(self) -> None:
        """Housekeeping: today, and the days before it of which some facts may still come."""
        today = self._clock.now().astimezone(UTC).date()
        for day in (today - timedelta(days=back) for back in reversed(range(_DAYS_OPEN))):
            async with self._database.transaction() as tx:
                await system_days.count(tx, day, *bounds_of(day, ZoneInfo("UTC")))

    async def insights(self, *, first: date | None, last: date | None) -> SystemInsights:
        """From one day to another; the last thirty where nothing is said. Raises Invalid."""
        start, end = range_of(first, last, today=self._clock.now().astimezone(UTC).date())
        async with self._database.connection() as connection:
            return SystemInsights(tuple(await system_days.list_between(connection, start, end)))
