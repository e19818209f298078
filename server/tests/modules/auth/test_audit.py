"""What is told of accounts, sessions and app passwords to whoever audits."""

from datetime import timedelta

import pytest

from tests.modules.auth.authenticators import Authenticator
from tests.modules.auth.conftest import NATIVE, World
from tests.modules.auth.letters import token_in
from tests.modules.auth.test_passkeys import HERE, make, sign_in
from tests.modules.auth.test_registering import sign_up
from voicetodo.kit.audit import Audited
from voicetodo.kit.errors import Invalid
from voicetodo.modules.auth.errors import ChallengeRefused, InvalidCredentials, PasskeyRefused, RefreshTokenRefused
from voicetodo.modules.auth.service.challenges import GOOD_FOR
from voicetodo.modules.auth.service.reauthentication import Asking
from voicetodo.modules.auth.service.refresh_tokens import GRACE

WRONG = "wrong horse"


def told(acts: list[Audited]) -> list[tuple[str, str, str]]:
    return [(act.action, act.object_kind, act.result) for act in acts]


async def test_registering_signs_in(world: World) -> None:
    grant = await world.register()

    acts = await world.audited()
    assert told(acts) == [("auth.registered", "user", "done"), ("auth.signed_in", "session", "done")]
    assert {act.actor.user_id for act in acts} == {act.owner_id for act in acts} == {grant.session.user.id}
    assert acts[1].object_id == str(grant.session.session_id)


async def test_a_wrong_password_is_told_as_an_unknown_address_is(world: World) -> None:
    grant = await world.register()

    for email in ("alice@example.org", "nobody@example.org"):
        with pytest.raises(InvalidCredentials):
            await world.log_in(email, WRONG)

    acts = (await world.audited())[2:]
    assert told(acts) == [("auth.signed_in", "user", "refused")] * 2
    assert [act.owner_id for act in acts] == [grant.session.user.id, None]


async def test_a_session_that_guesses_the_password_is_told_of(world: World) -> None:
    """Who found a device open would change what shuts its owner out."""
    grant = await world.register()
    user_id, session_id, address = grant.session.user.id, grant.session.session_id, NATIVE.address

    with pytest.raises(Invalid):
        await world.changing_passwords.change(
            user_id, session_id=session_id, current=WRONG, new="seven quiet gates", address=address, device_token=""
        )
    with pytest.raises(Invalid):
        await world.changing_emails.ask(
            user_id, email="mallory@example.org", password=WRONG, session_id=session_id, address=address
        )

    acts = (await world.audited())[2:]
    assert told(acts) == [("auth.password_changed", "user", "refused"), ("auth.email_changed", "user", "refused")]
    assert {act.owner_id for act in acts} == {user_id}


async def test_a_passkey_that_proves_nothing_is_told_of(world: World) -> None:
    grant, device = await world.register(), Authenticator()
    user_id, session_id = grant.session.user.id, grant.session.session_id
    await make(world, grant, device)
    asking = Asking(user_id, session_id, NATIVE.address)
    before = len(await world.audited())

    anothers = Authenticator().sign(await world.passkeys.ask(user_id, session_id=session_id, site=HERE))
    with pytest.raises(PasskeyRefused):
        await world.reauthentication.by_passkey(asking, anothers, site=HERE)
    for_signing_in = device.sign(await world.passkey_sign_in.begin(HERE))
    with pytest.raises(ChallengeRefused):
        await world.reauthentication.by_passkey(asking, for_signing_in, site=HERE)

    acts = (await world.audited())[before:]
    assert told(acts) == [("auth.reauthenticated", "session", "refused")] * 2
    assert {act.owner_id for act in acts} == {user_id}


async def test_what_a_passkey_signed_long_ago_is_told_of(world: World) -> None:
    grant, device = await world.register(), Authenticator()
    await make(world, grant, device)
    shown = device.sign(await world.passkey_sign_in.begin(HERE))
    world.clock.advance(GOOD_FOR)

    with pytest.raises(ChallengeRefused):
        await sign_in(world, shown)

    act = (await world.audited())[-1]
    assert (act.action, act.result, act.facts) == ("auth.signed_in", "refused", {"factor": "passkey", "times": "1"})


async def test_strangers_do_not_fill_the_log_by_passkeys_that_are_none(world: World) -> None:
    for _ in range(5):
        with pytest.raises(PasskeyRefused):
            await sign_in(world, {})
    world.clock.advance(timedelta(minutes=1))
    with pytest.raises(PasskeyRefused):
        await sign_in(world, {})

    assert [act.facts["times"] for act in await world.audited()] == ["1", "5"]


async def test_who_has_a_link_and_not_the_password_is_told_of(careful: World) -> None:
    (letter,) = await sign_up(careful)

    with pytest.raises(InvalidCredentials):
        await careful.registering.confirm(token_in(letter.text), password=WRONG, origin=NATIVE)

    act = (await careful.audited())[-1]
    assert (act.action, act.result, act.owner_id) == ("auth.registered", "refused", None)


async def test_a_refresh_token_used_twice_tells_why_its_session_ended(world: World) -> None:
    grant = await world.register()
    await world.refresh(grant.session.refresh_token)
    world.clock.advance(GRACE * 2)

    with pytest.raises(RefreshTokenRefused):
        await world.refresh(grant.session.refresh_token)

    act = (await world.audited())[-1]
    assert (act.action, act.facts) == ("auth.session_revoked", {"reason": "token_reused"})
    assert (act.owner_id, act.actor.user_id) == (grant.session.user.id, None)


async def test_every_session_that_is_ended_is_told_once(world: World) -> None:
    grant = await world.register()
    user_id = grant.session.user.id
    await world.log_in()
    await world.accounts.log_out(refresh_token=grant.session.refresh_token)
    await world.accounts.log_out(refresh_token=grant.session.refresh_token)

    await world.sessions.revoke_all(user_id=user_id)

    acts = [act for act in await world.audited() if act.action == "auth.session_revoked"]
    assert [act.facts["reason"] for act in acts] == ["signed_out", "revoked"]


async def test_app_passwords_are_told_of_without_their_names(world: World) -> None:
    user_id = (await world.register()).session.user.id
    made, _ = await world.app_passwords.create(user_id, name="Alice's phone")
    await world.app_passwords.revoke(user_id, made.id)

    acts = (await world.audited())[2:]
    assert told(acts) == [
        ("auth.app_password_created", "app_password", "done"),
        ("auth.app_password_revoked", "app_password", "done"),
    ]
    assert {act.object_id for act in acts} == {str(made.id)}
    assert all(act.facts == {} for act in acts)


async def test_an_account_made_for_somebody_is_told_as_such(world: World) -> None:
    added = await world.registering.add(
        email="bob@example.org", name="", timezone="UTC", password="correct horse", password_hash=None
    )

    act = (await world.audited())[-1]
    assert (act.action, act.owner_id, act.actor.role) == ("auth.user_added", added.user_id, "system")


async def test_a_new_signing_key_is_told_of(world: World) -> None:
    kid = await world.keys.rotate()

    act = (await world.audited())[-1]
    assert (act.action, act.object_id) == ("auth.signing_key_rotated", kid)


async def test_clients_are_told_apart(world: World) -> None:
    await world.register()

    assert (await world.audited())[-1].facts == {"client": NATIVE.client}
