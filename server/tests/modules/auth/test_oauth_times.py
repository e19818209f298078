"""Codes and refresh tokens of clients as time passes; and how many of everything there may be."""

import base64
import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import msgspec
import pytest

from tests.modules.auth.conftest import World
from voicetodo.kit.errors import Unauthenticated
from voicetodo.modules.auth.errors import AuthorizationRequestInvalid, TooManyApplications
from voicetodo.modules.auth.service import authorizing, oauth_clients
from voicetodo.modules.auth.service.oauth_messages import Answer, Asking
from voicetodo.modules.auth.service.token_endpoint import MOST_PER_CLIENT

CALLBACK = "https://app.example/callback"
VERIFIER = "v" * 43
Json = dict[str, Any]


class Widget(msgspec.Struct):
    """A client in a world whose clock is moved by hand."""

    world: World
    id: str

    def query(self) -> str:
        challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
        asked = {"response_type": "code", "client_id": self.id, "redirect_uri": CALLBACK, "scope": "todos:read"}
        return urlencode({**asked, "code_challenge": challenge, "code_challenge_method": "S256"})

    async def code(self, user_id: UUID) -> str:
        location = await self.world.oauth.authorizing.agree(user_id, self.query(), scopes=["todos:read"])
        return parse_qs(urlsplit(location).query)["code"][0]

    async def redeem(self, code: str) -> Answer:
        form = {"grant_type": "authorization_code", "code": code, "client_id": self.id, "code_verifier": VERIFIER}
        return await self.world.oauth.token_endpoint.exchange(Asking(list(form.items())))

    async def refresh(self, token: str) -> Answer:
        form = {"grant_type": "refresh_token", "refresh_token": token, "client_id": self.id}
        return await self.world.oauth.token_endpoint.exchange(Asking(list(form.items())))

    async def connect(self, user_id: UUID) -> Json:
        answer = await self.redeem(await self.code(user_id))
        assert answer.status == 200, answer.body
        return answer.body


async def register(world: World, **metadata: object) -> Widget:
    told = {"redirect_uris": [CALLBACK], "token_endpoint_auth_method": "none", **metadata}
    told.setdefault("grant_types", ["authorization_code", "refresh_token"])
    answer = await world.oauth.clients.register(msgspec.json.encode(told))
    assert answer.status == 201, answer.body
    return Widget(world, answer.body["client_id"])


@pytest.fixture
async def widget(world: World) -> Widget:
    return await register(world)


@pytest.fixture
async def alice(world: World) -> UUID:
    return (await world.register()).session.user.id


class TestACode:
    async def test_lasts_two_minutes(self, world: World, widget: Widget, alice: UUID) -> None:
        in_time, too_late = await widget.code(alice), await widget.code(alice)

        world.clock.advance(timedelta(minutes=1, seconds=59))
        first = await widget.redeem(in_time)
        world.clock.advance(timedelta(seconds=1))
        second = await widget.redeem(too_late)

        assert first.status == 200
        assert second.body["error"] == "invalid_grant"

    async def test_and_what_follows_stand_nowhere_in_the_database(
        self, world: World, widget: Widget, alice: UUID
    ) -> None:
        code = await widget.code(alice)
        tokens = (await widget.redeem(code)).body

        async with world.db.connection() as connection:
            kept = [await connection.fetch(f"select * from {table}") for table in ("authorizations", "outbox")]  # noqa: S608

        for secret in (code, tokens["refresh_token"], tokens["access_token"]):
            assert secret not in str(kept)

    async def test_that_comes_again_much_later_still_ends_what_it_began(
        self, world: World, widget: Widget, alice: UUID
    ) -> None:
        code = await widget.code(alice)
        tokens = (await widget.redeem(code)).body
        world.clock.advance(timedelta(days=3))

        await widget.redeem(code)

        assert (await widget.refresh(tokens["refresh_token"])).body["error"] == "invalid_grant"


