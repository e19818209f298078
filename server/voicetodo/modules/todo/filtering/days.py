"""Days and stretches of time in words, as our own language engine reads them."""

import functools
import re
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from voicetodo.language.time import TimeMention, resolve_time
from voicetodo.language.time.calendar import shift

#: Words for a time are never longer; more would only take long to read.
MAX_WORDS: Final = 100
_FIRST = datetime(1900, 1, 1)  # noqa: DTZ001 - local times throughout: the zone is the user's, and the caller's to apply
_LAST = datetime(9999, 12, 30)  # noqa: DTZ001 - as above
#: Whether words are a time must not depend on when they are read. A leap year has all days there are.
_ANY_TIME = datetime(2024, 1, 1, 12)  # noqa: DTZ001 - as above

_COUNTED = re.compile(r"(?:(next|last|past|in|[-+]) ?)?(\d{1,6}) ?(minute|hour|day|week|month|year)s?( ago| from now)?")
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
#: What is said in Todoist only.
_TODOISTS: Final = {"first day": "first day of next month"}
#: Months, days, seconds.
_UNITS: Final = {
    "minute": (0, 0, 60),
    "hour": (0, 0, 3600),
    "day": (0, 1, 0),
    "week": (0, 7, 0),
    "month": (1, 0, 0),
    "year": (12, 0, 0),
}


class Stretch(NamedTuple):
    """Local times, the end exclusive. A moment is a minute long."""

    start: datetime
    end: datetime


def is_time(words: str) -> bool:
    """Whether these words are a time, whenever they are asked."""
    return resolve(words, _ANY_TIME) is not None


@functools.lru_cache(maxsize=4096)
def resolve(words: str, now: datetime, *, is_past: bool = False) -> Stretch | None:
    """What the words mean at the local time `now`; None where they are no time.

    A day without a year, or of the week, is the next one to come; with `is_past` the last one that was.
    """
    if len(words) > MAX_WORDS:
        return None
    found = _read(words, now)
    if found is None or not is_past or found.start <= now or not _is_of_calendar(words, now, found):
        return _within_calendar(found)
    for days in (7, 366):
        before = _read(words, now - timedelta(days=days)) if now - _FIRST > timedelta(days=days) else None
        if before is not None and before.start <= now:
            return _within_calendar(before)
    return _within_calendar(found)


def whole_days(found: Stretch) -> tuple[date, date]:
    """The first of the days it is part of, and the first after them."""
    last = max(found.end - timedelta(microseconds=1), found.start)
    return found.start.date(), _day(last.date()).end.date()


def _is_of_calendar(words: str, now: datetime, found: Stretch) -> bool:
    """Whether it is the same day seen from another: "monday", "jan 3", not "tomorrow"."""
    day = timedelta(days=1)
    return found in (_read(words, now - day), _read(words, now + day))


def _read(words: str, now: datetime) -> Stretch | None:
    words = _TODOISTS.get(words, words)
    counted = _COUNTED.fullmatch(words)
    if counted:
        return _counted(counted, now)
    ahead = words.removeprefix("next ")
    if ahead != words and " " in ahead and (length := resolve_time(ahead, now)) and length.kind == "duration":
        return _of_mention(length, now)
    mention = resolve_time(words, now)
    if mention is None or any(char.isalnum() for char in words[: mention.start] + words[mention.end :]):
        return None
    return _of_mention(mention, now)


def _counted(found: re.Match[str], now: datetime) -> Stretch | None:
    """ "7 days" go from today on, "last 7 days" up to it; "-7 days" and "in 7 days" are one day, or a minute."""
    lead, unit = found[1], _UNITS[found[3]]
    number = int(found[2])
    if lead in (None, "next") and not found[4]:
        return _from_now(tuple(number * each for each in unit), now)
    if lead in ("last", "past") and not found[4]:
        return _until_now(tuple(-number * each for each in unit), now)
    sign = -1 if lead == "-" or found[4] == " ago" else 1
    months, days, seconds = (sign * number * each for each in unit)
    moment = shift(now, months, days, seconds)
    if moment is None:
        return Stretch(_FIRST, _FIRST) if sign < 0 else Stretch(_LAST, _LAST)
    return _minute(moment) if unit[2] else _day(moment.date())


def _from_now(length: tuple[int, ...], now: datetime) -> Stretch:
    months, days, seconds = length
    start = now.replace(second=0, microsecond=0) if seconds else datetime.combine(now, time())
    return Stretch(start, shift(start, months, days, seconds) or _LAST)


def _until_now(length: tuple[int, ...], now: datetime) -> Stretch:
    months, days, seconds = length
    end = _minute(now).end if seconds else _day(now.date()).end
    return Stretch(shift(end, months, days, seconds) or _FIRST, end)


def _of_mention(mention: TimeMention, now: datetime) -> Stretch | None:
    value = mention.value or ""
    if mention.kind == "range":
        start, _, end = value.partition("/")
        return Stretch(datetime.fromisoformat(start), datetime.fromisoformat(end)) if start and end else None
    if mention.kind == "date":
        return _day(date.fromisoformat(value))
    if mention.kind in ("datetime", "time"):
        return _minute(datetime.fromisoformat(value))
    length = _LENGTH.fullmatch(value) if mention.kind == "duration" else None
    if length is None:
        return None
    years, months, weeks, days, hours, minutes = (int(each or 0) for each in length.groups())
    return _from_now((12 * years + months, 7 * weeks + days, 3600 * hours + 60 * minutes), now)


def _day(day: date) -> Stretch:
    start = datetime.combine(day, time())
    return Stretch(start, start + timedelta(days=1) if start < _LAST else _LAST)


def _minute(moment: datetime) -> Stretch:
    start = moment.replace(second=0, microsecond=0)
    return Stretch(start, start + timedelta(minutes=1) if start < _LAST else _LAST)


def _within_calendar(found: Stretch | None) -> Stretch | None:
    """No further than the database can be asked in any zone."""
    return found and Stretch(*(min(max(each, _FIRST), _LAST) for each in found))
