"""What archives of what is known of somebody are made of: names that lead nowhere, and pages that do nothing."""

from pathlib import PurePosixPath, PureWindowsPath

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.personal_data import pages
from voicetodo.kit.personal_data.file_names import safe_name

HOSTILE = [
    "../../etc/passwd",
    "..\\..\\windows\\system32",
    "/etc/passwd",
    "C:\\boot.ini",
    "..",
    ".",
    "",
    "a\x00b",
    "line\nbreak",
    "evil\u202egpj.exe",
    "file:stream",
    "~/.ssh/id",
    "x" * 5000 + ".pdf",
    "   .hidden  ",
    "%2e%2e%2f",
    "$(rm)",
]


class TestNames:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_name_stays_where_it_is_put(self, name: str) -> None:
        check(safe_name(name))

    @given(name=st.text(max_size=300))
    def test_so_does_any_other(self, name: str) -> None:
        check(safe_name(name))

    def test_an_honest_name_is_kept(self) -> None:
        assert safe_name("Übersicht 2026 (final).tar.gz") == "Übersicht 2026 (final).tar.gz"
        assert safe_name("x" * 5000 + ".pdf").endswith(".pdf")


def check(name: str) -> None:
    assert 0 < len(name) <= 120
    for kind in (PurePosixPath, PureWindowsPath):
        path = kind("folder") / f"id-{name}"
        assert path.parts == ("folder", f"id-{name}"), name
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|%$~`')


class TestPages:
    def test_what_was_typed_is_text_and_nothing_else(self) -> None:
        typed = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"

        page = pages.record(msgspec.Raw(msgspec.json.encode({typed: [typed, {"inner": typed}]})), file=f"a/{typed}")

        assert b"<script" not in page
        assert b"<img" not in page
        assert page.count(b"&lt;script&gt;") >= 3

    def test_a_link_never_leaves_the_folder(self) -> None:
        page = pages.record(msgspec.Raw(b"{}"), file="javascript:alert(1)")

        assert b'href="javascript%3Aalert' in page

    def test_a_page_forbids_scripts_whatever_stands_in_it(self) -> None:
        assert b"default-src &#x27;none&#x27;" in pages.head("Title")

    def test_what_is_nested_without_end_is_shown_too(self) -> None:
        deep = "[" * 200 + "]" * 200

        assert b"[[[[" in pages.record(msgspec.Raw(f'{{"deep": {deep}}}'.encode()))
