"""What a file is called and what it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.modules.todo.files import MAX_NAME, UNKNOWN, clean_name, disposition_of, media_type_of


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\evil.dll", "evil.dll"),
        ("/", "file"),
        ("...", "file"),
        (".htaccess", "htaccess"),
        ("a\x00b\r\nX: y.txt", "a_b__X_ y.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("con.txt", "_con.txt"),
        ('a"b;c.txt', "a_b;c.txt"),
        ("Rechnung für März.pdf", "Rechnung für März.pdf"),
        ("x" * 300 + ".pdf", "x" * (MAX_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_a_name_alone(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


@given(st.text(max_size=600))
def test_any_name_becomes_one_that_is_safe_and_stays_as_it_is(sent: str) -> None:
    kept = clean_name(sent)

    assert 1 <= len(kept) <= MAX_NAME
    assert not set('/\\<>:"|?*\0') & set(kept)
    assert not kept.startswith(".")
    assert all(unicodedata.category(char) not in {"Cc", "Cf"} for char in kept)
    assert clean_name(kept) == kept


@given(st.text(max_size=600))
def test_a_name_cannot_end_its_header(sent: str) -> None:
    told = disposition_of(clean_name(sent))

    assert told.isascii()
    assert told.isprintable()
    assert told.startswith('attachment; filename="')
    assert told.count('"') == 2


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"GIF89a=1/*<script>*/", "image/gif"),
        (b"RIFF....WEBPVP8 ", "image/webp"),
        (b"JUNK....WEBPVP8 ", "text/plain; charset=utf-8"),
        (b"%PDF-1.7", "application/pdf"),
        (b"milk, eggs", "text/plain; charset=utf-8"),
        ("Müsli".encode(), "text/plain; charset=utf-8"),
        (b"", "text/plain; charset=utf-8"),
        (b"<!doctype html><script>alert(1)</script>", UNKNOWN),
        (b"\xef\xbb\xbf  <svg onload=alert(1)>", UNKNOWN),
        (b"#!/bin/sh\nrm -rf /", UNKNOWN),
        (b"MZ\x90\x00\x03", UNKNOWN),
        (b"\x7fELF\x02\x01", UNKNOWN),
        (b"\xff\xfe\x00", UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_say(head: bytes, kind: str) -> None:
    assert media_type_of(head, is_whole=True) == kind


def test_a_character_cut_in_the_middle_does_not_spoil_a_text() -> None:
    head = ("ä" * 600).encode()[:1023]

    assert media_type_of(head, is_whole=False) == "text/plain; charset=utf-8"


@given(st.binary(max_size=1024), st.booleans())
def test_any_bytes_are_something_no_browser_runs(head: bytes, is_whole: bool) -> None:
    kind = media_type_of(head, is_whole=is_whole)

    assert not any(word in kind for word in ("html", "xml", "svg", "script"))
