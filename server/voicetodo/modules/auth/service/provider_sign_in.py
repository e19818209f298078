"""Signing in with an account at a provider; and getting an account here by it."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.errors import DomainError, FieldError, Invalid
from voicetodo.modules.auth.errors import (
    EmailNotAdmitted,
    EmailNotProven,
    IdentityNotLinked,
    ProviderRefused,
    RegistrationClosed,
)
from voicetodo.modules.auth.model.accounts import Registration, clean_email, clean_name, clean_timezone
from voicetodo.modules.auth.model.id_tokens import Assertion
from voicetodo.modules.auth.model.providers import Provider
from voicetodo.modules.auth.model.sessions import Method
from voicetodo.modules.auth.service.devices import Device
from voicetodo.modules.auth.service.entering import Entering
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.identities import Identities
from voicetodo.modules.auth.service.openid import OpenId, Return
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication
from voicetodo.modules.auth.service.sessions import Begun, Origin, Sessions
from voicetodo.modules.auth.service.signing_in import SigningIn
from voicetodo.modules.auth.service.visits import Visits, Whose
from voicetodo.modules.auth.store import accounts, identities, users

_SUSPENDED: Final = "You cannot sign in here with this account. Ask whoever looks after this installation."
#: Told as such in the audit log, too.
_REFUSALS: Final = (ProviderRefused, EmailNotProven, EmailNotAdmitted, RegistrationClosed, IdentityNotLinked)


class _Known(msgspec.Struct, frozen=True):
    """Who came, and by which of their identities."""

    user_id: UUID
    identity_id: UUID
    is_new: bool = False


class ProviderSignIn:
    """Who somebody is follows from issuer and subject alone; an address is looked at the first time they come."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        identities: Identities,
        openid: OpenId,
        visits: Visits,
        registering: Registering,
        signing_in: SigningIn,
        second_factors: SecondFactorAuthentication,
        entering: Entering,
        sessions: Sessions,
    ) -> None:
        self._db = db
        self._clock = clock
        self._identities = identities
        self._openid = openid
        self._visits = visits
        self._registering = registering
        self._signing_in = signing_in
        self._second_factors = second_factors
        self._entering = entering
        self._sessions = sessions

    async def begin(self, browser: str, provider_id: str) -> str:
        """Where the browser is to go. Raises ProviderNotFound, ProviderUnavailable."""
        provider = self._identities.get_provider(provider_id)
        visit = self._visits.begin("provider_sign_in", provider.id, Whose(browser))
        return await self._openid.address_for(provider, visit)

    async def sign_in(
        self, browser: str, provider_id: str, back: Return, *, origin: Origin, device_token: str, timezone: str
    ) -> Grant:
        """`timezone` is for whoever gets an account by this.

        Raises ProviderNotFound, ProviderUnavailable, ChallengeRefused, those of _REFUSALS, and SecondFactorRequired
        where the account has an authenticator app and the provider did not ask for more than one thing.
        """
        provider = self._identities.get_provider(provider_id)
        try:
            timezone = clean_timezone(timezone)
        except ValueError as error:
            raise Invalid(errors=[FieldError.of("timezone", error)]) from error
        visit = await self._visits.end("provider_sign_in", provider.id, Whose(browser), state=back.state)
        try:
            proven = await self._openid.redeem(provider, visit, back)
            begun, device = await self._enter(provider, proven, origin, device_token, timezone)
        except _REFUSALS:
            async with self._db.transaction() as tx:
                on = ("user", None)
                await audit(tx, "auth.signed_in", on=on, result="refused", factor="provider", provider=provider.id)
            raise
        if isinstance(begun, DomainError):
            raise begun
        return await self._entering.grant(begun, device)

    async def _enter(
        self, provider: Provider, proven: Assertion, origin: Origin, device_token: str, timezone: str
    ) -> tuple[Begun | DomainError, Device | None]:
        """The session; or what is asked for before there is one."""
        if provider.domains and proven.email is None:
            raise EmailNotProven
        if not provider.takes(proven.email or ""):
            raise EmailNotAdmitted
        methods: list[Method] = ["fed", "mfa"] if proven.is_multi_factor else ["fed"]
        async with self._db.transaction() as tx:
            known = await self._recognise(tx, provider, proven, timezone, origin.language)
            found = await users.find_credentials_of(tx, known.user_id)
            if found is None:
                raise ProviderRefused
            if known.is_new:
                return await self._sessions.begin(tx, found.user, origin, methods=methods), None
            if await self._second_factors.is_on(tx, known.user_id) and not proven.is_multi_factor:
                return self._signing_in.ask_code(found, identity_id=known.identity_id), None
            device = self._entering.find_device(device_token, found)
            return await self._entering.begin(tx, found.user, origin, device=device, methods=methods), device

    async def _recognise(
        self, tx: Transaction, provider: Provider, proven: Assertion, timezone: str, language: str | None
    ) -> _Known:
        """Whoever it is stays good until the transaction ends."""
        owned = await identities.find(tx, proven)
        if owned is None:
            return await self._welcome(tx, provider, proven, timezone, language)
        if not await accounts.hold_good(tx, owned.user_id):
            raise ProviderRefused(_SUSPENDED)
        if not await identities.note_use(tx, owned.id, email=proven.email or "", at=self._clock.now()):
            raise ProviderRefused  # unlinked a moment ago
        return _Known(owned.user_id, owned.id)

    async def _welcome(
        self, tx: Transaction, provider: Provider, proven: Assertion, timezone: str, language: str | None
    ) -> _Known:
        """Of whoever comes for the first time: theirs, where both sides have proven its address; or a new one."""
        try:
            email = clean_email(proven.email or "")
        except ValueError as error:
            raise EmailNotProven from error
        found = await users.find_credentials(tx, email)
        if found is None:
            wish = Registration(email, password="", name=_name_of(proven), timezone=timezone, language=language)
            return await self._register(tx, provider, proven, wish)
        if not provider.links_by_address or not found.is_email_verified:
            raise IdentityNotLinked
        if await users.lock_user(tx, found.user.id) != found.user:
            raise ProviderRefused  # it was changed a moment ago
        if not await accounts.hold_good(tx, found.user.id):
            raise ProviderRefused(_SUSPENDED)
        # Who reads its mail would be one step further towards an account that asks for two things.
        if await self._second_factors.is_on(tx, found.user.id):
            raise IdentityNotLinked
        identity = await self._identities.add(tx, found.user.id, provider, proven)
        return _Known(found.user.id, identity.id)

    async def _register(self, tx: Transaction, provider: Provider, proven: Assertion, wish: Registration) -> _Known:
        if not provider.may_register:
            raise RegistrationClosed("You have no account here, and get none this way.")
        user = await self._registering.add_proven(tx, wish)
        if user is None:
            raise IdentityNotLinked  # somebody signed up with the address a moment ago
        identity = await self._identities.add(tx, user.id, provider, proven, is_told=False)
        return _Known(user.id, identity.id, is_new=True)


def _name_of(proven: Assertion) -> str:
    try:
        return clean_name(proven.name)
    except ValueError:
        return ""
