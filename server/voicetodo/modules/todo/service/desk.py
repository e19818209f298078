"""Where the verbs work: the database, the clock, and the news that a user's answers have moved on."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.service.ledger import Ledger


class Desk:
    """Shared by the services of this module."""

    def __init__(
        self, *, database: Database, clock: Clock, versions: Versions, joined_to: Ledger | None = None
    ) -> None:
        self.database = database
        self.clock = clock
        self.versions = versions
        self._joined_to = joined_to

    def joined(self, ledger: Ledger) -> "Desk":
        """Verbs asked of that desk work in the transaction of `ledger`, which somebody else ends."""
        return Desk(database=self.database, clock=self.clock, versions=self.versions, joined_to=ledger)

    @asynccontextmanager
    async def writing(
        self, user_id: UUID, origin: Origin, *, change_set_id: UUID | None = None, now: datetime | None = None
    ) -> AsyncGenerator[Ledger]:
        """One transaction of one user's changes; what was remembered for the user is then out of use."""
        if self._joined_to is not None:
            yield self._joined_to
            return
        async with self.database.transaction() as tx:
            yield Ledger(tx, user_id=user_id, origin=origin, now=now or self.clock.now(), change_set_id=change_set_id)
        await self.versions.bump(user_id)
