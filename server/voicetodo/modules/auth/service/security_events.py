"""Tells people what happened to their accounts: in a list, and by a letter for each."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, current_actor
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import defer
from voicetodo.modules.auth.model.security_events import KEPT_FOR, Kind, SecurityEvent
from voicetodo.modules.auth.store import security_events


class SendNotice(msgspec.Struct, frozen=True):
    """To the address that the account has when it is sent."""

    name: ClassVar[str] = "auth.send_notice"
    event_id: UUID


async def note(tx: Transaction, user_id: UUID, kind: Kind, *, at: datetime, by: Actor | None = None) -> None:
    """It happened by what is being done now, if `tx` commits; the owner is told afterwards.

    `by` is who did it, where that is not whoever asks, or where the owner is not to learn from where they did it.
    """
    actor = by or current_actor()
    event = SecurityEvent(id=new_id(), kind=kind, at=at, address=actor.address, user_agent=actor.user_agent)
    await security_events.add(tx, event, user_id=user_id)
    await defer(tx, SendNotice(event.id))


class SecurityEvents:
    """Every question is scoped by `user_id`."""

    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def list_all(self, user_id: UUID, *, before: UUID | None, limit: int) -> list[SecurityEvent]:
        """Those of the last year, the newest first."""
        async with self._db.connection() as connection:
            return await security_events.list_all(connection, user_id=user_id, before=before, limit=limit)

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await security_events.forget(tx, before=self._clock.now() - KEPT_FOR)
