"""Announcements: written by whoever looks after an installation, read and dismissed by the people on it."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import Final, get_args
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.bus import Envelope
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.plans import PLANS, Plans
from voicetodo.modules.admin.errors import AnnouncementInvalid, AnnouncementNotFound, TooManyAnnouncements
from voicetodo.modules.admin.model.announcements import Announcement, ShownAnnouncement, faults_of
from voicetodo.modules.admin.store import announcements as store
from voicetodo.modules.auth.api import AccountRole
from voicetodo.modules.auth.events import UserDeleted

MOST: Final = 100
#: After its end.
KEPT_FOR: Final = timedelta(days=90)
_ROLES: Final[tuple[str, ...]] = get_args(AccountRole)

Check = Callable[[Announcement | None], None]


class Announcing:
    """`tell` is called once a change is committed."""

    def __init__(self, *, db: Database, clock: Clock, plans: Plans, tell: Callable[[], Awaitable[None]]) -> None:
        self._db = db
        self._clock = clock
        self._plans = plans
        self._tell = tell

    async def list_page(self, *, before: tuple[datetime, UUID], limit: int) -> list[ShownAnnouncement]:
        """All there are, the ones that start last first."""
        async with self._db.connection() as connection:
            return await store.list_page(connection, before=before, limit=limit)

    async def get(self, announcement_id: UUID) -> Announcement:
        """Raises AnnouncementNotFound."""
        async with self._db.connection() as connection:
            found = await store.find(connection, announcement_id)
        if found is None:
            raise AnnouncementNotFound
        return found

    async def put(self, wanted: Announcement, *, check: Check, by: Actor) -> tuple[Announcement, bool]:
        """Keep it, and whether it is new. Changed words are new to whoever dismissed the old ones.

        Raises AnnouncementInvalid, TooManyAnnouncements, PreconditionFailed.
        """
        faults = list(faults_of(wanted, roles=_ROLES, plans=PLANS))
        if faults:
            raise AnnouncementInvalid(errors=faults)
        async with self._db.transaction() as tx:
            before = await store.lock(tx, wanted.id)
            check(before)
            kept = replace(wanted, version=1)
            if before is None and not await _add(tx, kept):
                # Somebody else wrote it after we had looked: what was true then is no ground to write over theirs.
                before = await store.lock(tx, wanted.id)
                check(before)
            if before is not None:
                kept = replace(wanted, version=before.version + 1)
                await store.change(tx, kept)
                if before.text != kept.text:
                    await store.forget_dismissals(tx, kept.id)
            action = "admin.announcement_written" if before is None else "admin.announcement_changed"
            await audit(tx, action, on=("announcement", kept.id), by=by, severity=kept.severity)
        await self._tell()
        return kept, before is None

    async def delete(self, announcement_id: UUID, *, check: Check, by: Actor) -> None:
        """Raises AnnouncementNotFound, PreconditionFailed."""
        async with self._db.transaction() as tx:
            before = await store.lock(tx, announcement_id)
            if before is None:
                raise AnnouncementNotFound
            check(before)
            await store.delete(tx, announcement_id)
            await audit(tx, "admin.announcement_deleted", on=("announcement", announcement_id), by=by)
        await self._tell()

    async def list_for(self, user_id: UUID, roles: Collection[str]) -> list[Announcement]:
        """What somebody is to read now."""
        plan = await self._plans.plan_of(user_id)
        async with self._db.connection() as connection:
            return await store.list_for(connection, user_id, roles=roles, plan=plan, at=self._clock.now(), most=MOST)

    async def dismiss(self, user_id: UUID, announcement_id: UUID) -> None:
        """They have read it. Raises AnnouncementNotFound."""
        async with self._db.transaction() as tx:
            if not await store.dismiss(tx, announcement_id, user_id):
                raise AnnouncementNotFound

    async def forget_person(self, tx: Transaction, event: UserDeleted, _envelope: Envelope) -> None:
        await store.forget_person(tx, event.user_id)

    async def forget_ended(self) -> None:
        """Housekeeping: those that ended long ago, and who dismissed them."""
        async with self._db.transaction() as tx:
            await store.forget_ended(tx, before=self._clock.now() - KEPT_FOR)


async def _add(tx: Transaction, one: Announcement) -> bool:
    """False where there is one with this id. Raises TooManyAnnouncements."""
    if await store.count(tx) >= MOST:
        raise TooManyAnnouncements
    return await store.add(tx, one)
