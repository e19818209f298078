"""A new password in the place of an old one, whoever was allowed to set it."""

from uuid import UUID

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Transaction
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.model.passwords import clean_new_password
from voicetodo.modules.auth.model.security_events import Kind
from voicetodo.modules.auth.service.app_passwords import OnAppPasswordRevoked
from voicetodo.modules.auth.service.breached_passwords import refuse_breached
from voicetodo.modules.auth.service.other_access import EVER, Ended, end_other_access
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.store import email_changes, password_resets, users


class NewPasswords:
    """With a new password all devices are strangers, no letter's link is good, and the owner is told.

    Of the links that one to the old address stays good which takes a change of it back.

    What else opens the account stays, unless its end is asked for; the letter says how much of it there is.
    """

    def __init__(
        self, *, clock: Clock, passwords: Passwords, sessions: Sessions, on_app_password_revoked: OnAppPasswordRevoked
    ) -> None:
        self._clock = clock
        self._passwords = passwords
        self._sessions = sessions
        self._on_app_password_revoked = on_app_password_revoked

    async def checked_hash(self, new: str, user: User, *, field: str) -> str:
        """Raises Invalid, naming `field`, where `user` may not choose it."""
        try:
            password = clean_new_password(new, email=user.email, name=user.name)
        except ValueError as error:
            raise Invalid(errors=[FieldError.of(field, error)]) from error
        refuse_breached(password, field=field)
        return await self._passwords.hash(password)

    async def set(
        self,
        tx: Transaction,
        user_id: UUID,
        password_hash: str,
        kind: Kind,
        *,
        but: UUID | None = None,
        by: Actor,
        ends_other_access: bool = False,
    ) -> Ended:
        """All sessions end, or all `but` one: `tell` of it once `tx` is committed."""
        now = self._clock.now()
        await users.set_password_hash(tx, user_id, password_hash, trusted_since=now.replace(microsecond=0))
        await password_resets.end_all(tx, user_id, at=now)
        await email_changes.end_wishes(tx, user_id, at=now)
        await audit(tx, f"auth.{kind}", on=("user", user_id), by=by)
        await note(tx, user_id, kind, at=now)
        ended = Ended(await self._sessions.end_all(tx, user_id, "password_changed", but=but, by=by), [])
        if not ends_other_access:
            return ended
        others = await end_other_access(tx, user_id, since=EVER, at=now, by=by, reason="password_changed")
        return Ended([*ended.credentials, *others.credentials], others.app_passwords)

    async def tell(self, user_id: UUID, ended: Ended) -> None:
        """Everybody who might still take them."""
        await self._sessions.tell(user_id, ended.credentials)
        for app_password_id in ended.app_passwords:
            await self._on_app_password_revoked(app_password_id)
