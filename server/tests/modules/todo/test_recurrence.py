"""When a recurring todo comes next."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.modules.todo.api import Due, Recurrence
from voicetodo.modules.todo.recurrence import RuleError, check, first_due, following, moved, upcoming

MONDAY = Due(date(2026, 1, 5), None, "Europe/Berlin")
ON_TIME = datetime(2026, 1, 5, 10, tzinfo=UTC)

RULES = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "FREQ=MONTHLY;BYDAY=3FR",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY",
    ]
)
DATES = st.dates(date(1990, 1, 1), date(2100, 1, 1))


class TestFollowing:
    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("FREQ=DAILY", date(2026, 1, 6)),
            ("FREQ=WEEKLY;BYDAY=MO,TH", date(2026, 1, 8)),
            ("FREQ=MONTHLY;BYDAY=3FR", date(2026, 1, 16)),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 1, 31)),
            ("RRULE:FREQ=YEARLY", date(2027, 1, 5)),
            ("freq=weekly;interval=2", date(2026, 1, 19)),
        ],
    )
    def test_moves_to_the_next_occurrence(self, rule: str, expected: date) -> None:
        found = following(MONDAY, Recurrence(rule), completed_at=ON_TIME)

        assert found is not None
        assert found[0].date == expected

    def test_skips_what_was_missed(self) -> None:
        late = datetime(2026, 1, 14, 10, tzinfo=UTC)

        found = following(MONDAY, Recurrence("FREQ=DAILY"), completed_at=late)

        assert found is not None
        assert found[0].date == date(2026, 1, 14)

    def test_a_time_of_today_that_has_passed_is_skipped_too(self) -> None:
        due = Due(date(2026, 1, 5), "09:00", "Europe/Berlin")

        found = following(due, Recurrence("FREQ=DAILY"), completed_at=datetime(2026, 1, 7, 10, tzinfo=UTC))

        assert found is not None
        assert found[0] == Due(date(2026, 1, 8), "09:00", "Europe/Berlin")

    def test_counts_from_the_completion_when_told_so(self) -> None:
        late = datetime(2026, 1, 14, 10, tzinfo=UTC)

        found = following(MONDAY, Recurrence("FREQ=DAILY;INTERVAL=3", from_completion=True), completed_at=late)

        assert found is not None
        assert found[0].date == date(2026, 1, 17)

    def test_hours_count_from_the_minute_of_the_completion_when_told_so(self) -> None:
        due = Due(date(2026, 1, 5), "09:00", "Europe/Berlin")
        late = datetime(2026, 1, 5, 11, 55, 30, tzinfo=UTC)

        found = following(due, Recurrence("FREQ=HOURLY;INTERVAL=4", from_completion=True), completed_at=late)

        assert found is not None
        assert found[0] == Due(date(2026, 1, 5), "16:55", "Europe/Berlin")

    def test_a_count_runs_down_to_the_last(self) -> None:
        due, rule, days = MONDAY, Recurrence("FREQ=DAILY;COUNT=3"), [MONDAY.date]

        while found := following(due, rule, completed_at=datetime.combine(due.date, clock_time(9), UTC)):
            due, rule = found
            days.append(due.date)

        assert days == [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)]

    def test_ends_with_until(self) -> None:
        found = following(MONDAY, Recurrence("FREQ=DAILY;UNTIL=20260105"), completed_at=ON_TIME)

        assert found is None

    @pytest.mark.parametrize(
        ("timezone", "at", "until", "comes_again"),
        [
            # the end of the sixth of January, of the fifth, and again
            ("Asia/Tokyo", "20:00", "20260106T145959Z", True),
            ("Asia/Tokyo", "20:00", "20260105T145959Z", False),
            ("America/Los_Angeles", "07:00", "20260107T075959Z", True),
            ("America/Los_Angeles", "07:00", "20260106T075959Z", False),
            # without a zone of its own it is told as the todo's
            ("Asia/Tokyo", "20:00", "20260106T145959", False),
        ],
    )
    def test_an_end_in_utc_is_that_moment_wherever_the_todo_is(
        self, timezone: str, at: str, until: str, *, comes_again: bool
    ) -> None:
        """Other programs say the end of somebody's day so (RFC 5545, 3.3.10)."""
        due, now = Due(date(2026, 1, 5), at, timezone), datetime(2026, 1, 5, 6, tzinfo=ZoneInfo(timezone))

        found = following(due, Recurrence(f"FREQ=DAILY;UNTIL={until}"), completed_at=now)

        assert (found is not None) is comes_again

    @given(RULES, DATES)
    def test_agrees_with_dateutil_on_the_whole_rule(self, rule: str, start: date) -> None:
        wanted = rrulestr(rule, dtstart=datetime.combine(start, clock_time()))
        expected = wanted.after(datetime.combine(start, clock_time()))

        found = following(Due(start), Recurrence(rule), completed_at=datetime.combine(start, clock_time(12), UTC))

        assert (found[0].date if found else None) == (expected.date() if expected else None)

    @given(st.sampled_from(sorted(available_timezones())), DATES, st.integers(1, 12))
    def test_keeps_the_local_time_over_every_change_of_the_clocks(self, zone: str, start: date, times: int) -> None:
        due, rule = Due(start, "09:00", zone), Recurrence("FREQ=MONTHLY;BYMONTHDAY=1")

        for _ in range(times):
            done_at = datetime.combine(due.date, clock_time(9), ZoneInfo(zone)).astimezone(UTC)
            found = following(due, rule, completed_at=done_at)
            assert found is not None
            due, rule = found

        assert (due.time, due.timezone, due.date.day) == ("09:00", zone, 1)


