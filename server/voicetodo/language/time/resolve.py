"""From what was said of a moment to the local date and time it means."""

from datetime import date, datetime
from typing import NamedTuple

from voicetodo.language.time.calendar import add_days, at_minutes
from voicetodo.language.time.clock_time import DAY, NOON
from voicetodo.language.time.moments import Moment
from voicetodo.language.time.parts_of_day import start_of, waking, within
from voicetodo.language.time.reading import Clock, Day, Text

#: "Tonight at four" is no hour of the night.
_LATE_AFTERNOON, _LATE_AFTERNOON_ENDS = 4 * 60, 5 * 60


#: Hours of the half day up to which the other half has that share.
_SHARES = ((1, 0.05), (5, 0.1), (6, 0.2), (9, 0.4), (12, 0.2))


class Point(NamedTuple):
    """A local moment; `has_time` tells whether its clock was said. `others` are other readings and their shares."""

    at: datetime
    has_time: bool
    others: tuple[tuple[datetime, float], ...] = ()


def point(text: Text, said: Moment) -> Point:
    """The moment that `said` means, seen from now."""
    day, part = said.day, said.part or (said.day.part if said.day else None)
    if day and day.at and (said.clock is None):
        return Point(day.at, has_time=True)
    if said.clock is None and part is None and day is not None:
        return Point(
            _midnight(day.start), has_time=False, others=tuple((_midnight(other), share) for other, share in day.others)
        )
    options = _options(text, said, part)
    if day is None:
        return _next_of(text, options)
    base = _base(text, said)
    first = at_minutes(base, options[0])
    if part == "night" and options[0] >= DAY and base == text.today and at_minutes(base, options[0] - DAY) > text.now:
        first = at_minutes(base, options[0] - DAY)
    elif base == text.today and first <= text.now and len(options) > 1 and at_minutes(base, options[1]) > text.now:
        options = [options[1], options[0]]
        first = at_minutes(base, options[0])
    elif base == text.today and first <= text.now and said.clock and _comes_again(said.clock, day):
        first = at_minutes(base, DAY + options[0] % DAY)
    other_half, other_day = (_share(options[0]) if options[1:] else 0), sum(share for _, share in day.others)
    others = [(at_minutes(base, option), other_half * (1 - other_day)) for option in options[1:]]
    others += [(at_minutes(other, options[0]), share * (1 - other_half)) for other, share in day.others]
    return Point(first, has_time=True, others=tuple(others))


def _comes_again(clock: Clock, day: Day) -> bool:
    """Midnight is at the end of today, and "this morning at 3", said at four, is tomorrow's."""
    return clock.part == "midnight" or day.part not in (None, "night", "closing")


def _share(minutes: int) -> float:
    """How many mean that half of the day by a bare hour: seven is said of both, two hardly ever of the night."""
    return next(share for hour, share in _SHARES if minutes % NOON < hour * 60)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _base(text: Text, said: Moment) -> date:
    """The day a clock belongs to: the first of a row of days that is not over."""
    day = said.day
    if day is None:
        return text.today
    return text.today if day.span != "day" and day.start < text.today < day.end else day.start


def _options(text: Text, said: Moment, part: str | None) -> list[int]:
    """Minutes since midnight, likeliest first."""
    clock = said.clock
    if clock is None:
        return [start_of(part or "morning", text.settings)]
    if part and part not in {"midnight", "closing"}:
        if not clock.is_sure:
            is_tonight = part == "night" and said.day is not None and said.day.part == part
            is_late = is_tonight and _LATE_AFTERNOON <= clock.minutes < _LATE_AFTERNOON_ENDS
            return [clock.minutes + NOON if is_late else within(part, clock.minutes)]
        return [clock.minutes + DAY if part == "night" and clock.minutes < 5 * 60 else clock.minutes]
    if clock.is_sure:
        return [clock.minutes]
    likely = waking(clock.minutes)
    return [likely, (likely + NOON) % DAY]


def _next_of(text: Text, options: list[int]) -> Point:
    """A time without a day: its next occurrence, by day rather than by night."""
    today = text.today
    tomorrow = add_days(today, 1) or today
    candidates = [at_minutes(today, options[0])]
    candidates += [at_minutes(today, option) for option in options[1:] if option >= 7 * 60]
    candidates.append(at_minutes(tomorrow, options[0]))
    first = next((each for each in candidates if each > text.now), candidates[-1])
    both = [(at_minutes(first.date(), option), _share(option)) for option in options]
    return Point(first, has_time=True, others=tuple(other for other in both if other[0] != first))


def clock_minutes(text: Text, said: Moment) -> int:
    """The time of day of a moment that recurs, in minutes since midnight."""
    part = said.part or (said.day.part if said.day else None)
    return _options(text, said, part)[0] % DAY
