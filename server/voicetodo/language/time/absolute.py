"""Dates that name their day: ISO, numeric in either order, month names with a day, and what a missing year means."""

from datetime import date
from typing import NamedTuple

from voicetodo.language.time import numbers
from voicetodo.language.time.calendar import add_days, make_date
from voicetodo.language.time.reading import Day, Text, once

#: "3.12" and "12-18" are seldom dates to who writes dates with slashes: only where nothing else was said.
_LIKE_A_NUMBER = 0.25
_MONTHS = 12
#: How many read "3/4" in the other order: few where we know how somebody writes, else nearly half.
_MISORDERED, _EITHER_ORDER = 0.1, 0.45
#: A language without a region has so many.
_LETTERS = 2
_SIGNS = {"/", "-", ".", "\u2013"}


class Named(NamedTuple):
    """A month and a day, perhaps a year. `others` are readings in the other order of day and month."""

    stop: int
    year: int | None
    month: int
    day: int
    strength: float = 0.95
    others: tuple[tuple[int, int], ...] = ()
    #: The order was told by how it is written ("2026-06-03", "3.6.2026"): others serve a weekday that says otherwise.
    is_ordered: bool = False


class Impossible(NamedTuple):
    """A date that does not exist ("June 31"): it is passed over whole, so that no part of it is read as another."""

    stop: int


@once
def absolute(text: Text, at: int) -> Named | Impossible | None:
    """A named day that starts at word `at`; an article or "the" may lead it."""
    start = text.skip(at, text.vocabulary.the)
    pointed = text.skip(start, text.vocabulary.next | text.vocabulary.this | text.vocabulary.coming, 2)
    if pointed > start and text.word(pointed) in text.vocabulary.months:
        start = pointed
    if text.is_number(start):
        found = _numeric(text, start) or _year_first(text, start)
        if found:
            return found
    return _month_first(text, start) or _day_first(text, start)


def settle(text: Text, found: Named, weekday: int | None = None) -> Day | Impossible:
    """The day in its year: the one said, else the next from today (the next on that weekday, if within two years)."""
    readings = ((found.month, found.day), *found.others)
    if found.year is not None:
        days = [day for month, day_of in readings if (day := make_date(found.year, month, day_of))]
    else:
        days = [day for month, day_of in readings if (day := upcoming(text.today, month, day_of))]
        if weekday is not None:
            near = [day for month, day_of in readings for day in _on_weekday(text.today, month, day_of, weekday)]
            days = sorted(near) + days
    if not days:
        return Impossible(found.stop)
    if weekday is not None:
        days.sort(key=lambda day: day.weekday() != weekday)
    share = _MISORDERED if text.settings.day_first or len(text.settings.language) > _LETTERS else _EITHER_ORDER
    others = () if found.is_ordered else tuple((day, share) for day in dict.fromkeys(days) if day != days[0])[:1]
    return Day(found.stop, days[0], next_day(days[0]), strength=found.strength, others=others)


def next_day(day: date) -> date:
    """The day after, or the same at the end of time."""
    return add_days(day, 1) or day


def upcoming(today: date, month: int, day: int) -> date | None:
    """The next time that day of a month comes, today included; February 29th waits for its year."""
    for year in range(today.year, today.year + 9):
        found = make_date(year, month, day)
        if found and found >= today:
            return found
    return None


def _on_weekday(today: date, month: int, day: int, weekday: int) -> list[date]:
    found = (make_date(today.year + n, month, day) for n in range(3))
    return [each for each in found if each and each >= today and each.weekday() == weekday][:1]


def _numeric(text: Text, at: int) -> Named | Impossible | None:
    """Two or three numbers with signs between; with blanks only where all three are there."""
    first = text.word(at)
    second_at = _after_sign(text, at + 1)
    if second_at is None:
        return _blank_separated(text, at)
    if not text.is_number(second_at) or len(text.word(second_at)) > 2 or len(first) > 4:
        return None
    third_at = _third(text, second_at + 1)
    if third_at is None:
        return _without_year(text, at, second_at)
    third = text.word(third_at)
    if len(first) == 4 and text.word(at + 1) == "-" and int(text.word(second_at)) > _MONTHS:
        return Impossible(third_at + 1)
    if len(first) == 4:
        return _ordered(
            third_at + 1, int(first), int(text.word(second_at)), int(third), day_first=False, is_ordered=True
        )
    if len(third) not in (2, 4) or len(first) > 2:
        return None
    return _ordered(
        third_at + 1,
        numbers.full_year(int(third)),
        int(first),
        int(text.word(second_at)),
        day_first=_is_day_first(text, at),
        is_ordered=text.word(at + 1) == ".",
    )


