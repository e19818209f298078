"""What happened, as far back as somebody's plan shows it."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import activity
from voicetodo.modules.todo.store.activity import ActivityFilter, Entry


class Told(msgspec.Struct, frozen=True):
    """The latest first. `visible_since`: what was before is not shown by the plan of whoever asks."""

    entries: list[Entry]
    visible_since: datetime | None


class Activity:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_page(self, user_id: UUID, wanted: ActivityFilter, *, before: int | None, limit: int) -> Told:
        """Raises PlanLimit where nothing of what is asked for is shown."""
        async with self._desk.database.connection() as connection:
            wanted, visible_since = await self._shown(connection, user_id, wanted)
            found = await activity.list_entries(connection, user_id, wanted, before=before, limit=limit)
            return Told(found, visible_since)

    async def list_of_todo(self, user_id: UUID, todo_id: UUID, *, before: int | None, limit: int) -> Told:
        """Of one's own even after it was removed for good. Raises TodoNotFound."""
        async with self._desk.database.connection() as connection:
            wanted, visible_since = await self._shown(connection, user_id, ActivityFilter(entity_id=todo_id))
            found = await activity.list_entries(connection, user_id, wanted, before=before, limit=limit)
            if not found and before is None:
                await access.to_todo(connection, user_id, todo_id)
            return Told(found, visible_since)

    async def _shown(
        self, connection: Connection, user_id: UUID, wanted: ActivityFilter
    ) -> tuple[ActivityFilter, datetime | None]:
        bound = await self._desk.plans.find_bound(connection, user_id, "activity_days")
        if bound is None:
            return wanted, None
        since = self._desk.clock.now() - timedelta(days=bound.most)
        if wanted.until is not None and wanted.until <= since:
            raise bound.refusal()
        return replace(wanted, since=since if wanted.since is None else max(since, wanted.since)), since
