"""Signing in with an account elsewhere: who gets in to which account, and who does not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from tests.modules.auth.apps import set_up_app
from tests.modules.auth.conftest import PASSWORD, World
from tests.modules.auth.letters import token_in
from tests.modules.auth.providers.stand_in import StandIn, stand_in
from tests.modules.auth.providers.visiting import BROWSER, FROM_BROWSER, Visiting, Visits, told_of, whose_is, world_with
from voicetodo.kit.audit import Actor
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Invalid
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    EmailNotAdmitted,
    EmailNotProven,
    IdentityNotLinked,
    InvalidCredentials,
    ProviderNotFound,
    ProviderRefused,
    RegistrationClosed,
    SecondFactorRequired,
)
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.openid import Return


async def proven(world: World, email: str = "alice@example.org") -> Grant:
    """An account whose address was proven to us."""
    grant = await world.register(email)
    await world.registering.accept(email)
    return grant


class TestSomebodyNew:
    async def test_gets_an_account_and_is_signed_in(self, visits: Visits) -> None:
        visiting = visits()

        grant = await visiting.sign_in()

        user = grant.session.user
        assert (user.email, user.name, user.timezone) == ("alice@example.org", "Alice", "Europe/Berlin")
        assert grant.session.methods == ["fed"]
        assert (await visiting.world.verifier.verify(grant.access_token)).user_id == user.id
        assert await visiting.world.announced() == ["auth.user_registered.v1"]
        assert [each.provider for each in await visiting.linked(user.id)] == ["acme"]

    async def test_is_told_of_in_the_language_they_signed_in_in(self, visits: Visits) -> None:
        visiting = visits()

        await visiting.world.federation.provider_sign_in.sign_in(
            BROWSER,
            "acme",
            await visiting.go(),
            origin=replace(FROM_BROWSER, language="de"),
            device_token="",
            timezone="Europe/Berlin",
        )

        assert await visiting.world.language_told() == "de"

    async def test_comes_back_to_the_same_account_whatever_their_address_is_by_then(self, visits: Visits) -> None:
        visiting = visits()
        first = await visiting.sign_in()

        again = await visiting.sign_in(email="alice@elsewhere.example", name="Somebody else")

        assert again.session.user == first.session.user
        assert [each.email for each in await visiting.linked(first.session.user.id)] == ["alice@elsewhere.example"]

    async def test_is_another_for_another_subject_with_the_same_name(self, visits: Visits) -> None:
        visiting = visits()
        alice = await visiting.sign_in()

        bob = await visiting.sign_in(sub="acme|2", email="bob@example.org")

        assert bob.session.user.id != alice.session.user.id

    async def test_has_agreed_to_what_everybody_agrees_to(self, visits: Visits) -> None:
        visiting = visits()

        user_id = (await visiting.sign_in()).session.user.id

        standing = await visiting.world.consents.list_standing(user_id)
        assert {each.purpose for each in standing if each.is_given} == {"terms", "privacy_notice"}

    async def test_is_told_of_nothing_that_they_did_themselves(self, visits: Visits) -> None:
        visiting = visits()

        await visiting.sign_in()

        assert await visiting.world.deliver() == []

    async def test_gets_none_where_none_are_made(self, visits: Visits) -> None:
        visiting = visits(may_register=False)

        with pytest.raises(RegistrationClosed):
            await visiting.sign_in()

        told = await told_of(visiting.world, "auth.signed_in")
        assert [(each.result, each.facts) for each in told] == [("refused", {"factor": "provider", "provider": "acme"})]

    @pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": None}, {"email": "a b@c"}])
    async def test_gets_none_without_an_address_that_is_theirs(self, visits: Visits, claims: dict[str, Any]) -> None:
        visiting = visits()

        with pytest.raises(EmailNotProven):
            await visiting.sign_in(**claims)

    async def test_gets_one_where_the_address_stands_in_the_profile(self, visits: Visits, acme: StandIn) -> None:
        visiting = visits()
        acme.profile = {"sub": "acme|1", "email": "carol@example.org", "email_verified": "true", "name": "Carol"}

        user = (await visiting.sign_in(email=None, email_verified=None, name=None)).session.user

        assert (user.email, user.name) == ("carol@example.org", "Carol")
        assert acme.asked_at("/userinfo")[0].headers["authorization"] == "Bearer opaque"

    async def test_gets_none_by_the_profile_of_another(self, visits: Visits, acme: StandIn) -> None:
        visiting = visits()
        acme.profile = {"sub": "acme|2", "email": "bob@example.org", "email_verified": True}

        with pytest.raises(ProviderRefused):
            await visiting.sign_in(email=None)

    async def test_has_no_password_until_one_is_set_by_a_letter(self, visits: Visits) -> None:
        visiting = visits()
        world = visiting.world
        await visiting.sign_in()
        for guess in ("", "A" * 43, PASSWORD):
            with pytest.raises(InvalidCredentials):
                await world.log_in(password=guess)

        await world.resetting_passwords.ask_for_reset("alice@example.org", address="192.0.2.1")
        letter = (await world.deliver())[-1]
        await world.resetting_passwords.reset(token_in(letter.text), new="a long and quiet sentence")

        assert (await world.log_in(password="a long and quiet sentence")).session.user.email == "alice@example.org"

    async def test_is_the_admin_where_they_are_the_first(self, visits: Visits) -> None:
        visiting = visits()

        first = await visiting.sign_in()
        second = await visiting.sign_in(sub="acme|2", email="bob@example.org")

        assert (first.session.user.roles, second.session.user.roles) == (["user", "admin"], ["user"])

    async def test_says_where_they_are(self, visits: Visits) -> None:
        visiting = visits()
        back = await visiting.go()

        with pytest.raises(Invalid):
            await visiting.world.federation.provider_sign_in.sign_in(
                "x", "acme", back, origin=FROM_BROWSER, device_token="", timezone="Nowhere/At_all"
            )


class TestSomebodyWithAnAccount:
    async def test_gets_in_where_both_sides_have_proven_the_address(self, visits: Visits) -> None:
        visiting = visits()
        alice = await proven(visiting.world)

        grant = await visiting.sign_in(email="ALICE@example.org")

        assert grant.session.user.id == alice.session.user.id
        letters = {letter.subject for letter in await visiting.world.deliver()}
        assert "Another way to sign in" in letters
        told = await told_of(visiting.world, "auth.identity_linked")
        assert [(each.result, each.facts) for each in told] == [("done", {"provider": "acme"})]

    async def test_does_not_get_in_where_we_have_not(self, visits: Visits) -> None:
        """Otherwise whoever signs up with another's address first waits in the account for its owner."""
        visiting = visits()
        await visiting.world.register()

        with pytest.raises(IdentityNotLinked):
            await visiting.sign_in()

        assert await told_of(visiting.world, "auth.identity_linked") == []

    async def test_does_not_get_in_where_the_provider_has_not(self, visits: Visits) -> None:
        visiting = visits()
        await proven(visiting.world)

        with pytest.raises(EmailNotProven):
            await visiting.sign_in(email_verified=False)

    async def test_does_not_get_in_by_a_provider_whose_word_is_not_taken(self, visits: Visits) -> None:
        visiting = visits(links_by_address=False)
        await proven(visiting.world)

        with pytest.raises(IdentityNotLinked):
            await visiting.sign_in()

    async def test_with_an_authenticator_app_links_it_from_inside(self, visits: Visits) -> None:
        visiting = visits()
        alice = await proven(visiting.world)
        await set_up_app(visiting.world, alice.session.user.id)

        with pytest.raises(IdentityNotLinked):
            await visiting.sign_in(amr=["mfa"])

    async def test_is_out_while_suspended(self, visits: Visits) -> None:
        visiting = visits()
        alice = (await visiting.sign_in(sub="acme|0", email="admin@example.org")).session.user
        bob = (await visiting.sign_in()).session.user
        admin = Actor(role="admin", user_id=alice.id)
        await visiting.world.oversight.suspend(bob.id, reason="other", by=admin)

        with pytest.raises(ProviderRefused, match="looks after"):
            await visiting.sign_in()

    async def test_is_out_while_suspended_also_the_first_time(self, visits: Visits) -> None:
        visiting = visits()
        alice = await proven(visiting.world, "admin@example.org")
        bob = await proven(visiting.world)
        await visiting.world.oversight.suspend(
            bob.session.user.id, reason="other", by=Actor(role="admin", user_id=alice.session.user.id)
        )

        with pytest.raises(ProviderRefused, match="looks after"):
            await visiting.sign_in()

    async def test_is_told_of_a_new_device_and_not_of_a_known_one(self, visits: Visits) -> None:
        visiting = visits()
        first = await visiting.sign_in()
        await visiting.world.deliver()

        await visiting.sign_in(device=first.device_token or "")
        assert await visiting.world.deliver() == []
        await visiting.sign_in()

        assert [letter.subject for letter in await visiting.world.deliver()] == ["New sign-in to your account"]


