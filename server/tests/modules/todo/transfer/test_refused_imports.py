"""Files that are refused, and what is told of them."""

import json
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.transfer.bringing import bring, rows, settled
from voicetodo.kit.ids import new_id


def test_why_a_file_cannot_be_used_is_told_with_a_code(alice: Person) -> None:
    brought = bring(alice, '{"todos": [', file_name="todos.json")

    assert brought["state"] == "refused"
    assert brought["reason_told"] == {"message": brought["reason"], "code": "import-format-cut"}


def test_what_of_a_file_does_not_come_is_told_with_a_code_and_its_values(alice: Person) -> None:
    lines = (
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        "END:VEVENT",
        "BEGIN:VTODO",
        "UID:2",
        "SUMMARY:Milk",
        "END:VTODO",
    )
    brought = bring(alice, "\r\n".join((*lines, "END:VCALENDAR", "")), file_name="todos.ics")

    [notice] = brought["notices"]
    told = {"message": notice, "code": "import-calendar-events", "values": {"count": "1"}}
    assert brought["notices_told"] == [told]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{", "JSON"), ('{"todos": [], "lastUpdated": ""}', "not a single task"), ("Some,Other\n1,2\n", "recognise")],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(alice: Person, text: str, reason: str) -> None:
    brought = bring(alice, text, file_name="export.dat")

    assert brought["state"] == "refused"
    assert reason in brought["reason"]
    assert alice.put(f"/v1/imports/{brought['id']}/approval").status_code == 409


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"categories": [{"id": str(new_id()), "name": "A", "description": "a\x00b"}]}, "control characters"),
        ({"categories": [{"id": str(new_id()), "name": "A", "archived_at": "2026-01-01T08:00:00"}]}, "timezone"),
        ({"todos": {}}, "no list"),
    ],
)
def test_a_file_of_ours_that_was_changed_is_refused_at_once(
    alice: Person, changed: dict[str, Any], reason: str
) -> None:
    file = {"format": "voicetodo", "version": 1, "todos": [], **changed}

    brought = bring(alice, json.dumps(file), file_name="mine.json")

    assert brought["state"] == "refused"
    assert reason in brought["reason"]


def test_control_characters_in_what_is_told_are_left_out(alice: Person) -> None:
    late = "Milk,\n" * 200 + "Bread,some\x00day\n"

    made = alice.post("/v1/imports", json={"text": f"title,due\n{late}", "file_name": "my\x00list.csv"})

    brought = settled(alice, made.json()["id"])
    assert brought["file_name"] == "mylist.csv"
    [row] = rows(alice, brought, outcome="error")
    assert "“someday” is no date" in row["reason"]
    assert row["reason_told"] == {
        "message": row["reason"],
        "code": "import-date-unknown",
        "values": {"text": "someday"},
    }


def test_too_much_at_once_is_told_before_it_is_read(alice: Person) -> None:
    answer = alice.post("/v1/imports", files={"file": ("big.csv", b"x" * 13_000_000)})

    assert answer.status_code == 413
    assert "12,000,000" in answer.json()["detail"]


@pytest.mark.parametrize(
    "said",
    [{"format": "excel"}, {"timezone": "Berlin"}, {"columns": '{"colour": "x"}'}, {"columns": "["}, {"more": "x"}],
)
def test_what_is_said_of_it_is_checked(alice: Person, said: dict[str, str]) -> None:
    answer = alice.post("/v1/imports", files={"file": ("a.csv", b"title\nx\n")}, data=said)

    assert answer.status_code == 422
    assert answer.json()["errors"]
