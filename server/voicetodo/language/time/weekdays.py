"""Days by their weekday: "next tuesday", "friday week", "wed 13th", "the friday after christmas"."""

from datetime import date

from voicetodo.language.time import numbers, relative
from voicetodo.language.time.absolute import absolute
from voicetodo.language.time.calendar import (
    add_days,
    add_months,
    after,
    before,
    make_date,
    nth_weekday,
    on_or_after,
    period_after,
)
from voicetodo.language.time.named_days import Named, next_day, settle
from voicetodo.language.time.periods import pointed_period
from voicetodo.language.time.reading import Day, Other, Text, once

#: "In the sun", "the sat nav": with an article only a full name is a day.
_LEAST_AFTER_THE = 0.4
#: Of so many, "next friday" is the one that comes; said on a friday, "this friday" is in a week, and "friday" today.
_UPCOMING, _IN_A_WEEK, _TODAY = 0.4, 0.2, 0.25


def weekday_name(text: Text, at: int) -> tuple[int, int, float] | None:
    """A weekday's number, the index after it (and its full stop), and how sure the word is one."""
    vocabulary = text.vocabulary
    word = text.word(at)
    number = vocabulary.weekdays.get(word)
    if number is None:
        return None
    has_dot = text.word(at + 1) == "." and text.is_glued(at + 1) and len(word) <= 5
    strength = 0.6 if text.is_possessive(at) else vocabulary.weak_weekdays.get(word, 0.9)
    return number, at + 2 if has_dot else at + 1, strength


@once
def weekday(text: Text, at: int) -> Day | None:
    """A day that is named by its weekday, with all that follows to pin it down."""
    start, pointer = _pointer(text, text.skip(at, text.vocabulary.the))
    found = weekday_name(text, start)
    if found is None:
        return None
    number, stop, strength = found
    if pointer is None and text.word(start - 1) in text.vocabulary.the and strength < _LEAST_AFTER_THE:
        return None
    if pointer in (None, "this", "coming"):
        pinned = _pinned(text, number, stop)
        if pinned:
            return pinned
    if pointer is not None:
        strength = max(strength, 0.9)
    return _anchored(text, number, stop) or _counted(text, number, stop, pointer, strength)


def _pointer(text: Text, at: int) -> tuple[int, str | None]:
    vocabulary = text.vocabulary
    word = text.word(at)
    if word in vocabulary.this and text.word(at + 1) in vocabulary.coming:
        return at + 2, "coming"
    for name, words in (
        ("next", vocabulary.next),
        ("this", vocabulary.this),
        ("coming", vocabulary.coming),
        ("last", vocabulary.last),
        ("after next", vocabulary.after_next),
    ):
        if word in words:
            return at + 1, name
    return at, None


def _counted(text: Text, number: int, stop: int, pointer: str | None, strength: float) -> Day | None:
    """The weekday as its pointer says; the other reading people have of it is kept."""
    vocabulary, today = text.vocabulary, text.today
    upcoming, same_or_upcoming = after(today, number), on_or_after(today, number)
    if text.word(stop) in vocabulary.week_word and pointer is None:
        later = add_days(upcoming, 7)
        return Day(stop + 1, later, next_day(later)) if later else None
    if text.word(stop) in vocabulary.after_anchor and text.word(stop + 1) in vocabulary.next:
        later = in_week(text, number, 1)
        later = add_days(later, 7) if later else None
        return Day(stop + 2, later, next_day(later)) if later else None
    others: tuple[Other, ...] = ()
    if pointer == "after next":
        day = in_week(text, number, 2) or upcoming
    elif pointer == "next":
        day = in_week(text, number, 1) or upcoming
        others = ((upcoming, _UPCOMING),) if upcoming != day else ()
    elif pointer == "last":
        day = before(today, number)
    elif pointer == "this":
        day = same_or_upcoming
        others = ((upcoming, _IN_A_WEEK),) if upcoming != day else ()
    else:
        day = upcoming
        others = ((same_or_upcoming, _TODAY),) if same_or_upcoming != day else ()
    return Day(stop, day, next_day(day), strength=strength, others=others, weekday=number if pointer is None else None)