class TestDomains:
    async def test_let_in_only_their_own(self, visits: Visits) -> None:
        visiting = visits(domains=["Example.org"])

        assert (await visiting.sign_in()).session.user.email == "alice@example.org"
        with pytest.raises(EmailNotAdmitted):
            await visiting.sign_in(sub="acme|2", email="bob@evil.example")
        with pytest.raises(EmailNotAdmitted):
            await visiting.sign_in(sub="acme|2", email="bob@sub.example.org")

    async def test_let_out_who_leaves_them(self, visits: Visits) -> None:
        visiting = visits(domains=["example.org"])
        await visiting.sign_in()

        with pytest.raises(EmailNotAdmitted):
            await visiting.sign_in(email="alice@elsewhere.example")
        with pytest.raises(EmailNotProven):
            await visiting.sign_in(email_verified=False)


class TestSecondFactor:
    async def test_is_asked_for_as_after_a_password(self, visits: Visits) -> None:
        visiting = visits()
        world, alice = visiting.world, (await visiting.sign_in()).session.user
        app, _ = await set_up_app(world, alice.id)
        world.clock.advance(timedelta(minutes=1))

        with pytest.raises(SecondFactorRequired) as raised:
            await visiting.sign_in()
        challenge = raised.value.extra["challenge"]
        grant = await world.signing_in.give_code(
            challenge=challenge, code=app.code(world.clock.now()), origin=FROM_BROWSER
        )

        assert grant.session.user.id == alice.id
        assert grant.session.methods == ["fed", "mfa", "otp"]

    async def test_is_not_asked_for_where_the_provider_asked_for_two_things(self, visits: Visits) -> None:
        visiting = visits()
        alice = (await visiting.sign_in()).session.user
        await set_up_app(visiting.world, alice.id)

        grant = await visiting.sign_in(amr=["pwd", "mfa"])

        assert grant.session.methods == ["fed", "mfa"]

    async def test_is_of_no_use_once_the_account_is_unlinked(self, visits: Visits) -> None:
        visiting = visits()
        world = visiting.world
        alice = await world.register()
        identity = await visiting.link(alice)
        app, _ = await set_up_app(world, alice.session.user.id)
        world.clock.advance(timedelta(minutes=1))
        with pytest.raises(SecondFactorRequired) as raised:
            await visiting.sign_in()

        await world.federation.identities.unlink(alice.session.user.id, identity.id)

        with pytest.raises(ChallengeRefused):
            await world.signing_in.give_code(
                challenge=raised.value.extra["challenge"], code=app.code(world.clock.now()), origin=FROM_BROWSER
            )


