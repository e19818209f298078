"""Proving again who one is, by signing in once more at a provider: the way of those who have no password here."""

from voicetodo.kit.audit import audit
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Invalid
from voicetodo.modules.auth.errors import ProviderRefused
from voicetodo.modules.auth.model.id_tokens import Assertion
from voicetodo.modules.auth.model.sessions import Method
from voicetodo.modules.auth.service.identities import Identities
from voicetodo.modules.auth.service.openid import OpenId, Return
from voicetodo.modules.auth.service.reauthentication import CODE_MISSING, Asking, Reauthentication
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication
from voicetodo.modules.auth.service.visits import Visits, Whose
from voicetodo.modules.auth.store import identities


class ProviderReauthentication:
    """A provider that does not say when somebody signed in there proves nothing anew."""

    def __init__(
        self,
        *,
        db: Database,
        identities: Identities,
        openid: OpenId,
        visits: Visits,
        second_factors: SecondFactorAuthentication,
        reauthentication: Reauthentication,
    ) -> None:
        self._db = db
        self._identities = identities
        self._openid = openid
        self._visits = visits
        self._second_factors = second_factors
        self._reauthentication = reauthentication

    async def begin(self, whose: Whose, provider_id: str) -> str:
        """Where the browser is to go. Raises ProviderNotFound, ProviderUnavailable."""
        provider = self._identities.get_provider(provider_id)
        visit = self._visits.begin("provider_reauthentication", provider.id, whose)
        return await self._openid.address_for(provider, visit, is_fresh=True)

    async def confirm(self, asking: Asking, whose: Whose, provider_id: str, back: Return) -> str:
        """An access token that says when it was. Not enough where there is an authenticator app, as for a password.

        Raises ProviderNotFound, ProviderUnavailable, ChallengeRefused, ProviderRefused, Invalid, SessionNotFound.
        """
        provider = self._identities.get_provider(provider_id)
        visit = await self._visits.end("provider_reauthentication", provider.id, whose, state=back.state)
        try:
            proven = await self._openid.redeem(provider, visit, back, is_fresh=True)
            is_code_asked = await self._find_code_asked(asking, proven)
        except ProviderRefused:
            async with self._db.transaction() as tx:
                on = ("session", asking.session_id)
                await audit(
                    tx, "auth.reauthenticated", on=on, of=asking.user_id, result="refused", provider=provider.id
                )
            raise
        if is_code_asked and not proven.is_multi_factor:
            raise Invalid(errors=[CODE_MISSING])
        methods: list[Method] = ["fed", "mfa"] if proven.is_multi_factor else ["fed"]
        return await self._reauthentication.confirm(asking, methods)

    async def _find_code_asked(self, asking: Asking, proven: Assertion) -> bool:
        """Raises ProviderRefused where it is not the caller who signed in there."""
        async with self._db.connection() as connection:
            owned = await identities.find(connection, proven)
            if owned is None or owned.user_id != asking.user_id:
                raise ProviderRefused("This is another account than the one you sign in to here.")
            return await self._second_factors.is_on(connection, asking.user_id)
