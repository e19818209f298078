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


class TestBeforeATaskThatIsThere:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("remind me 30 minutes before the budget review", 30),
            ("alert me half an hour before the budget review", 30),
            ("set a reminder an hour before the budget review", 60),
            ("remind me about the budget review two days before", 2880),
        ],
    )
    def test_it_is_reminded_of(self, text: str, minutes: int) -> None:
        said = interpret(text, NOW, "Europe/London", CONTEXT)

        (action,) = said.actions
        assert action.intent == "task.update"
        assert action.slots.target is not None
        assert [match.name for match in action.slots.target.matches] == ["Budget review"]
        assert action.slots.reminders_before == (minutes,)

    @pytest.mark.parametrize(
        ("text", "reply"),
        [
            ("remind me 45 minutes before the dentist", "“Dentist” has a reminder 45 minutes before."),
            ("remind me an hour before the dentist", "“Dentist” has a reminder an hour before."),
            ("remind me two days before the dentist", "“Dentist” has a reminder 2 days before."),
        ],
    )
    def test_it_is_told(self, text: str, reply: str) -> None:
        assert interpret(text, NOW, "Europe/London", CONTEXT).reply == reply

    @pytest.mark.parametrize(
        "text",
        [
            "erinnere mich 30 Minuten vor dem Zahnarzt",
            "erinnere mich bitte eine halbe Stunde vor dem Zahnarzt",
            "erinnere mich an den Zahnarzt 30 Minuten vorher",
        ],
    )
    def test_so_it_is_in_german(self, text: str) -> None:
        said = interpret(text, NOW, "Europe/Berlin", GERMAN)

        assert [action.intent for action in said.actions] == ["task.update"]
        assert said.reply == "„Zahnarzt“ hat eine Erinnerung 30 Minuten vorher."

    def test_a_moment_that_is_no_length_before_it_makes_a_task_as_ever(self) -> None:
        action = only_action("remind me tomorrow about the budget review")

        assert (action.intent, action.slots.due) == ("task.create", Moment("2026-01-06"))


class TestBeforeSomethingElse:
    def test_what_nobody_knows_keeps_how_long_before_for_whoever_asks_when_it_is(self) -> None:
        action = only_action("remind me 30 minutes before the meeting")

        assert (action.intent, action.slots.title, action.slots.due) == ("task.create", "Meeting", None)
        assert action.slots.reminders_before == (30,)

    @pytest.mark.parametrize(
        ("text", "context", "title"),
        [
            ("remind me to call Bob 30 minutes before the meeting at 3 pm", CONTEXT, "Call Bob before the meeting"),
            (
                "erinnere mich daran, Bob 30 Minuten vor dem Meeting um 15 Uhr anzurufen",
                GERMAN,
                "Bob vor dem Meeting anrufen",
            ),
        ],
    )
    def test_what_is_to_be_done_before_it_is_named_by_it(self, text: str, context: Context, title: str) -> None:
        slots = only_action(text, context).slots

        assert (slots.title, slots.due, slots.reminders_before) == (title, Moment("2026-01-05", "15:00"), (30,))

    @pytest.mark.parametrize(
        ("text", "context", "title"),
        [
            ("remind me to pack two hours before the flight", CONTEXT, "Pack two hours before the flight"),
            ("erinnere mich daran, zwei Stunden vor dem Flug zu packen", GERMAN, "Zwei Stunden vor dem Flug packen"),
        ],
    )
    def test_where_nothing_says_when_the_length_is_a_part_of_the_name(
        self, text: str, context: Context, title: str
    ) -> None:
        slots = only_action(text, context).slots

        assert (slots.title, slots.due, slots.reminders_before) == (title, None, ())
