"""What may be an address, a password, a name, a time zone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.errors import Invalid
from voicetodo.modules.auth.api import email_key
from voicetodo.modules.auth.model.accounts import (
    check_registration,
    clean_email,
    clean_name,
    clean_timezone,
)
from voicetodo.modules.auth.model.headers import clean_header


class TestEmail:
    @pytest.mark.parametrize(
        "text",
        [
            "alice@example.org",
            "a@b.co",
            "alice.b+todo@mail.example.org",
            "o'neil@example.org",
            "jürgen@münchen.example",
            "用户@例子.公司",
            "x" * 64 + "@example.org",
        ],
    )
    def test_addresses_are_taken_as_written(self, text: str) -> None:
        assert clean_email(f"  {text}\n") == text

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "alice",
            "@",
            "@example.org",
            "alice@",
            "alice@localhost",
            "a b@example.org",
            "alice@exa mple.org",
            "alice@-example.org",
            "alice@example..org",
            ".alice@example.org",
            "alice.@example.org",
            "a@b@example.org",
            "alice@example.org\r\nBcc: bob@example.org",
            "alice\0@example.org",
            "alice\ud800@example.org",
            "alice\x07@example.org",
            "<alice@example.org>",
            "x" * 65 + "@example.org",
            "alice@" + "x" * 250 + ".org",
        ],
    )
    def test_what_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"e-mail address|characters that are none"):
            clean_email(text)

    @given(st.text(max_size=300))
    def test_anything_is_either_kept_storable_or_refused(self, text: str) -> None:
        try:
            email = clean_email(text)
        except ValueError:
            return
        assert "\0" not in email
        assert email.encode("utf-8")
        assert clean_email(email) == email

    def test_case_does_not_tell_two_addresses_apart(self) -> None:
        assert email_key("Alice@Example.ORG ") == email_key("alice@example.org")

    def test_one_letter_written_in_two_ways_is_the_same_address(self) -> None:
        assert email_key("ju\u0308rgen@example.org") == email_key("j\u00fcrgen@example.org")


class TestName:
    def test_it_is_trimmed(self) -> None:
        assert clean_name("  Alice Ö.  ") == "Alice Ö."

    @pytest.mark.parametrize("text", ["x" * 101, "a\nb", "a\0b", "a\ud800", "a\u2028b"])
    def test_it_is_one_line_of_at_most_100(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"100 characters|none"):
            clean_name(text)


class TestTimezone:
    def test_iana_names_are_taken(self) -> None:
        assert clean_timezone("America/Argentina/Buenos_Aires") == "America/Argentina/Buenos_Aires"

    @pytest.mark.parametrize("text", ["", "Mars/Base", "utc+1", "../etc/passwd", "europe/berlin\0", "Europe"])
    def test_others_are_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="time zone"):
            clean_timezone(text)


class TestRegistration:
    def test_every_field_that_will_not_do_is_named_at_once(self) -> None:
        with pytest.raises(Invalid) as raised:
            check_registration(email="x", password="x", name="x" * 101, timezone="x")

        assert [error.field for error in raised.value.errors] == ["email", "password", "name", "timezone"]


class TestHeader:
    def test_what_cannot_be_shown_is_left_out(self) -> None:
        assert clean_header("Fire\x00fox\r\n/1" + "x" * 400) == ("Firefox/1" + "x" * 400)[:300]
