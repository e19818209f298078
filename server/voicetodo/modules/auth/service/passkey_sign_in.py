"""Signing in with a passkey alone."""

from voicetodo.kit.audit import Seldom, audit
from voicetodo.kit.db import Database
from voicetodo.kit.http.networks import network_of
from voicetodo.modules.auth.errors import ChallengeRefused, PasskeyRefused
from voicetodo.modules.auth.model.passkeys import Site
from voicetodo.modules.auth.service.devices import Device
from voicetodo.modules.auth.service.entering import Entering
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.passkeys import Credential, Options, Passkeys
from voicetodo.modules.auth.service.sessions import Begun, Origin
from voicetodo.modules.auth.store import users


class PasskeySignIn:
    """Nobody says who they are: the passkey tells it, and nothing tells whether an account has one.

    No pause keeps strangers from trying, as none is guessed: what is refused is audited once in a while.
    """

    def __init__(self, *, db: Database, passkeys: Passkeys, entering: Entering, refusals: Seldom) -> None:
        self._db = db
        self._passkeys = passkeys
        self._entering = entering
        self._refusals = refusals

    async def begin(self, site: Site) -> Options:
        """What an authenticator is asked to sign."""
        return await self._passkeys.ask_anybody(site)

    async def sign_in(self, credential: Credential, *, site: Site, origin: Origin, device_token: str = "") -> Grant:
        """Raises ChallengeRefused, PasskeyRefused."""
        try:
            begun, device = await self._begin(credential, site, origin, device_token)
        except (ChallengeRefused, PasskeyRefused):
            await self._tell_refused(origin)
            raise
        return await self._entering.grant(begun, device)

    async def _tell_refused(self, origin: Origin) -> None:
        times = self._refusals.count(network_of(origin.address))
        if times:
            async with self._db.transaction() as tx:
                on = ("user", None)
                await audit(tx, "auth.signed_in", on=on, result="refused", factor="passkey", times=str(times))

    async def _begin(
        self, credential: Credential, site: Site, origin: Origin, device_token: str
    ) -> tuple[Begun, Device | None]:
        async with self._db.transaction() as tx:
            recognised = await self._passkeys.recognise(tx, credential, site=site)
            found = await users.find_credentials_of(tx, recognised.user_id)
            if found is None or found.is_suspended:
                raise PasskeyRefused
            device = self._entering.find_device(device_token, found)
            return await self._entering.begin(tx, found.user, origin, device=device, methods=recognised.methods), device
