"""Writes the letters that were asked for, and hands them over."""

from uuid import UUID

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.mail import Mail, Mailer, MailRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.service.building_data_exports import SendDataExport
from voicetodo.modules.auth.service.changing_emails import GOOD_FOR as EMAIL_GOOD_FOR
from voicetodo.modules.auth.service.changing_emails import UNDONE_WITHIN, SendEmailChange, SendEmailUndo
from voicetodo.modules.auth.service.deleting import SendDeletion
from voicetodo.modules.auth.service.letters import Letter, letters_in
from voicetodo.modules.auth.service.links import LinkTokens
from voicetodo.modules.auth.service.registering import SendRegistration
from voicetodo.modules.auth.service.resetting_passwords import GOOD_FOR, SendReset
from voicetodo.modules.auth.service.security_events import SendNotice
from voicetodo.modules.auth.service.throttling import LETTERS_TO_ONE, LETTERS_TO_ONE_WITHIN
from voicetodo.modules.auth.store import (
    accounts,
    data_exports,
    deletions,
    email_changes,
    other_access,
    password_resets,
    registrations,
    security_events,
    users,
)

log = logger("auth")


class Post:
    """What a letter says follows from what is so when it is written: an account may have gone meanwhile.

    Each verb raises MailNotSent where it is worth being done again.
    """

    def __init__(self, *, db: Database, clock: Clock, mailer: Mailer, links: LinkTokens, address: str) -> None:
        """`address` is where people reach us."""
        self._db = db
        self._clock = clock
        self._mailer = mailer
        self._links = links
        self._address = address

    async def send_notice(self, job: SendNotice) -> None:
        async with self._db.connection() as connection:
            found = await security_events.find(connection, job.event_id)
            user = await users.find_user(connection, found[0]) if found else None
            if found is None or user is None:
                return
            others = await other_access.count(connection, user.id, at=self._clock.now())
            reason = await accounts.find_suspension_reason(connection, user.id)
            letters = letters_in(await users.find_language(connection, user.id))
        letter = letters.notice(found[1], user, others, address=self._address, suspended_for=reason)
        await self._send(job.event_id, user.email, letter)

    async def send_reset(self, job: SendReset) -> None:
        """Nothing, where nobody has that address; and no more than LETTERS_TO_ONE to one mailbox."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            reset = await password_resets.find(tx, job.reset_id)
            user = await users.find_by_email(tx, reset.email_key) if reset else None
            if reset is None or user is None:
                return
            expires_at = reset.expires_at or now + GOOD_FOR
            since = reset.created_at - LETTERS_TO_ONE_WITHIN
            if await password_resets.count_others(tx, reset.id, user_id=user.id, since=since) >= LETTERS_TO_ONE:
                return
            await password_resets.begin(tx, reset.id, user_id=user.id, expires_at=expires_at)
            letters = letters_in(await users.find_language(tx, user.id))
        if now < expires_at:
            link = self._link("password-reset", self._links.write("password_reset", reset.id))
            await self._send(
                reset.id, user.email, letters.reset(user, link=link, at=reset.created_at, until=expires_at)
            )

    async def send_registration(self, job: SendRegistration) -> None:
        """Whoever has the address is told instead, where somebody has."""
        now = self._clock.now()
        async with self._db.connection() as connection:
            pending = await registrations.find(connection, job.registration_id, at=now)
            if pending is None:
                return
            since = pending.created_at - LETTERS_TO_ONE_WITHIN
            if await registrations.count_earlier(connection, pending, since=since) >= LETTERS_TO_ONE:
                return
            user = await users.find_by_email(connection, pending.email)
            known = await users.find_language(connection, user.id) if user else None
        letters = letters_in(known or pending.language)
        if user is not None:
            await self._send(pending.id, user.email, letters.already_registered(address=self._address))
            return
        link = self._link("registration", self._links.write("registration", pending.id))
        letter = letters.registration(
            email=pending.email, timezone=pending.timezone, link=link, until=pending.expires_at
        )
        await self._send(pending.id, pending.email, letter)

    async def send_email_change(self, job: SendEmailChange) -> None:
        """Whoever has the new address is told instead, where somebody has."""
        async with self._db.connection() as connection:
            change = await email_changes.find(connection, job.change_id)
            user = await users.find_user(connection, change.user_id) if change else None
            if change is None or user is None or change.confirmed_at is not None:
                return
            since = change.created_at - LETTERS_TO_ONE_WITHIN
            if await email_changes.count_earlier(connection, change, since=since) >= LETTERS_TO_ONE:
                return
            other = await users.find_by_email(connection, change.new_email)
            letters = letters_in(await users.find_language(connection, (other or user).id))
        until = change.created_at + EMAIL_GOOD_FOR
        if other is not None and other.id != user.id:
            await self._send(change.id, other.email, letters.email_wanted(address=self._address))
        elif self._clock.now() < until:
            link = self._link("email-change", self._links.write("email_change", change.id))
            await self._send(change.id, change.new_email, letters.email_change(user, link=link, until=until))

    async def send_email_undo(self, job: SendEmailUndo) -> None:
        async with self._db.connection() as connection:
            change = await email_changes.find(connection, job.change_id)
            user = await users.find_user(connection, change.user_id) if change else None
            if change is None or user is None or change.confirmed_at is None:
                return
            letters = letters_in(await users.find_language(connection, user.id))
        until = change.confirmed_at + UNDONE_WITHIN
        link = self._link("email-change-undo", self._links.write("email_change_undo", change.id))
        await self._send(change.id, change.old_email, letters.email_undo(user, link=link, until=until))

    async def send_deletion(self, job: SendDeletion) -> None:
        """Nothing, where it was taken back."""
        async with self._db.connection() as connection:
            deletion = await deletions.find_by_id(connection, job.deletion_id)
            user = await users.find_user(connection, deletion.user_id) if deletion else None
            if deletion is None or user is None:
                return
            letters = letters_in(await users.find_language(connection, user.id))
        letter = letters.deletion(user, due_at=deletion.due_at, address=self._address)
        await self._send(deletion.id, user.email, letter)

    async def send_data_export(self, job: SendDataExport) -> None:
        """Nothing, where it is not there any more. The letter opens nothing: it leads to where one signs in."""
        async with self._db.connection() as connection:
            found = await data_exports.find_owner(connection, job.export_id)
            user = await users.find_user(connection, found[0]) if found else None
            if found is None or user is None or found[1].state != "ready" or found[1].expires_at is None:
                return
            letters = letters_in(await users.find_language(connection, user.id))
        letter = letters.data_export(user, until=found[1].expires_at, address=self._address)
        await self._send(job.export_id, user.email, letter)

    def _link(self, page: str, token: str) -> str:
        return f"{self._address}/confirm/{page}?token={token}"

    async def _send(self, letter_id: UUID, to: str, letter: Letter) -> None:
        mail = Mail(id=letter_id, to=to, subject=letter.subject, text=letter.text, at=self._clock.now())
        try:
            await self._mailer.send(mail)
        except MailRefused as error:
            log.warning("mail_refused", letter_id=str(letter_id), reason=str(error))
