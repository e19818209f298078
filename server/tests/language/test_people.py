"""The caller's people, told apart by name."""

from datetime import datetime

import pytest

from voicetodo.language import interpret
from voicetodo.language.interpretation import Context, KnownTask, Named

CONTEXT = Context(
    people=(Named("1", "Bob Smith"), Named("2", "Bob Jones"), Named("3", "Zoë")),
    tasks=(KnownTask("t", "Write the report"),),
)
NOW = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - local by contract


@pytest.mark.parametrize(
    ("said", "meant"), [("Bob Jones", "Bob Jones"), ("Smith", "Bob Smith"), ("Bob", "Bob"), ("Zoe", "Zoë")]
)
def test_a_name_that_two_people_have_stays_as_it_was_said(said: str, meant: str) -> None:
    [action] = interpret(f"assign the report to {said}", NOW, "UTC", CONTEXT).actions

    assert action.slots.assignee == meant
