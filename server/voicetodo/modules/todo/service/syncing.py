"""Sync: a client's mutations go in, and what it does not have yet comes out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.mutating import Mutating
from voicetodo.modules.todo.service.mutations import Mutation, MutationResult
from voicetodo.modules.todo.store import mutations
from voicetodo.modules.todo.store import sync as store
from voicetodo.modules.todo.store.mutations import Refused
from voicetodo.modules.todo.store.sync import Moment, Row
from voicetodo.modules.todo.sync_token import Kind, Snapshot, SyncToken, is_honoured, scope_of


class SyncPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of what the client does not have, and how far it is then.

    `is_reset`: what it had is of no use any more, and all of it comes anew. `has_more`: it is to ask again at once.
    """

    rows: list[Row]
    token: SyncToken
    is_reset: bool
    has_more: bool


class Syncing:
    """Every verb is scoped by `user_id`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._mutating = Mutating(desk)

    async def push(self, user_id: UUID, sent: Sequence[Mutation], *, origin: Origin) -> list[MutationResult]:
        """One result each, in order; what was sent before is answered as it was then."""
        return await self._mutating.do_all(user_id, sent, origin=origin)

    async def pull(self, user_id: UUID, token: SyncToken | None, *, kinds: tuple[Kind, ...], limit: int) -> SyncPage:
        """At most `limit` things. A token that is not honoured is answered like none: with everything."""
        now = self._desk.clock.now()
        asking = _Asking(user_id=user_id, kinds=kinds, limit=limit, now=now)
        async with self._desk.database.connection() as connection:
            if token is not None and token.since is not None:
                page = await _touched(connection, asking, token, since=token.since)
                return page or await _all(connection, asking, None)
            return await _all(connection, asking, token)

    async def list_refused(self, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Refused]:
        """What clients sent and was not done, or not wholly; the latest first."""
        async with self._desk.database.connection() as connection:
            return await mutations.list_refused(connection, user_id, before=before, limit=limit)


class _Asking(msgspec.Struct, frozen=True, kw_only=True):
    user_id: UUID
    kinds: tuple[Kind, ...]
    limit: int
    now: datetime

    def may_go_on(self, token: SyncToken, moment: Moment) -> bool:
        scope = scope_of(self.user_id, moment.place)
        return is_honoured(token, scope=scope, kinds=self.kinds, present=moment.snapshot, now=self.now)


async def _touched(connection: Connection, asking: _Asking, token: SyncToken, *, since: Snapshot) -> SyncPage | None:
    """What changed. None where the client cannot go on from there."""
    touched = await store.list_touched(
        connection, asking.user_id, asking.kinds, since=since, after=token.after, limit=asking.limit + 1
    )
    if touched.is_too_much or not asking.may_go_on(token, touched.moment):
        return None
    return _page(asking, token, touched.rows, until=token.until or touched.moment.snapshot)


async def _all(connection: Connection, asking: _Asking, token: SyncToken | None) -> SyncPage:
    """What there is, from the beginning where the client cannot go on."""
    moment = await store.moment_of(connection)
    is_reset = token is None or not asking.may_go_on(token, moment)
    if token is None or is_reset:
        scope = scope_of(asking.user_id, moment.place)
        token = SyncToken(1, scope=scope, at=asking.now, kinds=asking.kinds, since=None)
    rows = await store.list_all(connection, asking.user_id, asking.kinds, after=token.after, limit=asking.limit + 1)
    return _page(asking, token, rows, until=token.until or moment.snapshot, is_reset=is_reset)


def _page(asking: _Asking, token: SyncToken, rows: list[Row], *, until: Snapshot, is_reset: bool = False) -> SyncPage:
    """The page, and the token after it.

    Where it took several, things may have changed in between: the client asks again, from the moment of the first.
    """
    until_at = token.until_at or asking.now
    if len(rows) > asking.limit:
        last = rows[asking.limit - 1]
        following = replace(token, until=until, until_at=until_at, after=(last.kind, last.id))
        return SyncPage(rows=rows[: asking.limit], token=following, is_reset=is_reset, has_more=True)
    following = replace(token, since=until, at=until_at, until=None, until_at=None, after=None)
    return SyncPage(rows=rows, token=following, is_reset=is_reset, has_more=token.after is not None)
