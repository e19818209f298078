"""Authenticator apps and recovery codes: each code once, for its own account, and never without the password."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.modules.auth.apps import App, set_up_app
from tests.modules.auth.conftest import NATIVE, PASSWORD, World
from voicetodo.kit.errors import Invalid
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import (
    AuthenticatorAppExists,
    AuthenticatorAppNotFound,
    ChallengeRefused,
    CodeRefused,
    CodesDelayed,
    InvalidCredentials,
    SecondFactorRequired,
)
from voicetodo.modules.auth.service import authenticator_codes
from voicetodo.modules.auth.service.challenges import Challenges
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.reauthentication import Asking

STEP = timedelta(seconds=authenticator_codes.STEP_SECONDS)


async def challenge(world: World, email: str = "alice@example.org", password: str = PASSWORD) -> str:
    with pytest.raises(SecondFactorRequired) as raised:
        await world.log_in(email, password)
    return raised.value.extra["challenge"]


async def give(world: World, asked: str, code: str, device_token: str = "") -> Grant:
    return await world.signing_in.give_code(challenge=asked, code=code, origin=NATIVE, device_token=device_token)


class TestSettingUp:
    async def test_nothing_is_asked_for_before_a_code_came(self, world: World) -> None:
        alice = (await world.register()).session.user
        app = App((await world.second_factors.set_up(alice.id)).secret)

        assert (await world.log_in()).access_token
        with pytest.raises(Invalid):
            await world.second_factors.confirm(alice.id, app.code(world.clock.now() - 5 * STEP))
        assert (await world.second_factors.find_all(alice.id)).authenticator_app is None

    async def test_a_code_from_it_turns_it_on_and_gives_ten_recovery_codes(self, world: World) -> None:
        alice = (await world.register()).session.user

        _, codes = await set_up_app(world, alice.id)

        assert len(set(codes)) == 10
        found = await world.second_factors.find_all(alice.id)
        assert found.authenticator_app is not None
        assert found.recovery_codes_left == 10

    async def test_it_must_be_done_within_the_hour(self, world: World) -> None:
        alice = (await world.register()).session.user
        app = App((await world.second_factors.set_up(alice.id)).secret)
        world.clock.advance(timedelta(hours=1, seconds=1))

        with pytest.raises(AuthenticatorAppNotFound):
            await world.second_factors.confirm(alice.id, app.code(world.clock.now()))

    async def test_one_that_is_on_is_replaced_by_nothing(self, world: World) -> None:
        alice = (await world.register()).session.user
        app, _ = await set_up_app(world, alice.id)

        with pytest.raises(AuthenticatorAppExists):
            await world.second_factors.set_up(alice.id)
        with pytest.raises(AuthenticatorAppExists):
            await world.second_factors.confirm(alice.id, app.code(world.clock.now()))

    async def test_neither_seed_nor_codes_can_be_read_from_the_database(self, world: World) -> None:
        alice = (await world.register()).session.user
        made = await world.second_factors.set_up(alice.id)
        codes = await world.second_factors.confirm(alice.id, App(made.secret).code(world.clock.now()))

        async with world.db.connection() as connection:
            apps = await connection.fetch("select * from authenticator_apps")
            kept = await connection.fetch("select * from recovery_codes")

        told = repr([dict(row) for row in (*apps, *kept)])
        assert made.secret not in told
        assert not any(code in told or code.replace("-", "") in told for code in codes)

    async def test_a_seed_is_good_at_its_own_account_alone(self, world: World) -> None:
        alice, bob = (await world.register()).session.user, (await world.register("bob@example.org")).session.user
        await set_up_app(world, alice.id)
        app, _ = await set_up_app(world, bob.id)

        async with world.db.transaction() as tx:
            await tx.execute(
                "update authenticator_apps set seed = (select seed from authenticator_apps where user_id = $1)"
                " where user_id = $2",
                bob.id,
                alice.id,
            )

        with pytest.raises(Exception, match="Not sealed"):
            await give(world, await challenge(world), app.code(world.clock.now()))

    async def test_the_owner_is_told(self, world: World) -> None:
        session = (await world.register()).session
        _, codes = await set_up_app(world, session.user.id)
        await give(world, await challenge(world), codes[0])
        await world.second_factors.renew_codes(session.user.id, session_id=session.session_id)
        await world.second_factors.remove(session.user.id, session_id=session.session_id)

        subjects = {mail.subject for mail in await world.deliver()}

        assert subjects >= {
            "An authenticator app for your account",
            "A recovery code was used",
            "New recovery codes",
            "No authenticator app any more",
        }


class TestSigningIn:
    async def test_a_right_password_is_answered_by_a_challenge_and_a_code_lets_in(self, world: World) -> None:
        alice = (await world.register()).session.user
        app, _ = await set_up_app(world, alice.id)
        world.clock.advance(STEP)

        grant = await give(world, await challenge(world), app.code(world.clock.now()))

        caller = await world.verifier.verify(grant.access_token)
        assert caller.user_id == alice.id
        assert caller.methods == {"pwd", "otp", "mfa"}

    async def test_a_wrong_password_is_answered_as_everywhere(self, world: World) -> None:
        alice = (await world.register()).session.user
        await set_up_app(world, alice.id)

        with pytest.raises(InvalidCredentials):
            await world.log_in(password="wrong horse")
        with pytest.raises(InvalidCredentials):
            await world.log_in("nobody@example.org")

    @pytest.mark.parametrize("off", [-1, 1])
    async def test_a_clock_may_be_off_by_a_step(self, world: World, off: int) -> None:
        alice = (await world.register()).session.user
        app, _ = await set_up_app(world, alice.id)
        world.clock.advance(3 * STEP)

        assert await give(world, await challenge(world), app.code(world.clock.now() + off * STEP))

    @pytest.mark.parametrize("off", [-2, 2])
    async def test_and_by_no_more(self, world: World, off: int) -> None:
        alice = (await world.register()).session.user
        app, _ = await set_up_app(world, alice.id)
        world.clock.advance(3 * STEP)

        with pytest.raises(CodeRefused):
            await give(world, await challenge(world), app.code(world.clock.now() + off * STEP))

    async def test_a_code_works_once_and_none_before_it_works_any_more(self, world: World) -> None:
        alice = (await world.register()).session.user
        app, _ = await set_up_app(world, alice.id)
        world.clock.advance(3 * STEP)
        used = app.code(world.clock.now())
        await give(world, await challenge(world), used)

        for code in (used, app.code(world.clock.now() - STEP)):
            with pytest.raises(CodeRefused):
                await give(world, await challenge(world), code)

    async def test_of_many_at_once_with_one_code_one_gets_in(self, world: World) -> None:
        alice = (await world.register()).session.user
        app, _ = await set_up_app(world, alice.id)
        world.clock.advance(STEP)
        code, asked = app.code(world.clock.now()), [await challenge(world) for _ in range(4)]

        answers = await asyncio.gather(*(give(world, each, code) for each in asked), return_exceptions=True)

        assert sum(isinstance(answer, Grant) for answer in answers) == 1

    async def test_a_challenge_is_answered_once(self, world: World) -> None:
        alice = (await world.register()).session.user
        _, codes = await set_up_app(world, alice.id)
        asked = await challenge(world)
        await give(world, asked, codes[0])

        with pytest.raises(ChallengeRefused):
            await give(world, asked, codes[1])

        assert (await world.second_factors.find_all(alice.id)).recovery_codes_left == 9

    async def test_a_wrong_code_leaves_the_challenge_for_the_next(self, world: World) -> None:
        alice = (await world.register()).session.user
        _, codes = await set_up_app(world, alice.id)
        asked = await challenge(world)

        with pytest.raises(CodeRefused):
            await give(world, asked, "000 000")

        assert await give(world, asked, codes[0])

    async def test_a_challenge_ends_after_five_minutes_and_with_the_password(self, world: World) -> None:
        grant = await world.register()
        _, codes = await set_up_app(world, grant.session.user.id)
        early = await challenge(world)
        world.clock.advance(timedelta(minutes=5))
        with pytest.raises(ChallengeRefused):
            await give(world, early, codes[0])

        asked = await challenge(world)
        await world.changing_passwords.change(
            grant.session.user.id,
            session_id=grant.session.session_id,
            current=PASSWORD,
            new="quite another battery",
            address="192.0.2.1",
            device_token="",
        )
        with pytest.raises(ChallengeRefused):
            await give(world, asked, codes[0])

    async def test_it_is_good_for_its_own_account_and_for_nothing_forged(self, world: World) -> None:
        alice, bob = (await world.register()).session.user, (await world.register("bob@example.org")).session.user
        app, _ = await set_up_app(world, alice.id)
        _, codes_of_bob = await set_up_app(world, bob.id)
        asked = await challenge(world)

        for forged in ("", "nonsense", "ä", asked[:-2], "B" + asked[1:], f"{asked}AAAA"):
            with pytest.raises(ChallengeRefused):
                await give(world, forged, app.code(world.clock.now() + STEP))
        with pytest.raises(CodeRefused):
            await give(world, asked, codes_of_bob[0])

    async def test_guessing_codes_is_slowed_down_and_locks_no_known_device_out(self, world: World) -> None:
        registered = await world.register()
        app, _ = await set_up_app(world, registered.session.user.id)
        asked, refusals = await challenge(world), list[type[Exception]]()
        world.clock.advance(STEP)

        for _ in range(8):
            with pytest.raises((CodeRefused, CodesDelayed)) as raised:
                await give(world, asked, "000000")
            refusals.append(type(raised.value))

        assert refusals[-1] is CodesDelayed
        code = app.code(world.clock.now())
        assert await give(world, asked, code, device_token=registered.device_token or "")


class TestRecoveryCodes:
    async def test_each_lets_in_once_however_it_is_typed(self, world: World) -> None:
        alice = (await world.register()).session.user
        _, codes = await set_up_app(world, alice.id)

        await give(world, await challenge(world), f" {codes[0].upper().replace('-', ' ')} ")

        with pytest.raises(CodeRefused):
            await give(world, await challenge(world), codes[0])

    async def test_new_ones_end_those_before(self, world: World) -> None:
        session = (await world.register()).session
        _, before = await set_up_app(world, session.user.id)

        codes = await world.second_factors.renew_codes(session.user.id, session_id=session.session_id)

        with pytest.raises(CodeRefused):
            await give(world, await challenge(world), before[0])
        assert await give(world, await challenge(world), codes[0])

    async def test_there_are_none_without_an_app(self, world: World) -> None:
        session = (await world.register()).session

        with pytest.raises(AuthenticatorAppNotFound):
            await world.second_factors.renew_codes(session.user.id, session_id=session.session_id)


class TestRemoving:
    async def test_a_password_is_enough_again(self, world: World) -> None:
        session = (await world.register()).session
        await set_up_app(world, session.user.id)

        await world.second_factors.remove(session.user.id, session_id=session.session_id)

        assert (await world.log_in()).access_token
        assert (await world.second_factors.find_all(session.user.id)).recovery_codes_left == 0
        with pytest.raises(AuthenticatorAppNotFound):
            await world.second_factors.remove(session.user.id, session_id=session.session_id)


class TestReauthentication:
    async def test_a_code_confirms_and_the_password_alone_does_not(self, world: World) -> None:
        grant = await world.register()
        asking = Asking(grant.session.user.id, grant.session.session_id, "192.0.2.1")
        app, _ = await set_up_app(world, grant.session.user.id)
        world.clock.advance(timedelta(hours=1))

        with pytest.raises(Invalid) as raised:
            await world.reauthentication.by_password(asking, PASSWORD)
        assert [error.field for error in raised.value.errors] == ["code"]

        token = await world.reauthentication.by_code(asking, app.code(world.clock.now()))
        caller = await world.verifier.verify(token)
        assert caller.authenticated_at == world.clock.now()
        assert "otp" in caller.methods
        with pytest.raises(Invalid):
            await world.reauthentication.by_code(asking, app.code(world.clock.now()))


class TestCodes:
    @pytest.mark.parametrize(
        ("seconds", "code"), [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
    )
    def test_they_are_those_of_rfc_6238(self, seconds: int, code: str) -> None:
        assert authenticator_codes.code_at(b"12345678901234567890", datetime.fromtimestamp(seconds, UTC)) == code

    def test_the_address_tells_the_account_and_the_issuer(self) -> None:
        told = authenticator_codes.address(b"k" * 20, account="a:b&c@example.org", issuer="Voice Todo")

        assert told.startswith("otpauth://totp/Voice%20Todo:a%3Ab%26c%40example.org?")
        assert "issuer=Voice%20Todo" in told

    @settings(max_examples=30)
    @given(st.text(max_size=30))
    def test_nothing_else_is_one(self, text: str) -> None:
        at = datetime.fromtimestamp(59, UTC)

        found = authenticator_codes.find_step(b"12345678901234567890", text, at)

        assert found is None or len(text) == authenticator_codes.DIGITS


class TestChallenges:
    def test_one_for_one_purpose_is_none_for_another(self) -> None:
        challenges, at = Challenges(b"k" * 32), datetime(2026, 11, 27, tzinfo=UTC)

        asked = challenges.ask("passkey_sign_in", new_id(), bound_to=b"", at=at)

        assert challenges.find("passkey_sign_in", asked, at=at) is not None
        assert challenges.find("second_factor", asked, at=at) is None
        assert Challenges(b"o" * 32).find("passkey_sign_in", asked, at=at) is None
