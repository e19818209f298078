"""The audit log: kept as it is heard of, looked through, and robbed of what must not be known for ever."""

import secrets
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, Audited, audited
from voicetodo.kit.bus import Envelope
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.modules.admin.api import Act, ActOrigin
from voicetodo.modules.admin.model.chain import Entry, Head, Link, Origin, linked, origin_digest
from voicetodo.modules.admin.model.reading import ERASED, EXPIRED, EXPIRED_OF_STRANGERS
from voicetodo.modules.admin.store import audit as store
from voicetodo.modules.admin.store import audit_search
from voicetodo.modules.admin.store.audit import Whose
from voicetodo.modules.admin.store.audit_search import ActFilter
from voicetodo.modules.auth.events import UserDeleted

#: Less often than it could, as each time is an act of its own: what would follow within a day goes along.
_EXPIRE_EVERY: Final = timedelta(days=1)
#: In one transaction: nobody waits long for the head of the log.
_EXPIRED_AT_ONCE: Final = 5_000
_SALT_BYTES: Final = 16
_PAGE: Final = 500


class AuditSettings(msgspec.Struct, frozen=True):
    """Read from `VOICETODO_<FIELD>`."""

    #: From where somebody acted is known for so long; that they did, for good.
    audit_origin_days: Annotated[int, msgspec.Meta(ge=1, le=36_500)] = 180
    #: From where strangers tried, who had not signed in: no longer than that of others, whatever stands here.
    audit_stranger_origin_days: Annotated[int, msgspec.Meta(ge=1, le=36_500)] = 30

    @property
    def stranger_days(self) -> int:
        return min(self.audit_stranger_origin_days, self.audit_origin_days)


class AuditLog:
    """`key` seals how far the log has come: 32 bytes that are not in the database."""

    def __init__(self, *, db: Database, clock: Clock, key: bytes, settings: AuditSettings) -> None:
        self._db = db
        self._clock = clock
        self._key = key
        self._kept_for = timedelta(days=settings.audit_origin_days)
        self._strangers_kept_for = timedelta(days=settings.stranger_days)

    async def keep(self, tx: Transaction, envelopes: Sequence[Envelope]) -> None:
        """Add these acts, in this order. Whoever else adds some waits until the transaction ends."""
        acts = [(envelope, envelope.open(Audited)) for envelope in envelopes]
        head = await store.lock_head(tx)
        links: list[Link] = []
        for envelope, act in acts:
            link = _link(envelope, act, head)
            head = Head(link.entry.seq, link.hash)
            links.append(link)
        await store.append(tx, links, head=head, seal=head.sealed(self._key))

    async def list_latest(self, wanted: ActFilter, *, before: int, limit: int) -> list[Act]:
        """The latest first."""
        async with self._db.connection() as connection:
            return [
                shown(link) for link in await audit_search.list_latest(connection, wanted, before=before, limit=limit)
            ]

    async def list_of_person(self, user_id: UUID, *, after: int, limit: int) -> list[Act]:
        """What they did, and what was done to them or theirs, the first first."""
        async with self._db.connection() as connection:
            return [shown(link) for link in await store.list_of_person(connection, user_id, after=after, limit=limit)]

    async def links(self, wanted: ActFilter) -> AsyncGenerator[list[Link]]:
        """All of them, some at a time, the first first. No transaction is held open."""
        after = 0
        while True:
            async with self._db.connection() as connection:
                found = await audit_search.list_in_order(connection, wanted, after=after, limit=_PAGE)
            if not found:
                return
            yield found
            after = found[-1].entry.seq

    async def erase_origins_of(self, user_id: UUID) -> None:
        """From where this person acted is forgotten; the log tells that it was."""
        async with self._db.transaction() as tx:
            await self._erase_origins_of(tx, user_id)

    async def forget_person(self, tx: Transaction, event: UserDeleted, _envelope: Envelope) -> None:
        """The same, of somebody who has no account any more: what they did stays, under an id that leads to nobody."""
        await self._erase_origins_of(tx, event.user_id)

    async def expire_origins(self) -> None:
        """Housekeeping: forget from where people acted long ago. Each time tells of itself in the log."""
        await self._expire("everybody", EXPIRED, self._kept_for)

    async def expire_origins_of_strangers(self) -> None:
        """The same of whoever had not signed in: sooner."""
        await self._expire("strangers", EXPIRED_OF_STRANGERS, self._strangers_kept_for)

    async def _expire(self, whose: Whose, action: str, kept_for: timedelta) -> None:
        before = self._clock.now() - kept_for
        async with self._db.connection() as connection:
            oldest = await store.find_oldest_origin(connection, whose)
        if oldest is None or oldest >= before:
            return
        ahead = min(_EXPIRE_EVERY, kept_for / 2)
        while await self._expire_some(whose, action, before + ahead) == _EXPIRED_AT_ONCE:
            pass

    async def _expire_some(self, whose: Whose, action: str, before: datetime) -> int:
        """How many there were. That they are gone is told in the transaction in which they go."""
        async with self._db.transaction() as tx:
            number, last = await store.erase_origins_before(tx, before, whose, limit=_EXPIRED_AT_ONCE)
            if last is not None:
                await self._add(tx, audited(action, on=("entry", last), by=Actor()))
        return number

    async def _erase_origins_of(self, tx: Transaction, user_id: UUID) -> None:
        if await store.erase_origins_of(tx, user_id):
            await self._add(tx, audited(ERASED, on=("user", user_id), by=Actor()))

    async def _add(self, tx: Transaction, act: Audited) -> None:
        """What the log tells of itself goes no other way round."""
        told = Envelope(
            id=new_id(),
            name=act.name,
            user_id=act.user_id,
            occurred_at=self._clock.now(),
            payload=msgspec.Raw(msgspec.json.encode(act)),
        )
        await self.keep(tx, [told])


def shown(link: Link) -> Act:
    """As others may see it."""
    entry, origin = link.entry, link.origin
    fields = {name: getattr(entry, name) for name in Act.__struct_fields__ if name != "origin"}
    known = None if origin is None else ActOrigin(origin.address, origin.user_agent, origin.request_id)
    return Act(**fields, origin=known)


def _link(envelope: Envelope, act: Audited, before: Head) -> Link:
    actor, origin = act.actor, None
    if actor.address or actor.user_agent or actor.request_id:
        origin = Origin(
            salt=secrets.token_bytes(_SALT_BYTES),
            address=actor.address,
            user_agent=actor.user_agent,
            request_id=actor.request_id,
        )
    entry = Entry(
        seq=before.seq + 1,
        event_id=envelope.id,
        at=envelope.occurred_at,
        action=act.action,
        result=act.result,
        role=actor.role,
        actor_id=actor.user_id,
        credential_id=actor.credential_id,
        object_kind=act.object_kind,
        object_id=act.object_id,
        owner_id=act.owner_id,
        facts=act.facts,
        origin_digest=None if origin is None else origin_digest(origin),
    )
    return linked(entry, origin, before.hash)
