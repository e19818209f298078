"""People who sign in with an account elsewhere, as tests see them."""

from typing import Any, Final, Protocol
from uuid import UUID

import msgspec

from tests.modules.auth.conftest import World, make_world
from tests.modules.auth.providers.stand_in import StandIn
from voicetodo.kit.db import Database
from voicetodo.modules.auth.model.identities import Identity
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.openid import Return
from voicetodo.modules.auth.service.reauthentication import Asking
from voicetodo.modules.auth.service.sessions import Origin
from voicetodo.modules.auth.service.visits import Whose
from voicetodo.modules.auth.services import AuthSettings

BROWSER: Final = "secret of this browser"
FROM_BROWSER: Final = Origin(client="browser", address="192.0.2.1", user_agent="tests")


class Visiting:
    """One world, one provider, and one browser unless another is named."""

    def __init__(self, world: World, acme: StandIn) -> None:
        self.world = world
        self.acme = acme
        acme.now = lambda: world.clock.now().timestamp()

    async def go(self, browser: str = BROWSER, **claims: Any) -> Return:
        """To the provider and back: what the browser was called with."""
        location = await self.world.federation.provider_sign_in.begin(browser, "acme")
        return Return(**self.acme.sign_in(location, **claims))

    async def come(self, back: Return, browser: str = BROWSER, *, provider: str = "acme", device: str = "") -> Grant:
        return await self.world.federation.provider_sign_in.sign_in(
            browser, provider, back, origin=FROM_BROWSER, device_token=device, timezone="Europe/Berlin"
        )

    async def sign_in(self, *, device: str = "", **claims: Any) -> Grant:
        return await self.come(await self.go(**claims), device=device)

    async def link(self, grant: Grant, **claims: Any) -> Identity:
        whose = whose_is(grant)
        location = await self.world.federation.identities.begin(whose, "acme")
        back = Return(**self.acme.sign_in(location, **claims))
        return await self.world.federation.identities.link(whose, "acme", back)

    async def confirm(self, grant: Grant, **claims: Any) -> str:
        """Prove again who one is."""
        whose, service = whose_is(grant), self.world.federation.provider_reauthentication
        back = Return(**self.acme.sign_in(await service.begin(whose, "acme"), **claims))
        asking = Asking(grant.session.user.id, grant.session.session_id, "192.0.2.1")
        return await service.confirm(asking, whose, "acme", back)

    async def linked(self, user_id: UUID) -> list[Identity]:
        return await self.world.federation.identities.list_all(user_id)


class Visits(Protocol):
    """`visits(may_register=False)`: a world with one provider, described so."""

    def __call__(self, **described: Any) -> Visiting: ...


def world_with(db: Database, url: str, described: str) -> World:
    """One whose operator wrote this of providers."""
    return make_world(db, url=url, settings=AuthSettings(verify_email="never", sign_in_providers=described))


def whose_is(grant: Grant) -> Whose:
    return Whose(BROWSER, grant.session.user.id, grant.session.session_id)


class Told(msgspec.Struct):
    """What an audited act was, in short."""

    action: str
    result: str
    facts: dict[str, str]


async def told_of(world: World, *actions: str) -> list[Told]:
    return [Told(each.action, each.result, each.facts) for each in await world.audited() if each.action in actions]
