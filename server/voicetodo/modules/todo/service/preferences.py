"""What somebody prefers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from voicetodo.modules.todo.api import Origin, Preferences
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Check
from voicetodo.modules.todo.store import preferences


class PreferenceService:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def get(self, user_id: UUID) -> Preferences:
        async with self._desk.database.connection() as connection:
            return await preferences.find(connection, user_id)

    async def update(
        self,
        user_id: UUID,
        fields: Mapping[str, Any],
        hours: Mapping[str, str],
        *,
        origin: Origin,
        check: Check | None = None,
    ) -> Preferences:
        """With these fields set, and these hours; the others stay."""
        async with self._desk.writing(user_id, origin) as ledger:
            before = await preferences.lock(ledger.tx, user_id)
            if check is not None:
                check(before.version)
            after = replace(before, hours=replace(before.hours, **hours), **fields)
            if after == before:
                return before
            after = replace(after, updated_at=ledger.now, version=before.version + 1)
            await ledger.preferences_changed(before, after)
            return after
