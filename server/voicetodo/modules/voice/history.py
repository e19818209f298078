"""Looking back at what was said."""

from datetime import datetime, timedelta
from uuid import UUID

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.voice import store
from voicetodo.modules.voice.model import Outcome


class History:
    """One user's commands, and counts over them."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def list_outcomes(self, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Outcome]:
        """The newest first."""
        async with self._database.connection() as connection:
            commands = await store.list_before(connection, user_id, before=before, limit=limit)
        return [command.outcome for command in commands if command.outcome is not None]

    async def stats(self, user_id: UUID, *, days: int) -> store.Stats:
        """Counts over the last `days`."""
        async with self._database.connection() as connection:
            return await store.stats(connection, user_id, since=self._clock.now() - timedelta(days=days))
