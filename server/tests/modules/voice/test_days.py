"""A day that was asked for is answered by its name, its number, or its place."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from voicetodo.language import interpret
from voicetodo.language.interpretation import Context
from voicetodo.modules.voice.answering import is_answer, spoken
from voicetodo.modules.voice.days import Said
from voicetodo.modules.voice.model import Ask
from voicetodo.modules.voice.planning import plan
from voicetodo.modules.voice.scene import Scene

TUESDAY = datetime(2026, 12, 1, 9, tzinfo=UTC)


def answer(asked: str, words: str) -> str | None:
    """The day that `words` choose, said right after `asked` led to a question."""
    known = Context()
    scene = Scene(command_id=UUID(int=1), words=asked, context=known, said_at=TUESDAY, timezone="UTC")
    (question,) = plan(interpret(asked, TUESDAY, "UTC", known), scene).steps
    assert isinstance(question, Ask)
    said = Said(words, TUESDAY, "UTC", known)
    assert is_answer(question, said, interpret(words, TUESDAY, "UTC", known))
    (action,) = spoken(question, said)
    return action.slots.due and action.slots.due.date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The 4th.", "2026-12-04"),
        ("the fourth", "2026-12-04"),
        ("the eleventh, please", "2026-12-11"),
        ("Friday the 11th.", "2026-12-11"),
        ("December 11th", "2026-12-11"),
        ("11", "2026-12-11"),
        ("the second one", "2026-12-11"),
        ("The first.", "2026-12-04"),
    ],
)
def test_of_two_days_one_is_named_or_pointed_at(words: str, day: str) -> None:
    assert answer("call Mum on the 4th or the 11th", words) == day


@pytest.mark.parametrize(
    ("words", "day"), [("the second", "2026-12-02"), ("the 2nd", "2026-12-02"), ("the second one", "2026-12-03")]
)
def test_a_number_that_is_both_a_day_and_a_place_is_the_day_unless_it_is_one_of_them(words: str, day: str) -> None:
    assert answer("call Mum on the 2nd or the 3rd", words) == day
