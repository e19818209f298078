"""The feed: what happened is numbered and kept, and can be asked for by number."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from voicetodo.kit.bus import Envelope
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.modules.realtime import store
from voicetodo.modules.realtime.model import Missed
from voicetodo.modules.realtime.store import Told

KEPT_FOR = timedelta(hours=24)
#: Who missed more than this is quicker served by reading everything anew.
_MAX_MISSED = 500


class FeedService:
    """Numbers, keeps, and tells what was missed."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def append(self, tx: Transaction, told: Sequence[Told]) -> None:
        """Number the events in the feeds of whom they are for, in this order."""
        if told:
            await store.append(tx, told)

    async def hold(self, tx: Transaction, user_ids: Collection[UUID]) -> None:
        """Before appending for these more than once."""
        await store.hold(tx, user_ids)

    async def forget_of_owner(self, tx: Transaction, user_ids: Sequence[UUID], owner_id: UUID) -> None:
        """What these were told of an owner's things, they are not told again; who missed it reads everything anew."""
        await store.forget_of_owner(tx, user_ids, owner_id)

    async def tell_instead_of_todos(
        self, tx: Transaction, user_ids: Sequence[UUID], todo_ids: Sequence[UUID], envelope: Envelope
    ) -> None:
        """In place of all that these were told of the todos of the envelope's owner, they are told the envelope."""
        await store.replace_of_todos(tx, user_ids, todo_ids, envelope)

    async def tell_instead_of_comment(
        self, tx: Transaction, user_ids: Sequence[UUID], comment_id: UUID, envelope: Envelope
    ) -> None:
        """The same of a comment."""
        await store.replace_of_comment(tx, user_ids, comment_id, envelope)

    async def forget_person(self, tx: Transaction, user_id: UUID) -> None:
        """Somebody who has no account any more; in the feeds of others, too."""
        await store.forget_person(tx, user_id)

    async def list_missed(self, user_id: UUID, *, since: int) -> Missed:
        """What came after `since`."""
        async with self._database.connection() as connection:
            head, changes = await store.list_after(connection, user_id, seq=since, limit=_MAX_MISSED)
        # Numbers have no gaps, so there are as many as the numbers say, unless some are too old or too many. A number
        # from the future was given by another installation, or by a database restored since.
        is_whole = len(changes) == head - since
        return Missed(changes=tuple(changes), head=head) if is_whole else Missed(head=head, is_gone=True)

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
