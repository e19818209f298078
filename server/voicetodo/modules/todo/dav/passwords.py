"""Who asks at `/dav/`: HTTP Basic (RFC 7617) with an app password, remembered for seconds or until it is revoked."""

import base64
import binascii
import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.caller import Caller
from voicetodo.kit.clock import Clock
from voicetodo.kit.errors import Unauthenticated
from voicetodo.modules.auth.api import AuthApi, User

#: Announcements of revocation may be lost: whoever missed one learns of it within this time.
_REMEMBERED: Final = timedelta(seconds=5)
#: Longer than any question to `auth` takes, which may have been answered before.
_REVOKED_FOR: Final = timedelta(minutes=2)
_MOST: Final = 20_000
_CHALLENGE: Final = 'Basic realm="Voice Todo", charset="UTF-8"'


class AppPasswordNeeded(Unauthenticated):
    """Sign in with your e-mail address and an app password. The password of your account is not taken here: make an app
    password for this program in Voice Todo, or with POST /v1/me/app-passwords."""

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": _CHALLENGE})


class _Known(msgspec.Struct, frozen=True):
    caller: Caller
    user: User
    until: datetime


class AppPasswordIdentity:
    """Made once per process.

    `forget` is to be called for each app password revoked from then on, `forget_all` where that may have been missed.
    `on_refused` is told of each that is none, or none any more.
    """

    is_guessable = True

    def __init__(self, auth: AuthApi, clock: Clock, *, on_refused: Callable[[], Awaitable[None]]) -> None:
        self._auth = auth
        self._clock = clock
        self._on_refused = on_refused
        self._known: dict[bytes, _Known] = {}
        self._users: dict[UUID, User] = {}
        self._revoked: dict[UUID, datetime] = {}
        #: Moves when what `auth` just answered may be wrong by now.
        self._turn = 0

    def find_cached(self, authorization: str) -> Caller | None:
        key = _key(authorization)
        known = self._known.get(key)
        if known is None:
            return None
        if known.until > self._clock.now():
            return known.caller
        del self._known[key]
        return None

    async def verify(self, authorization: str) -> Caller:
        """Raises AppPasswordNeeded."""
        email, password = _read(authorization)
        use, turn = None, None
        while turn != self._turn:
            turn = self._turn
            use = await self._auth.find_app_password_use(email=email, password=password)
        if use is None or use.app_password_id in self._revoked:
            await self._on_refused()
            raise AppPasswordNeeded
        roles = frozenset(use.user.roles)
        caller = Caller(user_id=use.user.id, session_id=use.app_password_id, roles=roles)
        while len(self._known) >= _MOST:
            self._known.pop(next(iter(self._known)))
        self._known[_key(authorization)] = _Known(caller, use.user, self._clock.now() + _REMEMBERED)
        self._users[use.user.id] = use.user
        return caller

    async def get_user(self, caller: Caller) -> User:
        """Whom the caller stands for: their address, name and time zone, some seconds old at most."""
        if len(self._users) > _MOST:
            self._users.clear()
        found = self._users.get(caller.user_id)
        if found is None:
            found = self._users[caller.user_id] = await self._auth.get_user(user_id=caller.user_id)
        return found

    def forget(self, app_password_id: UUID) -> None:
        """It is taken no more, from this moment on, even where `auth` has just said that it holds."""
        now = self._clock.now()
        self._revoked = {each: until for each, until in self._revoked.items() if until > now}
        self._revoked[app_password_id] = now + _REVOKED_FOR
        for key, known in list(self._known.items()):
            if known.caller.session_id == app_password_id:
                del self._known[key]

    def forget_user(self, user_id: UUID) -> None:
        """None of theirs is taken without asking `auth` again."""
        self._turn += 1
        for key, known in list(self._known.items()):
            if known.caller.user_id == user_id:
                del self._known[key]

    def forget_all(self) -> None:
        """Each is asked for again."""
        self._turn += 1
        self._known.clear()


def _key(authorization: str) -> bytes:
    return hashlib.sha256(authorization.encode("latin-1", "replace")).digest()


def _read(authorization: str) -> tuple[str, str]:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        raise AppPasswordNeeded
    try:
        name, colon, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError) as error:
        raise AppPasswordNeeded from error
    if not colon:
        raise AppPasswordNeeded
    return name, password
