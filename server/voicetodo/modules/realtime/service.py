"""The feed: what happened is numbered and kept, and can be asked for by number."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from voicetodo.kit.bus import Envelope
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.modules.realtime import store
from voicetodo.modules.realtime.model import Missed

KEPT_FOR = timedelta(hours=24)
#: Who missed more than this is quicker served by reading everything anew.
_MAX_MISSED = 500


class FeedService:
    """Numbers, keeps, and tells what was missed."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def append(self, tx: Transaction, envelope: Envelope) -> int:
        """The event's number in its user's feed."""
        return await store.append(tx, envelope)

    async def list_missed(self, user_id: UUID, *, since: int) -> Missed:
        """What came after `since`."""
        async with self._database.connection() as connection:
            changes = await store.list_after(connection, user_id, seq=since, limit=_MAX_MISSED + 1)
            head = changes[-1].seq if changes else (await store.heads(connection, [user_id])).get(user_id, 0)
        # A number from the future was given by another installation, or by a database restored since.
        is_gone = len(changes) > _MAX_MISSED or since > head or (head > since and _has_gap(changes, since))
        return Missed(head=head, is_gone=True) if is_gone else Missed(changes=tuple(changes), head=head)

    async def head_of(self, user_id: UUID) -> int:
        return (await self.heads([user_id])).get(user_id, 0)

    async def heads(self, user_ids: Sequence[UUID]) -> dict[UUID, int]:
        """How far each user's feed has come."""
        async with self._database.connection() as connection:
            return await store.heads(connection, user_ids)

    async def sweep(self) -> None:
        """Forget what is older than a day."""
        async with self._database.transaction() as tx:
            await store.forget_before(tx, self._clock.now() - KEPT_FOR)


def _has_gap(changes: Sequence[object], since: int) -> bool:
    return not changes or getattr(changes[0], "seq", 0) != since + 1
