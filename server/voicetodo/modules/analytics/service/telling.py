"""What somebody is told of their days."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.analytics.model.days import day_of
from voicetodo.modules.analytics.model.insights import Insights, insights_of, range_of
from voicetodo.modules.analytics.store import days, people


class Telling:
    """One person's insights."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def insights(self, user_id: UUID, *, first: date | None, last: date | None) -> Insights:
        """From one of their days to another; the last thirty where nothing is said. Raises Invalid."""
        async with self._database.connection() as connection:
            timezone = await people.find_zone(connection, user_id) or "UTC"
            today = day_of(self._clock.now(), ZoneInfo(timezone))
            start, end = range_of(first, last, today=today)
            return insights_of(
                await days.list_between(connection, user_id, start, end),
                await days.list_completing(connection, user_id),
                first=start,
                last=end,
                today=today,
                timezone=timezone,
            )
