"""Accounts elsewhere that somebody signs in with: listed, linked and unlinked by who is signed in."""

from collections.abc import Mapping
from uuid import UUID

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import (
    EmailNotAdmitted,
    IdentityNotFound,
    IdentityTaken,
    LastWayIn,
    ProviderNotFound,
    TooManyIdentities,
    UserNotFound,
)
from voicetodo.modules.auth.model.id_tokens import Assertion
from voicetodo.modules.auth.model.identities import MOST_PER_USER, Identity
from voicetodo.modules.auth.model.passwords import is_nobodys
from voicetodo.modules.auth.model.providers import Provider
from voicetodo.modules.auth.service.openid import OpenId, Return
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.visits import Visits, Whose
from voicetodo.modules.auth.store import identities, passkeys, users


class Identities:
    """Every verb is scoped by the user; what is another's raises IdentityNotFound."""

    def __init__(
        self, *, db: Database, clock: Clock, providers: Mapping[str, Provider], openid: OpenId, visits: Visits
    ) -> None:
        self._db = db
        self._clock = clock
        self._providers = providers
        self._openid = openid
        self._visits = visits

    def list_providers(self) -> list[Provider]:
        """In the order to show them."""
        return list(self._providers.values())

    def get_provider(self, provider_id: str) -> Provider:
        """Raises ProviderNotFound."""
        found = self._providers.get(provider_id)
        if found is None:
            raise ProviderNotFound
        return found

    def name_of(self, provider_id: str) -> str:
        """As people read it; its id where it is here no more."""
        found = self._providers.get(provider_id)
        return provider_id if found is None else found.name

    async def list_all(self, user_id: UUID) -> list[Identity]:
        """The newest first, MOST_PER_USER at most."""
        async with self._db.connection() as connection:
            return await identities.list_all(connection, user_id)

    async def begin(self, whose: Whose, provider_id: str) -> str:
        """Where the browser is to go. Raises ProviderNotFound, ProviderUnavailable."""
        provider = self.get_provider(provider_id)
        return await self._openid.address_for(provider, self._visits.begin("identity_link", provider.id, whose))

    async def link(self, whose: Whose, provider_id: str, back: Return) -> Identity:
        """Who comes back signs in with it from now on; again changes nothing.

        Raises ProviderNotFound, ChallengeRefused, ProviderRefused, ProviderUnavailable, EmailNotAdmitted,
        IdentityTaken, TooManyIdentities.
        """
        provider, user_id = self.get_provider(provider_id), whose.user_id
        visit = await self._visits.end("identity_link", provider.id, whose, state=back.state)
        proven = await self._openid.redeem(provider, visit, back)
        if not provider.takes(proven.email or ""):
            raise EmailNotAdmitted
        async with self._db.transaction() as tx:
            if await users.lock_user(tx, user_id) is None:
                raise UserNotFound
            owned = await identities.find(tx, proven)
            if owned is not None and owned.user_id != user_id:
                raise IdentityTaken
            present = await identities.list_all(tx, user_id)
            if owned is not None:
                return next(each for each in present if each.id == owned.id)
            if len(present) >= MOST_PER_USER:
                raise TooManyIdentities
            return await self.add(tx, user_id, provider, proven)

    async def unlink(self, user_id: UUID, identity_id: UUID) -> None:
        """It signs nobody in any more. Raises IdentityNotFound, LastWayIn."""
        async with self._db.transaction() as tx:
            await users.lock_user(tx, user_id)
            removed = await identities.remove(tx, user_id, identity_id)
            if removed is None:
                raise IdentityNotFound
            if not await self._has_way_in(tx, user_id):
                raise LastWayIn
            await audit(
                tx, "auth.identity_unlinked", on=("identity", identity_id), of=user_id, provider=removed.provider
            )
            await note(tx, user_id, "identity_unlinked", at=self._clock.now())

    async def add(
        self, tx: Transaction, user_id: UUID, provider: Provider, proven: Assertion, *, is_told: bool = True
    ) -> Identity:
        """`is_told`: whether the owner is, as it is no part of making the account. Raises IdentityTaken."""
        now = self._clock.now()
        identity = Identity(
            id=new_id(),
            provider=provider.id,
            issuer=proven.issuer,
            email=proven.email or "",
            created_at=now,
            last_used_at=now,
        )
        if not await identities.add(tx, identity, user_id=user_id, subject=proven.subject):
            raise IdentityTaken
        await audit(tx, "auth.identity_linked", on=("identity", identity.id), of=user_id, provider=provider.id)
        if is_told:
            await note(tx, user_id, "identity_linked", at=now)
        return identity

    async def _has_way_in(self, tx: Transaction, user_id: UUID) -> bool:
        """A password, a passkey, or an account at a provider who is still here."""
        credentials = await users.find_credentials_of(tx, user_id)
        if credentials is not None and not is_nobodys(credentials.password_hash):
            return True
        if await passkeys.count(tx, user_id) > 0:
            return True
        issuers = {each.issuer for each in self._providers.values()}
        return any(each.issuer in issuers for each in await identities.list_all(tx, user_id))
