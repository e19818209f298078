"""Debian's litmus, the WebDAV test suite, against a calendar: what it asks of any folder, it answers, or must not.

A calendar holds todos only (RFC 4791, 4.2 and 5.3.2.1), so litmus' plain texts and folders inside of one are refused,
and two files with one UID (5.3.2.1) as well. Every refusal stands here by name; docs/caldav.md tells the reasons.
"""

import re
import subprocess
from pathlib import Path

import pytest

from tests.modules.todo.dav.clients import CalendarClient, vtodo

#: Suite → the tests that fail, and why they must.
REFUSED = {
    "basic": {
        "put_get": "plain text is no todo",
        "put_get_utf8_segment": "plain text is no todo",
        "delete_fragment": "no folder stands in a calendar",
        "mkcol": "no folder stands in a calendar",
    },
    "copymove": {
        "copy_init": "no folder stands in a calendar",
        "copy_coll": "no folder stands in a calendar",
        "copy_shallow": "no folder stands in a calendar",
        "move": "the same UID is put twice",
        "move_coll": "no folder stands in a calendar",
    },
    "props": {
        "propinit": "the same UID is put twice",
        "propmanyns": "what `propinit` should have put is not there",
        "propget": "what `propinit` should have put is not there",
    },
    "http": {},
}
#: How many pass: fewer would be a fault, and a new litmus may bring more.
PASSED = {"basic": 7, "copymove": 5, "props": 27, "http": 4}


@pytest.mark.parametrize("suite", REFUSED)
def test_fails_only_where_a_calendar_must_refuse(dav: CalendarClient, suite: str, tmp_path: Path) -> None:
    # litmus puts this file wherever the content does not matter to it
    (tmp_path / "foo").write_text(vtodo("litmus", "SUMMARY:litmus"), newline="")
    command = ["litmus", "-k", "-d", str(tmp_path), f"{dav.base_url}{dav.home}", dav.username, dav.password]

    ended = subprocess.run(  # noqa: S603 - a program of the tests
        command,
        env={"TESTS": suite, "PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )

    told = ended.stdout.decode(errors="replace")
    results = re.findall(r"(\w+)\.{2,}\s+(pass|FAIL)", told)
    failed = {name for name, result in results if result == "FAIL"}
    assert failed == set(REFUSED[suite]), told
    assert sum(result == "pass" for _, result in results) >= PASSED[suite], told
