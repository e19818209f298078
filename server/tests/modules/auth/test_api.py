"""`AuthApi`, asked in one process and over HTTP."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.rpc.library import serving
from tests.modules.auth.conftest import World
from tests.modules.auth.test_erasing import Erased
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.db import Database
from voicetodo.kit.errors import NotFound
from voicetodo.kit.ids import new_id
from voicetodo.kit.personal_data import PersonalData
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.kit.tokens import TokenUse, TokenVerifier
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.auth.local import LocalAuthApi
from voicetodo.modules.auth.store.personal_data import TOLD

SECRET = b"s" * 32


@pytest_asyncio.fixture(params=["here", "remote"])
async def auth(
    request: pytest.FixtureRequest, world: World, database: Callable[[str], Database], tmp_path: Path
) -> AsyncIterator[AuthApi]:
    erasing = Erased(world, open_blobs(BlobSettings(data_dir=tmp_path)), database).erasing
    answering = Faces()
    answering.answer(
        AuthApi,
        LocalAuthApi(
            accounts=world.accounts,
            registering=world.registering,
            sessions=world.sessions,
            keys=world.keys,
            app_passwords=world.app_passwords,
            personal_tokens=world.personal_tokens,
            applications=world.oauth.applications,
            oversight=world.oversight,
            erasing=erasing,
            personal_data=PersonalData(world.db, TOLD),
        ),
    )
    if request.param == "here":
        yield answering.get(AuthApi)
        return
    async with serving(rpc_app(answering, ServiceTokens(SECRET))) as address:
        asking = Faces({"auth": address}, tokens=ServiceTokens(SECRET))
        yield asking.get(AuthApi)
        await asking.stop()


class TestAuthApi:
    async def test_its_keys_verify_what_auth_signed(self, auth: AuthApi, world: World) -> None:
        grant = await world.register()
        verifier = TokenVerifier(keys=auth.public_keys, clock=world.clock, issuer="us")

        caller = await verifier.verify(grant.access_token)

        assert caller.user_id == grant.session.user.id

    async def test_it_tells_the_sessions_revoked_lately(self, auth: AuthApi, world: World) -> None:
        grant = await world.register()
        await world.accounts.log_out(refresh_token=grant.session.refresh_token)

        assert await auth.revoked_sessions() == [grant.session.session_id]

    async def test_it_tells_who_somebody_is(self, auth: AuthApi, world: World) -> None:
        user = (await world.register()).session.user

        assert await auth.get_user(user_id=user.id) == user

    async def test_it_tells_how_many_accounts_wait_to_be_deleted(self, auth: AuthApi, world: World) -> None:
        await world.deleting.ask((await world.register("ada@example.org")).session.user.id)
        await world.register()
        before = await auth.count_waiting_deletions()
        world.clock.advance(world.deleting.grace + timedelta(hours=2))

        assert (before, await auth.count_waiting_deletions()) == (0, 1)

    async def test_nobody_is_not_found(self, auth: AuthApi) -> None:
        with pytest.raises(NotFound) as raised:
            await auth.get_user(user_id=new_id())

        assert raised.value.slug() == "user-not-found"

    async def test_it_tells_what_a_personal_token_stands_for_until_it_ends(self, auth: AuthApi, world: World) -> None:
        alice = (await world.register()).session.user
        made, token = await world.personal_tokens.create(alice.id, name="Script", scopes=["todos:read"], days=1)

        use = await auth.find_token_use(token=token)
        await world.personal_tokens.revoke(alice.id, made.id)

        assert use == TokenUse(alice.id, made.id, ["todos:read"], made.expires_at)
        assert await auth.find_token_use(token=token) is None
        assert await auth.revoked_sessions() == [made.id]