class TestVisits:
    """Whoever brings back what another was sent for gets nowhere."""

    async def test_what_was_brought_back_is_good_once(self, visits: Visits) -> None:
        visiting = visits()
        back = await visiting.go()
        await visiting.come(back)

        with pytest.raises(ChallengeRefused):
            await visiting.come(back)

    async def test_and_not_even_once_after_it_failed(self, visits: Visits, acme: StandIn) -> None:
        visiting = visits()
        back = await visiting.go()
        acme.claims = {"nonce": "another"}
        with pytest.raises(ProviderRefused):
            await visiting.come(back)
        acme.claims = {}

        with pytest.raises(ChallengeRefused):
            await visiting.come(back)

    @pytest.mark.parametrize("browser", ["another browser", ""])
    async def test_in_the_browser_that_went_there(self, visits: Visits, acme: StandIn, browser: str) -> None:
        """Otherwise somebody could be signed in to a stranger's account, and write their secrets there."""
        visiting = visits()
        back = await visiting.go()

        with pytest.raises(ChallengeRefused):
            await visiting.come(back, browser)

        assert acme.asked_at("/token") == []

    async def test_for_a_while(self, visits: Visits) -> None:
        visiting = visits()
        back = await visiting.go()
        visiting.world.clock.advance(timedelta(minutes=15, seconds=1))

        with pytest.raises(ChallengeRefused):
            await visiting.come(back)

    @pytest.mark.parametrize("state", ["", "AAAA", "x" * 4000, "é", "\ud800"])
    async def test_with_a_state_of_ours(self, visits: Visits, state: str) -> None:
        visiting = visits()
        back = await visiting.go()

        with pytest.raises(ChallengeRefused):
            await visiting.come(Return(state=state, code=back.code))

    async def test_with_the_code_that_belongs_to_it(self, visits: Visits) -> None:
        """A code of another's visit: PKCE and the nonce tell."""
        visiting = visits()
        mine, stolen = await visiting.go(), await visiting.go("another browser")

        with pytest.raises(ProviderRefused):
            await visiting.come(Return(state=mine.state, code=stolen.code))

    async def test_to_sign_in_and_not_for_something_else(self, visits: Visits) -> None:
        visiting = visits()
        alice = await visiting.world.register()
        location = await visiting.world.federation.identities.begin(whose_is(alice), "acme")
        back = Return(**visiting.acme.sign_in(location))

        with pytest.raises(ChallengeRefused):
            await visiting.come(back)

    async def test_to_a_provider_there_is(self, visits: Visits) -> None:
        visiting = visits()
        back = await visiting.go()

        with pytest.raises(ProviderNotFound):
            await visiting.come(back, provider="nobody")
        with pytest.raises(ProviderNotFound):
            await visiting.world.federation.provider_sign_in.begin("x", "nobody")

    async def test_of_another_provider_are_not_taken_for_those_of_this_one(
        self, database: Callable[[str], Database], postgres_url: str, acme: StandIn
    ) -> None:
        """Mix-up (RFC 9700, 4.4): an evil provider passes on a code of an honest one."""
        with stand_in() as evil:
            described = acme.settings()[:-1] + "," + evil.settings(id="evil", name="Evil")[1:]
            visiting = Visiting(world_with(database("auth"), postgres_url, described), acme)
            back = await visiting.go()

            with pytest.raises(ChallengeRefused):
                await visiting.come(back, provider="evil")

            assert evil.there.asked == []
