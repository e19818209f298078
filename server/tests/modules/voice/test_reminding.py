"""Reminders some time before a task that is there, or that nobody knows."""

from tests.fixtures.product import Person
from tests.modules.voice.speaking import add, reply, say, statuses, take_back, titles, todo

_DUE = {"date": "2030-05-01", "time": "15:00", "timezone": "Europe/Berlin"}
_HOUR_BEFORE = {"minutes_before": 60, "at": None}
_HALF_AN_HOUR_BEFORE = {"minutes_before": 30, "at": None}


class TestRemindingBefore:
    def test_a_task_that_is_there_has_one_reminder_more(self, alice: Person) -> None:
        meeting = add(alice, "Meeting with Anna", due=_DUE, reminders=[{"minutes_before": 60}])

        outcome = say(alice, "remind me 30 minutes before the meeting")

        assert statuses(outcome) == ["done"]
        assert outcome["reply"] == "“Meeting with Anna” has a reminder 30 minutes before."
        assert todo(alice, meeting["id"])["reminders"] == [_HOUR_BEFORE, _HALF_AN_HOUR_BEFORE]
        assert titles(alice) == ["Meeting with Anna"]

    def test_taken_back_it_has_those_that_it_had(self, alice: Person) -> None:
        meeting = add(alice, "Meeting with Anna", due=_DUE, reminders=[{"minutes_before": 60}])

        take_back(alice, say(alice, "remind me 30 minutes before the meeting"))

        assert todo(alice, meeting["id"])["reminders"] == [_HOUR_BEFORE]

    def test_the_same_reminder_is_there_once(self, alice: Person) -> None:
        meeting = add(alice, "Meeting with Anna", due=_DUE, reminders=[{"minutes_before": 30}])

        say(alice, "remind me 30 minutes before the meeting")

        assert todo(alice, meeting["id"])["reminders"] == [_HALF_AN_HOUR_BEFORE]

    def test_a_task_without_a_date_cannot_be_reminded_of_before_it(self, alice: Person) -> None:
        add(alice, "Meeting with Anna")

        outcome = say(alice, "remind me 30 minutes before the meeting")

        assert statuses(outcome) == ["refused"]

    def test_of_what_nobody_knows_it_is_said_how_to_say_when_it_is(self, alice: Person) -> None:
        outcome = say(alice, "remind me 30 minutes before the meeting")

        assert statuses(outcome) == ["needs_answer"]
        assert outcome["reply"].startswith("I found no task “Meeting”.")
        assert titles(alice) == []

    def test_it_is_added_without_a_reminder_by_who_wants_that(self, alice: Person) -> None:
        asked = say(alice, "remind me 30 minutes before the meeting")

        reply(alice, asked, option_id="1")

        assert titles(alice) == ["Meeting"]

    def test_a_sentence_after_the_question_is_not_its_answer(self, alice: Person) -> None:
        say(alice, "remind me 30 minutes before the meeting")

        say(alice, "meeting tomorrow at 3 pm, remind me 30 minutes before")

        (meeting,) = alice.get("/v1/todos").json()["items"]
        assert (meeting["title"], meeting["due"]["time"]) == ("Meeting", "15:00")
        assert meeting["reminders"] == [_HALF_AN_HOUR_BEFORE]

    def test_it_is_told_in_german(self, alice: Person) -> None:
        add(alice, "Zahnarzt", due=_DUE)

        outcome = say(alice, "erinnere mich 30 Minuten vor dem Zahnarzt", language="de")
        unknown = say(alice, "erinnere mich 30 Minuten vor dem Meeting", language="de")

        assert outcome["reply"] == "„Zahnarzt“ hat eine Erinnerung 30 Minuten vorher."
        assert unknown["reply"].startswith("Keine Aufgabe „Meeting“ gefunden.")

    def test_that_a_task_without_a_date_cannot_be_reminded_of_before_it_is_told_in_german(self, alice: Person) -> None:
        add(alice, "Zahnarzt")

        outcome = say(alice, "erinnere mich 30 Minuten vor dem Zahnarzt", language="de")

        assert statuses(outcome) == ["refused"]
        assert outcome["reply"].startswith("Eine Erinnerung vor der Fälligkeit braucht ein Datum")


class TestTelling:
    def test_a_new_task_is_told_with_its_reminder(self, alice: Person) -> None:
        english = say(alice, "remind me to call mom tomorrow at 5, 30 minutes before")
        german = say(alice, "erinnere mich morgen um 5 daran, Papa anzurufen, 30 Minuten vorher", language="de")

        assert english["reply"].endswith(", with a reminder 30 minutes before.")
        assert german["reply"].endswith(", mit Erinnerung 30 Minuten vorher.")

    def test_a_reminder_at_a_moment_of_its_own_is_kept_and_told(self, alice: Person) -> None:
        outcome = say(alice, "dentist on May 2 2030 at 10 am, remind me on May 1 2030 at 3 pm")

        (reminder,) = outcome["results"][0]["todo"]["reminders"]
        assert (reminder["at"]["date"], reminder["at"]["time"]) == ("2030-05-01", "15:00")
        assert outcome["results"][0]["todo"]["due"]["date"] == "2030-05-02"
        assert outcome["reply"].endswith(", with a reminder 1 May 2030 at 15:00.")
