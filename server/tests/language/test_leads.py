"""How long before something one is to be reminded of it: "remind me half an hour before"."""

import pytest

from tests.language.german.german_cases import CONTEXT as GERMAN
from tests.language.golden_cases import CONTEXT, NOW
from voicetodo.language import interpret
from voicetodo.language.interpretation import Action, Context, Moment


def only_action(text: str, context: Context = CONTEXT) -> Action:
    (action,) = interpret(text, NOW, "Europe/London", context).actions
    return action


class TestAdding:
    @pytest.mark.parametrize(
        "text",
        [
            "add meeting tomorrow at 3pm and remind me 30 minutes before",
            "add a meeting tomorrow at 3pm. remind me half an hour before",
            "meeting tomorrow at 3pm, remind me 30 minutes before",
        ],
    )
    def test_what_is_added_keeps_its_name_and_its_reminder(self, text: str) -> None:
        slots = only_action(text).slots

        assert (slots.title, slots.due, slots.reminders_before) == ("Meeting", Moment("2026-01-06", "15:00"), (30,))

    @pytest.mark.parametrize(
        "text",
        [
            "Besprechung morgen um 15 Uhr und erinnere mich 30 Minuten vorher",
            "füg Besprechung morgen um 15 Uhr hinzu und erinnere mich eine halbe Stunde davor",
        ],
    )
    def test_so_it_is_in_german(self, text: str) -> None:
        slots = only_action(text, GERMAN).slots

        assert (slots.title, slots.due, slots.reminders_before) == ("Besprechung", Moment("2026-01-06", "15:00"), (30,))

    def test_what_goes_on_a_list_stays_there_when_a_reminder_follows(self) -> None:
        slots = only_action("add milk to groceries and remind me at 5 pm").slots

        assert (slots.title, slots.list, slots.due) == ("Milk", "groceries", Moment("2026-01-05", "17:00"))

    def test_every_part_points_at_its_words(self) -> None:
        text = "add meeting tomorrow at 3pm and remind me 30 minutes before"

        spans = only_action(text).spans

        assert [text[start:end] for start, end in spans["title"]] == ["meeting"]
        assert [text[start:end] for start, end in spans["reminders_before"]] == ["30 minutes before"]