def in_week(text: Text, number: int, count: int) -> date | None:
    """That weekday in the week `count` weeks from this one."""
    found = period_after(text.today, "week", count, text.settings.first_weekday)
    return on_or_after(found[0], number) if found else None


def _pinned(text: Text, number: int, stop: int) -> Day | None:
    """A date or a week after the weekday: the date rules, the week places the weekday."""
    vocabulary = text.vocabulary
    at = text.skip(stop, frozenset(",") | vocabulary.on, 2)
    named = absolute(text, at)
    if isinstance(named, Named):
        if named.strength < 0.9 and text.word(at + 1) == "." and not text.is_whole:
            named = None
        else:
            day = settle(text, named, number)
            return day._replace(strength=0.95) if isinstance(day, Day) else None
    day_of_month = _day_of_month(text, at)
    if day_of_month:
        both = next_with_weekday(text.today, day_of_month[0], number)
        if both:
            return Day(day_of_month[1], both, next_day(both))
    return _of_week(text, number, stop)


def _of_week(text: Text, number: int, stop: int) -> Day | None:
    at = text.skip(stop, frozenset(",") | text.vocabulary.of | text.vocabulary.for_, 2)
    found = pointed_period(text, at)
    if found and found.span == "week" and found.strength > 0.5:
        day = on_or_after(found.start, number)
        return Day(found.stop, day, next_day(day))
    start = text.skip(stop, frozenset(","))
    moved = relative.shifted(text, start)
    if moved and moved.at is None:
        day = on_or_after(moved.start, number)
        return Day(moved.stop, day, next_day(day))
    moved = relative.ahead(text, start) if text.word(start) in text.vocabulary.inside else None
    week = period_after(moved.start, "week", 0, text.settings.first_weekday) if moved and moved.at is None else None
    if moved and week:
        day = on_or_after(week[0], number)
        return Day(moved.stop, day, next_day(day)) if day > text.today else None
    return None


def _day_of_month(text: Text, at: int) -> tuple[int, int] | None:
    start = text.skip(at, text.vocabulary.the)
    found = numbers.ordinal(text, start)
    if found is None and (start > at or text.is_number(start)):
        found = numbers.cardinal(text, start)
        is_clock = found is not None and (
            (found[0] <= 12 and start == at)
            or text.word(found[1])
            in {":", ".", "/", "-"}
            | text.vocabulary.hour_letters
            | set(text.vocabulary.meridiems)
            | set(text.vocabulary.units)
        )
        found = None if is_clock else found
    return found if found and 1 <= found[0] <= 31 else None


def next_with_weekday(today: date, day: int, weekday: int) -> date | None:
    """The next `day` of a month that falls on `weekday`; none within four years is a slip."""
    month = today.replace(day=1)
    for n in range(48):
        first = add_months(month, n)
        found = make_date(first.year, first.month, day) if first else None
        if found and found >= today and found.weekday() == weekday:
            return found
    return None


def _anchored(text: Text, number: int, stop: int) -> Day | None:
    """ "the friday before christmas"."""
    vocabulary = text.vocabulary
    word = text.word(stop)
    if (word not in vocabulary.after_anchor and word not in vocabulary.before_anchor) or text.word(
        stop + 1
    ) in vocabulary.next:
        return None
    anchor = text.day(stop + 1)
    if anchor is None or anchor.at or anchor.strength < 0.5:
        return None
    found = (
        before(anchor.start, number)
        if word in vocabulary.before_anchor
        else after(add_days(anchor.end, -1) or anchor.start, number)
    )
    return Day(anchor.stop, found, next_day(found))


def nth_in(start: date, end: date, number: int | None, nth: int) -> date | None:
    """The n-th weekday, or with `number` None the n-th day, of `[start, end)`; negative counts from the end."""
    if number is not None:
        return nth_weekday(start, end, number, nth)
    found = add_days(start, nth - 1) if nth > 0 else add_days(end, nth)
    return found if found and start <= found < end else None
