"""From one moment to another: "march 7th-11th", "3-5pm", "from monday to wednesday", "between 10 and 11:30"."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from voicetodo.language.time import numbers
from voicetodo.language.time.absolute import absolute
from voicetodo.language.time.calendar import make_date
from voicetodo.language.time.clock_time import clock
from voicetodo.language.time.moments import Moment, moment
from voicetodo.language.time.named_days import Named, next_day, settle
from voicetodo.language.time.reading import Clock, Day, Text
from voicetodo.language.time.resolve import Point, point

_HALF_DAY = timedelta(hours=12)


class Stretch(NamedTuple):
    """Words `[start, stop)` that mean the time from `first` up to `last`, exclusive."""

    start: int
    stop: int
    first: Point
    last: Point
    strength: float


def stretch(text: Text, begins: Moment | int) -> Stretch | None:
    """The range that begins with a moment, or with a bare number before another ("from 9 to 5") at a word index."""
    if isinstance(begins, int):
        return _bare(text, begins)
    vocabulary = text.vocabulary
    within = _within_day(text, begins)
    if within:
        return within
    word = text.word(begins.stop)
    is_between = text.word(begins.start) in vocabulary.between
    if word not in vocabulary.range_words or (word in vocabulary.and_ and not is_between):
        return None
    if begins.strength < 0.5 and not is_between and not text.is_whole:
        return None
    if word in vocabulary.to and begins.start and _moves(text, begins.start):
        return None
    return _days(text, begins) or _until_moment(text, begins)


def _within_day(text: Text, begins: Moment) -> Stretch | None:
    """ "friday between 10:00 and 11:30"."""
    day = begins.day
    at = text.skip(begins.stop, frozenset(","))
    if day is None or begins.clock or day.span != "day" or day.at or text.word(at) not in text.vocabulary.between:
        return None
    first = clock(text, at + 1)
    if first is None or text.word(first.stop) not in text.vocabulary.range_words:
        return None
    inner = _until_moment(text, begins._replace(stop=first.stop, clock=first, lead=text.word(at)))
    return inner._replace(start=begins.start) if inner else None


def _moves(text: Text, at: int) -> bool:
    return any(text.word(at - n) in text.vocabulary.moving for n in range(1, 8))


def _days(text: Text, begins: Moment) -> Stretch | None:
    """ "june 1st-11th 1999", "may 5 to 8": the second day is in the month of the first."""
    day = begins.day
    if day is None or day.span != "day" or day.at or begins.clock:
        return None
    at = text.skip(begins.stop + 1, text.vocabulary.the)
    found = numbers.ordinal(text, at) or (numbers.cardinal(text, at) if _names_month(text, begins) else None)
    if (
        found is None
        or not 1 <= found[0] <= 31
        or text.word(found[1]) in {*text.vocabulary.of, *text.vocabulary.months, ":", "/"}
    ):
        return None
    if text.word(found[1]) in text.vocabulary.meridiems or text.word(found[1]) in text.vocabulary.units:
        return None
    year = numbers.year(text, text.skip(found[1], frozenset(",")))
    start = day.start.replace(year=year[0]) if year and (day.start.month, day.start.day) != (2, 29) else day.start
    last = make_date(start.year, start.month, found[0])
    if last is None or last < start:
        return None
    return _row(begins, year[1] if year else found[1], start, next_day(last))


def _names_month(text: Text, begins: Moment) -> bool:
    return any(text.word(at) in text.vocabulary.months for at in range(begins.start, begins.stop))


def _row(begins: Moment, stop: int, start: date, end: date) -> Stretch:
    return Stretch(begins.start, stop, _whole(start), _whole(end), max(begins.strength, 0.8))


def _whole(day: date) -> Point:
    return Point(datetime.combine(day, datetime.min.time()), has_time=False)


def _until_moment(text: Text, begins: Moment) -> Stretch | None:
    at = text.skip(begins.stop + 1, text.vocabulary.the)
    ends = moment(text, at)
    ends = _bare_end(text, at, begins) if ends is None or ends.start != at else ends
    if ends is None or ends.lead:
        return None
    if begins.day and not begins.clock and not begins.part and ends.day and not ends.clock and ends.day.at is None:
        return _between_days(begins, begins.day, ends, ends.day)
    if (
        begins.clock
        and ends.clock
        and (begins.lead or begins.day or max(begins.clock.strength, ends.clock.strength) > 0.3)
    ):
        return _between_clocks(text, begins, begins.clock, ends)
    return None


def _between_days(begins: Moment, first: Day, ends: Moment, last: Day) -> Stretch | None:
    start, end = first.start, last.end
    if last.start < start and last.start.year < start.year:
        start = start.replace(year=last.start.year, day=min(start.day, 28) if start.month == 2 else start.day)
    if last.start < start:
        week_later = last.end + timedelta(days=7) if last.end.year < date.max.year else last.end
        end = week_later if week_later > start else end
    return _row(begins, ends.stop, start, end) if end > start else None


def _bare_end(text: Text, at: int, begins: Moment) -> Moment | None:
    found = clock(text, at) if begins.clock else None
    if found is None or text.word(found.stop) in text.vocabulary.units:
        return None
    return Moment(at, found.stop, clock=found, strength=0.5)


def _between_clocks(text: Text, begins: Moment, first_clock: Clock, ends: Moment) -> Stretch:
    """The half of the day that was said once holds for both ends, as far as they stay in order."""
    day = begins.day or ends.day
    first = point(text, begins._replace(day=day))
    base = Day(ends.stop, first.at.date(), next_day(first.at.date()))
    last = point(text, ends._replace(day=base))
    if ends.clock and not ends.clock.is_sure and last.at - first.at > _HALF_DAY:
        last = last._replace(at=last.at - _HALF_DAY)
    if not first_clock.is_sure and ends.clock and ends.clock.is_sure:
        halves = [first.at.replace(hour=hour) for hour in ((first.at.hour + 12) % 24, first.at.hour)]
        before = [half for half in halves if half < last.at]
        first = first._replace(at=max(before)) if before else first
    if last.at <= first.at:
        last = last._replace(at=last.at + (_HALF_DAY if ends.clock and not ends.clock.is_sure else 2 * _HALF_DAY))
    strength = 0.9 if max(first_clock.strength, ends.strength) > 0.5 or begins.lead else 0.55
    return Stretch(begins.start, ends.stop, first, last, strength)


def _in_month(text: Text, at: int) -> Stretch | None:
    """ "12-14 june", "from the 12th to the 14th of june"."""
    vocabulary = text.vocabulary
    start = text.skip(text.skip(at, vocabulary.between), vocabulary.the)
    first = numbers.ordinal(text, start) or numbers.cardinal(text, start)
    if first is None or not 1 <= first[0] <= 31 or text.word(first[1]) not in vocabulary.range_words:
        return None
    if text.word(first[1] + 1) in vocabulary.months:
        return None
    named = absolute(text, text.skip(first[1] + 1, vocabulary.the))
    if not isinstance(named, Named) or not any(word in vocabulary.months for word in text.words[first[1] : named.stop]):
        return None
    last = settle(text, named)
    begin = make_date(last.start.year, last.start.month, first[0]) if isinstance(last, Day) else None
    if not isinstance(last, Day) or begin is None or begin >= last.start:
        return None
    return Stretch(at, last.stop, _whole(begin), _whole(last.end), 0.95)


def _bare(text: Text, at: int) -> Stretch | None:
    """ "from 9 to 5", "3-5pm": a bare number is an hour because of what follows it."""
    vocabulary = text.vocabulary
    in_month = _in_month(text, at)
    if in_month:
        return in_month
    start = at + 1 if text.word(at) in vocabulary.between | vocabulary.for_ else at
    if start > at and text.word(at) not in vocabulary.for_:
        said = moment(text, start)
        if said and said.day and not said.clock and (row := stretch(text, said._replace(start=at))):
            return row
    first = clock(text, start)
    if first is None or text.word(first.stop) not in vocabulary.range_words:
        return None
    last = clock(text, first.stop + 1)
    if last is None or (last.strength < 0.5 and start == at):
        return None
    if last.strength < 0.5 and (text.word(last.stop) in vocabulary.units or text.word(at) in vocabulary.for_):
        return None
    begins = Moment(at, first.stop, clock=first, strength=0.6, lead=text.word(at) if start > at else "")
    return _until_moment(text, begins)
