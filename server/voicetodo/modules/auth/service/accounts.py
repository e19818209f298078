"""The verbs of accounts: register, go on, log out, and change what we call you."""

from collections.abc import Callable
from uuid import UUID

from voicetodo.kit.audit import audit, current_actor
from voicetodo.kit.bus import announce
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import AddedUser, User
from voicetodo.modules.auth.errors import RegistrationRefused, UserNotFound
from voicetodo.modules.auth.events import UserRegistered, UserRenamed
from voicetodo.modules.auth.model.accounts import (
    check_addition,
    check_profile,
    check_registration,
)
from voicetodo.modules.auth.service.breached_passwords import refuse_breached
from voicetodo.modules.auth.service.devices import DeviceTokens
from voicetodo.modules.auth.service.grants import Grant, Grants
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.sessions import Origin, Sessions
from voicetodo.modules.auth.store import users


class Accounts:
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
        versions: Versions,
        is_first_user_admin: bool,
    ) -> None:
        self._db = db
        self._clock = clock
        self._passwords = passwords
        self._sessions = sessions
        self._grants = grants
        self._devices = devices
        self._versions = versions
        self._is_first_user_admin = is_first_user_admin

    async def register(
        self, *, user_id: UUID, email: str, password: str, name: str, timezone: str, origin: Origin
    ) -> Grant:
        """Make an account and sign in. Repeated with the same `user_id` and password, signs in to the one made before.

        Raises Invalid for fields that will not do, RegistrationRefused for an address that is taken.
        """
        registration = check_registration(email=email, password=password, name=name, timezone=timezone)
        refuse_breached(registration.password)
        password_hash = await self._passwords.hash(registration.password)
        async with self._db.transaction() as tx:
            is_admin = self._is_first_user_admin and await users.is_first_user(tx)
            roles = ["user", "admin"] if is_admin else ["user"]
            user = await users.add_user(
                tx, user_id, registration, password_hash=password_hash, roles=roles, at=self._clock.now()
            )
            if user is not None:
                await announce(tx, UserRegistered(user_id=user.id, full_name=user.name, timezone=user.timezone))
                await audit(tx, "auth.registered", on=("user", user.id), by=current_actor(user_id=user.id))
            else:
                user = await users.find_user(tx, user_id)
                if user is None:
                    raise RegistrationRefused
            begun = await self._sessions.begin(tx, user, origin)
        token = self._devices.write(user.id, at=self._clock.now(), known=None)
        return await self._grants.issue(begun, device_token=token)

    async def add(
        self, *, email: str, name: str, timezone: str, password: str | None, password_hash: str | None
    ) -> AddedUser:
        """Make an account for somebody else; an address that has one keeps it. Raises Invalid."""
        checked = check_addition(
            email=email, name=name, timezone=timezone, password=password, password_hash=password_hash
        )
        if password_hash is None:
            refuse_breached(checked.password)
        async with self._db.connection() as connection:
            found = await users.find_by_email(connection, checked.email)
        if found is not None:
            return AddedUser(found.id, is_new=False)
        stored = password_hash or await self._passwords.hash(checked.password)
        async with self._db.transaction() as tx:
            user = await users.add_user(
                tx, new_id(), checked, password_hash=stored, roles=["user"], at=self._clock.now()
            )
            if user is not None:
                await announce(tx, UserRegistered(user_id=user.id, full_name=user.name, timezone=user.timezone))
                await audit(tx, "auth.user_added", on=("user", user.id))
                return AddedUser(user.id, is_new=True)
        async with self._db.connection() as connection:
            found = await users.find_by_email(connection, checked.email)
        if found is None:
            raise RegistrationRefused
        return AddedUser(found.id, is_new=False)

    async def refresh(self, *, refresh_token: str, origin: Origin) -> Grant:
        """A new access token for a new refresh token. Raises RefreshTokenRefused."""
        return await self._grants.issue(await self._sessions.refresh(refresh_token, origin))

    async def log_out(self, *, refresh_token: str) -> None:
        """End the session this token belongs to, if there still is one."""
        await self._sessions.sign_out(refresh_token)

    async def get_user(self, user_id: UUID) -> User:
        """Raises UserNotFound."""
        async with self._db.connection() as connection:
            user = await users.find_user(connection, user_id)
        if user is None:
            raise UserNotFound
        return user

    async def change_user(
        self, user_id: UUID, *, name: str | None, timezone: str | None, check: Callable[[int], None]
    ) -> User:
        """Give another name or time zone; None leaves it. `check` may refuse the version that is there, by raising.

        Raises UserNotFound, Invalid.
        """
        async with self._db.transaction() as tx:
            user = await users.lock_user(tx, user_id)
            if user is None:
                raise UserNotFound
            check(user.version)
            new_name, new_timezone = check_profile(
                name=user.name if name is None else name, timezone=user.timezone if timezone is None else timezone
            )
            if (new_name, new_timezone) != (user.name, user.timezone):
                if new_name != user.name:
                    await announce(tx, UserRenamed(user_id=user_id, full_name=new_name))
                user = await users.change_user(tx, user_id, name=new_name, timezone=new_timezone)
        await self._versions.bump(user_id)
        return user
