"""Two readings of one recording: the one that makes sense is taken, the recogniser's first unless there is a reason."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from voicetodo.language.interpretation import Context, KnownTask, Named
from voicetodo.modules.voice.hearing import Heard, Utterance
from voicetodo.modules.voice.readings import understood

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SAID = Utterance(id=UUID(int=1), audio=b"")
MINE = Context(lists=(Named("l1", "Groceries"),), tasks=(KnownTask("t1", "Pay rent"), KnownTask("t2", "Call Sarah")))


def heard(text: str, *others: str) -> Heard:
    return Heard(text, NOW, "UTC", 1.0, others)


class TestUnderstood:
    @pytest.mark.parametrize(
        ("first", "other", "intent"),
        [
            ("Mart pay rent is done.", "Mark pay rent is done.", "task.complete"),
            ("Move the colour to Friday.", "Move call Sarah to Friday.", "task.update"),
            ("Add bread to my gross reason list.", "Add bread to my groceries list.", "task.create"),
        ],
    )
    def test_a_reading_that_names_something_owned_wins_over_one_that_names_nothing(
        self, first: str, other: str, intent: str
    ) -> None:
        taken, interpretation = understood(heard(first, other), MINE, SAID)

        assert taken.text == other
        assert interpretation.actions[0].intent == intent

    @pytest.mark.parametrize(
        ("first", "other"),
        [
            ("Pay rent is done.", "Play rent is done."),
            ("Add bread to my groceries.", "Add red to my groceries."),
            ("Buy a new mat.", "Buy a new map."),
        ],
    )
    def test_the_first_reading_stays_where_both_make_sense(self, first: str, other: str) -> None:
        assert understood(heard(first, other), MINE, SAID)[0].text == first

    def test_a_reading_that_asks_for_something_wins_over_one_that_tells_of_it(self) -> None:
        first, other = "Emailed the invoice to the client by Thursday.", "Email the invoice to the client by Thursday."

        taken, interpretation = understood(heard(first, other), MINE, SAID)

        assert taken.text == other
        assert interpretation.actions[0].slots.title == "Email the invoice to the client"

    def test_without_other_readings_the_first_is_taken(self) -> None:
        assert understood(heard("Fly me to the moon."), MINE, SAID)[0].text == "Fly me to the moon."

    def test_silence_means_nothing(self) -> None:
        assert understood(heard(""), MINE, SAID)[1].actions[0].intent == "other"
