"""Looking back at what was said."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.voice.model import Outcome
from voicetodo.modules.voice.store import commands

_AT_ONCE: Final = 500


class History:
    """One user's commands, and counts over them."""

    def __init__(self, *, database: Database, clock: Clock, kept_for: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._kept_for = kept_for

    async def list_outcomes(self, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Outcome]:
        """The newest first."""
        async with self._database.connection() as connection:
            found = await commands.list_before(connection, user_id, before=before, limit=limit)
        return [command.outcome for command in found if command.outcome is not None]

    async def stats(self, user_id: UUID, *, days: int) -> commands.Stats:
        """Counts over the last `days`."""
        async with self._database.connection() as connection:
            return await commands.stats(connection, user_id, since=self._clock.now() - timedelta(days=days))

    async def forget_old(self) -> None:
        """Housekeeping: what was said too long ago, a few at a time so that nobody waits for it."""
        gone = _AT_ONCE
        while gone == _AT_ONCE:
            async with self._database.transaction() as tx:
                gone = await commands.forget(tx, before=self._clock.now() - self._kept_for, limit=_AT_ONCE)
