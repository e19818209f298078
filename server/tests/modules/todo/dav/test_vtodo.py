"""A todo as VTODO and back: nothing of ours is lost, and nothing that somebody else wrote."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from tests.modules.todo.dav.clients import vtodo
from voicetodo.modules.todo.api import Due, Recurrence, Reminder, Todo
from voicetodo.modules.todo.checks import checked
from voicetodo.modules.todo.dav.vtodo.content_lines import Component, Unreadable, escaped, parse, unescaped
from voicetodo.modules.todo.dav.vtodo.reading import Reading, Times, read
from voicetodo.modules.todo.dav.vtodo.writing import overwrite, write
from voicetodo.modules.todo.recurrence import check

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 1, 7, 9, tzinfo=UTC)
EARLIEST, LATEST = datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone

zones = st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"}))
days = st.dates(date(1900, 1, 2), date(9998, 12, 30))
clocks = st.times().map(lambda found: f"{found:%H:%M}")
lines = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=80).filter(str.strip)
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=200)
rules = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,WE",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;COUNT=3",
        "FREQ=DAILY;UNTIL=20991231",
    ]
)


@st.composite
def dues(draw: st.DrawFn, *, is_timed: bool | None = None) -> Due:
    """A due that exists: not in the hour that is left out in spring."""
    timed = draw(st.booleans()) if is_timed is None else is_timed
    due = Due(draw(days), draw(clocks) if timed else None, draw(zones))
    if due.time is not None:
        at = datetime.combine(due.date, time.fromisoformat(due.time), ZoneInfo(due.timezone))
        if at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None) != at.replace(tzinfo=None):
            return replace(due, time="12:00")
        if at.utcoffset() != timedelta(seconds=round((at.utcoffset() or timedelta()).total_seconds() / 60) * 60):
            return replace(due, date=date(2026, due.date.month, min(due.date.day, 28)), time="12:00")
    return due


@st.composite
def todos(draw: st.DrawFn) -> Todo:
    """Any todo that can be: every field of its own."""
    due = draw(st.none() | dues())
    rule = None
    if due is not None and draw(st.booleans()):
        rule = Recurrence(check(draw(rules)), draw(st.booleans()), draw(st.none() | days))
    reminders = draw(st.lists(dues(is_timed=True).map(lambda at: Reminder(at=at)), max_size=2, unique=True))
    if due is not None:
        reminders += [Reminder(minutes_before=each) for each in draw(st.sets(st.integers(0, 500_000), max_size=2))]
    made = draw(st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)))
    return checked(
        Todo(
            id=UUID(int=draw(st.integers(1, 2**128 - 1))),
            title=draw(lines),
            notes=draw(
                st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=200)
            ),
            priority=draw(st.sampled_from([1, 2, 3, 4])),
            start_date=draw(st.none() | days),
            due=due,
            deadline=draw(st.none() | days),
            duration_minutes=draw(st.none() | st.integers(1, 500_000)),
            recurrence=rule,
            reminders=tuple(reminders),
            assignee=draw(st.none() | lines),
            position="a",
            completed_at=draw(st.none() | st.just(made.replace(microsecond=0))),
            created_at=made,
            updated_at=made,
        ),
        has_new_rule=False,
    )


def todo(**fields: object) -> Todo:
    known = {"id": UUID(int=7), "title": "Pay the rent", "position": "a", "created_at": NOW, "updated_at": NOW}
    return Todo(**{**known, **fields})  # type: ignore[arg-type] - a test's short way


def reading(content: str, timezone: str = BERLIN) -> Reading:
    return read(parse(content), timezone=timezone)


def written(one: Todo, **around: object) -> str:
    given_around = {"uid": "u", "labels": (), "parent_uid": None, "timezone": BERLIN, **around}
    return write(one, **given_around)  # type: ignore[arg-type] - a test's short way


def overwritten(content: str, one: Todo, **around: object) -> str:
    given_around = {"labels": (), "parent_uid": None, "timezone": BERLIN, **around}
    return overwrite(parse(content), one, **given_around)  # type: ignore[arg-type] - a test's short way


def is_said(found: Reading, one: Todo) -> bool:
    return (
        (found.title, found.notes, found.priority) == (one.title, one.notes, one.priority)
        and found.times == Times(one.start_date, one.due, one.recurrence)
        and set(found.reminders) == set(one.reminders)
        and (found.is_done, found.completed_at) == (one.is_done, one.completed_at)
        and (found.deadline or None, found.duration_minutes or None) == (one.deadline, one.duration_minutes)
        and (found.assignee or None) == one.assignee
    )


class TestThereAndBack:
    @settings(deadline=None)
    @given(one=todos(), labels=st.lists(lines, max_size=3, unique_by=lambda name: name.strip().lower()), own=zones)
    def test_a_todo_stays_what_it_was(self, one: Todo, labels: list[str], own: str) -> None:
        named = tuple(each.strip() for each in labels)

        content = write(one, uid="a,b;c\\", labels=named, parent_uid="p\\;q", timezone=own)
        found = read(parse(content), timezone=own)

        assert is_said(found, one)
        assert (found.uid, found.labels, found.parent_uid) == ("a,b;c\\", named, "p\\;q")
        assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))

    @settings(deadline=None)
    @given(one=todos(), other=todos())
    def test_what_another_client_wrote_says_what_the_todo_is_now(self, one: Todo, other: Todo) -> None:
        kept = written(one).replace(
            "END:VTODO", "X-THEIRS;X-P=1:a\\,b\r\nBEGIN:X-PART\r\nX-Y:1\r\nEND:X-PART\r\nEND:VTODO"
        )

        content = overwritten(kept, other)

        assert is_said(reading(content), other)
        assert "X-THEIRS;X-P=1:a\\,b\r\n" in content
        assert "BEGIN:X-PART\r\nX-Y:1\r\nEND:X-PART\r\n" in content

    @given(text=st.text())
    def test_text_is_escaped_and_back(self, text: str) -> None:
        assert unescaped(escaped(text)) == text.replace("\r\n", "\n").replace("\r", "\n")

    @settings(deadline=None)
    @given(one=todos())
    def test_a_todo_that_did_not_change_is_written_alike(self, one: Todo) -> None:
        content = written(one)

        assert sorted(overwritten(content, one).split("\r\n")) == sorted(content.split("\r\n"))


FOREIGN = vtodo(
    "foreign",
    'SUMMARY;LANGUAGE=en;X-A="x;y":Water the plants',
    "PRIORITY:3",
    "STATUS:IN-PROCESS",
    "PERCENT-COMPLETE:40",
    "CLASS:PRIVATE",
    "GEO:48.85;2.35",
    'ATTENDEE;CN="Bob, the builder":mailto:bob@example.org',
    "X-APPLE-SORT-ORDER:4711",
    "RELATED-TO;RELTYPE=SIBLING:other",
    "DTSTART;TZID=Europe/Berlin:20260110T080000",
    "DUE;TZID=Europe/Berlin:20260110T090000",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "DESCRIPTION:Soon",
    "TRIGGER;RELATED=END:-PT30M",
    "X-MOZ-LASTACK:20260101T000000Z",
    "END:VALARM",
    "BEGIN:VALARM",
    "ACTION:EMAIL",
    "SUMMARY:Mail",
    "TRIGGER:-P1D",
    "END:VALARM",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER;VALUE=DATE-TIME:19760401T005545Z",
    "X-APPLE-PROXIMITY:ARRIVE",
    "END:VALARM",
)


class TestSomebodyElses:
    def test_lines_stay_but_for_what_changed(self) -> None:
        known = reading(FOREIGN)
        one = todo(
            title="Water the flowers",
            priority=1,
            start_date=known.times.start_date,
            due=known.times.due,
            reminders=known.reminders,
            version=2,
        )

        content = overwritten(FOREIGN, one)

        before, after = FOREIGN.split("\r\n"), content.split("\r\n")
        assert {line for line in before if line not in after} == {
            'SUMMARY;LANGUAGE=en;X-A="x;y":Water the plants',
            "DTSTAMP:20260101T000000Z",
        }
        assert "SUMMARY:Water the flowers" in after
        assert "SEQUENCE:1" in after

    def test_an_alarm_goes_only_with_its_reminder(self) -> None:
        known = reading(FOREIGN)
        one = todo(title=known.title, priority=1, start_date=known.times.start_date, due=known.times.due)

        content = overwritten(FOREIGN, one)

        assert known.reminders == (Reminder(minutes_before=30),)
        assert "-PT30M" not in content
        assert "ACTION:EMAIL" in content
        assert "X-APPLE-PROXIMITY:ARRIVE" in content

    def test_an_alarm_and_the_hour_of_the_start_go_along_to_another_day(self) -> None:
        known = reading(FOREIGN)
        one = todo(
            title=known.title,
            priority=1,
            start_date=date(2026, 1, 17),
            due=Due(date(2026, 1, 17), "09:00", BERLIN),
            reminders=known.reminders,
        )

        content = overwritten(FOREIGN, one)

        assert "DTSTART;TZID=Europe/Berlin:20260117T080000" in content
        assert "TRIGGER;RELATED=END:-PT30M\r\nX-MOZ-LASTACK:20260101T000000Z" in content
        assert reading(content).reminders == known.reminders

    def test_a_start_is_never_after_the_due_time(self) -> None:
        one = todo(start_date=date(2026, 1, 17), due=Due(date(2026, 1, 17), "07:00", BERLIN))

        assert "DTSTART;TZID=Europe/Berlin:20260117T000000" in overwritten(FOREIGN, one)

    def test_a_percentage_ends_when_it_is_done(self) -> None:
        known = reading(FOREIGN)
        one = todo(
            title=known.title,
            priority=1,
            start_date=known.times.start_date,
            due=known.times.due,
            reminders=known.reminders,
            completed_at=NOW,
        )

        content = overwritten(FOREIGN, one)

        assert "PERCENT-COMPLETE:100" in content
        assert "COMPLETED:20260107T090000Z" in content
        assert "STATUS:IN-PROCESS" not in content

    @pytest.mark.parametrize(
        ("number", "priority"), [(0, 4), (1, 1), (2, 1), (4, 1), (5, 2), (6, 3), (9, 3), ("x", 4), ("", 4), (10, 4)]
    )
    def test_priorities_are_read_as_high_medium_and_low(self, number: object, priority: int) -> None:
        assert reading(vtodo("p", f"PRIORITY:{number}")).priority == priority


class TestTimes:
    @pytest.mark.parametrize(
        ("line", "due"),
        [
            ("DUE;VALUE=DATE:20260110", Due(date(2026, 1, 10), None, BERLIN)),
            ("DUE:20260110T080000Z", Due(date(2026, 1, 10), "09:00", BERLIN)),
            ("DUE:20260110T080000", Due(date(2026, 1, 10), "08:00", BERLIN)),
            ("DUE;TZID=America/New_York:20260110T080059", Due(date(2026, 1, 10), "08:00", "America/New_York")),
            (
                "DUE;TZID=/mozilla.org/20/Asia/Tokyo:20260110T080000",
                Due(date(2026, 1, 10), "08:00", "Asia/Tokyo"),
            ),
            ("DUE;TZID=W. Europe Standard Time:20260110T080000", Due(date(2026, 1, 10), "08:00", BERLIN)),
            ("DUE;TZID=Nowhere/Land:20260110T080000", Due(date(2026, 1, 10), "08:00", BERLIN)),
            ("DUE:2026", None),
            ("DUE:20260230", None),
            ("DUE:00010101", None),
            ("DUE:99991231T235959Z", None),
        ],
    )
    def test_are_read_in_the_zone_they_were_meant(self, line: str, due: Due | None) -> None:
        assert reading(vtodo("d", line)).times.due == due

    def test_a_zone_of_a_clients_own_says_where_it_is(self) -> None:
        zone = "BEGIN:VTIMEZONE\r\nTZID:mine\r\nX-LIC-LOCATION:Asia/Tokyo\r\nEND:VTIMEZONE\r\n"

        found = reading(vtodo("z", "DUE;TZID=mine:20260110T080000", timezone=zone))

        assert found.times.due == Due(date(2026, 1, 10), "08:00", "Asia/Tokyo")

    def test_a_duration_ends_when_it_is_due(self) -> None:
        found = reading(vtodo("d", "DTSTART;VALUE=DATE:20260110", "DURATION:P2D"))

        assert found.times == Times(date(2026, 1, 10), Due(date(2026, 1, 12), None, BERLIN), None)

    def test_a_zone_is_told_with_its_rules(self) -> None:
        content = written(todo(due=Due(date(2026, 7, 1), "09:00", BERLIN)))

        assert "DUE;TZID=Europe/Berlin:20260701T090000" in content
        assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n" in content


class TestRules:
    def test_one_that_we_cannot_follow_stays_with_its_client(self) -> None:
        content = vtodo("r", "DUE;VALUE=DATE:20260110", "RRULE:FREQ=SECONDLY", "SUMMARY:Tick")

        found = reading(content)

        assert found.times.rule is None
        assert "RRULE:FREQ=SECONDLY" in overwritten(content, todo(title="Tock", due=found.times.due))

    def test_a_start_that_only_a_rule_needs_is_no_start_date(self) -> None:
        one = todo(due=Due(date(2026, 1, 10), None, BERLIN), recurrence=Recurrence("FREQ=DAILY"))

        content = written(one)

        assert "DTSTART;VALUE=DATE:20260110" in content
        assert reading(content).times == Times(None, one.due, one.recurrence)

    def test_occurrences_done_by_themselves_leave_the_first_open_one(self) -> None:
        master = ("DTSTART;VALUE=DATE:20260110", "DUE;VALUE=DATE:20260111", "RRULE:FREQ=WEEKLY")
        content = vtodo("t", *master).replace(
            "END:VCALENDAR",
            "BEGIN:VTODO\r\nUID:t\r\nRECURRENCE-ID;VALUE=DATE:20260110\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\n"
            "BEGIN:VTODO\r\nUID:t\r\nRECURRENCE-ID;VALUE=DATE:20260117\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\nEND:VCALENDAR",
        )

        found = reading(content)

        assert found.times.due == Due(date(2026, 1, 25), None, BERLIN)
        assert not found.is_done

    def test_a_rule_whose_every_occurrence_is_done_is_done(self) -> None:
        content = vtodo("t", "DUE;VALUE=DATE:20260110", "RRULE:FREQ=WEEKLY;COUNT=1").replace(
            "END:VCALENDAR",
            "BEGIN:VTODO\r\nUID:t\r\nRECURRENCE-ID;VALUE=DATE:20260110\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\nEND:VCALENDAR",
        )

        assert reading(content).is_done


OURS = [f"X-VOICETODO-{each}" for each in ("DEADLINE", "DURATION-MINUTES", "TIMEZONE", "OCCURRENCE", "ASSIGNEE")]


class TestTheUnreadable:
    @pytest.mark.parametrize(
        "content",
        [
            "",
            "hello",
            "BEGIN:VCALENDAR",
            "BEGIN:VCALENDAR\nEND:VTODO",
            "BEGIN:VTODO\nUID:1\nEND:VTODO",
            "BEGIN:VCALENDAR\nEND:VCALENDAR",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR",
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR",
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nno property\nEND:VTODO\nEND:VCALENDAR",
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nBEGIN:VTODO\nUID:2\nEND:VTODO\nEND:VCALENDAR",
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:1\nEND:VTODO\nBEGIN:VTODO\nUID:1\nEND:VTODO\nEND:VCALENDAR",
            "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:\x00\nEND:VTODO\nEND:VCALENDAR",
            "BEGIN:A\n" * 50 + "END:A\n" * 50,
        ],
    )
    def test_is_told_apart(self, content: str) -> None:
        with pytest.raises(Unreadable):
            reading(content)

    @given(content=st.text())
    def test_never_is_anything_else(self, content: str) -> None:
        around = f"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\n{content}\r\nEND:VTODO\r\nEND:VCALENDAR"
        for each in (content, around):
            try:
                reading(each)
            except Unreadable:
                continue

    @given(
        name=st.sampled_from(
            [
                "DUE",
                "DTSTART",
                "RRULE",
                "DURATION",
                "COMPLETED",
                "PRIORITY",
                "CATEGORIES",
                "RELATED-TO",
                "SUMMARY",
                *OURS,
            ]
        ),
        value=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")),
    )
    def test_a_strange_value_is_left_out(self, name: str, value: str) -> None:
        content = vtodo("s", "DUE;VALUE=DATE:20260110", f"{name}:{value}")

        found = reading(content)

        assert found.uid == "s"
        assert content.replace("\r\n", "") != overwritten(content, todo(title="x"))


def test_a_component_keeps_what_it_holds() -> None:
    calendar = parse(FOREIGN)

    assert [each.name for each in calendar.components] == ["VTODO"]
    assert isinstance(calendar.components[0], Component)
    assert read(calendar, timezone=BERLIN).deadline is UNSET
