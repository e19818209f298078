"""Where the clocks are put forward, what comes several times a day comes once at each moment."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.modules.todo.api import Due, Recurrence
from voicetodo.modules.todo.recurrence import between, following, upcoming

#: From two to three there is nothing.
SPRING = date(2026, 3, 29)
BERLIN = "Europe/Berlin"
MIDNIGHT, NOON = clock_time(), clock_time(12)
ZONES = st.sampled_from(sorted(available_timezones()))
SEVERAL_A_DAY = (
    "FREQ=HOURLY",
    "FREQ=HOURLY;INTERVAL=2",
    "FREQ=HOURLY;BYMINUTE=30",
    "FREQ=DAILY;BYHOUR=0,1,2,3,14",
    "FREQ=DAILY;BYHOUR=2,14",
    "FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=1,2,3;BYMINUTE=15,45",
)


def instant(due: Due) -> datetime:
    return datetime.fromisoformat(f"{due.date}T{due.time}").replace(tzinfo=ZoneInfo(due.timezone)).astimezone(UTC)


def times(rule: str, first: Due, limit: int) -> list[str | None]:
    return [due.time for due in upcoming(first, Recurrence(rule), now=instant(first), limit=limit)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=HOURLY", ["01:00", "03:00", "04:00"]),
        ("FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,30", ["00:30", "01:00", "01:30", "03:00", "03:30"]),
        ("FREQ=DAILY;BYHOUR=1,2,3", ["01:00", "03:00", "01:00"]),
    ],
)
def test_the_hour_that_is_left_out_is_the_one_after_it(rule: str, expected: list[str]) -> None:
    assert times(rule, Due(SPRING, "00:00", BERLIN), len(expected)) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("FREQ=HOURLY;INTERVAL=2", ["02:00", "04:00", "06:00"]), ("FREQ=DAILY;BYHOUR=2,14", ["02:00", "14:00", "02:00"])],
)
def test_where_nothing_else_is_then_it_keeps_its_name_as_daily_ones_do(rule: str, expected: list[str]) -> None:
    first = Due(SPRING, "00:00", BERLIN)

    assert times(rule, first, len(expected)) == expected
    assert times("FREQ=DAILY", Due(SPRING - timedelta(days=1), "02:30", BERLIN), 2) == ["02:30", "02:30"]


def test_what_is_left_out_is_not_counted() -> None:
    rule = Recurrence("FREQ=HOURLY;COUNT=3")
    one = Due(SPRING, "01:00", BERLIN)

    assert times(rule.rrule, one, 5) == ["03:00", "04:00"]

    found = following(one, rule, completed_at=instant(one))
    assert found == (Due(SPRING, "03:00", BERLIN), Recurrence("FREQ=HOURLY;COUNT=2"))


def test_an_end_in_the_hour_that_is_left_out_leaves_that_one_standing() -> None:
    assert times("FREQ=HOURLY;UNTIL=20260329T020000", Due(SPRING, "00:00", BERLIN), 5) == ["01:00", "02:00"]


def test_a_day_that_is_left_out_is_the_one_after_it() -> None:
    """On Samoa there was no 30 December 2011."""
    first = Due(date(2011, 12, 29), "09:00", "Pacific/Apia")

    found = upcoming(first, Recurrence("FREQ=DAILY;BYHOUR=9,15"), now=instant(first), limit=3)

    assert [(due.date.day, due.time) for due in found] == [(29, "15:00"), (31, "09:00"), (31, "15:00")]


@st.composite
def springs(draw: st.DrawFn) -> Due:
    """A midnight, two days from which clocks have been put forward somewhere; any, where they were not that year."""
    zone, year = draw(ZONES), draw(st.integers(1990, 2037))
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(1, 365)]
    clock = ZoneInfo(zone)
    offsets = [datetime.combine(day, NOON, clock).utcoffset() or timedelta() for day in days]
    forward = [day for day, (before, after) in zip(days, pairwise(offsets), strict=False) if after > before]
    return Due(draw(st.sampled_from(forward or days)) - timedelta(days=1), "00:00", zone)


@given(springs(), st.sampled_from(SEVERAL_A_DAY))
def test_no_two_are_the_same_moment_and_none_is_lost(first: Due, rule: str) -> None:
    """What is not named is the same as one that is."""
    start, until = instant(first), instant(first) + timedelta(days=3)
    names = rrulestr(rule, dtstart=datetime.combine(first.date, MIDNIGHT))
    ruled = takewhile(lambda each: each.date() < first.date + timedelta(days=6), names)
    wanted = {instant(Due(each.date(), f"{each:%H:%M}", first.timezone)) for each in ruled} - {start}

    found = [instant(due) for due in between(first, rule, start=start, end=until + timedelta(days=2))]

    assert len(set(found)) == len(found)
    assert {each for each in found if each < until} == {each for each in wanted if each < until}
