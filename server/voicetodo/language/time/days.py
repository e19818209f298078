"""Days within a month and days with a name: "the 3rd", "first monday of next month", "thanksgiving 2027"."""

from datetime import date

from voicetodo.language.time import numbers
from voicetodo.language.time.calendar import add_days, add_months, holiday, make_date, on_or_after, period
from voicetodo.language.time.durations import amount
from voicetodo.language.time.named_days import next_day
from voicetodo.language.time.periods import container, weekend_around
from voicetodo.language.time.reading import Day, Text, once
from voicetodo.language.time.weekdays import nth_in, weekday_name

#: Of so many, "the 4th" is the one after the next; it is more on that day itself.
_MONTH_LATER = 0.1
#: Months from one such period to the next.
_WIDTHS = {"month": 1, "quarter": 3, "year": 12}


@once
def position(text: Text, at: int) -> tuple[int, int] | None:
    """Where something stands in a row: 3 for "third", -1 for "last", -2 for "second to last" and "2nd last"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    if text.word(start) in vocabulary.last:
        return -1, start + 1
    found = numbers.ordinal(text, start)
    if found is None:
        return None
    stop = text.skip(found[1], frozenset("-"))
    if (
        text.word(stop) in vocabulary.to
        and text.word(text.skip(stop + 1, vocabulary.the | frozenset("-"))) in vocabulary.last
    ):
        return -found[0], text.skip(stop + 1, vocabulary.the | frozenset("-")) + 1
    if text.word(stop) in vocabulary.last:
        return -found[0], stop + 1
    return found


@once
def nth_day(text: Text, at: int) -> Day | None:
    """The n-th weekday, day or week of a month, week or year."""
    place = position(text, at)
    if place is None:
        return None
    vocabulary = text.vocabulary
    nth, stop = place
    named = weekday_name(text, stop)
    is_week = text.word(stop) in vocabulary.week_word
    group = None if named or is_week else vocabulary.weekday_groups.find(text.words, stop)
    is_bare = nth < 0 and text.word(stop) in vocabulary.strict_of and text.word(stop - 1) in vocabulary.last
    if not (named or is_week or group or is_bare or text.word(stop) in vocabulary.weekday_word):
        return None
    after_name = named[1] if named else group[1] if group else stop if is_bare else stop + 1
    if text.word(after_name) not in vocabulary.of and not vocabulary.has_genitive:
        return None
    held = container(text, text.skip(after_name, vocabulary.of))
    if held is None:
        return None
    inside, is_fixed = held
    if is_week:
        return _nth_week(text, inside, nth)
    for months in (0, _WIDTHS.get(inside.span, 12) if _is_ours(text, after_name + 1) else 12):
        found = _nth(inside, months, named[0] if named else None, group[0] if group else None, nth)
        if found and ((is_fixed and not _is_ours(text, after_name + 1)) or found >= text.today):
            return Day(inside.stop, found, next_day(found))
    return None


def _is_ours(text: Text, at: int) -> bool:
    """ "The month", "the year": the one we are in, or the one that comes when its day is gone."""
    the = text.skip(at, text.vocabulary.the)
    return the > at and text.word(the) in text.vocabulary.periods


def _nth(inside: Day, months: int, number: int | None, group: tuple[int, ...] | None, nth: int) -> date | None:
    start, end = add_months(inside.start, months), add_months(inside.end, months)
    if start is None or end is None:
        return None
    if group is None:
        return nth_in(start, end, number, nth)
    span = (end - start).days
    days = [day for n in range(min(span, 400)) if (day := add_days(start, n)) and day.weekday() in group]
    return days[nth - 1 if nth > 0 else nth] if 0 < abs(nth) <= len(days) else None


def _nth_week(text: Text, inside: Day, nth: int) -> Day | None:
    """ "1st week of Oct. on Friday": the n-th seven days of it."""
    if not 1 <= nth <= 5 and nth != -1:
        return None
    start = add_days(inside.start, 7 * (nth - 1)) if nth > 0 else add_days(inside.end, -7)
    end = add_days(start, 7) if start else None
    if not start or not end:
        return None
    named = weekday_name(text, text.skip(inside.stop, frozenset(",") | text.vocabulary.on, 2))
    if named:
        day = on_or_after(start, named[0])
        return Day(named[1], day, next_day(day))
    return Day(inside.stop, start, end, span="week")


@once
def day_of_month(text: Text, at: int) -> Day | None:
    """ "the 3rd", "20th of next month", "the twenty-sixth day of the month", "on 15"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    found = numbers.ordinal(text, start)
    strength = 0.55 if start > at else 0.4
    if found is None:
        found = numbers.cardinal(text, start)
        follows = text.word(found[1]) if found else ""
        if (
            found is None
            or follows in vocabulary.units
            or follows in {":", "/", "-", ".", "%"}
            or follows in vocabulary.meridiems
        ):
            return None
        strength = 0.15 if start > at else 0.1
    elif not text.is_number(start):
        strength = 0.3 if start > at else 0.05
    value, stop = found
    if not 1 <= value <= 31:
        return None
    stop = text.skip(stop, vocabulary.weekday_word) if text.word(stop + 1) in vocabulary.of else stop
    if text.word(stop) in vocabulary.of or vocabulary.has_genitive:
        held = container(text, text.skip(stop, vocabulary.of))
        if held and held[0].span == "month":
            return _in_month(text, held[0], value)
    day = upcoming(text.today, value)
    if day is None:
        return None
    if text.word(stop) in vocabulary.strict_of:
        strength = min(strength, 0.3)
    later = upcoming(next_day(day), value)
    return Day(stop, day, next_day(day), strength=strength, others=((later, _MONTH_LATER),) if later else ())


