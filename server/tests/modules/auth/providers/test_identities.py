"""Accounts elsewhere, linked and unlinked by who is signed in; and proving by one who one is."""

from datetime import timedelta
from typing import Any

import pytest

from tests.modules.auth.apps import set_up_app
from tests.modules.auth.authenticators import Authenticator
from tests.modules.auth.letters import token_in
from tests.modules.auth.providers.stand_in import StandIn
from tests.modules.auth.providers.visiting import BROWSER, Visits, told_of, whose_is
from voicetodo.kit.errors import Invalid
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    EmailNotAdmitted,
    IdentityNotFound,
    IdentityTaken,
    LastWayIn,
    ProviderRefused,
    SessionNotFound,
    TooManyIdentities,
)
from voicetodo.modules.auth.model.passkeys import Site
from voicetodo.modules.auth.service.openid import Return
from voicetodo.modules.auth.service.visits import Whose

SITE = Site("todo.example", ["https://todo.example"])


class TestLink:
    async def test_lets_in_to_the_account_it_was_linked_with_whatever_its_address(self, visits: Visits) -> None:
        visiting = visits()
        alice = await visiting.world.register()

        identity = await visiting.link(alice, email="alice@work.example")
        grant = await visiting.sign_in(email="alice@work.example")

        assert grant.session.user.id == alice.session.user.id
        assert (identity.provider, identity.email) == ("acme", "alice@work.example")

    async def test_is_told_and_audited(self, visits: Visits) -> None:
        visiting = visits()
        alice = await visiting.world.register()

        await visiting.link(alice)

        assert [letter.subject for letter in await visiting.world.deliver()] == ["Another way to sign in"]
        told = await told_of(visiting.world, "auth.identity_linked")
        assert [(each.result, each.facts) for each in told] == [("done", {"provider": "acme"})]

    async def test_done_twice_changes_nothing(self, visits: Visits) -> None:
        visiting = visits()
        alice = await visiting.world.register()

        first, again = await visiting.link(alice), await visiting.link(alice)

        assert first == again
        assert len(await visiting.linked(alice.session.user.id)) == 1

    async def test_takes_nobodys_account_elsewhere_from_them(self, visits: Visits) -> None:
        visiting = visits()
        alice, charlie = await visiting.world.register(), await visiting.world.register("charlie@example.org")
        await visiting.link(alice)

        with pytest.raises(IdentityTaken):
            await visiting.link(charlie)

        assert (await visiting.sign_in()).session.user.id == alice.session.user.id

    async def test_is_refused_to_whoever_does_not_get_in_by_its_provider(self, visits: Visits) -> None:
        visiting = visits(domains=["example.org"])
        alice = await visiting.world.register()

        with pytest.raises(EmailNotAdmitted):
            await visiting.link(alice, email="alice@elsewhere.example")

    async def test_is_done_ten_times_at_most(self, visits: Visits) -> None:
        visiting = visits()
        alice = await visiting.world.register()
        for number in range(10):
            await visiting.link(alice, sub=f"acme|{number}")

        with pytest.raises(TooManyIdentities):
            await visiting.link(alice, sub="acme|10")

    @pytest.mark.parametrize("whose", ["another session", "another user", "another browser"])
    async def test_belongs_to_who_went_there(self, visits: Visits, acme: StandIn, whose: str) -> None:
        """Otherwise a link that somebody opens would let a stranger in to their account."""
        visiting = visits()
        alice, charlie = await visiting.world.register(), await visiting.world.register("charlie@example.org")
        service = visiting.world.federation.identities
        back = Return(**acme.sign_in(await service.begin(whose_is(alice), "acme")))
        other = {
            "another session": whose_is(await visiting.world.log_in()),
            "another user": whose_is(charlie),
            "another browser": Whose("another", alice.session.user.id, alice.session.session_id),
        }

        with pytest.raises(ChallengeRefused):
            await service.link(other[whose], "acme", back)

        assert acme.asked_at("/token") == []