def _is_day_first(text: Text, at: int) -> bool:
    """Before a year, dots separate day and month in that order everywhere; other signs as the reader is used to."""
    return text.settings.day_first or text.word(at + 1) == "."


def _after_sign(text: Text, at: int) -> int | None:
    return at + 1 if text.word(at) in _SIGNS and text.is_glued(at) and text.is_glued(at + 1) else None


def _third(text: Text, at: int) -> int | None:
    found = _after_sign(text, at)
    if found is None and text.word(at) == "," and text.is_number(at + 1) and len(text.word(at + 1)) == 4:
        found = at + 1
    return found if found is not None and text.is_number(found) else None


def _ordered(
    stop: int,
    year: int | None,
    first: int,
    second: int,
    *,
    day_first: bool,
    strength: float = 0.95,
    is_ordered: bool = False,
) -> Named | Impossible:
    """Month and day in the order that is possible, the preferred one first. Twelve and less may be either."""
    month, day = (second, first) if day_first else (first, second)
    readings = [
        (m, d) for m, d in ((month, day), (day, month)) if make_date(2000 if year is None else year, m, d) is not None
    ]
    if not readings:
        return Impossible(stop)
    others = tuple(reading for reading in readings[1:] if reading != readings[0])
    return Named(stop, year, *readings[0], strength=strength, others=others, is_ordered=is_ordered)


def _without_year(text: Text, at: int, second_at: int) -> Named | Impossible | None:
    sign, first, second = text.word(at + 1), text.word(at), text.word(second_at)
    stop = second_at + 1
    if (
        len(first) > 2
        or not int(first)
        or not int(second)
        or (text.word(stop) in _SIGNS | {"%", ":"} and text.is_glued(stop + 1))
    ):
        return None
    if text.word(stop) == "%":
        return None
    if text.vocabulary.has_dotted_dates and sign == "." and text.word(stop) == "." and text.is_glued(stop):
        return _ordered(stop + 1, None, int(first), int(second), day_first=True, is_ordered=True)
    is_long = len(first) + len(second) > 2
    if sign == "/":
        strength = 0.7 if is_long else 0.35
    else:
        writes_so = text.is_whole or text.settings.day_first or text.vocabulary.has_dotted_dates
        strength = 0.35 if writes_so and sign == "." and len(second) == 2 else 0.3 if writes_so else _LIKE_A_NUMBER
    if sign != "/" and not is_long and not _has_weekday_before(text, at):
        return None
    found = _ordered(stop, None, int(first), int(second), day_first=text.settings.day_first, strength=strength)
    return None if isinstance(found, Impossible) and sign != "/" else found


def _has_weekday_before(text: Text, at: int) -> bool:
    vocabulary = text.vocabulary
    return any(text.word(at - n) in vocabulary.weekdays or text.word(at - n) in vocabulary.on for n in (1, 2))


def _blank_separated(text: Text, at: int) -> Named | Impossible | None:
    """`2016 10 16`, `10 31 1974`, `20170302`."""
    first, second, third = (text.word(at + n) for n in range(3))
    if len(first) == 8 and first[:2] in {"19", "20", "21"}:
        return _ordered(at + 1, int(first[:4]), int(first[4:6]), int(first[6:]), day_first=False, is_ordered=True)
    if not (text.is_number(at + 1) and text.is_number(at + 2)) or len(second) > 2:
        return None
    if len(first) == 4 and len(third) <= 2 and numbers.year(text, at):
        return _ordered(at + 3, int(first), int(second), int(third), day_first=False, is_ordered=True)
    if len(third) == 4 and len(first) <= 2 and numbers.year(text, at + 2):
        return _ordered(at + 3, int(third), int(first), int(second), day_first=text.settings.day_first)
    return None


