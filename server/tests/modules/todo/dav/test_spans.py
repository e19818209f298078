"""Whether a todo, or an occurrence of it, is within a range of time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.modules.todo.dav.clients import vtodo
from voicetodo.modules.todo.api import Due
from voicetodo.modules.todo.dav.vtodo.content_lines import parse
from voicetodo.modules.todo.dav.vtodo.moments import FIRST, LAST
from voicetodo.modules.todo.dav.vtodo.spans import Range, overlaps
from voicetodo.modules.todo.recurrence import between

RULES = [
    "FREQ=HOURLY;INTERVAL=5",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=40",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=5",
    "FREQ=MONTHLY;INTERVAL=18;BYDAY=2MO",
    "FREQ=YEARLY",
    "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=366",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
]


def is_within(start: datetime, end: datetime, *lines: str) -> bool:
    calendar = parse(vtodo("x", *lines))
    [todo] = calendar.parts("VTODO")
    return overlaps(todo, calendar, Range(start, end), timezone="UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestOccurrences:
    @pytest.mark.parametrize(
        "lines",
        [
            ["DUE:20200101T080000Z", "RRULE:FREQ=HOURLY"],
            ["DTSTART:20200101T080000Z", "DUE:20200101T083000Z", "RRULE:FREQ=HOURLY"],
            ["DTSTART:20200101T080000Z", "DURATION:PT30M", "RRULE:FREQ=HOURLY"],
            ["DUE;VALUE=DATE:19700101", "RRULE:FREQ=DAILY"],
        ],
    )
    def test_of_what_is_long_overdue_are_found(self, lines: list[str]) -> None:
        assert is_within(at("2026-11-27T07:30"), at("2026-11-28T08:30"), *lines)

    def test_end_with_their_rule(self) -> None:
        lines = ["DUE:20200101T080000Z", "RRULE:FREQ=HOURLY;COUNT=10"]

        assert is_within(at("2020-01-01T16:30"), at("2020-01-01T17:30"), *lines)
        assert not is_within(at("2020-01-01T17:30"), at("2020-01-01T18:30"), *lines)

    def test_are_found_where_a_range_has_one_end(self) -> None:
        lines = ["DUE:20260101T080000Z", "RRULE:FREQ=YEARLY"]

        assert is_within(at("2050-01-01"), LAST, *lines)
        assert is_within(FIRST, at("2027-01-01"), *lines)
        assert not is_within(FIRST, at("2025-01-01"), *lines)

    def test_that_last_for_long_reach_into_a_range(self) -> None:
        lines = ["DTSTART:20200101T000000Z", "DUE:20200301T000000Z", "RRULE:FREQ=YEARLY"]

        assert is_within(at("2026-02-01"), at("2026-02-02"), *lines)
        assert not is_within(at("2026-04-01"), at("2026-04-02"), *lines)

    @given(
        rule=st.sampled_from(RULES),
        first=st.datetimes(datetime(1990, 1, 1), datetime(2026, 1, 1)),  # noqa: DTZ001 - on the wall
        days=st.integers(0, 9_000),
        length=st.integers(1, 400),
    )
    @settings(max_examples=60)
    def test_are_those_that_dateutil_counts_one_by_one(
        self, rule: str, first: datetime, days: int, length: int
    ) -> None:
        first = first.replace(second=0, microsecond=0)
        start = first + timedelta(days=days)
        end = start + timedelta(days=length)
        due = Due(first.date(), f"{first:%H:%M}", "UTC")

        found = between(due, rule, start=start.replace(tzinfo=UTC), end=end.replace(tzinfo=UTC))

        counted = [each for each in rrulestr(rule, dtstart=first).between(start, end, inc=True) if each > first]
        assert [(each.date, each.time) for each in found] == [(each.date(), f"{each:%H:%M}") for each in counted]


def test_a_leap_day_comes_again() -> None:
    found = between(Due(date(1896, 2, 29), None, "UTC"), "FREQ=YEARLY", start=at("1897-01-01"), end=at("1909-01-01"))

    assert [each.date for each in found] == [date(1904, 2, 29), date(1908, 2, 29)]
