"""One owner's space, as one person changes it in one transaction: who does what, and who is to be told."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.audit import On, audited, current_actor
from voicetodo.kit.bus.outbox import announce, wake
from voicetodo.kit.db import Transaction
from voicetodo.kit.plans import Allowance, PlanLimit, unlimited
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.errors import ListFull
from voicetodo.modules.todo.events import SharingEvent
from voicetodo.modules.todo.roles import may
from voicetodo.modules.todo.store import journal
from voicetodo.modules.todo.store.journal import Note
from voicetodo.modules.todo.store.shares import Access


class Space:
    """`user_id` is the owner, whose rows are written; `actor_id` is whose doing it is.

    The ledgers of one transaction know of each other: `own` is the actor's, `at` gives that of somebody who shares a
    category with the actor.
    """

    def __init__(
        self,
        tx: Transaction,
        *,
        user_id: UUID,
        origin: Origin,
        now: datetime,
        change_set_id: UUID | None = None,
        plans: Allowance = unlimited,
    ) -> None:
        self.tx = tx
        self.user_id = user_id
        self.actor_id = user_id
        self.origin = replace(origin, actor_id=user_id)
        self.now = now
        self.change_set_id = change_set_id
        self.plans = plans
        #: Whose answers are out of use once this is committed.
        self.readers: set[UUID] = {user_id}
        self.own = self
        #: By owner, those of the same transaction.
        self.ledgers: dict[UUID, Self] = {user_id: self}
        #: Of somebody else's space, the categories that the actor may change.
        self.granted: set[UUID | None] = set()
        #: Labels that the actor named in this transaction.
        self.named_labels: set[UUID] = set()
        self.is_waking = False

    def at(self, access: Access) -> Self:
        """The ledger of the space of somebody who shares this category with the actor."""
        other = self.ledgers.get(access.owner_id)
        if other is None:
            other = type(self)(
                self.tx,
                user_id=access.owner_id,
                origin=self.origin,
                now=self.now,
                change_set_id=self.change_set_id,
                plans=self.plans,
            )
            other.actor_id, other.origin, other.own = self.actor_id, self.origin, self.own
            other.readers, other.ledgers = self.readers, self.ledgers
            other.readers.add(access.owner_id)
            self.ledgers[access.owner_id] = other
        if may(access.role, "editor"):
            other.granted.add(access.category_id)
        return other

    @property
    def is_own(self) -> bool:
        return self.user_id == self.actor_id

    @property
    def owner_ids(self) -> set[UUID]:
        """All whose spaces were entered, the actor's included."""
        return set(self.ledgers)

    @property
    def has_written(self) -> bool:
        """Whether anything was changed in this transaction."""
        return any(each.is_waking for each in self.ledgers.values())

    def may_change(self, category_id: UUID | None) -> bool:
        """Whether the actor may change what is in this category of this space."""
        return self.is_own or category_id in self.granted

    async def check_room(self, limit: str, *, count: Callable[[], Awaitable[int]], more: int = 1) -> None:
        """Before `more` are added to what the owner has, as far as the owner's plan allows.

        Raises PlanLimit; ListFull where the actor is somebody else, who is not told which plan the owner has.
        """
        try:
            await self.plans.check(self.tx, self.user_id, limit, count=count, more=more)
        except PlanLimit as refused:
            if self.is_own:
                raise
            raise ListFull from refused

    async def share_announced(self, *events: SharingEvent) -> None:
        """For others than the owner, whose answers are then out of use."""
        self.wake()
        for event in events:
            self.readers.update(event.audience)
        await announce(self.tx, *events)

    def note(
        self,
        kind: str,
        entity_id: UUID,
        verb: str,
        version: int,
        changes: dict[str, tuple[Any, Any]],
        *,
        category_id: UUID | None = None,
    ) -> Note:
        return Note(
            kind=kind,
            entity_id=entity_id,
            verb=verb,
            at=self.now,
            origin=self.origin,
            version=version,
            category_id=entity_id if kind == "category" else category_id,
            changes=changes,
            change_set_id=self.change_set_id,
        )

    async def noted(self, note: Note) -> None:
        """Of what was done by statements that do not note it themselves."""
        self.wake()
        await journal.add(self.tx, self.user_id, note)

    async def audit(self, action: str, on: On, **facts: str) -> None:
        """Tell of an act that matters to security, on something of the owner's."""
        by = current_actor(user_id=self.actor_id)
        await announce(self.tx, audited(action, on=on, of=self.user_id, by=by, facts=facts))

    def wake(self) -> None:
        """Whoever carries the events on is told right after the commit, once."""
        if not self.is_waking:
            self.is_waking = True
            database = self.tx.database
            self.tx.after_commit(lambda: wake(database))
