"""Dates that name their day: by numbers alone, or a month's name with a day, and perhaps a year."""

from voicetodo.language.time import numbers
from voicetodo.language.time.calendar import make_date
from voicetodo.language.time.named_days import Impossible, Named
from voicetodo.language.time.numeric_dates import after_sign, numeric
from voicetodo.language.time.reading import Text, once


@once
def absolute(text: Text, at: int) -> Named | Impossible | None:
    """A named day that starts at word `at`; an article or "the" may lead it."""
    start = text.skip(at, text.vocabulary.the)
    pointed = text.skip(start, text.vocabulary.next | text.vocabulary.this | text.vocabulary.coming, 2)
    if pointed > start and text.word(pointed) in text.vocabulary.months:
        start = pointed
    if text.is_number(start):
        found = numeric(text, start) or _year_first(text, start)
        if found:
            return found
    return _month_first(text, start) or _day_first(text, start)


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
    at = after_sign(text, stop)
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
