"""Weeks, months, seasons, years, and their edges: "next month", "end of the week", "early june", "later this year"."""

from datetime import date, datetime

from voicetodo.language.time import numbers
from voicetodo.language.time.calendar import add_days, add_months, at_minutes, make_date, period, period_after
from voicetodo.language.time.named_days import next_day
from voicetodo.language.time.parts_of_day import minutes
from voicetodo.language.time.reading import Day, Other, Span, Text, once

_SPANS: dict[str, Span] = {"week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year"}


#: Of so many, "next weekend" is the coming one; "next june" is a year later, "end of the week" is Sunday.
_NEXT, _LATER = 0.4, 0.3


@once
def pointed_period(text: Text, at: int) -> Day | None:
    """ "next week", "this month", "the coming year", "the week after next", "the week of october 7th"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    count: int | None = None
    word = text.word(start)
    if word in vocabulary.current and text.word(start + 1) in vocabulary.coming:
        count, start = 1, start + 2
    elif word in vocabulary.current:
        count, start = 0, start + 1
    elif word in vocabulary.next or word in vocabulary.coming:
        count, start = 1, start + 1
    elif word in vocabulary.last:
        count, start = -1, start + 1
    elif word in vocabulary.after_next:
        count, start = 2, start + 1
    long = vocabulary.long_periods.find(text.words, start)
    if long:
        return _counted(text, long[1], long[0], count or 0, 0.9)
    span = vocabulary.periods.get(text.word(start))
    if span is None:
        return None
    if count is None:
        return _bare(text, at, start, span)
    if span == "weekend" and count > 0 and word in vocabulary.coming:
        count = 0
    found = _counted(text, start + 1, span, count, 0.95)
    if found and span == "weekend" and word in vocabulary.next:
        coming = period_after(text.today, span, 0, text.settings.first_weekday)
        return found._replace(others=((coming[0], _NEXT),)) if coming else found
    return found


def _counted(text: Text, stop: int, span: str, count: int, strength: float) -> Day | None:
    found = period_after(text.today, span, count, text.settings.first_weekday)
    return Day(stop, *found, span=_SPANS[span], strength=strength) if found else None


def _bare(text: Text, at: int, start: int, span: str) -> Day | None:
    """A period without a pointer: after next, around a date, or simply the one we are in."""
    vocabulary = text.vocabulary
    stop = start + 1
    if text.word(stop) in vocabulary.after_anchor and text.word(stop + 1) in vocabulary.next:
        return _counted(text, stop + 2, span, 2, 0.95)
    direction = text.word(stop)
    if span in ("week", "weekend") and (
        direction in vocabulary.strict_of
        or direction in vocabulary.before_anchor
        or direction in vocabulary.after_anchor
    ):
        around = text.day(stop + 1)
        if around and around.span == "day" and not around.at and around.strength > 0.5:
            if span == "weekend" and direction in vocabulary.strict_of:
                return weekend_around(around.start, around.stop)
            count = 0 if direction in vocabulary.strict_of else 1 if direction in vocabulary.after_anchor else -1
            found = period_after(around.start, span, count, text.settings.first_weekday)
            return Day(around.stop, *found, span=_SPANS[span]) if found else None
    return _counted(text, stop, span, 0, 0.5 if start > at else 0.3 if span == "weekend" else 0.15)


@once
def month_or_season(text: Text, at: int) -> Day | None:
    """ "june", "this june", "june 2027", "spring 2027", "next summer"; without a year the coming or current one."""
    vocabulary = text.vocabulary
    year_first = numbers.year(text, at) if text.is_number(at) else None
    if year_first and (month := vocabulary.months.get(text.word(year_first[1]))):
        first = make_date(year_first[0], month, 1) or text.today
        strength = 0.9 if text.is_whole else 0.4
        return Day(year_first[1] + 1, first, add_months(first, 1) or first, span="month", strength=strength)
    pointers = vocabulary.this | vocabulary.next | vocabulary.coming | vocabulary.the
    start = text.skip(at, pointers, 2)
    if vocabulary.periods.get(text.word(start)) == "month" and text.word(start + 1) in vocabulary.strict_of:
        start += 2
    word = text.word(start)
    month = vocabulary.months.get(word) or vocabulary.seasons.get(word)
    if month is None:
        return None
    others: tuple[Other, ...] = ()
    width, span = (1, "month") if word in vocabulary.months else (3, "season")
    stop = start + 1
    if text.word(stop) == "." and len(word) <= 4 and word not in vocabulary.undotted_months:
        stop += 1
    year = numbers.year(text, text.skip(stop, frozenset(",") | vocabulary.strict_of)) or _pointed_year(text, stop)
    if year:
        first, stop, strength = make_date(year[0], month, 1), year[1], 0.9
    else:
        first = _coming(text.today, month, width)
        is_next = any(text.word(n) in vocabulary.next for n in range(at, start))
        if first and first <= text.today and is_next:
            first = add_months(first, 12)
        elif first and is_next and (later := add_months(first, 12)):
            others = ((later, _LATER),)
        strength = (
            0.9 if start > at and text.word(start - 1) not in vocabulary.the else vocabulary.weak_months.get(word, 0.45)
        )
        strength = 0.2 if span == "season" and start == at else strength
    end = add_months(first, width) if first else None
    return (
        Day(stop, first, end, span="month" if span == "month" else "season", strength=strength, others=others)
        if first and end
        else None
    )


def _pointed_year(text: Text, at: int) -> tuple[int, int] | None:
    """ "(june) of next year", "(june) this year"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.of)
    if vocabulary.periods.get(text.word(start + 1)) != "year":
        return None
    is_next = text.word(start) in vocabulary.next
    return (text.today.year + is_next, start + 2) if is_next or text.word(start) in vocabulary.current else None


