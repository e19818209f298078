"""Facts that some module could not hear, tried too often: looked at, brought again, or discarded."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.bus import postgres_store as store
from voicetodo.kit.db import Database, Record


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """`module` could not hear of the event `id`. Of the error the kind is told, and nothing of what the event holds."""

    module: str
    id: UUID
    name: str
    user_id: UUID
    occurred_at: datetime
    died_at: datetime
    tries: int
    error: str


#: What no moment and no id reach.
LATEST: Final = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))


class DeadLetters:
    """`database`: the bus's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_latest(self, *, module: str | None, before: tuple[datetime, UUID], limit: int) -> list[DeadLetter]:
        """Those that died last first, from before this moment and id."""
        async with self._database.connection() as connection:
            rows = await store.list_dead(connection, module, died_at=before[0], event_id=before[1], limit=limit)
        return [_read(row) for row in rows]

    async def find(self, module: str, event_id: UUID) -> DeadLetter | None:
        async with self._database.connection() as connection:
            row = await store.find_dead(connection, module, event_id)
        return None if row is None else _read(row)

    async def retry(self, module: str, event_id: UUID) -> bool:
        """Bring it again, behind what waits. False where it is not there."""
        async with self._database.transaction() as tx:
            return await store.bring_again(tx, module, event_id)

    async def discard(self, module: str, event_id: UUID) -> bool:
        """The module never hears of it. False where it is not there."""
        async with self._database.transaction() as tx:
            return await store.discard(tx, module, event_id)


def _read(row: Record) -> DeadLetter:
    return DeadLetter(
        module=row["subscriber"],
        id=row["id"],
        name=row["name"],
        user_id=row["user_id"],
        occurred_at=row["occurred_at"],
        died_at=row["died_at"],
        tries=row["attempts"],
        # of a process that was not replaced yet it may hold more than the kind
        error=row["error"].partition(":")[0],
    )