class TestARefreshToken:
    async def test_whose_answer_was_lost_gives_the_same_next_one(
        self, world: World, widget: Widget, alice: UUID
    ) -> None:
        tokens = await widget.connect(alice)

        once = await widget.refresh(tokens["refresh_token"])
        world.clock.advance(timedelta(seconds=10))
        again = await widget.refresh(tokens["refresh_token"])

        assert once.body["refresh_token"] == again.body["refresh_token"]

    async def test_used_before_ends_its_authorization_and_that_is_told(
        self, world: World, widget: Widget, alice: UUID
    ) -> None:
        stolen = await widget.connect(alice)
        owner = (await widget.refresh(stolen["refresh_token"])).body
        world.clock.advance(timedelta(seconds=11))

        refused = await widget.refresh(stolen["refresh_token"])

        assert refused.body["error"] == "invalid_grant"
        assert (await widget.refresh(owner["refresh_token"])).body["error"] == "invalid_grant"
        with pytest.raises(Unauthenticated):
            await world.verifier.verify(owner["access_token"])
        assert len(world.revoked) == 1
        assert await world.oauth.applications.list_all(alice) == []
        ended = [act for act in await world.audited() if act.action == "auth.authorization_ended"]
        assert [(act.owner_id, act.facts["reason"]) for act in ended] == [(alice, "replayed")]

    async def test_in_the_hands_of_another_client_ends_nothing(self, world: World, widget: Widget, alice: UUID) -> None:
        tokens = await widget.connect(alice)
        following = (await widget.refresh(tokens["refresh_token"])).body
        world.clock.advance(timedelta(seconds=11))

        await (await register(world)).refresh(tokens["refresh_token"])

        assert (await widget.refresh(following["refresh_token"])).status == 200

    async def test_nobody_used_for_a_month_is_over(self, world: World, widget: Widget, alice: UUID) -> None:
        tokens = await widget.connect(alice)
        world.clock.advance(timedelta(days=30))

        assert (await widget.refresh(tokens["refresh_token"])).body["error"] == "invalid_grant"
        assert await world.oauth.applications.list_all(alice) == []

    async def test_in_use_is_over_after_half_a_year(self, world: World, widget: Widget, alice: UUID) -> None:
        tokens = await widget.connect(alice)
        for _ in range(6):
            world.clock.advance(timedelta(days=29))
            tokens = (await widget.refresh(tokens["refresh_token"])).body
        world.clock.advance(timedelta(days=6))

        assert (await widget.refresh(tokens["refresh_token"])).body["error"] == "invalid_grant"

    async def test_is_of_no_use_to_who_signs_in(self, world: World, widget: Widget, alice: UUID) -> None:
        tokens = await widget.connect(alice)

        with pytest.raises(Unauthenticated):
            await world.refresh(tokens["refresh_token"])

    async def test_a_client_without_one_is_connected_as_long_as_its_token_lasts(
        self, world: World, alice: UUID
    ) -> None:
        widget = await register(world, grant_types=["authorization_code"])
        await widget.connect(alice)
        assert len(await world.oauth.applications.list_all(alice)) == 1

        world.clock.advance(timedelta(minutes=10))

        assert await world.oauth.applications.list_all(alice) == []


class TestEndings:
    async def test_are_told_to_whoever_asks_what_was_revoked(self, world: World, widget: Widget, alice: UUID) -> None:
        tokens = await widget.connect(alice)
        session_id = (await world.verifier.verify(tokens["access_token"])).session_id

        await world.oauth.applications.revoke(alice, widget.id)

        assert world.revoked == await world.oauth.applications.revoked_lately() == [session_id]

    async def test_at_more_than_ten_places_the_longest_connected_gives_way(self, widget: Widget, alice: UUID) -> None:
        connected = [await widget.connect(alice) for _ in range(MOST_PER_CLIENT + 1)]

        answers = [(await widget.refresh(each["refresh_token"])).status for each in connected]

        assert answers == [400] + [200] * MOST_PER_CLIENT

    async def test_who_is_gone_lets_nobody_act(self, world: World, widget: Widget, alice: UUID) -> None:
        tokens = await widget.connect(alice)
        async with world.db.transaction() as tx:
            await tx.execute("delete from users where id = $1", alice)

        assert (await widget.refresh(tokens["refresh_token"])).body["error"] == "invalid_grant"


class TestHowMany:
    async def test_there_is_an_end_to_applications(
        self, world: World, widget: Widget, alice: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(authorizing, "MOST_APPLICATIONS", 1)
        await widget.connect(alice)
        await widget.connect(alice)

        with pytest.raises(TooManyApplications):
            await (await register(world)).code(alice)

    async def test_where_there_are_too_many_that_nobody_agreed_to_the_oldest_makes_room(
        self, world: World, widget: Widget, alice: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oauth_clients, "MOST_UNUSED", 2)
        await widget.connect(alice)
        made: list[Widget] = []
        for _ in range(3):
            world.clock.advance(timedelta(seconds=1))
            made.append(await register(world))

        for there in (widget, *made[1:]):
            assert await world.oauth.authorizing.look(there.query())
        with pytest.raises(AuthorizationRequestInvalid):
            await world.oauth.authorizing.look(made[0].query())

    async def test_clients_nobody_agreed_to_are_forgotten_after_a_week(
        self, world: World, widget: Widget, alice: UUID
    ) -> None:
        unused = await register(world)
        await widget.connect(alice)
        world.clock.advance(timedelta(days=8))

        await world.oauth.clients.forget_unused()

        assert await world.oauth.authorizing.look(widget.query())
        with pytest.raises(AuthorizationRequestInvalid):
            await world.oauth.authorizing.look(unused.query())

    async def test_clients_nobody_uses_any_more_are_forgotten_after_a_year(
        self, world: World, widget: Widget, alice: UUID
    ) -> None:
        await widget.connect(alice)
        world.clock.advance(timedelta(days=366))

        await world.oauth.clients.forget_unused()
        assert await world.oauth.authorizing.look(widget.query())  # what was agreed to is kept a little longer
        await world.oauth.applications.forget_old()
        await world.oauth.clients.forget_unused()

        with pytest.raises(AuthorizationRequestInvalid):
            await world.oauth.authorizing.look(widget.query())
