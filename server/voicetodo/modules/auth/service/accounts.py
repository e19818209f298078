"""The verbs of accounts: go on, log out, and change what we call you."""

from collections.abc import Callable
from uuid import UUID

from voicetodo.kit.bus import announce
from voicetodo.kit.cache import Versions
from voicetodo.kit.db import Database
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.errors import UserNotFound
from voicetodo.modules.auth.events import UserMoved, UserRenamed
from voicetodo.modules.auth.model.accounts import (
    check_profile,
)
from voicetodo.modules.auth.service.grants import Grant, Grants
from voicetodo.modules.auth.service.sessions import Origin, Sessions
from voicetodo.modules.auth.store import users


class Accounts:
    """Of people who have one."""

    def __init__(
        self,
        *,
        db: Database,
        sessions: Sessions,
        grants: Grants,
        versions: Versions,
    ) -> None:
        self._db = db
        self._sessions = sessions
        self._grants = grants
        self._versions = versions

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
                if new_timezone != user.timezone:
                    await announce(tx, UserMoved(user_id=user_id, timezone=new_timezone))
                user = await users.change_user(tx, user_id, name=new_name, timezone=new_timezone)
        await self._versions.bump(user_id)
        return user
