"""Days in words, as a filter means them. Now is Wednesday, 7 January 2026, ten in the morning."""

# ruff: noqa: DTZ001 - local times throughout

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicetodo.modules.todo.filtering.days import Stretch, is_time, resolve

NOW = datetime(2026, 1, 7, 10)


def stretch(start: str, end: str) -> Stretch:
    return Stretch(datetime.fromisoformat(f"2026-{start}"), datetime.fromisoformat(f"2026-{end}"))


class TestDays:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("today", stretch("01-07", "01-08")),
            ("yesterday", stretch("01-06", "01-07")),
            ("saturday", stretch("01-10", "01-11")),
            ("jan 9", stretch("01-09", "01-10")),
            ("2026-02-01", stretch("02-01", "02-02")),
            ("next week", stretch("01-12", "01-19")),
            ("this month", stretch("01-01", "02-01")),
            ("7 days", stretch("01-07", "01-14")),
            ("next 7 days", stretch("01-07", "01-14")),
            ("next seven days", stretch("01-07", "01-14")),
            ("last 7 days", stretch("01-01", "01-08")),
            ("past 2 hours", stretch("01-07T08:01", "01-07T10:01")),
            ("first day", stretch("02-01", "02-02")),
            ("+0 hours", stretch("01-07T10:00", "01-07T10:01")),
            ("2 weeks", stretch("01-07", "01-21")),
            ("1 month", stretch("01-07", "02-07")),
            ("in 3 days", stretch("01-10", "01-11")),
            ("+3 days", stretch("01-10", "01-11")),
            ("-3 days", stretch("01-04", "01-05")),
            ("3 days ago", stretch("01-04", "01-05")),
            ("+4 hours", stretch("01-07T14:00", "01-07T14:01")),
            ("4 hours", stretch("01-07T10:00", "01-07T14:00")),
            ("tomorrow at 9", stretch("01-08T09:00", "01-08T09:01")),
        ],
    )
    def test_are_read_as_todoist_and_people_do(self, words: str, expected: Stretch) -> None:
        assert resolve(words, NOW) == expected

    @pytest.mark.parametrize(
        "words", ["", "milk", "every day", "buy milk tomorrow", "feb 30", "-", "9" * 200, "today " * 30]
    )
    def test_anything_else_is_no_time(self, words: str) -> None:
        assert not is_time(words)

    def test_what_was_created_lies_behind(self) -> None:
        assert resolve("jan 9", NOW, is_past=True) == Stretch(datetime(2025, 1, 9), datetime(2025, 1, 10))
        assert resolve("monday", NOW, is_past=True) == stretch("01-05", "01-06")
        assert resolve("tomorrow", NOW, is_past=True) == stretch("01-08", "01-09")
        assert resolve("jan 3 2027", NOW, is_past=True) == Stretch(datetime(2027, 1, 3), datetime(2027, 1, 4))

    @settings(deadline=None)
    @given(
        st.sampled_from(["-999999 days", "999999 years", "+999999 weeks", "in 999999 hours", "dec 31 9999", "monday"]),
        st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31)),
    )
    def test_no_day_leaves_the_calendar(self, words: str, now: datetime) -> None:
        found = resolve(words, now, is_past=True)

        assert found is None or datetime(1900, 1, 1) <= found.start <= found.end <= datetime(9999, 12, 30)
