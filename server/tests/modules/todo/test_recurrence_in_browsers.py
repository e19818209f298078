"""Browsers reckon the next date themselves until we tell it: both are held to the same answers."""

import json
from datetime import datetime
from typing import Any

import msgspec
import pytest

from tests.architecture.source import SERVER
from voicetodo.modules.todo.api import Due, Recurrence
from voicetodo.modules.todo.recurrence import following

CASES = json.loads((SERVER.parent / "web" / "tests" / "occurrences.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['recurrence']['rrule']} at {case['now']}")
def test_the_next_date_is_the_one_that_browsers_show(case: dict[str, Any]) -> None:
    due, recurrence = msgspec.convert((case["due"], case["recurrence"]), tuple[Due, Recurrence])

    found = following(due, recurrence, completed_at=datetime.fromisoformat(case["now"]))

    told = found and {"date": f"{found[0].date}", "time": found[0].time, "rrule": found[1].rrule}
    assert told == case["next"]
