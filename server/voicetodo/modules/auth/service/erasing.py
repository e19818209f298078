"""Deleting accounts whose time has come, and telling everybody who keeps something of them.

The order is what makes it safe to be killed anywhere: first it cannot be taken back any more, then a note lies outside
the database, then the account goes in one transaction with the fact that tells the others, and then the machinery is
looked through. A day later all are told again, for what was under way.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

import msgspec

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.blobs import BlobMissing, Blobs
from voicetodo.kit.bus import announce
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.erasing import Machinery
from voicetodo.kit.mail import Mail, Mailer, MailNotSent, MailRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.tokens.verifier import LEEWAY, LIFETIME
from voicetodo.modules.auth.api import address_digest
from voicetodo.modules.auth.events import UserDeleted
from voicetodo.modules.auth.model.deletions import SECOND_ROUND_AFTER, Deletion, Tombstone
from voicetodo.modules.auth.service.deleting import is_only_admin
from voicetodo.modules.auth.service.letters import letters_in
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.store import accounts, deletions, security_events, tombstones, users

_AT_ONCE: Final = 100
_SURELY_LOOKED_AT_WITHIN: Final = timedelta(hours=1)
_FOLDER: Final = "tombstones"
_LONGEST_NOTE: Final = 1_000

log = logger("auth.erasing")


class Erasing:
    """`on_barred` is told of somebody with whose tokens nobody may go on; `key` digests addresses."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        sessions: Sessions,
        mailer: Mailer,
        blobs: Blobs,
        machinery: Machinery,
        address: str,
        key: bytes,
        on_barred: Callable[[UUID], Awaitable[None]],
    ) -> None:
        self._db = db
        self._clock = clock
        self._sessions = sessions
        self._mailer = mailer
        self._blobs = blobs
        self._machinery = machinery
        self._address = address
        self._key = key
        self._on_barred = on_barred

    async def work(self) -> None:
        """Housekeeping: erase whose time has come, and finish what was begun. Raises BlobsUnavailable."""
        async with self._db.connection() as connection:
            due = await deletions.list_due(connection, at=self._clock.now(), limit=_AT_ONCE)
        for user_id in due:
            if await self._begin(user_id):
                tombstone = Tombstone(user_id=user_id, deleted_at=self._clock.now())
                await self._note_outside(tombstone)
                await self._forget_letters(user_id)
                await self._write_last_letter(user_id)
                await self._erase(tombstone)
        await self._finish()

    async def replay(self, *, since: datetime | None = None) -> int:
        """After a backup was restored: erase again whoever was deleted, since then if that is given. How many.

        Those are meant of whom there is a tombstone in the database or outside. Raises BlobsUnavailable.
        """
        await self._bring_back_tombstones()
        count, last = 0, None
        while True:
            async with self._db.connection() as connection:
                some = await tombstones.list_after(connection, last, since=since, limit=_AT_ONCE)
            for tombstone in some:
                await self._forget_letters(tombstone.user_id)
                await self._erase(tombstone)
            count += len(some)
            if len(some) < _AT_ONCE:
                break
            last = some[-1].user_id
        await self._finish()
        return count

    async def ended_lately(self) -> list[UUID]:
        """Credentials that went with their accounts so lately that access tokens of them may not have expired yet."""
        async with self._db.connection() as connection:
            return await tombstones.list_ended_since(connection, self._clock.now() - LIFETIME - LEEWAY)

    async def count_waiting(self) -> int:
        """Accounts that should have been deleted by now and were not begun with, as nobody else is an admin."""
        async with self._db.connection() as connection:
            return await deletions.count_waiting(connection, due_before=self._clock.now() - _SURELY_LOOKED_AT_WITHIN)

    async def _begin(self, user_id: UUID) -> bool:
        """Whether it goes; then it cannot be taken back any more."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            account = await accounts.lock(tx, user_id, at=now)
            deletion = await deletions.find(tx, user_id)
            if account is None or deletion is None or deletion.due_at > now:
                return False
            if await is_only_admin(tx, account):
                await self._tell_that_it_waits(tx, deletion)
                return False
            await deletions.begin(tx, user_id, at=now)
        return True

    async def _tell_that_it_waits(self, tx: Transaction, deletion: Deletion) -> None:
        """Once: others came after it was asked for, and it is up to whoever asked to make one of them an admin."""
        kind, user_id = "deletion_waits_for_admin", deletion.user_id
        if not await security_events.has_since(tx, user_id, kind, since=deletion.asked_at):
            log.warning(kind, user_id=str(user_id))
            await note(tx, user_id, kind, at=self._clock.now(), by=Actor())

    async def _note_outside(self, tombstone: Tombstone) -> None:
        """Where a restored database does not reach."""
        key = f"{_FOLDER}/{tombstone.user_id}"
        await self._blobs.put(key, _once(msgspec.json.encode(tombstone)), max_bytes=_LONGEST_NOTE)

    async def _forget_letters(self, user_id: UUID) -> None:
        """Those that are kept here, to any address that the account had."""
        async with self._db.connection() as connection:
            addresses = await deletions.list_addresses(connection, user_id)
        await self._mailer.forget_to(addresses)

    async def _write_last_letter(self, user_id: UUID) -> None:
        """Where letters reach people: elsewhere it would be kept."""
        async with self._db.connection() as connection:
            deletion = await deletions.find(connection, user_id)
            user = await users.find_user(connection, user_id)
            language = await users.find_language(connection, user_id)
        if deletion is None or user is None or not self._mailer.reaches_people:
            return
        letter = letters_in(language).deleted(address=self._address)
        letter_id = uuid5(deletion.id, "the last letter")
        mail = Mail(id=letter_id, to=user.email, subject=letter.subject, text=letter.text, at=self._clock.now())
        try:
            await self._mailer.send(mail)
        except (MailNotSent, MailRefused) as error:
            # Nobody's data is kept for the sake of a letter.
            log.warning("last_letter_not_sent", reason=str(error))

    async def _erase(self, tombstone: Tombstone) -> None:
        """The account, if it is there, and the fact that tells all others."""
        user_id, ended = tombstone.user_id, list[UUID]()
        async with self._db.transaction() as tx:
            account = await accounts.lock(tx, user_id, at=self._clock.now())
            digests: tuple[str, ...] = ()
            if account is not None:
                addresses = await deletions.list_addresses(tx, user_id)
                digests = tuple(sorted({address_digest(self._key, each) for each in addresses}))
                await self._sessions.end_all(tx, user_id, "account_deleted", by=Actor())
                ended = await deletions.list_credentials(tx, user_id)
                await deletions.erase(tx, user_id, email=account.email)
            await tombstones.put(tx, tombstone, at=self._clock.now(), ended=ended)
            await _tell(tx, user_id, digests)
            await audit(tx, "auth.user_deleted", on=("user", user_id), by=Actor())
        await self._sessions.tell(user_id, ended)
        await self._on_barred(user_id)

    async def _finish(self) -> None:
        """Of each that is not done with, the next round."""
        before = self._clock.now() - SECOND_ROUND_AFTER
        while True:
            async with self._db.connection() as connection:
                some = await tombstones.list_unfinished(connection, second_before=before, limit=_AT_ONCE)
            for user_id, rounds in some:
                await self._machinery.forget(user_id)
                async with self._db.transaction() as tx:
                    if rounds > 0:
                        await _tell(tx, user_id, ())
                    await tombstones.finish_round(tx, user_id, rounds + 1)
                await self._on_barred(user_id)
            if len(some) < _AT_ONCE:
                return

    async def _bring_back_tombstones(self) -> None:
        """Into the database, those that are only outside."""
        async for each in self._blobs.list_all(_FOLDER):
            user_id = UUID(each.key.rpartition("/")[2])
            async with self._db.connection() as connection:
                if await tombstones.list_known(connection, [user_id]):
                    continue
            try:
                text = b"".join([chunk async for chunk in await self._blobs.read(each.key)])
            except BlobMissing:
                continue
            async with self._db.transaction() as tx:
                await tombstones.put(tx, msgspec.json.decode(text, type=Tombstone), at=self._clock.now())


async def _tell(tx: Transaction, user_id: UUID, address_digests: tuple[str, ...]) -> None:
    await announce(tx, UserDeleted(user_id=user_id, address_digests=address_digests))


async def _once(chunk: bytes) -> AsyncGenerator[bytes]:
    yield chunk
