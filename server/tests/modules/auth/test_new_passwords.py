"""Long passwords of any characters may be chosen; those that others would guess may not."""

import pytest

from voicetodo.kit.errors import Invalid
from voicetodo.modules.auth.model.passwords import clean_new_password, clean_password
from voicetodo.modules.auth.service.breached_passwords import is_breached, refuse_breached


def chosen(text: str) -> str:
    return clean_new_password(text, email="alice.miller@garden.example", name="Alice Pleasance")


class TestLength:
    @pytest.mark.parametrize("text", ["abcdefghij", "abcde" * 25 + "xyz", "два слова тут", "🔑🚪🪟🧱🏠 house 7"])
    def test_any_characters_may_stand_in_one(self, text: str) -> None:
        assert chosen(text) == text

    @pytest.mark.parametrize("text", ["", "abcdefghi", "abcdef" * 22])
    def test_it_is_counted_in_characters(self, text: str) -> None:
        with pytest.raises(ValueError, match="10 to 128"):
            chosen(text)

    @pytest.mark.parametrize("text", ["secret\0secret", "secretsecret\udfff"])
    def test_half_characters_and_nul_are_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="none"):
            chosen(text)

    def test_two_keyboards_type_the_same_one(self) -> None:
        assert clean_password("caf\u00e9-1234") == clean_password("cafe\u0301-1234")

    def test_a_shorter_one_from_before_still_signs_in(self) -> None:
        assert clean_password("8letters") == "8letters"


class TestKnown:
    @pytest.mark.parametrize(
        "text",
        [
            "alice.miller@garden.example",
            "alicemiller1",
            "Pleasance!2026",
            "miller-garden-7",
            "VoiceTodo2026!",
            "todo todo todo 12",
        ],
    )
    def test_what_is_known_of_somebody_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="made of your address"):
            chosen(text)

    def test_a_known_word_among_others_is_fine(self) -> None:
        assert chosen("my garden has seven gates")

    @pytest.mark.parametrize("text", ["aaaaaaaaaaaa", "abababababab", "            "])
    def test_a_few_characters_again_and_again_are_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="repeats"):
            chosen(text)


class TestBreached:
    @pytest.mark.parametrize("text", ["1234567890", "qwertyuiop", "Password123!", "iloveyou1234", "QWERTYUIOP"])
    def test_one_that_became_known_elsewhere_is_recognised(self, text: str) -> None:
        assert is_breached(text)

    def test_one_of_ones_own_is_not(self) -> None:
        assert not is_breached("correct horse battery staple")

    def test_the_refusal_names_the_field(self) -> None:
        with pytest.raises(Invalid) as raised:
            refuse_breached("Password123!", field="new_password")

        assert [error.field for error in raised.value.errors] == ["new_password"]
