"""Passkeys: made, named, taken away, and recognised by what they sign (WebAuthn).

A passkey asks its owner for a finger, a face or a PIN before it signs, so that it counts as two factors by itself.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
import webauthn
from webauthn.helpers import (
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    PasskeyNotFound,
    PasskeyRefused,
    TooManyPasskeys,
    UserNotFound,
)
from voicetodo.modules.auth.model.accounts import clean_name
from voicetodo.modules.auth.model.passkeys import MOST_PER_USER, Passkey, Site
from voicetodo.modules.auth.model.sessions import Method
from voicetodo.modules.auth.service.challenges import ANYBODY, GOOD_FOR, Challenge, Challenges, Purpose
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.store import passkeys, sessions, users

#: As browsers write them (WebAuthn level 3, 5.1.8): JSON, bytes in base64url.
Credential = dict[str, Any]
Options = dict[str, Any]

_RP_NAME: Final = "Voice Todo"
_TIMEOUT_MS: Final = int(GOOD_FOR.total_seconds() * 1000)


class Recognised(msgspec.Struct, frozen=True):
    """Whose passkey signed, and what that proves."""

    user_id: UUID
    methods: list[Method]


class Passkeys:
    """Every verb is scoped by `user_id`; what is another's raises PasskeyNotFound."""

    def __init__(self, *, db: Database, clock: Clock, challenges: Challenges) -> None:
        self._db = db
        self._clock = clock
        self._challenges = challenges

    async def list_all(self, user_id: UUID) -> list[Passkey]:
        """The newest first, MOST_PER_USER at most."""
        async with self._db.connection() as connection:
            return await passkeys.list_all(connection, user_id)

    async def begin(self, user_id: UUID, *, session_id: UUID, site: Site) -> Options:
        """What an authenticator is asked to make. Good in this session, for five minutes."""
        async with self._db.connection() as connection:
            user = await users.find_user(connection, user_id)
            known = await passkeys.list_known(connection, user_id)
        if user is None:
            raise UserNotFound
        made = webauthn.generate_registration_options(
            rp_id=site.rp_id,
            rp_name=_RP_NAME,
            user_id=user.id.bytes,
            user_name=user.email,
            user_display_name=user.name or user.email,
            challenge=self._ask("passkey_registration", user_id, session_id.bytes),
            timeout=_TIMEOUT_MS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=_described(known),
        )
        return options_to_json_dict(made)

    async def add(self, user_id: UUID, *, session_id: UUID, site: Site, name: str, credential: Credential) -> Passkey:
        """In this session it is proven by being made.

        Raises Invalid, ChallengeRefused, PasskeyRefused, TooManyPasskeys.
        """
        name, now = _checked_name(name), self._clock.now()
        challenge = self._answered("passkey_registration", credential)
        if challenge.user_id != user_id or not self._challenges.is_bound(challenge, session_id.bytes):
            raise ChallengeRefused
        proven, transports = _verified_registration(credential, challenge, site)
        made = Passkey(
            id=new_id(),
            name=name,
            is_synced=proven.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
            created_at=now,
        )
        async with self._db.transaction() as tx:
            if await passkeys.count(tx, user_id) >= MOST_PER_USER:
                raise TooManyPasskeys
            if not await self._challenges.spend(tx, challenge):
                raise ChallengeRefused
            is_new = await passkeys.add(
                tx,
                made,
                user_id=user_id,
                credential_id=proven.credential_id,
                public_key=proven.credential_public_key,
                sign_count=proven.sign_count,
                transports=transports,
            )
            if not is_new:
                raise PasskeyRefused
            await sessions.note_second_factor(tx, user_id, session_id, methods=_methods(made.is_synced), at=now)
            await audit(tx, "auth.second_factor_added", on=("user", user_id), kind="passkey")
            await note(tx, user_id, "passkey_added", at=now)
        return made

    async def rename(self, user_id: UUID, passkey_id: UUID, *, name: str) -> Passkey:
        """Raises Invalid, PasskeyNotFound."""
        kept = _checked_name(name)
        async with self._db.transaction() as tx:
            renamed = await passkeys.rename(tx, user_id, passkey_id, kept)
        if renamed is None:
            raise PasskeyNotFound
        return renamed

    async def remove(self, user_id: UUID, passkey_id: UUID) -> None:
        """It opens nothing any more. Raises PasskeyNotFound."""
        async with self._db.transaction() as tx:
            if not await passkeys.remove(tx, user_id, passkey_id):
                raise PasskeyNotFound
            await audit(tx, "auth.second_factor_removed", on=("user", user_id), kind="passkey")
            await note(tx, user_id, "passkey_removed", at=self._clock.now())

    async def ask_anybody(self, site: Site) -> Options:
        """What any authenticator is asked to sign: it tells itself whose it is."""
        return self._to_sign(site, self._ask("passkey_sign_in", ANYBODY, b""), ())

    async def ask(self, user_id: UUID, *, session_id: UUID, site: Site) -> Options:
        """What one of the user's own is asked to sign, in this session."""
        async with self._db.connection() as connection:
            known = await passkeys.list_known(connection, user_id)
        return self._to_sign(site, self._ask("passkey_reauthentication", user_id, session_id.bytes), known)

    async def recognise(self, tx: Transaction, credential: Credential, *, site: Site) -> Recognised:
        """Whoever answered `ask_anybody`. Raises ChallengeRefused, PasskeyRefused."""
        return await self._recognise(tx, credential, self._answered("passkey_sign_in", credential), site)

    async def recognise_again(
        self, tx: Transaction, credential: Credential, *, user_id: UUID, session_id: UUID, site: Site
    ) -> Recognised:
        """The user, who answered `ask` in this session. Raises ChallengeRefused, PasskeyRefused."""
        challenge = self._answered("passkey_reauthentication", credential)
        if challenge.user_id != user_id or not self._challenges.is_bound(challenge, session_id.bytes):
            raise ChallengeRefused
        found = await self._recognise(tx, credential, challenge, site)
        if found.user_id != user_id:
            raise PasskeyRefused
        return found

    async def _recognise(self, tx: Transaction, credential: Credential, challenge: Challenge, site: Site) -> Recognised:
        try:
            shown = parse_authentication_credential_json(credential)
        except Exception as error:
            raise PasskeyRefused from error  # whatever decoding what a stranger sent may raise
        stored = await passkeys.lock(tx, shown.raw_id)
        if stored is None or shown.response.user_handle not in {None, stored.user_id.bytes}:
            raise PasskeyRefused
        try:
            proven = webauthn.verify_authentication_response(
                credential=shown,
                expected_challenge=challenge.raw,
                expected_rp_id=site.rp_id,
                expected_origin=site.origins,
                credential_public_key=stored.public_key,
                credential_current_sign_count=stored.sign_count,
                require_user_verification=True,
            )
        except Exception as error:
            raise PasskeyRefused from error  # as above
        if not await self._challenges.spend(tx, challenge):
            raise ChallengeRefused
        is_synced = proven.credential_device_type is CredentialDeviceType.MULTI_DEVICE
        await passkeys.note_use(
            tx, stored.id, sign_count=proven.new_sign_count, is_synced=is_synced, at=self._clock.now()
        )
        return Recognised(stored.user_id, _methods(is_synced))

    def _ask(self, purpose: Purpose, user_id: UUID, bound_to: bytes) -> bytes:
        return self._challenges.ask(purpose, user_id, bound_to=bound_to, at=self._clock.now())

    def _answered(self, purpose: Purpose, credential: Credential) -> Challenge:
        """The challenge that the client says was signed; whether it was, the signature tells."""
        try:
            raw = webauthn.base64url_to_bytes(credential["response"]["clientDataJSON"])
            asked = parse_client_data_json(raw).challenge
        except Exception as error:
            raise PasskeyRefused from error  # whatever decoding what a stranger sent may raise
        challenge = self._challenges.find(purpose, asked, at=self._clock.now())
        if challenge is None:
            raise ChallengeRefused
        return challenge

    def _to_sign(self, site: Site, challenge: bytes, known: Sequence[passkeys.KnownPasskey]) -> Options:
        made = webauthn.generate_authentication_options(
            rp_id=site.rp_id,
            challenge=challenge,
            timeout=_TIMEOUT_MS,
            allow_credentials=_described(known),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json_dict(made)


def _verified_registration(
    credential: Credential, challenge: Challenge, site: Site
) -> tuple[VerifiedRegistration, list[str]]:
    try:
        shown = parse_registration_credential_json(credential)
        proven = webauthn.verify_registration_response(
            credential=shown,
            expected_challenge=challenge.raw,
            expected_rp_id=site.rp_id,
            expected_origin=site.origins,
            require_user_verification=True,
        )
    except Exception as error:
        raise PasskeyRefused from error  # whatever decoding what a stranger sent may raise
    return proven, [each.value for each in shown.response.transports or []]


def _described(known: Sequence[passkeys.KnownPasskey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=each.credential_id, transports=[AuthenticatorTransport(name) for name in each.transports]
        )
        for each in known
    ]


def _checked_name(name: str) -> str:
    try:
        kept = clean_name(name)
    except ValueError as error:
        raise Invalid(errors=[FieldError.of("name", error)]) from error
    if not kept:
        raise Invalid(errors=[FieldError("name", "Say what keeps it, such as “Phone”.", "name-missing")])
    return kept


def _methods(is_synced: bool) -> list[Method]:
    """A device that has the key, and asked for a finger, a face or a PIN."""
    return ["swk" if is_synced else "hwk", "mfa"]
