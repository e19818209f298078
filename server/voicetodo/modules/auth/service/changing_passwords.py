"""Changing a password one knows."""

from uuid import UUID

from voicetodo.kit.audit import audit, current_actor
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.errors import UserNotFound
from voicetodo.modules.auth.service.devices import DeviceTokens
from voicetodo.modules.auth.service.new_passwords import NewPasswords
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.store import users


class ChangingPasswords:
    """Whoever is signed in must say the old one as well: a device left open is not its owner."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        checks: PasswordChecks,
        new_passwords: NewPasswords,
        devices: DeviceTokens,
    ) -> None:
        self._db = db
        self._clock = clock
        self._checks = checks
        self._new_passwords = new_passwords
        self._devices = devices

    async def change(
        self,
        user_id: UUID,
        *,
        session_id: UUID,
        current: str,
        new: str,
        address: str,
        device_token: str,
        ends_other_access: bool = False,
    ) -> str:
        """Only this session goes on. Answers the device's new token, as all from before are strangers now.

        Raises Invalid, SignInDelayed.
        """
        async with self._db.connection() as connection:
            credentials = await users.find_credentials_of(connection, user_id)
        if credentials is None:
            raise UserNotFound
        is_right = await self._checks.is_right(
            current,
            stored=credentials.password_hash,
            account=email_key(credentials.user.email),
            address=address,
            device_id=session_id,  # a session that is not its owner's guesses from a budget of its own
        )
        if not is_right:
            async with self._db.transaction() as tx:
                await audit(tx, "auth.password_changed", on=("user", user_id), result="refused")
            raise _wrong()
        password_hash = await self._new_passwords.checked_hash(new, credentials.user, field="new_password")
        async with self._db.transaction() as tx:
            if not await users.lock_password(tx, user_id, credentials.password_hash):
                raise _wrong()  # it was changed since, perhaps because of whoever asks for this
            ended = await self._new_passwords.set(
                tx,
                user_id,
                password_hash,
                "password_changed",
                but=session_id,
                by=current_actor(),
                ends_other_access=ends_other_access,
            )
        await self._new_passwords.tell(user_id, ended)
        known = self._devices.find(device_token)
        is_theirs = known is not None and known.user_id == user_id
        return self._devices.write(user_id, at=self._clock.now(), known=known if is_theirs else None)


def _wrong() -> Invalid:
    return Invalid(errors=[FieldError("current_password", "This is not your password.", "password-wrong")])
