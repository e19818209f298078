"""Personal access tokens: shown once, good for what they were made for, ended at once, and never for the account."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, Person
from tests.modules.auth.conftest import World
from voicetodo.kit.errors import Invalid
from voicetodo.kit.ids import new_id
from voicetodo.kit.tokens.opaque import new_token
from voicetodo.modules.auth.errors import PersonalTokenNotFound, TooManyPersonalTokens
from voicetodo.modules.auth.rights import RIGHTS
from voicetodo.modules.auth.service.personal_tokens import MOST_PER_USER

SCRIPT: dict[str, Any] = {"name": "Script", "scopes": ["todos:read"], "days": 1}


class TestAUse:
    async def test_is_found_for_what_it_was_made_for(self, world: World) -> None:
        alice = (await world.register()).session.user
        made, token = await world.personal_tokens.create(
            alice.id, name="Script", scopes=["todos:write", "todos:read", "todos:read"], days=1
        )

        use = await world.personal_tokens.find_use(token)

        assert use is not None
        assert (use.user_id, use.token_id) == (alice.id, made.id)
        assert use.scopes == made.scopes == ["todos:read", "todos:write"]

    async def test_ends_on_its_day(self, world: World) -> None:
        alice = (await world.register()).session.user
        made, token = await world.personal_tokens.create(alice.id, **SCRIPT)
        world.clock.advance(timedelta(days=1))

        assert await world.personal_tokens.find_use(token) is None

        await world.personal_tokens.tell_expired()
        assert world.revoked == [made.id]

    async def test_ends_with_revoking_and_that_is_told(self, world: World) -> None:
        alice = (await world.register()).session.user
        made, token = await world.personal_tokens.create(alice.id, **SCRIPT)
        other, other_token = await world.personal_tokens.create(alice.id, **SCRIPT)

        await world.personal_tokens.revoke(alice.id, made.id)

        assert await world.personal_tokens.find_use(token) is None
        assert await world.personal_tokens.find_use(other_token) is not None
        assert [each.id for each in await world.personal_tokens.list_all(alice.id)] == [other.id]
        assert world.revoked == [made.id]
        assert await world.personal_tokens.revoked_lately() == [made.id]

    async def test_is_noted_once_a_minute(self, world: World) -> None:
        alice = (await world.register()).session.user
        _, token = await world.personal_tokens.create(alice.id, **SCRIPT)

        noted = []
        for seconds in (0, 30, 31):
            world.clock.advance(timedelta(seconds=seconds))
            await world.personal_tokens.find_use(token)
            noted.append((await world.personal_tokens.list_all(alice.id))[0].last_used_at)

        assert noted[0] == noted[1] == noted[2] - timedelta(seconds=61)

    @pytest.mark.parametrize("token", ["", "\0", "vtp_" + "0" * 36])
    async def test_is_not_found_for_what_is_no_token(self, world: World, token: str) -> None:
        assert await world.personal_tokens.find_use(token) is None

    async def test_is_not_found_for_a_token_nobody_was_given(self, world: World) -> None:
        assert await world.personal_tokens.find_use(new_token()) is None


class TestKeeping:
    async def test_no_token_stands_in_the_database(self, world: World) -> None:
        alice = (await world.register()).session.user
        _, token = await world.personal_tokens.create(alice.id, **SCRIPT)

        async with world.db.connection() as connection:
            rows = await connection.fetch("select * from personal_tokens")
            told = await connection.fetch("select * from outbox")

        assert token[4:34] not in f"{rows} {told}"

    async def test_there_is_an_end_to_how_many(self, world: World) -> None:
        alice = (await world.register()).session.user
        for _ in range(MOST_PER_USER):
            await world.personal_tokens.create(alice.id, **SCRIPT)

        with pytest.raises(TooManyPersonalTokens):
            await world.personal_tokens.create(alice.id, **SCRIPT)

    @pytest.mark.parametrize(
        ("field", "code", "wish"),
        [
            ("name", "name-missing", {"name": " "}),
            ("name", "name-length", {"name": "a\nb"}),
            ("name", "name-length", {"name": "a" * 101}),
            ("name", "characters-refused", {"name": "a\0b"}),
            ("scopes", "scopes-missing", {"scopes": []}),
            ("scopes", "scopes-missing", {"scopes": ["todos:read", "everything"]}),
            ("scopes", "scopes-missing", {"scopes": ["users:read"]}),
            ("expires_in_days", "days-range", {"days": 0}),
            ("expires_in_days", "days-range", {"days": 367}),
        ],
    )
    async def test_what_will_not_do_is_named(self, world: World, field: str, code: str, wish: dict[str, Any]) -> None:
        with pytest.raises(Invalid) as refused:
            await world.personal_tokens.create(new_id(), **{**SCRIPT, **wish})

        assert [(error.field, error.code) for error in refused.value.errors] == [(field, code)]

    async def test_of_another_is_not_there_to_revoke(self, world: World) -> None:
        alice = (await world.register()).session.user
        made, _ = await world.personal_tokens.create(alice.id, **SCRIPT)

        with pytest.raises(PersonalTokenNotFound):
            await world.personal_tokens.revoke(new_id(), made.id)

    async def test_what_is_long_over_is_forgotten(self, world: World) -> None:
        alice = (await world.register()).session.user
        await world.personal_tokens.create(alice.id, **SCRIPT)
        world.clock.advance(timedelta(days=32))

        await world.personal_tokens.forget_old()

        assert await world.personal_tokens.list_all(alice.id) == []


class TestRoutes:
    def test_show_the_token_once(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        answer = alice.post("/v1/me/tokens", json={"name": "Script", "scopes": ["profile"]})
        made = answer.json()

        listed = alice.get("/v1/me/tokens").json()["items"]

        assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
        assert [(each["id"], each["name"], each["scopes"]) for each in listed] == [(made["id"], "Script", ["profile"])]
        assert made["token"] not in str(listed)
        assert charlie.get("/v1/me/tokens").json()["items"] == []
        assert nobody.get("/v1/me/tokens").status_code == 401

    def test_revoke_what_is_yours_only(self, alice: Person, charlie: Person) -> None:
        made = alice.post("/v1/me/tokens", json={"name": "Script", "scopes": ["profile"]}).json()

        assert charlie.delete(f"/v1/me/tokens/{made['id']}").status_code == 404
        assert alice.delete(f"/v1/me/tokens/{made['id']}").status_code == 204
        assert alice.delete(f"/v1/me/tokens/{made['id']}").status_code == 404

    def test_a_token_says_who_its_owner_is_until_it_is_revoked(self, alice: Person) -> None:
        made = alice.post("/v1/me/tokens", json={"name": "Script", "scopes": ["profile"]}).json()
        with _program(alice, made["token"]) as program:
            assert program.get("/v1/me").json()["id"] == alice.id

            alice.delete(f"/v1/me/tokens/{made['id']}")

            answer = program.get("/v1/me")
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith('Bearer error="invalid_token"')

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/v1/me/tokens"),
            ("POST", "/v1/me/tokens"),
            ("GET", "/v1/me/sessions"),
            ("DELETE", "/v1/me/sessions"),
            ("POST", "/v1/me/app-passwords"),
            ("PATCH", "/v1/me"),
        ],
    )
    def test_a_token_of_every_scope_does_nothing_to_the_account(self, alice: Person, method: str, path: str) -> None:
        scopes = list(RIGHTS.scopes)
        made = alice.post("/v1/me/tokens", json={"name": "Script", "scopes": scopes}).json()

        with _program(alice, made["token"]) as program:
            answer = program.request(method, path, json={"name": "Another", "scopes": scopes})

        assert answer.status_code == 403
        assert answer.json()["type"] == "/problems/insufficient-scope"


def _program(person: Person, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=person.base_url, headers=headers, trust_env=False, verify=NO_CERTIFICATES)
