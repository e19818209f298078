"""Any day at all: the rules for days, the longest reading first."""

from voicetodo.language.time import absolute, days, named_days, periods, relative, weekdays
from voicetodo.language.time.calendar import add_days, add_months, on_or_after
from voicetodo.language.time.durations import amount
from voicetodo.language.time.reading import Day, Text, once


@once
def day(text: Text, at: int) -> Day | None:
    """The longest reading of a day, or of a row of days, that starts at word `at`.

    A date that does not exist ("June 31") hides every other reading of its words.
    """
    named = absolute.absolute(text, at)
    if isinstance(named, absolute.Impossible):
        return None
    best = named_days.settle(text, named) if named else None
    if isinstance(best, absolute.Impossible):
        return None
    for rule in _RULES:
        found = rule(text, at)
        if found and (best is None or found.stop > best.stop):
            best = found
    return _counted_from(text, best) if best and text.vocabulary.counts_from_day else best


def _counted_from(text: Text, day: Day) -> Day:
    """ "today in a week", where a language says it so."""
    if day.span != "day" or day.at or text.word(day.stop) not in text.vocabulary.inside:
        return day
    length = amount(text, day.stop + 1)
    moved = add_days(day.start, length.days) if length and not length.is_clock else None
    moved = add_months(moved, length.months) if length and moved else None
    return Day(length.stop, moved, named_days.next_day(moved), part=day.part) if length and moved else day


def impossible(text: Text, at: int) -> int | None:
    """The index after a date that does not exist, if one starts at word `at`."""
    named = absolute.absolute(text, at)
    if isinstance(named, absolute.Named):
        settled = named_days.settle(text, named)
        return settled.stop if isinstance(settled, absolute.Impossible) else None
    return named.stop if named else None


@once
def _in_week(text: Text, at: int) -> Day | None:
    """ "next week on friday", "this week friday", "next week maybe, say on wednesday", "next month on the 5th"."""
    found = periods.pointed_period(text, at)
    vocabulary = text.vocabulary
    if found is not None and found.span == "month" and text.word(found.stop) in vocabulary.on:
        return days.day_within(text, found, found.stop + 1) or found
    if found is None or found.span != "week":
        return found
    named = weekdays.weekday_name(text, text.skip(found.stop, vocabulary.fillers | vocabulary.on | frozenset(","), 5))
    if named is None:
        return found
    day = on_or_after(found.start, named[0])
    return Day(named[1], day, named_days.next_day(day))


_RULES = (
    relative.named_day,
    weekdays.weekday,
    relative.ahead,
    relative.shifted,
    relative.behind,
    relative.next_span,
    relative.beside,
    relative.same_time,
    days.named_holiday,
    days.nth_day,
    _in_week,
    periods.edge,
    periods.month_or_season,
    periods.year_quarter,
    days.day_of_month,
)