def day_within(text: Text, month: Day, at: int) -> Day | None:
    """The day of a month that is named after it."""
    found = numbers.ordinal(text, text.skip(at, text.vocabulary.the))
    return _in_month(text, month._replace(stop=found[1]), found[0]) if found else None


def _in_month(text: Text, inside: Day, value: int) -> Day | None:
    day = make_date(inside.start.year, inside.start.month, value)
    if day and day < text.today and inside.start <= text.today < inside.end:
        day = upcoming(text.today, value)
    return Day(inside.stop, day, next_day(day)) if day else None


def upcoming(today: date, day: int) -> date | None:
    """The next such day of a month, today included."""
    month = period(today, "month")[0]
    for n in range(13):
        first = add_months(month, n)
        found = make_date(first.year, first.month, day) if first else None
        if found and found >= today:
            return found
    return None


@once
def named_holiday(text: Text, at: int) -> Day | None:
    """A holiday in the year said, else its next time: "christmas", "thanksgiving in 3 years", "labor day weekend"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the | vocabulary.this | vocabulary.next | vocabulary.coming, 2)
    found = vocabulary.holidays.find(text.words, start)
    if found is None:
        return None
    rule, stop = found
    year = numbers.year(text, text.skip(stop, frozenset(",") | vocabulary.of, 2))
    day: date | None = None
    if year:
        day, stop = holiday(rule, year[0]), year[1]
    else:
        later = _year_of(text, stop)
        if later:
            day, stop = holiday(rule, later[0]), later[1]
    day = day or next(
        (each for n in range(9) if (each := holiday(rule, text.today.year + n)) and each >= text.today), None
    )
    if day is None:
        return None
    if vocabulary.periods.get(text.word(stop)) == "weekend":
        return weekend_around(day, stop + 1)
    return Day(
        stop,
        day,
        next_day(day),
        strength=0.9 if year or (start > at and text.word(start - 1) not in vocabulary.the) else 0.6,
    )


def _year_of(text: Text, stop: int) -> tuple[int, int] | None:
    vocabulary = text.vocabulary
    at = text.skip(stop, vocabulary.of)
    if at > stop:
        length = amount(text, at)
        moved = add_months(text.today, length.months) if length else None
        if length and moved and length.months:
            return moved.year, length.stop
    if text.word(at) in vocabulary.current | vocabulary.next and vocabulary.periods.get(text.word(at + 1)) == "year":
        return text.today.year + (text.word(at) in vocabulary.next), at + 2
    return None
