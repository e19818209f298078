"""Proving again who one is, within a session: what is sensitive asks for it, as a device left open is not its owner."""

from collections.abc import Iterable
from typing import Final, NoReturn
from uuid import UUID

import msgspec

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.errors import ChallengeRefused, PasskeyRefused, SessionNotFound, UserNotFound
from voicetodo.modules.auth.model.passkeys import Site
from voicetodo.modules.auth.model.sessions import Method
from voicetodo.modules.auth.service.grants import Grants
from voicetodo.modules.auth.service.passkeys import Credential, Passkeys
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication
from voicetodo.modules.auth.store import sessions, users

CODE_MISSING: Final = FieldError("code", "Give the code that your authenticator app shows.", "code-missing")


class Asking(msgspec.Struct, frozen=True):
    """Who confirms it, in which session, and from where."""

    user_id: UUID
    session_id: UUID
    address: str


class Reauthentication:
    """Every verb answers an access token that says when it was, and raises SessionNotFound where the session ended."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        checks: PasswordChecks,
        second_factors: SecondFactorAuthentication,
        passkeys: Passkeys,
        grants: Grants,
    ) -> None:
        self._db = db
        self._clock = clock
        self._checks = checks
        self._second_factors = second_factors
        self._passkeys = passkeys
        self._grants = grants

    async def by_password(self, asking: Asking, password: str) -> str:
        """Not enough where there is an authenticator app. Raises Invalid, SignInDelayed, SignInBusy."""
        async with self._db.connection() as connection:
            credentials = await users.find_credentials_of(connection, asking.user_id)
            is_code_asked = await self._second_factors.is_on(connection, asking.user_id)
        if credentials is None:
            raise UserNotFound
        if is_code_asked:
            raise Invalid(errors=[CODE_MISSING])
        is_right = await self._checks.is_right(
            password,
            stored=credentials.password_hash,
            account=email_key(credentials.user.email),
            address=asking.address,
            device_id=asking.session_id,  # a session that is not its owner's guesses from a budget of its own
        )
        if not is_right:
            await self._refuse(asking, "password", "This is not your password.")
        return await self.confirm(asking, ["pwd"])

    async def by_code(self, asking: Asking, code: str) -> str:
        """From the authenticator app, or for recovery. Raises Invalid, CodesDelayed."""
        admission = await self._second_factors.admit(
            asking.user_id, address=asking.address, device_id=asking.session_id
        )
        async with self._db.transaction() as tx:
            is_right = await self._second_factors.use(tx, asking.user_id, code)
        if not is_right:
            await self._refuse(asking, "code", "This code is not right, or was used before. Wait for the next one.")
        await self._second_factors.forgive(admission)
        return await self.confirm(asking, ["otp", "mfa"])

    async def by_passkey(self, asking: Asking, credential: Credential, *, site: Site) -> str:
        """One of the user's own, with a challenge of this session. Raises ChallengeRefused, PasskeyRefused."""
        try:
            async with self._db.transaction() as tx:
                found = await self._passkeys.recognise_again(
                    tx, credential, user_id=asking.user_id, session_id=asking.session_id, site=site
                )
        except (ChallengeRefused, PasskeyRefused):
            await self._tell_refused(asking)
            raise
        return await self.confirm(asking, found.methods)

    async def confirm(self, asking: Asking, methods: Iterable[Method]) -> str:
        """For who has proven it by these."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            chain = await sessions.lock_chain(tx, asking.session_id)
            user = await users.find_user(tx, asking.user_id)
            if user is None or chain is None or chain.user_id != user.id or not chain.is_open(now):
                raise SessionNotFound
            together: list[Method] = sorted({*chain.methods, *methods})
            await sessions.note_authentication(tx, asking.session_id, at=now, methods=together)
            await audit(tx, "auth.reauthenticated", on=("session", asking.session_id), of=user.id)
        return await self._grants.access_token(user, asking.session_id, authenticated_at=now, methods=together)

    async def _refuse(self, asking: Asking, field: str, sentence: str) -> NoReturn:
        await self._tell_refused(asking)
        raise Invalid(errors=[FieldError(field, sentence, f"{field}-wrong")])

    async def _tell_refused(self, asking: Asking) -> None:
        async with self._db.transaction() as tx:
            on = ("session", asking.session_id)
            await audit(tx, "auth.reauthenticated", on=on, of=asking.user_id, result="refused")
