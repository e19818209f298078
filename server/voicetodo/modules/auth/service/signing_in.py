"""Signing in with a password."""

from typing import Final

from voicetodo.kit.audit import audit
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.errors import InvalidCredentials
from voicetodo.modules.auth.model.accounts import clean_email
from voicetodo.modules.auth.model.passwords import clean_password
from voicetodo.modules.auth.service.devices import Device, DeviceTokens
from voicetodo.modules.auth.service.grants import Grant, Grants
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import Origin, Sessions
from voicetodo.modules.auth.store import users

#: Whatever is sent in place of an address is counted by its beginning.
_LONGEST_COUNTED: Final = 300


class SigningIn:
    """Nothing it answers, nor the time it takes, tells a stranger whether an address has an account."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        passwords: Passwords,
        sessions: Sessions,
        grants: Grants,
        devices: DeviceTokens,
        checks: PasswordChecks,
        versions: Versions,
    ) -> None:
        self._db = db
        self._clock = clock
        self._passwords = passwords
        self._sessions = sessions
        self._grants = grants
        self._devices = devices
        self._checks = checks
        self._versions = versions

    async def log_in(self, *, email: str, password: str, origin: Origin, device_token: str = "") -> Grant:
        """Sign in. Raises InvalidCredentials, the same and after the same work whatever was wrong; SignInDelayed."""
        account = email_key(email[:_LONGEST_COUNTED])
        try:
            email = clean_email(email)
        except ValueError:
            email = ""
        async with self._db.connection() as connection:
            found = await users.find_credentials(connection, email)
        device = _trusted(self._devices.find(device_token), found)
        is_right = await self._checks.is_right(
            password,
            stored=found and found.password_hash,
            account=account,
            address=origin.address,
            device_id=device and device.device_id,
        )
        if found is None or not is_right:
            async with self._db.transaction() as tx:
                await audit(tx, "auth.signed_in", on=("user", found.user.id if found else None), result="refused")
            raise InvalidCredentials
        stored, user = found.password_hash, found.user
        renewed = await self._passwords.hash(clean_password(password)) if self._passwords.is_outdated(stored) else None
        async with self._db.transaction() as tx:
            if not await users.hold_password(tx, user.id, stored):
                raise InvalidCredentials  # it was changed since: the session would outlive those that ended by that
            if renewed is not None:
                await users.change_password_hash(tx, user.id, old=stored, new=renewed)
            begun = await self._sessions.begin(tx, user, origin)
            if device is None:
                await note(tx, user.id, "signed_in_on_new_device", at=self._clock.now())
        await self._versions.bump(user.id)
        token = self._devices.write(user.id, at=self._clock.now(), known=device)
        return await self._grants.issue(begun, device_token=token)


def _trusted(device: Device | None, found: users.Credentials | None) -> Device | None:
    """The device, where it is one of this account's, and signed in since its devices are trusted."""
    if device is None or found is None or device.user_id != found.user.id:
        return None
    is_trusted = found.trusted_since is None or device.since >= found.trusted_since
    return device if is_trusted else None
