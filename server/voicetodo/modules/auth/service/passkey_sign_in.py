"""Signing in with a passkey alone."""

from voicetodo.kit.audit import audit
from voicetodo.kit.db import Database
from voicetodo.modules.auth.errors import ChallengeRefused, PasskeyRefused
from voicetodo.modules.auth.model.passkeys import Site
from voicetodo.modules.auth.service.devices import Device
from voicetodo.modules.auth.service.entering import Entering
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.passkeys import Credential, Options, Passkeys
from voicetodo.modules.auth.service.sessions import Begun, Origin
from voicetodo.modules.auth.store import users


class PasskeySignIn:
    """Nobody says who they are: the passkey tells it, and nothing tells whether an account has one."""

    def __init__(self, *, db: Database, passkeys: Passkeys, entering: Entering) -> None:
        self._db = db
        self._passkeys = passkeys
        self._entering = entering

    async def begin(self, site: Site) -> Options:
        """What an authenticator is asked to sign."""
        return await self._passkeys.ask_anybody(site)

    async def sign_in(self, credential: Credential, *, site: Site, origin: Origin, device_token: str = "") -> Grant:
        """Raises ChallengeRefused, PasskeyRefused."""
        try:
            begun, device = await self._begin(credential, site, origin, device_token)
        except (ChallengeRefused, PasskeyRefused):
            async with self._db.transaction() as tx:
                await audit(tx, "auth.signed_in", on=("user", None), result="refused", factor="passkey")
            raise
        return await self._entering.grant(begun, device)

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
