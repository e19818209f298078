"""With another password, what opens the account beside it stays and is told of; or ends, where that is asked for."""

from uuid import UUID

import msgspec
import pytest

from tests.modules.auth import test_oauth_times as oauth
from tests.modules.auth.authenticators import Authenticator
from tests.modules.auth.conftest import NATIVE, PASSWORD, World
from tests.modules.auth.test_email_changes import link, linked, set_up_app
from tests.modules.auth.test_passkeys import make
from tests.modules.auth.test_password_changes import ALICE, NEW, ask
from voicetodo.modules.auth.store import other_access

_TOLD = "1 passkey, 1 account elsewhere, 1 app password, 2 access tokens, 1 application"


class Account(msgspec.Struct):
    """Of Alice, with everything that can open one."""

    world: World
    user_id: UUID
    session_id: UUID
    tokens: list[UUID]
    app_passwords: list[UUID]

    async def set_password(self, how: str, *, ends_other_access: bool = False) -> str:
        """What the letter says."""
        if how == "reset":
            token = await ask(self.world)
            await self.world.resetting_passwords.reset(token, new=NEW, ends_other_access=ends_other_access)
        else:
            await self.world.changing_passwords.change(
                self.user_id,
                session_id=self.session_id,
                current=PASSWORD,
                new=NEW,
                address=NATIVE.address,
                device_token="",
                ends_other_access=ends_other_access,
            )
        return next(mail.text for mail in await self.world.deliver() if "password was" in mail.subject)

    async def others(self) -> str:
        async with self.world.db.connection() as connection:
            return str(await other_access.count(connection, self.user_id, at=self.world.clock.now()))


@pytest.fixture
async def account(world: World) -> Account:
    grant = await world.register(ALICE)
    user_id = grant.session.user.id
    await make(world, grant, Authenticator())
    await link(world, user_id)
    password, _ = await world.app_passwords.create(user_id, name="Phone")
    tokens = [
        (await world.personal_tokens.create(user_id, name="Script", scopes=["todos:read"], days=30))[0].id
        for _ in range(2)
    ]
    await (await oauth.register(world)).connect(user_id)
    await set_up_app(world, user_id)
    await world.deliver()
    return Account(world, user_id, grant.session.session_id, tokens, [password.id])


@pytest.mark.parametrize("how", ["reset", "change"])
class TestOtherAccess:
    async def test_it_stays_and_the_letter_says_how_much_there_is(self, account: Account, how: str) -> None:
        letter = await account.set_password(how)

        assert f"stays: {_TOLD}. End what you do not know" in letter
        assert await account.others() == _TOLD

    async def test_it_ends_where_that_is_asked_for_and_all_hear_of_it(self, account: Account, how: str) -> None:
        letter = await account.set_password(how, ends_other_access=True)

        assert "stays" not in letter
        assert await account.others() == ""
        assert set(account.tokens) < set(account.world.revoked)
        assert account.world.revoked_app_passwords == account.app_passwords

    async def test_no_authenticator_app_goes_with_it(self, account: Account, how: str) -> None:
        await account.set_password(how, ends_other_access=True)

        assert (await account.world.second_factors.find_all(account.user_id)).authenticator_app is not None


async def test_one_session_goes_on_where_the_password_was_known(account: Account) -> None:
    await account.set_password("change", ends_other_access=True)

    assert account.session_id not in account.world.revoked
    assert await linked(account.world, account.user_id) == []