def _coming(today: date, month: int, width: int) -> date | None:
    first = make_date(today.year, month, 1)
    end = add_months(first, width) if first else None
    return first if end and end > today else make_date(today.year + 1, month, 1)


@once
def year_quarter(text: Text, at: int) -> Day | None:
    """ "third quarter of 2027", "Q3", "the 1st quarter": of the year said, else the one that is not over."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    named = numbers.ordinal(text, start)
    if text.word(start) in vocabulary.quarter_letters and text.is_number(start + 1) and text.is_glued(start + 1):
        named = (int(text.word(start + 1)[:4]), start + 2)
    elif named is None or text.word(named[1]) not in vocabulary.quarters:
        return None
    else:
        named = (named[0], named[1] + 1)
    if not 1 <= named[0] <= 4:
        return None
    year = numbers.year(text, text.skip(named[1], vocabulary.of))
    first = make_date(year[0] if year else text.today.year, 3 * named[0] - 2, 1)
    end = add_months(first, 3) if first else None
    if not year and first and end and end <= text.today:
        first, end = add_months(first, 12), add_months(end, 12)
    stop = year[1] if year else named[1]
    return Day(stop, first, end, span="quarter", strength=0.9) if first and end else None


@once
def container(text: Text, at: int) -> tuple[Day, bool] | None:
    """A month, week or year that holds other days, and whether its year is given (so that it may be past)."""
    vocabulary = text.vocabulary
    found = pointed_period(text, at)
    if found and found.span != "weekend":
        return found, True
    found = month_or_season(text, at)
    if found:
        return found, text.is_number(found.stop - 1) or text.word(found.stop - 1) not in {*vocabulary.months, "."}
    year = numbers.year(text, at)
    if year and (first := make_date(year[0], 1, 1)):
        return Day(year[1], first, make_date(year[0] + 1, 1, 1) or first, span="year"), True
    return None


@once
def edge(text: Text, at: int) -> Day | None:
    """The start, middle, end or rest of a period, or the end of a day."""
    vocabulary = text.vocabulary
    named = vocabulary.edge_days.find(text.words, at)
    if named:
        return (
            end_of_day(text, named[1]) if named[0] == "day" else _edge_of(text, "end", _here(text, named[0], named[1]))
        )
    found = vocabulary.edges.find(text.words, at)
    if found is None:
        return None
    which, start = found
    start = text.skip(start, vocabulary.approximate)
    inner = pointed_period(text, start) or year_quarter(text, start) or month_or_season(text, start)
    year = None if inner else numbers.year(text, start)
    if year and text.is_number(start) and (first := make_date(year[0], 1, 1)):
        inner = Day(year[1], first, add_months(first, 12) or first, span="year")
    if inner:
        is_plain = which == "whole" and text.word(at) != text.word(start)
        return _edge_of(text, which, inner) if inner.span != "weekend" or is_plain else None
    if which == "end" and vocabulary.end_words.find(text.words, at):
        day = text.day(start)
        if day and day.span == "day" and not day.at:
            return day._replace(at=_closing(text, day.start), part="closing", strength=0.9)
    return None


def _here(text: Text, span: str, stop: int) -> Day:
    return Day(stop, *period(text.today, span, text.settings.first_weekday), span=_SPANS[span])


def end_of_day(text: Text, stop: int) -> Day:
    """The close of the day that follows ("eod tuesday"), else of today."""
    day = text.day(text.skip(stop, text.vocabulary.on))
    if day is None or day.span != "day" or day.at:
        day = Day(stop, text.today, next_day(text.today))
    return day._replace(at=_closing(text, day.start), part="closing", strength=0.9)


def _closing(text: Text, day: date) -> datetime:
    at = minutes(text.settings.hours.end_of_day)
    moment = at_minutes(day, at)
    return moment if moment > text.now else at_minutes(day, 23 * 60 + 59)


def _edge_of(text: Text, which: str, inner: Day) -> Day | None:
    if which == "end":
        return _end_of(text, inner)
    if which == "start":
        return inner._replace(end=_width(inner), strength=0.9)
    if which == "middle":
        days = (inner.end - inner.start).days
        middle = {"week": 2, "month": 14}.get(inner.span, days // 2)
        day = add_days(inner.start, middle) or inner.start
        return Day(inner.stop, day, next_day(day), strength=0.9)
    if which in ("rest", "later"):
        return _rest_of(text, which, inner)
    return inner._replace(strength=0.8)


def _end_of(text: Text, inner: Day) -> Day:
    """The last day; of a week its Friday, unless that is gone."""
    last = add_days(inner.end, -1) or inner.start
    others: tuple[Other, ...] = ()
    if inner.span == "week":
        friday = next((day for n in range(7) if (day := add_days(inner.start, n)) and day.weekday() == 4), last)
        if friday >= text.today and friday < last:
            last, others = friday, ((last, _LATER),)
    return Day(inner.stop, last, next_day(last), strength=0.9, others=others, is_end=True)


def _width(inner: Day) -> date:
    if inner.span in ("year", "season"):
        return add_months(inner.start, 3 if inner.span == "year" else 1) or inner.end
    return add_days(inner.start, 3 if inner.span == "week" else 10) or inner.end


def _rest_of(text: Text, which: str, inner: Day) -> Day | None:
    if not inner.start <= text.today < inner.end:
        return inner
    start: date = text.today
    if which == "later":
        moved = {"year": "quarter", "quarter": "month", "month": "week"}.get(inner.span)
        later = period_after(text.today, moved, 1, text.settings.first_weekday) if moved else None
        start = later[0] if later else next_day(text.today)
        start = start if start < inner.end else text.today
    return inner._replace(start=start, strength=0.9)


def weekend_around(day: date, stop: int) -> Day:
    """The weekend of a day, made longer by a Friday or a Monday that is the day itself."""
    saturday = period(day, "weekend")[0]
    if day.weekday() in (0, 1):
        saturday = add_days(saturday, -7) or saturday
    end = add_days(saturday, 3 if day.weekday() == 0 else 2) or saturday
    return Day(stop, day if day.weekday() == 4 else saturday, end, span="weekend")