class TestUnlink:
    async def test_lets_nobody_in_any_more(self, visits: Visits) -> None:
        visiting = visits(may_register=False)
        alice = await visiting.world.register()
        identity = await visiting.link(alice)
        await visiting.world.deliver()

        await visiting.world.federation.identities.unlink(alice.session.user.id, identity.id)

        assert await visiting.linked(alice.session.user.id) == []
        assert [letter.subject for letter in await visiting.world.deliver()] == ["A way to sign in is gone"]
        assert len(await told_of(visiting.world, "auth.identity_unlinked")) == 1

    async def test_is_not_for_others(self, visits: Visits) -> None:
        visiting = visits()
        alice, charlie = await visiting.world.register(), await visiting.world.register("charlie@example.org")
        identity = await visiting.link(alice)
        unlink = visiting.world.federation.identities.unlink

        with pytest.raises(IdentityNotFound):
            await unlink(charlie.session.user.id, identity.id)
        await unlink(alice.session.user.id, identity.id)
        with pytest.raises(IdentityNotFound):
            await unlink(alice.session.user.id, identity.id)

    async def test_leaves_a_way_in(self, visits: Visits) -> None:
        visiting = visits()
        user_id = (await visiting.sign_in()).session.user.id
        only = (await visiting.linked(user_id))[0]

        with pytest.raises(LastWayIn):
            await visiting.world.federation.identities.unlink(user_id, only.id)

        assert await visiting.linked(user_id) == [only]

    async def test_is_done_where_another_account_lets_in(self, visits: Visits) -> None:
        visiting = visits()
        grant = await visiting.sign_in()
        other = await visiting.link(grant, sub="acme|2")

        await visiting.world.federation.identities.unlink(grant.session.user.id, other.id)

        assert len(await visiting.linked(grant.session.user.id)) == 1

    async def test_is_done_where_a_passkey_lets_in(self, visits: Visits) -> None:
        visiting = visits()
        grant, device = await visiting.sign_in(), Authenticator()
        user_id, session_id = grant.session.user.id, grant.session.session_id
        options = await visiting.world.passkeys.begin(user_id, session_id=session_id, site=SITE)
        await visiting.world.passkeys.add(
            user_id, session_id=session_id, site=SITE, name="Phone", credential=device.make(options)
        )

        await visiting.world.federation.identities.unlink(user_id, (await visiting.linked(user_id))[0].id)

        assert await visiting.linked(user_id) == []

    async def test_is_done_where_a_password_was_set(self, visits: Visits) -> None:
        visiting = visits()
        world, user_id = visiting.world, (await visiting.sign_in()).session.user.id
        await world.resetting_passwords.ask_for_reset("alice@example.org", address="192.0.2.1")
        letter = (await world.deliver())[-1]
        await world.resetting_passwords.reset(token_in(letter.text), new="a long and quiet sentence")

        await world.federation.identities.unlink(user_id, (await visiting.linked(user_id))[0].id)

        assert await visiting.linked(user_id) == []


class TestReauthentication:
    async def test_is_having_signed_in_there_once_more(self, visits: Visits, acme: StandIn) -> None:
        visiting = visits()
        grant = await visiting.sign_in()
        visiting.world.clock.advance(timedelta(minutes=30))

        token = await visiting.confirm(grant)

        caller = await visiting.world.verifier.verify(token)
        assert caller.authenticated_at == visiting.world.clock.now()
        assert caller.methods == {"fed"}
        asked = next(iter(acme.visits.values()), None)
        assert asked is None  # the code was redeemed

    @pytest.mark.parametrize("claims", [{"auth_time": 1}, {"auth_time": None}, {"auth_time": 1e300}], ids=str)
    async def test_is_not_having_signed_in_there_at_some_time(self, visits: Visits, claims: dict[str, Any]) -> None:
        visiting = visits()
        grant = await visiting.sign_in()

        with pytest.raises(ProviderRefused):
            await visiting.confirm(grant, **claims)

        told = await told_of(visiting.world, "auth.reauthenticated")
        assert [(each.result, each.facts) for each in told] == [("refused", {"provider": "acme"})]

    async def test_asks_the_provider_for_it(self, visits: Visits) -> None:
        visiting = visits()
        grant = await visiting.sign_in()

        location = await visiting.world.federation.provider_reauthentication.begin(whose_is(grant), "acme")

        assert "max_age=0" in location
        assert "prompt=login" in location

    async def test_is_by_ones_own_account_there(self, visits: Visits) -> None:
        visiting = visits()
        alice = await visiting.sign_in()
        await visiting.sign_in(sub="acme|2", email="bob@example.org")

        for subject in ("acme|2", "acme|3"):
            with pytest.raises(ProviderRefused):
                await visiting.confirm(alice, sub=subject)

    async def test_is_not_enough_where_there_is_an_authenticator_app(self, visits: Visits) -> None:
        visiting = visits()
        grant = await visiting.sign_in()
        await set_up_app(visiting.world, grant.session.user.id)

        with pytest.raises(Invalid):
            await visiting.confirm(grant)

        assert await visiting.confirm(grant, amr=["mfa"])

    async def test_is_within_a_session_that_goes_on(self, visits: Visits) -> None:
        visiting = visits()
        grant = await visiting.sign_in()
        await visiting.world.sessions.revoke_all(user_id=grant.session.user.id)

        with pytest.raises(SessionNotFound):
            await visiting.confirm(grant)

    async def test_is_not_signing_in(self, visits: Visits, acme: StandIn) -> None:
        visiting = visits()
        grant = await visiting.sign_in()
        location = await visiting.world.federation.provider_reauthentication.begin(whose_is(grant), "acme")

        with pytest.raises(ChallengeRefused):
            await visiting.come(Return(**acme.sign_in(location)), BROWSER)
