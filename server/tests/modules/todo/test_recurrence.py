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
from voicetodo.modules.todo.recurrence import RuleError, check, first_due, following

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

    def test_a_count_runs_down_to_the_last(self) -> None:
        due, rule, days = MONDAY, Recurrence("FREQ=DAILY;COUNT=3"), [MONDAY.date]

        while found := following(due, rule, completed_at=datetime.combine(due.date, clock_time(9), UTC)):
            due, rule = found
            days.append(due.date)

        assert days == [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)]

    def test_ends_with_until(self) -> None:
        found = following(MONDAY, Recurrence("FREQ=DAILY;UNTIL=20260105"), completed_at=ON_TIME)

        assert found is None

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
        started = time.process_time()

        try:
            rule = check(";".join(f"{name}={value}" for name, value in parts))
            following(Due(date(1900, 1, 1), "09:00"), Recurrence(rule), completed_at=ON_TIME + timedelta(days=1))
        except RuleError:
            pass

        assert time.process_time() - started < 1.0
