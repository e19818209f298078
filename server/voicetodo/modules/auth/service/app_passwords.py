"""App passwords: for programs that can only say a name and a password, as calendar clients do.

The secret is ours, not a person's: 140 random bits, so that a keyed hash keeps it as safe as argon2 keeps a password,
and costs a request microseconds. It opens `/dav/` and nothing else, and can be revoked without touching the others.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Fault, FieldError, Invalid
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import AppPasswordUse, email_key
from voicetodo.modules.auth.errors import AppPasswordNotFound, TooManyAppPasswords
from voicetodo.modules.auth.model.accounts import clean_name
from voicetodo.modules.auth.model.app_passwords import AppPassword
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.store import app_passwords

MOST_PER_USER: Final = 50
#: Letters and digits that nobody takes for one another.
_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS: Final = 7
_GROUP: Final = 4
#: `last_used_at` may be behind by this much.
_NOTED_EVERY: Final = timedelta(minutes=1)

#: Told of one that was revoked, after the commit and before the answer.
OnAppPasswordRevoked = Callable[[UUID], Awaitable[None]]


class AppPasswords:
    """Every verb is scoped by `user_id`; what is another's raises AppPasswordNotFound. `key` is ours alone."""

    def __init__(self, *, db: Database, clock: Clock, key: bytes, on_revoked: OnAppPasswordRevoked) -> None:
        self._db = db
        self._clock = clock
        self._key = key
        self._on_revoked = on_revoked

    async def create(self, user_id: UUID, *, name: str) -> tuple[AppPassword, str]:
        """The app password and its secret, which nobody can read again. Raises Invalid, TooManyAppPasswords."""
        made = AppPassword(id=new_id(), name=_checked_name(name), created_at=self._clock.now())
        secret = fresh_secret()
        async with self._db.transaction() as tx:
            if await app_passwords.count(tx, user_id) >= MOST_PER_USER:
                raise TooManyAppPasswords
            await app_passwords.add(tx, made, user_id=user_id, digest=self._digest(secret))
            await audit(tx, "auth.app_password_created", on=("app_password", made.id), of=user_id)
            await note(tx, user_id, "app_password_created", at=made.created_at)
        return made, secret

    async def list_all(self, user_id: UUID) -> list[AppPassword]:
        """The newest first, MOST_PER_USER at most."""
        async with self._db.connection() as connection:
            return await app_passwords.list_all(connection, user_id)

    async def revoke(self, user_id: UUID, app_password_id: UUID) -> None:
        """It opens nothing any more. Raises AppPasswordNotFound."""
        async with self._db.transaction() as tx:
            if not await app_passwords.remove(tx, user_id, app_password_id):
                raise AppPasswordNotFound
            await audit(tx, "auth.app_password_revoked", on=("app_password", app_password_id), of=user_id)
        await self._on_revoked(app_password_id)

    async def find_use(self, *, email: str, password: str) -> AppPasswordUse | None:
        """Whose app password this is; None where it is none of the account with this address."""
        if "\0" in email or len(email) > 300 or len(password) > 300:
            return None
        digest = self._digest(password)
        async with self._db.connection() as connection:
            use = await app_passwords.find_use(connection, email_key=email_key(email), digest=digest)
        if use is not None:
            now = self._clock.now()
            async with self._db.transaction() as tx:
                await app_passwords.note_use(tx, use.app_password_id, at=now, unless_after=now - _NOTED_EVERY)
        return use

    def _digest(self, secret: str) -> bytes:
        return hmac.digest(self._key, plain_secret(secret).encode("utf-8", "replace"), hashlib.sha256)


def fresh_secret() -> str:
    """As people type it into their telephones: groups of four."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))


def plain_secret(text: str) -> str:
    """However it was typed: hyphens, blanks and capitals do not count."""
    return "".join(text.split()).replace("-", "").lower()


def _checked_name(name: str) -> str:
    try:
        kept = clean_name(name)
        if not kept:
            raise Fault("Say what will use it, such as “Phone”.", "name-missing")
    except ValueError as error:
        raise Invalid(str(error), errors=[FieldError.of("name", error)]) from error
    return kept
