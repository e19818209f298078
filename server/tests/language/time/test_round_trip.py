# ruff: noqa: DTZ001 - times are local here, by contract
"""Whatever rule is told in words is read from those words as the same rule."""

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from voicetodo.language.time import describe, find_times
from voicetodo.language.time.rule import Rule

NOW = datetime(2026, 5, 13, 10, 30)
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

intervals = st.integers(min_value=1, max_value=30)
weekdays = st.lists(st.integers(min_value=0, max_value=6), min_size=1, max_size=6, unique=True).map(sorted)
places = st.sampled_from((1, 2, 3, 4, 5, -1, -2))
month_days = st.lists(
    st.integers(min_value=1, max_value=28) | st.sampled_from((-1, -2)), min_size=1, max_size=4, unique=True
)
months = st.lists(st.integers(min_value=1, max_value=12), min_size=1, max_size=4, unique=True).map(sorted)
clocks = st.lists(st.integers(min_value=0, max_value=95).map(lambda n: 15 * n), min_size=1, max_size=3, unique=True)
ends = st.dates(min_value=date(2026, 5, 14), max_value=date(2199, 12, 31))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    rule = Rule()
    unit = draw(st.sampled_from(("day", "week", "month", "year", "hour")))
    rule.every(unit, draw(intervals))
    if unit == "week" and draw(st.booleans()):
        rule.weekdays = draw(weekdays)
    elif unit == "month":
        draw(st.sampled_from((_on_days, _on_places, _on_instances, _plain)))(draw, rule)
    elif unit == "year":
        draw(st.sampled_from((_on_dates, _on_places_of_months, _in_months, _plain)))(draw, rule)
    if unit in ("day", "week") and draw(st.booleans()):
        rule.minutes = sorted(draw(clocks))
    elif unit != "hour" and draw(st.booleans()):
        rule.minutes = draw(clocks)[:1]
    rule.from_completion = draw(st.booleans())
    if draw(st.booleans()):
        rule.count = draw(st.none() | st.integers(min_value=1, max_value=99))
        rule.until = None if rule.count else draw(ends)
    return rule


def _plain(draw: st.DrawFn, rule: Rule) -> None:
    """Neither days nor months are said."""


def _on_days(draw: st.DrawFn, rule: Rule) -> None:
    rule.month_days = draw(month_days)


def _on_places(draw: st.DrawFn, rule: Rule) -> None:
    rule.nth_weekdays = draw(st.lists(st.tuples(places, st.integers(0, 6)), min_size=1, max_size=3, unique=True))


def _on_instances(draw: st.DrawFn, rule: Rule) -> None:
    rule.weekdays = draw(st.just([0, 1, 2, 3, 4]) | weekdays.filter(lambda days: len(days) > 1))
    rule.positions = draw(st.lists(st.sampled_from((1, 2, 3, -1)), min_size=1, max_size=2, unique=True))


def _on_dates(draw: st.DrawFn, rule: Rule) -> None:
    rule.months, rule.month_days = draw(months), draw(month_days.filter(lambda days: min(days) > 0))


def _on_places_of_months(draw: st.DrawFn, rule: Rule) -> None:
    _on_places(draw, rule)
    rule.months = draw(months)


def _in_months(draw: st.DrawFn, rule: Rule) -> None:
    rule.months = draw(months)


class TestRules:
    @settings(deadline=None, max_examples=300)
    @given(rule=rules())
    def test_a_rule_told_in_words_is_read_as_itself(self, rule: Rule) -> None:
        rrule = rule.text()

        said = describe(rrule, from_completion=rule.from_completion)

        (again,) = find_times(said, NOW)
        assert (again.start, again.end) == (0, len(said)), said
        assert again.rrule == rrule, said
        assert again.from_completion is rule.from_completion
