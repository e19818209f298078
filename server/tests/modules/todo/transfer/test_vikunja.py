"""Vikunja's export. The numbers name the issues whose faults must not be ours (go-vikunja/vikunja)."""

# ruff: noqa: E501 - lines of files stand as they come

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.modules.todo.transfer.reading import archive, as_json, drafts, recognised
from voicetodo.modules.todo.api import Due, Recurrence, Reminder
from voicetodo.modules.todo.transfer.draft import Unreadable

NEVER = "0001-01-01T00:00:00Z"


def task(number: int, title: str, **fields: Any) -> dict[str, Any]:
    dates = dict.fromkeys(("done_at", "due_date", "start_date", "end_date"), NEVER)
    return {"id": number, "title": title, "created": "2026-01-01T08:00:00Z", **dates, **fields}


EXPORT = archive(
    VERSION="v1.0.0",
    filters_json="[]",
    data_json=as_json([
        {"id": 1, "title": "Inbox", "tasks": []},
        {
            "id": 2, "title": "House", "hex_color": "4073ff",
            "buckets": [{"id": 7, "title": "Backlog"}, {"id": 8, "title": "Doing"}],
            "tasks": [
                task(11, "Buy paint", related_tasks={"parenttask": [{"id": 12}]}),
                task(12, "Paint the fence", priority=4, bucket_id=8, due_date="2026-05-02T16:00:00Z",
                     description="<p>Two coats</p>", labels=[{"title": "Garden", "hex_color": "299438"}],
                     related_tasks={"subtask": [{"id": 11}, {"id": 13}]},
                     reminders=[{"reminder": "2026-05-02T15:00:00Z", "relative_period": -3600, "relative_to": "due_date"}],
                     comments=[{"comment": "White?", "created": "2026-01-02T08:00:00Z", "author": {"username": "mia"}}]),
                task(13, "Sand it", done=True, done_at="2026-01-03T08:00:00Z"),
                task(14, "Bins out", due_date="2026-01-07T23:00:00Z", repeat_after=1_209_600),
                task(15, "Filter", due_date="2026-01-10T09:00:00Z", repeat_after=259_200, repeat_mode=2),
                task(16, "Rent", due_date="2026-02-01T09:00:00Z", repeat_mode=1),
            ],
        },
    ]),
)  # fmt: skip


def test_recurrences_are_kept_849() -> None:
    found = drafts(EXPORT, "vikunja")

    assert found["Bins out"].recurrence == Recurrence("FREQ=WEEKLY;INTERVAL=2")
    assert found["Filter"].recurrence == Recurrence("FREQ=DAILY;INTERVAL=3", from_completion=True)
    assert found["Rent"].recurrence == Recurrence("FREQ=MONTHLY")


def test_a_child_may_stand_before_its_parent_2487() -> None:
    found = drafts(EXPORT, "vikunja")

    assert found["Buy paint"].parent == found["Paint the fence"].key
    assert found["Sand it"].parent == found["Paint the fence"].key


def test_an_export_with_nothing_in_it_is_no_success_1870() -> None:
    with pytest.raises(Unreadable, match="not a single task"):
        recognised(archive(VERSION="v1.0.0", data_json="[]"))


def test_notes_labels_reminders_and_comments_are_kept() -> None:
    fence = drafts(EXPORT, "vikunja")["Paint the fence"]

    assert fence.notes == "Two coats"
    assert [(each.author, each.body, each.created_at) for each in fence.comments] == [
        ("mia", "White?", datetime(2026, 1, 2, 8, tzinfo=UTC))
    ]
    assert (fence.category, fence.section, fence.priority, fence.labels) == ("House", "Doing", 1, ("Garden",))
    assert fence.due == Due(date(2026, 5, 2), "18:00", "Europe/Berlin")
    assert fence.reminders == (Reminder(minutes_before=60),)


def test_midnight_is_a_whole_day_and_the_year_one_is_none() -> None:
    found = drafts(EXPORT, "vikunja")

    assert found["Bins out"].due == Due(date(2026, 1, 8), None, "Europe/Berlin")
    assert found["Buy paint"].due is None
    assert found["Sand it"].completed_at == datetime(2026, 1, 3, 8, tzinfo=UTC)


def test_lists_within_namespaces_of_old_versions_are_read() -> None:
    old = archive(
        VERSION="0.20",
        data_json=as_json([{"title": "Home", "lists": [{"title": "Attic", "tasks": [task(1, "Sweep")]}]}]),
    )

    assert drafts(old, "vikunja")["Sweep"].category == "Attic"
