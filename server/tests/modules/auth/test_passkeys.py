"""Passkeys: who has one gets in by it alone, and by nothing that only looks like it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.modules.auth.authenticators import ORIGIN, Authenticator
from tests.modules.auth.conftest import NATIVE, World
from voicetodo.kit.errors import Invalid
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    PasskeyNotFound,
    PasskeyRefused,
    TooManyPasskeys,
)
from voicetodo.modules.auth.model.passkeys import MOST_PER_USER, Passkey, Site, site_of
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.reauthentication import Asking

HERE = Site("todo.example", [ORIGIN])


async def make(world: World, grant: Grant, device: Authenticator, *, name: str = "Phone") -> Passkey:
    options = await world.passkeys.begin(grant.session.user.id, session_id=grant.session.session_id, site=HERE)
    return await add(world, grant, device.make(options), name=name)


async def add(world: World, grant: Grant, credential: dict[str, Any], *, name: str = "Phone") -> Passkey:
    return await world.passkeys.add(
        grant.session.user.id, session_id=grant.session.session_id, site=HERE, name=name, credential=credential
    )


async def sign_in(world: World, credential: dict[str, Any], **kept: str) -> Grant:
    return await world.passkey_sign_in.sign_in(credential, site=HERE, origin=NATIVE, **kept)


class TestMaking:
    async def test_it_is_listed_under_its_name(self, world: World) -> None:
        grant = await world.register()

        made = await make(world, grant, Authenticator(is_synced=True), name=" Phone ")

        assert (made.name, made.is_synced) == ("Phone", True)
        assert await world.passkeys.list_all(grant.session.user.id) == [made]

    async def test_the_owner_is_told_of_it_and_of_its_end(self, world: World) -> None:
        grant = await world.register()
        made = await make(world, grant, Authenticator())

        await world.passkeys.remove(grant.session.user.id, made.id)

        assert {mail.subject for mail in await world.deliver()} >= {"A new passkey", "A passkey was removed"}

    async def test_an_authenticator_that_keeps_one_is_told_so(self, world: World) -> None:
        grant, device = await world.register(), Authenticator()
        await make(world, grant, device)

        options = await world.passkeys.begin(grant.session.user.id, session_id=grant.session.session_id, site=HERE)

        assert [each["id"] for each in options["excludeCredentials"]] == [device.make(options)["id"]]

    async def test_a_challenge_makes_one_and_in_its_own_session_only(self, world: World) -> None:
        alice, bob = await world.register(), await world.register("bob@example.org")
        elsewhere = await world.log_in()
        device = Authenticator()
        options = await world.passkeys.begin(alice.session.user.id, session_id=alice.session.session_id, site=HERE)
        credential = device.make(options)

        for stranger in (bob, elsewhere):
            with pytest.raises(ChallengeRefused):
                await add(world, stranger, credential)
        await add(world, alice, credential)
        with pytest.raises(ChallengeRefused):
            await add(world, alice, Authenticator().make(options))

    async def test_it_must_be_answered_within_five_minutes(self, world: World) -> None:
        grant = await world.register()
        options = await world.passkeys.begin(grant.session.user.id, session_id=grant.session.session_id, site=HERE)
        world.clock.advance(timedelta(minutes=5))

        with pytest.raises(ChallengeRefused):
            await add(world, grant, Authenticator().make(options))

    async def test_one_that_asks_its_owner_for_nothing_is_refused(self, world: World) -> None:
        with pytest.raises(PasskeyRefused):
            await make(world, await world.register(), Authenticator(is_verifying=False))

    async def test_one_made_on_a_page_of_somebody_else_is_refused(self, world: World) -> None:
        grant = await world.register()
        options = await world.passkeys.begin(grant.session.user.id, session_id=grant.session.session_id, site=HERE)

        with pytest.raises(PasskeyRefused):
            await add(world, grant, Authenticator().make(options, origin="https://todo.example.evil.example"))

    @pytest.mark.parametrize("credential", [{}, {"response": 3}, {"response": {"clientDataJSON": "ä"}}, {"id": None}])
    async def test_nonsense_is_refused(self, world: World, credential: dict[str, Any]) -> None:
        grant = await world.register()

        with pytest.raises(PasskeyRefused):
            await add(world, grant, credential)
        with pytest.raises(PasskeyRefused):
            await sign_in(world, credential)

    async def test_the_same_one_is_nobody_elses(self, world: World) -> None:
        alice, bob, device = await world.register(), await world.register("bob@example.org"), Authenticator()
        await make(world, alice, device)

        with pytest.raises(PasskeyRefused):
            await make(world, bob, device)

    async def test_there_are_so_many_and_no_more(self, world: World) -> None:
        grant = await world.register()
        for _ in range(MOST_PER_USER):
            await make(world, grant, Authenticator())

        with pytest.raises(TooManyPasskeys):
            await make(world, grant, Authenticator())

    @pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\0b"])
    async def test_it_has_a_name(self, world: World, name: str) -> None:
        with pytest.raises(Invalid):
            await make(world, await world.register(), Authenticator(), name=name)


class TestSigningIn:
    @pytest.mark.parametrize(("is_synced", "method"), [(False, "hwk"), (True, "swk")])
    async def test_it_counts_as_two_factors(self, world: World, is_synced: bool, method: str) -> None:
        grant, device = await world.register(), Authenticator(is_synced=is_synced)
        await make(world, grant, device)
        await world.second_factors.set_up(grant.session.user.id)

        signed_in = await sign_in(world, device.sign(await world.passkey_sign_in.begin(HERE)))

        caller = await world.verifier.verify(signed_in.access_token)
        assert caller.user_id == grant.session.user.id
        assert caller.methods == {method, "mfa"}

    async def test_an_answer_works_once(self, world: World) -> None:
        grant, device = await world.register(), Authenticator(is_synced=True)
        await make(world, grant, device)
        answer = device.sign(await world.passkey_sign_in.begin(HERE))
        await sign_in(world, answer)
        device.sign_count += 1

        with pytest.raises((ChallengeRefused, PasskeyRefused)):
            await sign_in(world, answer)

    async def test_one_question_is_answered_once(self, world: World) -> None:
        grant, device = await world.register(), Authenticator()
        await make(world, grant, device)
        options = await world.passkey_sign_in.begin(HERE)
        await sign_in(world, device.sign(options))

        with pytest.raises(ChallengeRefused):
            await sign_in(world, device.sign(options))

    async def test_a_copy_that_counts_behind_is_refused(self, world: World) -> None:
        grant, device = await world.register(), Authenticator()
        await make(world, grant, device)
        device.sign_count = 7
        await sign_in(world, device.sign(await world.passkey_sign_in.begin(HERE)))
        device.sign_count = 5

        with pytest.raises(PasskeyRefused):
            await sign_in(world, device.sign(await world.passkey_sign_in.begin(HERE)))

        assert [each.result for each in await world.audited() if each.action == "auth.signed_in"][-1] == "refused"

    async def test_no_other_key_user_site_or_question_will_do(self, world: World) -> None:
        grant, device, other = await world.register(), Authenticator(), Authenticator()
        await make(world, grant, device)
        other.rp_id, other.credential_id, other.user_handle = device.rp_id, device.credential_id, device.user_handle
        begin = world.passkey_sign_in.begin

        refused = [
            other.sign(await begin(HERE)),
            device.sign(await begin(HERE), origin="https://evil.example"),
            {**device.sign(await begin(HERE)), "rawId": "AAAA", "id": "AAAA"},
        ]
        device.user_handle = new_id().bytes
        refused.append(device.sign(await begin(HERE)))
        device.user_handle, device.is_verifying = grant.session.user.id.bytes, False
        refused.append(device.sign(await begin(HERE)))

        for each in refused:
            with pytest.raises(PasskeyRefused):
                await sign_in(world, each)
        with pytest.raises(ChallengeRefused):
            await sign_in(world, device.sign({"challenge": "AAAA"}))

    async def test_a_removed_one_signs_nobody_in(self, world: World) -> None:
        grant, device = await world.register(), Authenticator()
        made = await make(world, grant, device)
        await world.passkeys.remove(grant.session.user.id, made.id)

        with pytest.raises(PasskeyRefused):
            await sign_in(world, device.sign(await world.passkey_sign_in.begin(HERE)))


class TestScope:
    async def test_what_is_anothers_is_not_found(self, world: World) -> None:
        alice, bob = await world.register(), await world.register("bob@example.org")
        made = await make(world, alice, Authenticator())

        with pytest.raises(PasskeyNotFound):
            await world.passkeys.rename(bob.session.user.id, made.id, name="Mine")
        with pytest.raises(PasskeyNotFound):
            await world.passkeys.remove(bob.session.user.id, made.id)

        renamed = await world.passkeys.rename(alice.session.user.id, made.id, name="Telephone")
        assert renamed.name == "Telephone"


class TestReauthentication:
    async def test_a_passkey_of_ones_own_confirms(self, world: World) -> None:
        grant, device = await world.register(), Authenticator()
        await make(world, grant, device)
        asking = Asking(grant.session.user.id, grant.session.session_id, "192.0.2.1")
        world.clock.advance(timedelta(hours=1))

        options = await world.passkeys.ask(asking.user_id, session_id=asking.session_id, site=HERE)
        token = await world.reauthentication.by_passkey(asking, device.sign(options), site=HERE)

        assert (await world.verifier.verify(token)).authenticated_at == world.clock.now()

    async def test_neither_anothers_nor_an_answer_to_another_question_does(self, world: World) -> None:
        alice, bob, device = await world.register(), await world.register("bob@example.org"), Authenticator()
        await make(world, bob, device)
        asking = Asking(alice.session.user.id, alice.session.session_id, "192.0.2.1")
        of_alice = await world.passkeys.ask(asking.user_id, session_id=asking.session_id, site=HERE)

        with pytest.raises(PasskeyRefused):
            await world.reauthentication.by_passkey(asking, device.sign(of_alice), site=HERE)
        for_sign_in = device.sign(await world.passkey_sign_in.begin(HERE))
        with pytest.raises(ChallengeRefused):
            await world.reauthentication.by_passkey(asking, for_sign_in, site=HERE)


@pytest.mark.parametrize(
    ("public_url", "host", "site"),
    [
        ("https://todo.example/", "anything", Site("todo.example", ["https://todo.example"])),
        (None, "localhost:8000", Site("localhost", ["https://localhost:8000", "http://localhost:8000"])),
        (None, "192.168.1.7:8000", None),
        (None, "[::1]:8000", None),
        (None, "", None),
    ],
)
def test_passkeys_belong_to_the_address_that_people_know(public_url: str | None, host: str, site: Site | None) -> None:
    assert site_of(public_url=public_url, host=host) == site
