"""How many commands somebody's plan allows, a minute and a day."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.plans import Plans
from voicetodo.modules.voice.store import commands

_SPANS: Final = {"voice_commands_a_minute": timedelta(minutes=1), "voice_commands_a_day": timedelta(days=1)}


class Pacing:
    """Asked before anything is listened to. Two that come at once may both be the last; nothing is lost by that."""

    def __init__(self, *, database: Database, clock: Clock, plans: Plans) -> None:
        self._database = database
        self._clock = clock
        self._plans = plans

    async def check(self, user_id: UUID, command_id: UUID) -> None:
        """One that was heard before is no further one. Raises PlanLimit."""
        for limit, span in _SPANS.items():
            if not self._plans.may_bind(limit):
                continue
            async with self._database.connection() as connection:
                bound = await self._plans.find_bound(connection, user_id, limit)
                if bound is None:
                    continue
                since = self._clock.now() - span
                if await commands.count_since(connection, user_id, since, but=command_id) >= bound.most:
                    raise bound.refusal()

    async def used_by(self, user_id: UUID) -> dict[str, int]:
        """How many they have said, by limit."""
        async with self._database.connection() as connection:
            return {
                limit: await commands.count_since(connection, user_id, self._clock.now() - span, but=None)
                for limit, span in _SPANS.items()
            }
