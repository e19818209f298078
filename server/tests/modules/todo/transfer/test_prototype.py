"""The browser prototype's todos."""

from datetime import UTC, datetime

import msgspec
import pytest

from tests.modules.todo.transfer.reading import NOW, as_json, drafts, recognised
from voicetodo.modules.todo.transfer.draft import Unreadable

KEPT = {
    "todos": [
        {
            "id": "m5x1",
            "text": "Buy milk",
            "completed": False,
            "createdAt": "2026-01-05T08:00:00.000Z",
            "priority": "high",
            "category": "Shopping",
        },
        {
            "id": "m5x2",
            "text": "Call Mum",
            "completed": True,
            "createdAt": "2026-01-04T08:00:00.000Z",
            "completedAt": "2026-01-06T19:30:00.000Z",
            "priority": "medium",
        },
        {"id": "m5x3", "text": "Tidy up", "completed": True, "createdAt": 1767600000000, "priority": "low"},
    ],
    "lastUpdated": "2026-01-06T20:00:00.000Z",
}


def test_keeps_text_priority_category_and_dates() -> None:
    found = drafts(as_json(KEPT), "prototype")

    milk, mum = found["Buy milk"], found["Call Mum"]
    assert (milk.key, milk.category, milk.priority) == ("m5x1", "Shopping", 1)
    assert milk.created_at == datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert (mum.priority, mum.completed_at) == (2, datetime(2026, 1, 6, 19, 30, tzinfo=UTC))


def test_a_done_one_without_a_date_was_done_now() -> None:
    tidy = drafts(as_json(KEPT), "prototype")["Tidy up"]

    assert tidy.completed_at == NOW
    assert tidy.created_at == datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert tidy.notices


def test_the_whole_storage_may_be_pasted() -> None:
    storage = {"voice-todo-app-data": msgspec.json.encode(KEPT).decode()}

    assert len(drafts(as_json(storage), "prototype")) == 3


def test_a_broken_row_is_told_of_and_the_others_are_read() -> None:
    kept = {"todos": [*KEPT["todos"], {"id": "m5x4", "text": 7}]}

    _, reading = recognised(as_json(kept))

    assert [draft.problem is None for draft in reading.drafts] == [True, True, True, False]
    assert reading.drafts[3].row == 4


def test_nothing_in_it_is_no_success() -> None:
    with pytest.raises(Unreadable, match="not a single task"):
        recognised(as_json({"todos": [], "lastUpdated": "2026-01-06T20:00:00.000Z"}))
