"""Asking for one's account to be deleted, and taking that back."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.audit import audit, current_actor
from voicetodo.kit.bus import announce
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import defer
from voicetodo.modules.auth.api import Account
from voicetodo.modules.auth.errors import DeletionBegun, OnlyAdmin, UserNotFound
from voicetodo.modules.auth.events import DeletionAsked, DeletionCancelled
from voicetodo.modules.auth.model.deletions import Deletion
from voicetodo.modules.auth.model.security_events import SecurityEvent
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.store import accounts, deletions, security_events


class SendDeletion(msgspec.Struct, frozen=True):
    """A letter that says what happens, and how to take it back."""

    name: ClassVar[str] = "auth.send_deletion"
    deletion_id: UUID


class Deleting:
    """Every verb is scoped by `user_id`, and raises UserNotFound. Doing one twice changes nothing."""

    def __init__(self, *, db: Database, clock: Clock, versions: Versions, grace: timedelta) -> None:
        """`grace` is how long somebody can take it back."""
        self._db = db
        self._clock = clock
        self._versions = versions
        self.grace = grace

    async def find(self, user_id: UUID) -> Deletion | None:
        """None where nobody asked for it."""
        async with self._db.transaction() as tx:
            found = await deletions.find(tx, user_id)
            account = await accounts.find(tx, user_id, at=self._clock.now()) if found else None
            return None if found is None or account is None else await _told(tx, found, account)

    async def ask(self, user_id: UUID) -> Deletion:
        """The account goes on as before until it is due. Asked again, it stays with the first day. Raises OnlyAdmin."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            account = await _lock(tx, user_id, at=now)
            found = await deletions.find(tx, user_id)
            if found is not None:
                return await _told(tx, found, account)
            if await is_only_admin(tx, account):
                raise OnlyAdmin
            made = Deletion(user_id=user_id, id=new_id(), asked_at=now, due_at=now + self.grace)
            await deletions.add(tx, made)
            actor = current_actor()
            event = SecurityEvent(
                id=new_id(), kind="deletion_asked", at=now, address=actor.address, user_agent=actor.user_agent
            )
            await security_events.add(tx, event, user_id=user_id)
            await defer(tx, SendDeletion(made.id))
            await announce(tx, DeletionAsked(user_id=user_id, due_at=made.due_at))
            await audit(tx, "auth.deletion_asked", on=("user", user_id))
        await self._versions.bump(user_id)
        return made

    async def cancel(self, user_id: UUID) -> None:
        """The account stays. Raises DeletionBegun."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await _lock(tx, user_id, at=now)
            found = await deletions.find(tx, user_id)
            if found is None:
                return
            if found.begun_at is not None:
                raise DeletionBegun
            await deletions.cancel(tx, user_id)
            await note(tx, user_id, "deletion_cancelled", at=now)
            await announce(tx, DeletionCancelled(user_id=user_id))
            await audit(tx, "auth.deletion_cancelled", on=("user", user_id))
        await self._versions.bump(user_id)


async def is_only_admin(tx: Transaction, account: Account) -> bool:
    """Whether others have accounts here whom nobody would look after any more."""
    if "admin" not in account.roles or await accounts.has_another_admin(tx, account.id):
        return False
    return await deletions.has_others(tx, account.id)


async def _told(tx: Transaction, found: Deletion, account: Account) -> Deletion:
    """With whether it waits: others may have come since it was asked for."""
    return replace(found, waits_for_admin=found.begun_at is None and await is_only_admin(tx, account))


async def _lock(tx: Transaction, user_id: UUID, *, at: datetime) -> Account:
    account = await accounts.lock(tx, user_id, at=at)
    if account is None:
        raise UserNotFound
    return account
