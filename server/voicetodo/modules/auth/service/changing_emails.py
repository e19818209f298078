"""Another e-mail address: proven by a link in a letter to it, and undone by a link in a letter to the old one."""

from datetime import timedelta
from typing import ClassVar, Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import audit, current_actor
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import defer
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.errors import EmailRefused, LinkRefused, UserNotFound
from voicetodo.modules.auth.model.accounts import clean_email
from voicetodo.modules.auth.service.links import LinkTokens, Purpose
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import OnBarred, Sessions
from voicetodo.modules.auth.service.taking_back import end_what_was_made
from voicetodo.modules.auth.store import email_changes, password_resets, users
from voicetodo.modules.auth.store.email_changes import EmailChange

GOOD_FOR: Final = timedelta(days=1)
#: Long enough for somebody on a journey to find the letter.
UNDONE_WITHIN: Final = timedelta(days=14)
EMAIL_CHANGES_KEPT_FOR: Final = GOOD_FOR + UNDONE_WITHIN


class SendEmailChange(msgspec.Struct, frozen=True):
    """A letter with a link to the new address; or, where somebody else has it already, to them."""

    name: ClassVar[str] = "auth.send_email_change"
    change_id: UUID


class SendEmailUndo(msgspec.Struct, frozen=True):
    """A letter to the old address, with a link that brings it back."""

    name: ClassVar[str] = "auth.send_email_undo"
    change_id: UUID


class ChangingEmails:
    """With `is_proof_needed`, no answer tells whether somebody else has an address."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        passwords: Passwords,
        checks: PasswordChecks,
        sessions: Sessions,
        resetting: ResettingPasswords,
        links: LinkTokens,
        versions: Versions,
        on_barred: OnBarred,
        is_proof_needed: bool,
    ) -> None:
        self._db = db
        self._clock = clock
        self._passwords = passwords
        self._checks = checks
        self._sessions = sessions
        self._resetting = resetting
        self._links = links
        self._versions = versions
        self._on_barred = on_barred
        self._is_proof_needed = is_proof_needed

    async def ask(self, user_id: UUID, *, email: str, password: str, session_id: UUID, address: str) -> None:
        """The address changes once the link in the letter to the new one is used; at once where no proof is needed.

        Raises Invalid, SignInDelayed, and EmailRefused where no proof is needed and somebody else has the address.
        """
        try:
            wanted = clean_email(email)
        except ValueError as error:
            raise Invalid(errors=[FieldError.of("email", error)]) from error
        async with self._db.connection() as connection:
            credentials = await users.find_credentials_of(connection, user_id)
        if credentials is None:
            raise UserNotFound
        old = credentials.user.email
        is_right = await self._checks.is_right(
            password,
            stored=credentials.password_hash,
            account=email_key(old),
            address=address,
            device_id=session_id,
        )
        if not is_right:
            async with self._db.transaction() as tx:
                await audit(tx, "auth.email_changed", on=("user", user_id), result="refused")
            raise _wrong()
        change = EmailChange(new_id(), user_id, old, wanted, self._clock.now())
        async with self._db.transaction() as tx:
            if not await users.lock_password(tx, user_id, credentials.password_hash):
                raise _wrong()  # it was changed since, and with it ended what was wished before
            await email_changes.add(tx, change)
            if self._is_proof_needed:
                await defer(tx, SendEmailChange(change.id))
            elif not await self._take_effect(tx, change, is_proven=False):
                raise EmailRefused
        await self._versions.bump(user_id)

    async def is_good(self, token: str, purpose: Purpose) -> bool:
        """Whether the link could be used now. Nothing is used up."""
        return await self._find(token, purpose) is not None

    async def confirm(self, token: str) -> None:
        """The new address is that of the account from now on. Raises LinkRefused."""
        change = await self._find(token, "email_change")
        if change is None:
            raise LinkRefused
        async with self._db.transaction() as tx:
            await users.lock_user(tx, change.user_id)  # first, as by whoever ends wishes
            if not await self._take_effect(tx, change, is_proven=True):
                raise LinkRefused
        await self._versions.bump(change.user_id)

    async def undo(self, token: str) -> None:
        """The old address again. Whoever had taken it knows the password: nobody does from now on.

        All sessions end, and so does what was made since; a letter to the old address says how to set a new password.
        Raises LinkRefused.
        """
        change = await self._find(token, "email_change_undo")
        if change is None:
            raise LinkRefused
        now, user_id = self._clock.now(), change.user_id
        by = current_actor(user_id=user_id)
        async with self._db.transaction() as tx:
            await users.lock_user(tx, user_id)  # as above
            is_ours = await email_changes.undo(tx, change)
            if not is_ours or not await users.set_email(tx, user_id, change.old_email, verified_at=now):
                raise LinkRefused
            await users.set_password_hash(
                tx, user_id, self._passwords.nobodys, trusted_since=now.replace(microsecond=0)
            )
            await password_resets.end_all(tx, user_id, at=now)
            await audit(tx, "auth.email_change_undone", on=("user", user_id), by=by)
            await note(tx, user_id, "email_change_undone", at=now)
            await self._resetting.offer(tx, change.old_email)
            ended = await self._sessions.end_all(tx, user_id, "email_changed", by=by)
            ended += await end_what_was_made(tx, user_id, since=change.created_at, at=now, by=by)
        await self._sessions.tell(user_id, ended)
        await self._on_barred(user_id)

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await email_changes.forget(tx, before=self._clock.now() - EMAIL_CHANGES_KEPT_FOR)

    async def _take_effect(self, tx: Transaction, change: EmailChange, *, is_proven: bool) -> bool:
        """False where it did already, or somebody else has the address; the transaction is of no use then."""
        now, user_id = self._clock.now(), change.user_id
        if not await email_changes.confirm(tx, change, at=now):
            return False
        if not await users.set_email(tx, user_id, change.new_email, verified_at=now if is_proven else None):
            return False
        await password_resets.end_all(tx, user_id, at=now)
        await audit(tx, "auth.email_changed", on=("user", user_id), by=current_actor(user_id=user_id))
        await note(tx, user_id, "email_changed", at=now)
        await defer(tx, SendEmailUndo(change.id))
        return True

    async def _find(self, token: str, purpose: Purpose) -> EmailChange | None:
        """One whose link is still good for that."""
        change_id = self._links.find(purpose, token)
        if change_id is None:
            return None
        async with self._db.connection() as connection:
            change = await email_changes.find(connection, change_id)
        if change is None:
            return None
        now = self._clock.now()
        if purpose == "email_change":
            return change if change.confirmed_at is None and now < change.created_at + GOOD_FOR else None
        return change if change.confirmed_at is not None and now < change.confirmed_at + UNDONE_WITHIN else None


def _wrong() -> Invalid:
    return Invalid(errors=[FieldError("password", "This is not your password.", "password-wrong")])