class TestMoved:
    """One occurrence is moved; the rule goes on as if it had not been."""

    @pytest.mark.parametrize(
        ("rule", "to", "following_day"),
        [
            ("FREQ=WEEKLY", date(2026, 1, 7), date(2026, 1, 12)),
            ("FREQ=WEEKLY", date(2026, 1, 3), date(2026, 1, 12)),
            ("FREQ=WEEKLY", date(2026, 1, 13), date(2026, 1, 19)),
            ("FREQ=WEEKLY;INTERVAL=2", date(2026, 1, 7), date(2026, 1, 19)),
            ("FREQ=MONTHLY", date(2026, 1, 20), date(2026, 2, 5)),
            ("FREQ=DAILY", date(2026, 1, 8), date(2026, 1, 9)),
        ],
    )
    def test_the_next_one_comes_where_the_rule_says(self, rule: str, to: date, following_day: date) -> None:
        moved_rule = moved(Recurrence(rule), before=MONDAY, after=Due(to, None, MONDAY.timezone))
        done_at = datetime.combine(to, clock_time(12), UTC)

        found = following(Due(to, None, MONDAY.timezone), moved_rule, completed_at=done_at)

        assert found is not None
        assert found[0].date == following_day
        assert found[1].occurrence is None

    def test_moved_back_it_is_as_if_it_had_never_been_moved(self) -> None:
        away = Due(date(2026, 1, 8), None, MONDAY.timezone)

        there = moved(Recurrence("FREQ=WEEKLY"), before=MONDAY, after=away)
        back = moved(there, before=away, after=MONDAY)

        assert there.occurrence == MONDAY.date
        assert back == Recurrence("FREQ=WEEKLY")

    @given(RULES, DATES, st.lists(st.integers(-10, 40), max_size=3))
    def test_however_often_it_is_moved_the_next_one_is_one_of_the_rule(
        self, rule: str, start: date, days: list[int]
    ) -> None:
        due, recurrence = Due(start), Recurrence(rule)
        for distance in days:
            after = Due(start + timedelta(days=distance))
            recurrence, due = moved(recurrence, before=due, after=after), after

        found = following(due, recurrence, completed_at=datetime.combine(due.date, clock_time(12), UTC))

        allowed = rrulestr(rule, dtstart=datetime.combine(start, clock_time()))
        assert found is not None
        assert found[0].date > max(start, due.date)
        assert allowed.before(datetime.combine(found[0].date, clock_time(1))).date() == found[0].date  # type: ignore[union-attr] - the rule has begun


