"""Authenticator apps and recovery codes: set up, asked for, and taken away."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import audit, current_actor
from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Connection, Database, Transaction
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.auth.errors import (
    AuthenticatorAppExists,
    AuthenticatorAppNotFound,
    CodesDelayed,
    UserNotFound,
)
from voicetodo.modules.auth.model.second_factors import SecondFactors, plain_code
from voicetodo.modules.auth.sealed import SEEDS
from voicetodo.modules.auth.service import authenticator_codes
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.throttling import Admission, Throttling
from voicetodo.modules.auth.store import authenticator_apps, passkeys, recovery_codes, sessions, spent_challenges, users

ISSUER: Final = "Voice Todo"
CODES: Final = 10
#: An app from which no code came within this time is to be set up anew.
SET_UP_WITHIN: Final = timedelta(hours=1)
#: Letters and digits that nobody takes for one another; 24 of them have 118 random bits.
_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS: Final = 6
_GROUP: Final = 4


class ProvenBefore(Exception):
    """Who they are was proven before there was the app, so that its code was not asked for."""


class NewApp(msgspec.Struct, frozen=True):
    """What the app is told, in two spellings."""

    secret: str
    uri: str


class SecondFactorAuthentication:
    """Every verb is scoped by `user_id`. `key` is ours alone."""

    def __init__(self, *, db: Database, clock: Clock, seal: Seal, key: bytes, throttling: Throttling) -> None:
        self._db = db
        self._clock = clock
        self._seal = seal
        self._key = key
        self._throttling = throttling

    async def find_all(self, user_id: UUID) -> SecondFactors:
        async with self._db.connection() as connection:
            app = await authenticator_apps.find(connection, user_id)
            left = await recovery_codes.count_left(connection, user_id)
        return SecondFactors(app, left)

    async def is_on(self, connection: Connection, user_id: UUID) -> bool:
        """Whether a password alone lets nobody in."""
        return await authenticator_apps.find(connection, user_id) is not None

    async def has_any(self, user_id: UUID) -> bool:
        """An authenticator app, or a passkey."""
        async with self._db.connection() as connection:
            return await self.is_on(connection, user_id) or bool(await passkeys.list_all(connection, user_id))

    async def set_up(self, user_id: UUID) -> NewApp:
        """Nothing is asked for until a code comes from it. Raises AuthenticatorAppExists."""
        seed = authenticator_codes.new_seed()
        sealed = await self._seal.seal(seed, at=SEEDS.at(user_id))
        async with self._db.transaction() as tx:
            user = await users.find_user(tx, user_id)
            if user is None:
                raise UserNotFound
            if not await authenticator_apps.put(tx, user_id, seed=sealed, at=self._clock.now()):
                raise AuthenticatorAppExists
        uri = authenticator_codes.address(seed, account=user.email, issuer=ISSUER)
        return NewApp(authenticator_codes.written(seed), uri)

    async def confirm(self, user_id: UUID, code: str, *, session_id: UUID | None = None) -> list[str]:
        """From now on a code is asked for; in this session it was given. Answers the recovery codes, which nobody can
        read again.

        Raises AuthenticatorAppNotFound, AuthenticatorAppExists, Invalid.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            app = await authenticator_apps.lock(tx, user_id)
            if app is None or (app.confirmed_at is None and app.created_at < now - SET_UP_WITHIN):
                raise AuthenticatorAppNotFound
            if app.confirmed_at is not None:
                raise AuthenticatorAppExists
            step = await self._find_step(user_id, app, code, now)
            if step is None:
                sentence = "This is not the code that the app shows now. Does your device's clock go right?"
                raise Invalid(errors=[FieldError("code", sentence, "code-wrong")])
            await authenticator_apps.confirm(tx, user_id, step=step, at=now)
            codes = await self._new_codes(tx, user_id)
            if session_id is not None:
                await sessions.note_second_factor(tx, user_id, session_id, methods=["mfa", "otp"], at=now)
            await audit(tx, "auth.second_factor_added", on=("user", user_id), kind="authenticator_app")
            await note(tx, user_id, "authenticator_app_added", at=now)
        return codes

    async def remove(self, user_id: UUID, *, session_id: UUID | None) -> None:
        """A password is enough again. Raises AuthenticatorAppNotFound, ProvenBefore."""
        async with self._db.transaction() as tx:
            await self._lock_known(tx, user_id, session_id)
            await self._remove(tx, user_id)

    async def remove_lost(self, user_id: UUID) -> None:
        """The same for whoever runs the installation, who proves nothing. Raises AuthenticatorAppNotFound."""
        async with self._db.transaction() as tx:
            await self._remove(tx, user_id)

    async def renew_codes(self, user_id: UUID, *, session_id: UUID | None) -> list[str]:
        """Those before are good no more. Raises AuthenticatorAppNotFound, ProvenBefore."""
        async with self._db.transaction() as tx:
            await self._lock_known(tx, user_id, session_id)
            codes = await self._new_codes(tx, user_id)
            await audit(tx, "auth.recovery_codes_renewed", on=("user", user_id))
            await note(tx, user_id, "recovery_codes_renewed", at=self._clock.now())
        return codes

    async def admit(self, user_id: UUID, *, address: str, device_id: UUID | None) -> Admission:
        """One guess at a code. Raises CodesDelayed."""
        # In capitals: addresses, which are counted beside it, have none.
        account = f"CODES:{user_id.hex}"
        return await self._throttling.admit(account=account, address=address, device_id=device_id, delayed=CodesDelayed)

    async def forgive(self, admission: Admission) -> None:
        """The guess was right."""
        await self._throttling.forgive(admission)

    async def use(self, tx: Transaction, user_id: UUID, code: str) -> bool:
        """Whether this is a code from the app, or for recovery, that was not used before. It is used up by this."""
        now = self._clock.now()
        app = await authenticator_apps.lock(tx, user_id)
        if app is None or app.confirmed_at is None:
            return False
        step = await self._find_step(user_id, app, code, now)
        if step is not None and step > app.last_step:
            await authenticator_apps.note_use(tx, user_id, step=step, at=now)
            return True
        is_used = await recovery_codes.use(tx, user_id, self._digest(code), at=now)
        if is_used:
            by = current_actor(user_id=user_id)
            await audit(tx, "auth.recovery_code_used", on=("user", user_id), by=by)
            await note(tx, user_id, "recovery_code_used", at=now)
        return is_used

    async def forget_old(self) -> None:
        """Housekeeping."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await spent_challenges.forget(tx, expired_before=now)
            await authenticator_apps.forget_unconfirmed(tx, made_before=now - SET_UP_WITHIN)

    async def _lock_known(self, tx: Transaction, user_id: UUID, session_id: UUID | None) -> None:
        """That there is an app, and who they are was proven in this session since. Nobody changes it until the
        transaction ends: an app that is being confirmed elsewhere is waited for.

        Raises AuthenticatorAppNotFound, ProvenBefore.
        """
        app = await authenticator_apps.lock(tx, user_id)
        if app is None or app.confirmed_at is None:
            raise AuthenticatorAppNotFound
        proven_at = session_id and await sessions.find_authenticated_at(tx, user_id, session_id)
        if not proven_at or proven_at < app.confirmed_at:
            raise ProvenBefore

    async def _remove(self, tx: Transaction, user_id: UUID) -> None:
        if not await authenticator_apps.remove(tx, user_id):
            raise AuthenticatorAppNotFound
        await recovery_codes.replace(tx, user_id, [])
        await audit(tx, "auth.second_factor_removed", on=("user", user_id), kind="authenticator_app")
        await note(tx, user_id, "authenticator_app_removed", at=self._clock.now())

    async def _find_step(
        self, user_id: UUID, app: authenticator_apps.StoredApp, code: str, now: datetime
    ) -> int | None:
        seed = await self._seal.open(app.seed, at=SEEDS.at(user_id))
        return authenticator_codes.find_step(seed, plain_code(code), now)

    async def _new_codes(self, tx: Transaction, user_id: UUID) -> list[str]:
        codes = [_new_code() for _ in range(CODES)]
        await recovery_codes.replace(tx, user_id, [self._digest(code) for code in codes])
        return codes

    def _digest(self, code: str) -> bytes:
        return hmac.digest(self._key, plain_code(code).encode("utf-8", "replace"), hashlib.sha256)


def _new_code() -> str:
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
