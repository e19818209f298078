"""What is kept for a while only: the trash, and what is known of changes that were made long ago."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from voicetodo.kit.db import Transaction
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import retention, todo_groups, todos

#: Removed by one transaction, so that nobody waits long for it.
_AT_ONCE = 500

_ORIGIN = Origin(source="retention")


class RetentionSettings(Struct, frozen=True):
    """Days. Clients that were away count on 90 days of activity to catch up by."""

    trash_days: Annotated[int, Meta(ge=1)] = 30
    activity_days: Annotated[int, Meta(ge=90)] = 365


class Retention:
    def __init__(self, desk: Desk, settings: RetentionSettings) -> None:
        self._desk = desk
        self.settings = settings

    async def empty_trash(self) -> None:
        """Remove for good what was deleted too long ago; each is noted and announced, subtasks before their parents.

        Killed halfway, it goes on where it was the next time.
        """
        before = self._desk.clock.now() - timedelta(days=self.settings.trash_days)
        while owners := await self._owners(before):
            for user_id in owners:
                async with self._desk.writing(user_id, _ORIGIN) as ledger:
                    await todos.lock_tree(ledger.tx, user_id)
                    gone = await todo_groups.lock_trash(ledger.tx, user_id, before=before, limit=_AT_ONCE)
                    await ledger.todos_purged([each.todo for each in gone])

    async def forget_activity(self) -> None:
        """What happened too long ago, what could be taken back with it, and what was answered to clients."""
        before = self._desk.clock.now() - timedelta(days=self.settings.activity_days)
        await self._forget(partial(retention.forget_activity, before=before, limit=_AT_ONCE))
        for table in ("change_sets", "mutations"):
            await self._forget(partial(retention.forget, table=table, before=before, limit=_AT_ONCE))

    async def _forget(self, some: Callable[[Transaction], Awaitable[int]]) -> None:
        gone = _AT_ONCE
        while gone == _AT_ONCE:
            async with self._desk.database.transaction() as tx:
                gone = await some(tx)

    async def _owners(self, before: datetime) -> list[UUID]:
        async with self._desk.database.connection() as connection:
            return await retention.list_owners(connection, before, limit=_AT_ONCE)
