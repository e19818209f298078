"""iCalendar, todo.txt and any CSV."""

# ruff: noqa: E501 - lines of files stand as they come

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from tests.modules.todo.transfer.reading import BERLIN, drafts, recognised
from voicetodo.modules.todo.api import Due, Recurrence, Reminder
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.formats import read
from voicetodo.modules.todo.transfer.source import Source


class TestICalendar:
    CALENDAR = "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tests//EN", "X-WR-CALNAME:House",
        "BEGIN:VTODO", "UID:c1", "SUMMARY:Buy paint", "RELATED-TO:p1", "STATUS:COMPLETED", "COMPLETED:20260103T080000Z", "END:VTODO",
        "BEGIN:VTODO", "UID:p1", "SUMMARY:Paint the", "  fence", "DESCRIPTION:Two coats\\, white", "PRIORITY:1",
        "CATEGORIES:Garden,Summer", "DUE;TZID=Europe/Paris:20260502T180000", "RRULE:FREQ=YEARLY;INTERVAL=3",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", "END:VALARM", "END:VTODO",
        "BEGIN:VTODO", "UID:d1", "SUMMARY:Whole day", "DUE;VALUE=DATE:20260201", "PRIORITY:5", "END:VTODO",
        "BEGIN:VEVENT", "UID:e1", "DTSTART:20260101T100000Z", "SUMMARY:A party", "END:VEVENT",
        "END:VCALENDAR", "",
    ])  # fmt: skip

    def test_due_rule_alarm_and_labels_are_kept(self) -> None:
        fence = drafts(self.CALENDAR, "icalendar")["Paint the fence"]

        assert fence.due == Due(date(2026, 5, 2), "18:00", "Europe/Paris")
        assert fence.recurrence == Recurrence("FREQ=YEARLY;INTERVAL=3")
        assert fence.reminders == (Reminder(minutes_before=60),)
        assert (fence.notes, fence.labels) == ("Two coats, white", ("Garden", "Summer"))
        assert (fence.priority, fence.category) == (1, "House")

    @pytest.mark.parametrize(
        ("trigger", "reminder"),
        [
            ("TRIGGER;RELATED=END:-PT30M", Reminder(minutes_before=30)),
            # from the start, as where nothing is said
            ("TRIGGER:-PT30M", Reminder(at=Due(date(2026, 4, 30), "08:30", "Europe/Berlin"))),
            ("TRIGGER;RELATED=END:PT30M", Reminder(at=Due(date(2026, 5, 2), "18:30", "Europe/Berlin"))),
        ],
    )
    def test_an_alarm_counts_from_where_it_says(self, trigger: str, reminder: Reminder) -> None:
        calendar = "\r\n".join([
            "BEGIN:VCALENDAR", "BEGIN:VTODO", "UID:a1", "SUMMARY:Paint", "DTSTART;TZID=Europe/Berlin:20260430T090000",
            "DUE;TZID=Europe/Berlin:20260502T180000", "BEGIN:VALARM", "ACTION:DISPLAY", trigger, "END:VALARM",
            "END:VTODO", "END:VCALENDAR", "",
        ])  # fmt: skip

        assert drafts(calendar, "icalendar")["Paint"].reminders == (reminder,)

    def test_parents_days_and_completions_are_kept(self) -> None:
        found = drafts(self.CALENDAR, "icalendar")

        assert found["Buy paint"].parent == "p1"
        assert found["Buy paint"].completed_at == datetime(2026, 1, 3, 8, tzinfo=UTC)
        assert found["Whole day"].due == Due(date(2026, 2, 1), None, "Europe/Berlin")

    @pytest.mark.parametrize(
        ("broken", "name"), [("PRIORITY:high", "PRIORITY"), ("DUE:2026-01-05", "DUE"), ("COMPLETED:x", "COMPLETED")]
    )
    def test_a_property_that_is_broken_costs_neither_its_todo_nor_the_others(self, broken: str, name: str) -> None:
        found = drafts(self.CALENDAR.replace("SUMMARY:Whole day", f"SUMMARY:Broken\r\n{broken}"), "icalendar")

        assert found.keys() == {"Buy paint", "Paint the fence", "Broken"}
        assert [each.message for each in found["Broken"].notices] == [
            f"Its {name} could not be read, and was left out."
        ]

    def test_a_rule_in_words_is_told_of(self) -> None:
        found = drafts(self.CALENDAR.replace("UID:d1", "UID:d1\r\nRRULE:every day"), "icalendar")

        assert "It does not repeat any more" in found["Whole day"].notices[0].message

    def test_an_alarm_or_a_line_that_is_broken_is_told_of(self) -> None:
        broken = self.CALENDAR.replace("TRIGGER:-PT1H", "TRIGGER:soon").replace("UID:d1", "UID:d1\r\nno line at all")
        found = drafts(broken, "icalendar")

        assert found["Paint the fence"].reminders == ()
        assert "An alarm of it" in found["Paint the fence"].notices[0].message
        assert "Lines of it" in found["Whole day"].notices[0].message

    def test_events_are_left_out_and_told_of(self) -> None:
        _, reading = recognised(self.CALENDAR)

        assert len(reading.drafts) == 3
        assert "1 events were left out" in reading.notices[0].message

    def test_a_calendar_of_events_alone_is_no_success(self) -> None:
        with pytest.raises(Unreadable, match="holds events"):
            recognised("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:e\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


class TestTodoTxt:
    def test_lines_that_begin_with_the_day_they_were_made_are_known_by_that(self) -> None:
        found = drafts("2026-01-02 Buy milk, eggs\n2026-01-03 Water plants\n", "todo_txt", name="todos.txt")

        assert found.keys() == {"Buy milk, eggs", "Water plants"}

    LINES = "\n".join([
        "(A) 2026-01-02 Call Mum +Family @phone due:2026-01-09",
        "x 2026-01-03 2026-01-01 Pay rent +House pri:B",
        "Water plants +House @home rec:1w due:2026-01-10 t:2026-01-08",
        "Bins +House rec:+2w due:2026-01-12",
        "",
        "Just some words 3 + 4 @ noon",
    ])  # fmt: skip

    def test_priority_project_context_and_dates_are_read(self) -> None:
        mum = drafts(self.LINES, "todo_txt")["Call Mum"]

        assert (mum.priority, mum.category, mum.labels) == (1, "Family", ("phone",))
        assert mum.due == Due(date(2026, 1, 9), None, "Europe/Berlin")
        assert mum.created_at == datetime(2026, 1, 2, 12, tzinfo=UTC)

    def test_a_done_line_keeps_both_dates_and_its_priority(self) -> None:
        rent = drafts(self.LINES, "todo_txt")["Pay rent"]

        assert rent.completed_at == datetime(2026, 1, 3, 12, tzinfo=UTC)
        assert (rent.created_at, rent.priority) == (datetime(2026, 1, 1, 12, tzinfo=UTC), 2)

    def test_recurrences_count_from_completion_unless_they_say_otherwise(self) -> None:
        found = drafts(self.LINES, "todo_txt")

        assert found["Water plants"].recurrence == Recurrence("FREQ=WEEKLY", from_completion=True)
        assert found["Water plants"].start_date == date(2026, 1, 8)
        assert found["Bins"].recurrence == Recurrence("FREQ=WEEKLY;INTERVAL=2")

    def test_signs_within_a_sentence_are_words(self) -> None:
        assert "Just some words 3 + 4 @ noon" in drafts(self.LINES, "todo_txt")


class TestAnyCsv:
    def test_columns_are_found_by_their_names(self) -> None:
        text = "Task;Due date;Priority;Tags;Done\nCall Mum;2026-01-09;high;phone, family;no\nPay rent;tomorrow;2;;yes\n"

        found = drafts(text, "csv")

        assert found["Call Mum"].labels == ("phone", "family")
        assert (found["Call Mum"].priority, found["Call Mum"].due) == (1, Due(date(2026, 1, 9), None, "Europe/Berlin"))
        assert found["Pay rent"].due == Due(date(2026, 1, 8), None, "Europe/Berlin")
        assert found["Pay rent"].completed_at is not None

    def test_columns_can_be_told(self) -> None:
        setting = replace(BERLIN, columns={"title": "What", "notes": "Why", "recurrence": "How often"})
        text = "What,Why,How often\nBins,They smell,every other week\n"

        bins = read(Source(text.encode()), setting, format="csv")[1].drafts[0]

        assert bins.notes == "They smell"
        assert bins.recurrence == Recurrence("FREQ=WEEKLY;INTERVAL=2")

    def test_a_column_that_is_not_there_is_told_of(self) -> None:
        setting = replace(BERLIN, columns={"title": "Task", "notes": "Why"})

        with pytest.raises(Unreadable, match="no column “why”"):
            recognised("Task,Because\nBins,They smell\n", setting=setting)

    def test_a_broken_cell_costs_its_row_alone(self) -> None:
        _, reading = recognised("Task,Priority\nBins,9\nRent,1\n")

        assert [(draft.row, draft.problem is None) for draft in reading.drafts] == [(2, False), (3, True)]

    def test_an_open_quotation_mark_is_told_of(self) -> None:
        with pytest.raises(Unreadable, match="quotation mark"):
            recognised('Task,Notes\nBins,"They smell\nRent,\n')

    def test_rows_alike_stay_apart(self) -> None:
        _, reading = recognised("Task\nMilk\nMilk\n")

        assert len({draft.key for draft in reading.drafts}) == 2
