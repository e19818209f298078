"""The tokens themselves; what sessions make of them is in test_sessions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.service.refresh_tokens import RefreshTokens

TOKENS = RefreshTokens(b"k" * 32)


class TestRefreshTokens:
    def test_what_was_written_is_found(self) -> None:
        token = TOKENS.first(new_id())

        assert TOKENS.find(TOKENS.write(token)) == token

    def test_no_two_sessions_start_alike(self) -> None:
        session_id = new_id()

        assert TOKENS.first(session_id) != TOKENS.first(session_id)

    def test_one_leads_to_exactly_one_next(self) -> None:
        first = TOKENS.first(new_id())

        assert TOKENS.after(first) == TOKENS.after(first)
        assert TOKENS.after(first).secret != first.secret
        assert TOKENS.after(TOKENS.after(first)).place == 2

    def test_the_next_cannot_be_told_without_our_key(self) -> None:
        first = TOKENS.first(new_id())

        assert RefreshTokens(b"j" * 32).after(first) != TOKENS.after(first)

    def test_another_installations_tokens_are_none(self) -> None:
        assert TOKENS.find(RefreshTokens(b"j" * 32).write(TOKENS.first(new_id()))) is None

    @given(st.text(max_size=120))
    def test_rubbish_is_none(self, text: str) -> None:
        assert TOKENS.find(text) is None

    @pytest.mark.parametrize("place", [0, 20, 40, 80])
    def test_one_changed_letter_makes_it_none(self, place: int) -> None:
        text = TOKENS.write(TOKENS.first(new_id()))
        changed = "A" if text[place] != "A" else "B"

        assert TOKENS.find(text[:place] + changed + text[place + 1 :]) is None
