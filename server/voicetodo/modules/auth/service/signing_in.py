"""Signing in: with a password, and with a code where the account has an authenticator app.

What a code is asked after may also be an account at a provider.
"""

from typing import Final, Literal
from uuid import UUID

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Connection, Database
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.errors import ChallengeRefused, CodeRefused, InvalidCredentials, SecondFactorRequired
from voicetodo.modules.auth.model.accounts import clean_email
from voicetodo.modules.auth.model.passwords import clean_password
from voicetodo.modules.auth.service.challenges import (
    GOOD_FOR,
    Challenge,
    Challenges,
    decode_challenge,
    encode_challenge,
)
from voicetodo.modules.auth.service.entering import Entering
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication
from voicetodo.modules.auth.service.sessions import Origin
from voicetodo.modules.auth.store import identities, users

#: Whatever is sent in place of an address is counted by its beginning.
_LONGEST_COUNTED: Final = 300
_CODE_AFTER_PROVIDER: Final = (
    "We know who you are. Now give the code that your authenticator app shows, or one of your recovery codes."
)


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
            # No password is right for who is suspended: one that were would end the pause after wrong ones.
            stored=None if found is None or found.is_suspended else found.password_hash,
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
            is_code_asked = await self._second_factors.is_on(tx, user.id)
            begun = (
                None if is_code_asked else await self._entering.begin(tx, user, origin, device=device, methods=["pwd"])
            )
        if begun is None:
            raise self._code_required(user.id, _after_password(renewed or stored))
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
            first = None if found is None else await self._find_first(connection, asked, found)
        if found is None or first is None:
            raise ChallengeRefused
        user, device = found.user, self._entering.find_device(device_token, found)
        admission = await self._second_factors.admit(
            user.id, address=origin.address, device_id=device and device.device_id
        )
        begun = None
        async with self._db.transaction() as tx:
            is_same = await users.hold_password(tx, user.id, found.password_hash)
            if not is_same or await self._find_first(tx, asked, found) != first:
                raise ChallengeRefused
            if await self._second_factors.use(tx, user.id, code):
                if not await self._challenges.spend(tx, asked):
                    raise ChallengeRefused
                begun = await self._entering.begin(tx, user, origin, device=device, methods=[first, "otp", "mfa"])
            else:
                await audit(tx, "auth.signed_in", on=("user", user.id), result="refused", factor="code")
        if begun is None:
            raise CodeRefused
        await self._second_factors.forgive(admission)
        return await self._entering.grant(begun, device)

    def ask_code(self, found: users.Credentials, *, identity_id: UUID) -> SecondFactorRequired:
        """What is asked of somebody who came from a provider, by this identity of theirs."""
        user_id = found.user.id
        return self._code_required(user_id, _after_provider(found.password_hash, identity_id), _CODE_AFTER_PROVIDER)

    async def _find_first(
        self, connection: Connection, asked: Challenge, found: users.Credentials
    ) -> Literal["pwd", "fed"] | None:
        """What was proven before a code was asked for; None where that is good no more.

        A password that was changed since was not the one that was said, and an identity may be unlinked.
        """
        if self._challenges.is_bound(asked, _after_password(found.password_hash)):
            return "pwd"
        linked = await identities.list_all(connection, found.user.id)
        is_linked = any(
            self._challenges.is_bound(asked, _after_provider(found.password_hash, each.id)) for each in linked
        )
        return "fed" if is_linked else None

    def _code_required(self, user_id: UUID, bound_to: bytes, sentence: str | None = None) -> SecondFactorRequired:
        asked = self._challenges.ask("second_factor", user_id, bound_to=bound_to, at=self._clock.now())
        return SecondFactorRequired(
            sentence, challenge=encode_challenge(asked), expires_in=int(GOOD_FOR.total_seconds())
        )


def _after_password(password_hash: str) -> bytes:
    return password_hash.encode()


def _after_provider(password_hash: str, identity_id: UUID) -> bytes:
    return b"\0".join((b"provider", password_hash.encode(), identity_id.bytes))