def _month(text: Text, at: int) -> tuple[int, int] | None:
    month = text.vocabulary.months.get(text.word(at))
    if month is None:
        return None
    has_dot = (
        text.word(at + 1) == "." and len(text.word(at)) <= 4 and text.word(at) not in text.vocabulary.undotted_months
    )
    return month, at + 2 if has_dot else at + 1


def _month_first(text: Text, at: int) -> Named | Impossible | None:
    """ "June 3rd, 2027", "june the third", "Nov/2", "aug-20", "September-2020-23"."""
    month = _month(text, at)
    if month is None:
        return None
    start = text.skip(month[1], frozenset("/-"))
    first_year = numbers.year(text, start) if text.is_number(start) else None
    if first_year and start > month[1]:
        day = _day(text, text.skip(first_year[1], frozenset("/-")))
        return Named(day[1], first_year[0], month[0], day[0]) if day else None
    day = _day(text, text.skip(start, text.vocabulary.the))
    if day is None or _is_clock(text, day[1], day[0]):
        return None
    return _checked(text, month[0], day)


def _is_clock(text: Text, stop: int, value: int) -> bool:
    """ "may 5:30", "may 5pm": the number after the month was an hour."""
    vocabulary = text.vocabulary
    word = text.word(stop)
    if word == ":" and text.is_number(stop + 1):
        return True
    return (
        value <= 12
        and word in vocabulary.meridiems
        and (len(word) > 1 or text.word(stop + 1) in {vocabulary.meridiem_tail, "."})
    )


def _day_first(text: Text, at: int) -> Named | Impossible | None:
    """ "3 June 2027", "the third of june", "16. Nov. 2016", "23-2020-September"."""
    day = _day(text, at)
    if day is None:
        return None
    stop = text.skip(day[1], text.vocabulary.weekday_word)
    stop = text.skip(stop, frozenset("/-.") | text.vocabulary.strict_of, 2)
    early_year = numbers.year(text, stop) if text.is_number(stop) else None
    if early_year:
        stop = text.skip(early_year[1], frozenset("/-"))
    month = _month(text, stop)
    if month is None:
        return None
    if early_year:
        return Named(month[1], early_year[0], month[0], day[0])
    return _checked(text, month[0], (day[0], month[1]), is_day_first=True)


def _day(text: Text, at: int) -> tuple[int, int] | None:
    found = numbers.ordinal(text, at) or numbers.cardinal(text, at)
    return found if found and 1 <= found[0] <= 31 else None


def _checked(text: Text, month: int, day: tuple[int, int], *, is_day_first: bool = False) -> Named | Impossible:
    value, stop = day
    year = _trailing_year(text, stop) or (_short_year(text, stop) if is_day_first else None)
    if year:
        stop = year[1]
    if make_date(year[0] if year else 2000, month, value) is None:
        return Impossible(stop)
    return Named(stop, year[0] if year else None, month, value)


def _trailing_year(text: Text, stop: int) -> tuple[int, int] | None:
    """The year after a day, unless it is an hour ("june 3 twenty thirty" is one, "june 3 1930" is not)."""
    start = text.skip(stop, frozenset(",/-") | text.vocabulary.strict_of)
    found = numbers.year(text, start)
    if found is None or (text.word(found[1]) in text.vocabulary.meridiems and len(text.word(found[1])) == 2):
        return None
    return found


def _short_year(text: Text, stop: int) -> tuple[int, int] | None:
    """Two digits tied to the date, or at the end of an expression: "03-jun-26", "3 jun 27"."""
    at = _after_sign(text, stop)
    if at is None and text.is_whole and not text.word(stop + 1) and stop > 1:
        at = stop
    is_short = at is not None and text.is_number(at) and len(text.word(at)) == 2
    return (numbers.full_year(int(text.word(at))), at + 1) if is_short and at is not None else None


def _year_first(text: Text, at: int) -> Named | Impossible | None:
    """ "2018 March 18", "2012/Aug/10"."""
    year = numbers.year(text, at)
    if year is None:
        return None
    month = _month(text, text.skip(year[1], frozenset("/-")))
    day = _day(text, text.skip(month[1], frozenset("/-"))) if month else None
    if month is None or day is None:
        return None
    if make_date(year[0], month[0], day[0]) is None:
        return Impossible(day[1])
    return Named(day[1], year[0], month[0], day[0])
