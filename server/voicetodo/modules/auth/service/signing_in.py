"""Signing in: with a password, and with a code where the account has an authenticator app."""

from typing import Final
from uuid import UUID

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.errors import ChallengeRefused, CodeRefused, InvalidCredentials, SecondFactorRequired
from voicetodo.modules.auth.model.accounts import clean_email
from voicetodo.modules.auth.model.passwords import clean_password
from voicetodo.modules.auth.service.challenges import GOOD_FOR, Challenges, decode_challenge, encode_challenge
from voicetodo.modules.auth.service.entering import Entering
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication
from voicetodo.modules.auth.service.sessions import Origin
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
        entering: Entering,
        checks: PasswordChecks,
        second_factors: SecondFactorAuthentication,
        challenges: Challenges,
    ) -> None:
        self._db = db
        self._clock = clock
        self._passwords = passwords
        self._entering = entering
        self._checks = checks
        self._second_factors = second_factors
        self._challenges = challenges

    async def log_in(self, *, email: str, password: str, origin: Origin, device_token: str = "") -> Grant:
        """Sign in. Raises InvalidCredentials, the same and after the same work whatever was wrong; SignInDelayed.

        Raises SecondFactorRequired, with a challenge for `give_code`, where the account has an authenticator app.
        """
        account = email_key(email[:_LONGEST_COUNTED])
        if not self._entering.is_device(device_token):
            self._checks.refuse_stranger(account=account, address=origin.address)
        try:
            email = clean_email(email)
        except ValueError:
            email = ""
        async with self._db.connection() as connection:
            found = await users.find_credentials(connection, email)
        device = self._entering.find_device(device_token, found)
        is_right = await self._checks.is_right(
            password,
            stored=found and found.password_hash,
            account=account,
            address=origin.address,
            device_id=device and device.device_id,
        )
        if found is None or not is_right or found.is_suspended:
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
            is_code_asked = await self._second_factors.is_on(tx, user.id)
            begun = (
                None if is_code_asked else await self._entering.begin(tx, user, origin, device=device, methods=["pwd"])
            )
        if begun is None:
            raise self._second_factor_required(user.id, renewed or stored)
        return await self._entering.grant(begun, device)

    async def give_code(self, *, challenge: str, code: str, origin: Origin, device_token: str = "") -> Grant:
        """Sign in with what SecondFactorRequired asked for: a code from the app, or one for recovery.

        Raises ChallengeRefused, CodeRefused, CodesDelayed.
        """
        asked = self._challenges.find("second_factor", decode_challenge(challenge), at=self._clock.now())
        if asked is None:
            raise ChallengeRefused
        async with self._db.connection() as connection:
            found = await users.find_credentials_of(connection, asked.user_id)
        # A password that was changed since was not the one that was said.
        if found is None or not self._challenges.is_bound(asked, found.password_hash.encode()):
            raise ChallengeRefused
        user, device = found.user, self._entering.find_device(device_token, found)
        admission = await self._second_factors.admit(
            user.id, address=origin.address, device_id=device and device.device_id
        )
        begun = None
        async with self._db.transaction() as tx:
            if not await users.hold_password(tx, user.id, found.password_hash):
                raise ChallengeRefused
            if await self._second_factors.use(tx, user.id, code):
                if not await self._challenges.spend(tx, asked):
                    raise ChallengeRefused
                begun = await self._entering.begin(tx, user, origin, device=device, methods=["pwd", "otp", "mfa"])
            else:
                await audit(tx, "auth.signed_in", on=("user", user.id), result="refused", factor="code")
        if begun is None:
            raise CodeRefused
        await self._second_factors.forgive(admission)
        return await self._entering.grant(begun, device)

    def _second_factor_required(self, user_id: UUID, password_hash: str) -> SecondFactorRequired:
        asked = self._challenges.ask("second_factor", user_id, bound_to=password_hash.encode(), at=self._clock.now())
        return SecondFactorRequired(
            challenge=encode_challenge(asked),
            expires_in=int(GOOD_FOR.total_seconds()),
        )
