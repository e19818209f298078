"""What every way of signing in ends with: a session, a device that is known from now on, a letter where it is new."""

from collections.abc import Iterable

from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Transaction
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.model.sessions import Method
from voicetodo.modules.auth.service.devices import Device, DeviceTokens
from voicetodo.modules.auth.service.grants import Grant, Grants
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import Begun, Origin, Sessions
from voicetodo.modules.auth.store import users


class Entering:
    """`begin` in the transaction in which it was found right to let somebody in; `grant` once that is committed."""

    def __init__(
        self, *, clock: Clock, sessions: Sessions, grants: Grants, devices: DeviceTokens, versions: Versions
    ) -> None:
        self._clock = clock
        self._sessions = sessions
        self._grants = grants
        self._devices = devices
        self._versions = versions

    def is_device(self, token: str) -> bool:
        """Whether we wrote this token, for whichever account; nothing is looked up."""
        return self._devices.find(token) is not None

    def find_device(self, token: str, found: users.Credentials | None) -> Device | None:
        """The device, where it is one of this account's, and signed in since its devices are trusted."""
        device = self._devices.find(token)
        if device is None or found is None or device.user_id != found.user.id:
            return None
        is_trusted = found.trusted_since is None or device.since >= found.trusted_since
        return device if is_trusted else None

    async def begin(
        self, tx: Transaction, user: User, origin: Origin, *, device: Device | None, methods: Iterable[Method]
    ) -> Begun:
        """The session of somebody who proved who they are by `methods`."""
        begun = await self._sessions.begin(tx, user, origin, methods=methods)
        if device is None:
            await note(tx, user.id, "signed_in_on_new_device", at=self._clock.now())
        return begun

    async def grant(self, begun: Begun, device: Device | None) -> Grant:
        await self._versions.bump(begun.user.id)
        token = self._devices.write(begun.user.id, at=self._clock.now(), known=device)
        return await self._grants.issue(begun, device_token=token)
