"""Opaque tokens: told apart from what only looks like one, asked about once a minute, ended at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.errors import Unauthenticated, Unavailable
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.masking import masked
from voicetodo.kit.tokens import Jwk, TokenUse, TokenVerifier
from voicetodo.kit.tokens.opaque import is_whole, new_token

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
USE = TokenUse(user_id=new_id(), token_id=new_id(), scopes=["todos:read"], expires_at=START + timedelta(hours=1))


class Maker:
    """Knows what its tokens stand for; counts how often it was asked."""

    def __init__(self) -> None:
        self.token = new_token()
        self.use: TokenUse | None = USE
        self.asked = 0
        self.is_away = False
        self.on_asked: Callable[[], None] = lambda: None
        self.clock = FixedClock(START)
        self.verifier = TokenVerifier(keys=self.no_keys, clock=self.clock, issuer="us", use=self.find_token_use)

    async def find_token_use(self, *, token: str) -> TokenUse | None:
        self.asked += 1
        if self.is_away:
            raise Unavailable
        use = self.use if token == self.token else None
        self.on_asked()
        return use

    def bar_once(self, use: TokenUse) -> None:
        """While the answer is on its way, its owner is barred."""
        self.on_asked, self.use = lambda: None, None
        self.verifier.forget_user(use.user_id)

    async def no_keys(self) -> list[Jwk]:
        return []


@pytest.fixture
def maker() -> Maker:
    return Maker()


class TestWriting:
    def test_none_is_made_twice(self) -> None:
        assert len({new_token() for _ in range(1000)}) == 1000

    def test_one_of_ours_is_whole(self) -> None:
        assert all(is_whole(new_token()) for _ in range(100))

    @pytest.mark.parametrize("place", [4, 20, 33, 34, 39])
    def test_a_typing_error_is_seen(self, place: int) -> None:
        token = new_token()
        other = "a" if token[place] != "a" else "b"

        assert not is_whole(token[:place] + other + token[place + 1 :])

    @pytest.mark.parametrize("token", ["", "vtp_", "vtp_" + "0" * 36 + "\n", "vtp_" + "é" * 36, "eyJ"])
    def test_what_is_none_is_not_whole(self, token: str) -> None:
        assert not is_whole(token)

    def test_no_log_shows_one(self) -> None:
        token = new_token()

        assert token[8:] not in masked(f"refused {token} just now")


class TestVerifying:
    async def test_it_stands_for_its_owner_and_its_scopes(self, maker: Maker) -> None:
        caller = await maker.verifier.verify(maker.token)

        assert (caller.user_id, caller.session_id, caller.scopes) == (USE.user_id, USE.token_id, {"todos:read"})
        assert caller.roles == frozenset()
        assert caller.may("todos:read")
        assert not caller.may("todos:write")

    async def test_it_is_asked_about_once_a_minute(self, maker: Maker) -> None:
        for seconds in (0, 59, 2):
            maker.clock.advance(timedelta(seconds=seconds))
            await maker.verifier.verify(maker.token)

        assert maker.asked == 2

    async def test_it_is_not_taken_beyond_its_end(self, maker: Maker) -> None:
        maker.clock.advance(timedelta(minutes=59, seconds=30))
        await maker.verifier.verify(maker.token)
        maker.clock.advance(timedelta(seconds=30))

        with pytest.raises(Unauthenticated):
            await maker.verifier.verify(maker.token)

    async def test_it_ends_the_moment_it_is_revoked(self, maker: Maker) -> None:
        await maker.verifier.verify(maker.token)
        maker.verifier.forget_session(USE.token_id)

        with pytest.raises(Unauthenticated):
            await maker.verifier.verify(maker.token)

    @pytest.mark.parametrize("token", ["vtp_" + "0" * 36, new_token()], ids=["broken", "whole"])
    async def test_another_one_is_refused(self, maker: Maker, token: str) -> None:
        with pytest.raises(Unauthenticated) as refused:
            await maker.verifier.verify(token)

        assert refused.value.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'

    async def test_nobody_is_asked_about_what_only_looks_like_one(self, maker: Maker) -> None:
        with pytest.raises(Unauthenticated):
            await maker.verifier.verify("vtp_" + "0" * 36)

        assert maker.asked == 0

    async def test_that_it_cannot_be_known_now_is_no_refusal(self, maker: Maker) -> None:
        maker.is_away = True

        with pytest.raises(Unavailable):
            await maker.verifier.verify(maker.token)


class TestBarring:
    async def test_what_a_barred_person_has_shown_is_asked_about_again(self, maker: Maker) -> None:
        await maker.verifier.verify(maker.token)
        maker.use = None

        maker.verifier.forget_user(USE.user_id)

        with pytest.raises(Unauthenticated):
            await maker.verifier.verify(maker.token)

    async def test_an_answer_that_was_on_its_way_is_not_believed(self, maker: Maker) -> None:
        maker.on_asked = lambda: maker.bar_once(USE)

        with pytest.raises(Unauthenticated):
            await maker.verifier.verify(maker.token)

        assert maker.asked == 2

    async def test_what_others_have_shown_still_holds(self, maker: Maker) -> None:
        await maker.verifier.verify(maker.token)

        maker.verifier.forget_user(new_id())

        assert maker.verifier.find_cached(maker.token) is not None
