"""App passwords: shown once, good for one account, gone when revoked."""

from datetime import timedelta

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.auth.conftest import PASSWORD, World
from voicetodo.kit.errors import Invalid
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import AppPasswordNotFound, TooManyAppPasswords
from voicetodo.modules.auth.service.app_passwords import MOST_PER_USER, fresh_secret, plain_secret

ALICE = "alice@example.org"


class TestASecret:
    def test_has_more_bits_than_anybody_can_guess(self) -> None:
        secret = fresh_secret()

        assert len(plain_secret(secret)) * 5 >= 128
        assert len({fresh_secret() for _ in range(1000)}) == 1000

    def test_is_the_same_however_it_was_typed(self) -> None:
        assert plain_secret(" ABCD-efgh 2345\n") == plain_secret("abcdefgh2345")


class TestAUse:
    async def test_is_found_for_the_account_it_belongs_to(self, world: World) -> None:
        alice = (await world.register()).session.user
        bob = (await world.register("bob@example.org")).session.user
        made, secret = await world.app_passwords.create(alice.id, name="Phone")

        use = await world.app_passwords.find_use(email="ALICE@example.org", password=secret.upper())

        assert use is not None
        assert (use.user, use.app_password_id) == (alice, made.id)
        assert await world.app_passwords.find_use(email=bob.email, password=secret) is None
        assert await world.app_passwords.list_all(bob.id) == []

    @pytest.mark.parametrize("password", ["", PASSWORD, "\0", "ü" * 300, "a" * 400])
    async def test_is_not_found_for_anything_else(self, world: World, password: str) -> None:
        alice = (await world.register()).session.user
        await world.app_passwords.create(alice.id, name="Phone")

        assert await world.app_passwords.find_use(email=ALICE, password=password) is None

    async def test_is_noted_once_a_minute(self, world: World) -> None:
        alice = (await world.register()).session.user
        _, secret = await world.app_passwords.create(alice.id, name="Phone")

        noted = []
        for seconds in (0, 30, 31):
            world.clock.advance(timedelta(seconds=seconds))
            await world.app_passwords.find_use(email=ALICE, password=secret)
            noted.append((await world.app_passwords.list_all(alice.id))[0].last_used_at)

        assert noted[0] == noted[1] == noted[2] - timedelta(seconds=61)

    async def test_ends_with_revoking_and_that_is_told(self, world: World) -> None:
        alice = (await world.register()).session.user
        made, secret = await world.app_passwords.create(alice.id, name="Phone")
        other, other_secret = await world.app_passwords.create(alice.id, name="Laptop")

        await world.app_passwords.revoke(alice.id, made.id)

        assert await world.app_passwords.find_use(email=ALICE, password=secret) is None
        assert await world.app_passwords.find_use(email=ALICE, password=other_secret) is not None
        assert [each.id for each in await world.app_passwords.list_all(alice.id)] == [other.id]
        assert world.revoked_app_passwords == [made.id]


class TestKeeping:
    async def test_no_secret_stands_in_the_database(self, world: World) -> None:
        alice = (await world.register()).session.user
        _, secret = await world.app_passwords.create(alice.id, name="Phone")

        async with world.db.connection() as connection:
            rows = await connection.fetch("select * from app_passwords")

        assert plain_secret(secret) not in str(rows)
        assert secret not in str(rows)

    async def test_there_is_an_end_to_how_many(self, world: World) -> None:
        alice = (await world.register()).session.user
        for number in range(MOST_PER_USER):
            await world.app_passwords.create(alice.id, name=f"Phone {number}")

        with pytest.raises(TooManyAppPasswords):
            await world.app_passwords.create(alice.id, name="One more")

    @pytest.mark.parametrize("name", ["", "  ", "a\nb", "a" * 101, "\0"])
    async def test_a_name_says_what_uses_it(self, world: World, name: str) -> None:
        with pytest.raises(Invalid):
            await world.app_passwords.create(new_id(), name=name)

    async def test_of_another_is_not_there_to_revoke(self, world: World) -> None:
        alice = (await world.register()).session.user
        made, _ = await world.app_passwords.create(alice.id, name="Phone")

        with pytest.raises(AppPasswordNotFound):
            await world.app_passwords.revoke(new_id(), made.id)


class TestRoutes:
    def test_show_the_secret_once(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        answer = alice.post("/v1/me/app-passwords", json={"name": "Phone"})
        made = answer.json()

        listed = alice.get("/v1/me/app-passwords").json()["items"]

        assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
        assert made["username"] == alice.user["email"]
        assert [(each["id"], each["name"], each["last_used_at"]) for each in listed] == [(made["id"], "Phone", None)]
        assert made["password"] not in str(listed)
        assert charlie.get("/v1/me/app-passwords").json()["items"] == []
        assert nobody.get("/v1/me/app-passwords").status_code == 401

    def test_revoke_what_is_yours_only(self, alice: Person, charlie: Person) -> None:
        made = alice.post("/v1/me/app-passwords", json={"name": "Phone"}).json()
        address = f"/v1/me/app-passwords/{made['id']}"

        refused = charlie.delete(address)
        revoked = alice.delete(address)
        again = alice.delete(address)

        assert (refused.status_code, refused.json()["type"]) == (404, "/problems/app-password-not-found")
        assert (revoked.status_code, again.status_code) == (204, 404)
