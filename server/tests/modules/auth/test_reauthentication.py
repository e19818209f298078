"""Proving again who one is: what is sensitive asks for it, and nothing else renews it."""

from datetime import timedelta

import httpx
import pytest

from tests.fixtures.product import PASSWORD as LONG_PASSWORD
from tests.fixtures.product import Person
from tests.modules.auth.conftest import PASSWORD, World
from voicetodo.kit.errors import Invalid
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import SessionNotFound, SignInDelayed
from voicetodo.modules.auth.model.places import place_of
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.reauthentication import Asking


def asking(grant: Grant) -> Asking:
    return Asking(grant.session.user.id, grant.session.session_id, "192.0.2.1")


class TestAnAccessToken:
    async def test_tells_when_and_how_the_person_signed_in(self, world: World) -> None:
        grant = await world.register()

        caller = await world.verifier.verify(grant.access_token)

        assert caller.authenticated_at == world.clock.now()
        assert caller.methods == {"pwd"}

    async def test_that_was_renewed_proves_nothing_newer(self, world: World) -> None:
        grant, signed_in_at = await world.register(), world.clock.now()
        world.clock.advance(timedelta(hours=1))

        renewed = await world.refresh(grant.session.refresh_token)

        assert (await world.verifier.verify(renewed.access_token)).authenticated_at == signed_in_at


class TestByPassword:
    async def test_it_is_told_by_the_new_token_and_by_all_that_follow(self, world: World) -> None:
        grant = await world.register()
        world.clock.advance(timedelta(hours=1))
        confirmed_at = world.clock.now()

        token = await world.reauthentication.by_password(asking(grant), PASSWORD)
        world.clock.advance(timedelta(minutes=5))
        renewed = await world.refresh(grant.session.refresh_token)

        for each in (token, renewed.access_token):
            assert (await world.verifier.verify(each)).authenticated_at == confirmed_at

    async def test_a_wrong_one_confirms_nothing(self, world: World) -> None:
        grant, signed_in_at = await world.register(), world.clock.now()
        world.clock.advance(timedelta(hours=1))

        with pytest.raises(Invalid):
            await world.reauthentication.by_password(asking(grant), "wrong horse")

        renewed = await world.refresh(grant.session.refresh_token)
        assert (await world.verifier.verify(renewed.access_token)).authenticated_at == signed_in_at
        assert ("auth.reauthenticated", "refused") in {(each.action, each.result) for each in await world.audited()}

    async def test_guesses_are_slowed_down(self, world: World) -> None:
        grant = await world.register()

        refused: Exception | None = None

        for _ in range(100):
            with pytest.raises((Invalid, SignInDelayed)) as raised:
                await world.reauthentication.by_password(asking(grant), "wrong horse")
            refused = raised.value

        assert isinstance(refused, SignInDelayed)

    async def test_a_session_that_ended_or_is_anothers_goes_on_by_nothing(self, world: World) -> None:
        alice, bob = await world.register(), await world.register("bob@example.org")
        crossed = Asking(alice.session.user.id, bob.session.session_id, "192.0.2.1")
        await world.sessions.revoke_all(user_id=alice.session.user.id)

        for each in (asking(alice), crossed, Asking(alice.session.user.id, new_id(), "192.0.2.1")):
            with pytest.raises(SessionNotFound):
                await world.reauthentication.by_password(each, PASSWORD)


class TestRoutes:
    def test_the_new_token_opens_what_is_sensitive(self, alice: Person) -> None:
        answer = alice.post("/v1/auth/reauthentication", json={"password": LONG_PASSWORD})

        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        alice.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        assert alice.post("/v1/me/app-passwords", json={"name": "Phone"}).status_code == 201

    def test_nobody_else_confirms_anything(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        made = alice.post("/v1/me/tokens", json={"name": "Script", "scopes": ["todos:read"]}).json()
        program = {"Authorization": f"Bearer {made['token']}"}

        assert nobody.post("/v1/auth/reauthentication", json={"password": LONG_PASSWORD}).status_code == 401
        by_program = nobody.post("/v1/auth/reauthentication", json={"password": LONG_PASSWORD}, headers=program)
        assert by_program.status_code == 403
        assert charlie.post("/v1/auth/reauthentication", json={"password": "somebody else's"}).status_code == 422

    def test_sessions_tell_their_device_and_the_class_of_their_address(self, alice: Person) -> None:
        session = alice.get("/v1/me/sessions").json()["items"][0]

        assert (session["device"], session["place"]) == ("the command line", "this_machine")
        assert session["methods"] == ["pwd"]
        assert session["is_current"] is True


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("127.0.0.1", "this_machine"),
        ("::1", "this_machine"),
        ("192.168.1.7", "home_network"),
        ("::ffff:10.0.0.1", "home_network"),
        ("fd00::1", "home_network"),
        ("fe80::1%eth0", "home_network"),
        ("8.8.8.8", "internet_ipv4"),
        ("2a00:1450::1", "internet_ipv6"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_place_is_no_more_than_the_class_of_an_address(address: str, place: str) -> None:
    assert place_of(address) == place