class TestUpcoming:
    def test_are_the_next_ones_in_their_order(self) -> None:
        found = upcoming(MONDAY, Recurrence("FREQ=WEEKLY;BYDAY=MO,TH"), now=ON_TIME, limit=3)

        assert [due.date for due in found] == [date(2026, 1, 8), date(2026, 1, 12), date(2026, 1, 15)]

    def test_end_where_the_rule_does(self) -> None:
        found = upcoming(MONDAY, Recurrence("FREQ=DAILY;COUNT=3"), now=ON_TIME, limit=10)

        assert [due.date for due in found] == [date(2026, 1, 6), date(2026, 1, 7)]

    def test_of_an_overdue_one_are_still_to_come(self) -> None:
        found = upcoming(MONDAY, Recurrence("FREQ=DAILY"), now=datetime(2026, 3, 1, 9, tzinfo=UTC), limit=2)

        assert [due.date for due in found] == [date(2026, 3, 1), date(2026, 3, 2)]

    @given(st.sampled_from(sorted(available_timezones())), DATES, st.times())
    def test_stay_at_their_hour_in_every_zone(self, zone: str, start: date, at: clock_time) -> None:
        due = Due(start, f"{at:%H:%M}", zone)
        now = datetime.combine(start, at, ZoneInfo(zone))

        found = upcoming(due, Recurrence("FREQ=DAILY"), now=now, limit=8)

        assert [each.date for each in found] == [due.date + timedelta(days=n) for n in range(1, 9)]
        assert {each.time for each in found} == {due.time}


class TestFirstDue:
    def test_is_today_where_the_rule_allows(self) -> None:
        found = first_due(Recurrence("FREQ=WEEKLY;BYDAY=MO"), now=ON_TIME, timezone="Europe/Berlin")

        assert found == MONDAY

    def test_has_a_time_where_the_rule_has(self) -> None:
        found = first_due(Recurrence("FREQ=DAILY;BYHOUR=9;BYMINUTE=30"), now=ON_TIME, timezone="Europe/Berlin")

        assert found.time == "09:30"


class TestCheck:
    @pytest.mark.parametrize(
        "rule",
        [
            "",
            "every day",
            "FREQ=SECONDLY",
            "FREQ=MINUTELY",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;FREQ=DAILY",
            "FREQ=DAILY;COUNT=2;UNTIL=20270101",
            "FREQ=DAILY;UNTIL=00000101",
            "FREQ=DAILY;UNTIL=20269999",
            "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
            "FREQ=YEARLY;BYHOUR=1,2,3",
            "FREQ=DAILY;BYSECOND=1",
            "FREQ=DAILY;X-EVIL=1",
            "FREQ=DAILY\x00",
            "FREQ=DAILY;BYMONTH=" + ",".join(["1"] * 300),
        ],
    )
    def test_refuses_what_cannot_be_followed(self, rule: str) -> None:
        with pytest.raises(RuleError):
            check(rule)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(
                    ["FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "COUNT"]
                ),
                st.one_of(
                    st.sampled_from(["YEARLY", "MONTHLY", "DAILY", "HOURLY", "MO", "5SU", "-1FR", "31", "-31", "366"]),
                    st.integers(-400, 1100).map(str),
                ),
            ),
            max_size=6,
        )
    )
    def test_whatever_is_asked_is_answered_soon(self, parts: list[tuple[str, str]]) -> None:
        started = time.thread_time()

        try:
            rule = check(";".join(f"{name}={value}" for name, value in parts))
            following(Due(date(1900, 1, 1), "09:00"), Recurrence(rule), completed_at=ON_TIME + timedelta(days=1))
        except RuleError:
            pass

        # no measurement: what looks at every day of a thousand years takes minutes
        assert time.thread_time() - started < 10.0
