"""When a recurring todo comes next (RFC 5545 RRULE, counted by dateutil).

Everything is counted on local dates and local times, never on UTC: "nine every morning" is nine on both sides of a
change of the clocks. What falls into the hour that spring leaves out keeps its name, and means the hour after it (RFC
5545, 3.3.5); where the rule has that one as well, they are one.

dateutil looks for the next occurrence up to the year 9999, so a rule that never comes true would keep it busy for
seconds. Rules are therefore read against a list of known parts, and counted in the last 400 years that it knows, as the
calendar repeats exactly after 400 years.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from math import lcm
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from msgspec.structs import replace

from voicetodo.kit.errors import Fault
from voicetodo.modules.todo.api import Due, Recurrence
from voicetodo.modules.todo.wall_clock import on_the_wall, once_each

MAX_LENGTH = 500

_CYCLE_YEARS = 400
_COUNT = re.compile(r";COUNT=\d+")
_STEP = {"WEEKLY": timedelta(weeks=1), "DAILY": timedelta(days=1), "HOURLY": timedelta(hours=1)}


def _numbers(number: str) -> str:
    return f"(?:{number})(?:,(?:{number})){{0,60}}"


_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_EVERYWHERE = {
    "FREQ": "YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY",
    "INTERVAL": r"[1-9]\d{0,2}|1000",
    "COUNT": r"[1-9]\d{0,3}|10000",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "WKST": _WEEKDAY,
    "BYMONTH": _numbers("[1-9]|1[0-2]"),
    "BYMINUTE": "[0-5]?[0-9]",
}
_BY_WEEK = {
    "BYDAY": _numbers(_WEEKDAY),
    "BYHOUR": _numbers("1?[0-9]|2[0-3]"),
    "BYMINUTE": _numbers("[0-5]?[0-9]"),
}
_BY_MONTH = {
    "BYDAY": _numbers(rf"(?:[+-]?[1-5])?{_WEEKDAY}"),
    "BYHOUR": "1?[0-9]|2[0-3]",
    "BYMONTHDAY": _numbers("[+-]?(?:[1-9]|[12][0-9]|3[01])"),
    "BYSETPOS": _numbers("[+-]?(?:[1-9]|[12][0-9]|3[01])"),
}
#: The parts a rule of each frequency may have; several times a day only where days are counted, not months or years.
_PARTS = {
    "HOURLY": {**_EVERYWHERE, "INTERVAL": "[1-9]|1[0-9]|2[0-4]", "BYDAY": _numbers(_WEEKDAY)},
    "DAILY": {**_EVERYWHERE, **_BY_WEEK},
    "WEEKLY": {**_EVERYWHERE, **_BY_WEEK},
    "MONTHLY": {**_EVERYWHERE, **_BY_MONTH},
    "YEARLY": {
        **_EVERYWHERE,
        **_BY_MONTH,
        "BYDAY": _numbers(rf"(?:[+-]?(?:[1-9]|[1-4][0-9]|5[0-3]))?{_WEEKDAY}"),
        "BYYEARDAY": _numbers("[+-]?(?:[1-9]|[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6])"),
        "BYWEEKNO": _numbers("[+-]?(?:[1-9]|[1-4][0-9]|5[0-3])"),
    },
}


class RuleError(Fault):
    """A rule that cannot be followed; the sentence says why."""

    def __init__(self, sentence: str, code: str = "rule-refused") -> None:
        super().__init__(sentence, code)


class NeverTrue(RuleError):
    """One whose days never come, which takes centuries of the calendar to see."""

    def __init__(self) -> None:
        super().__init__("This rule never comes true.", "rule-never")


Parts = dict[str, str]


def check(rrule: str) -> str:
    """The rule in its plain spelling: upper case, without `RRULE:`. Raises RuleError."""
    parts = _parse(rrule)
    try:
        found = next(_occurrences(parts, datetime(2024, 1, 1), "UTC"), None)  # noqa: DTZ001 - rules follow local time
    except (ValueError, TypeError, IndexError) as error:
        raise RuleError("The numbers of this rule do not fit together.") from error
    if found is None:
        raise NeverTrue
    return _spelled(parts)


def first_due(recurrence: Recurrence, *, now: datetime, timezone: str) -> Due:
    """The first occurrence today or later, for a todo that was given a rule but no date. Raises RuleError."""
    parts = _parse(recurrence.rrule)
    today = datetime.combine(now.astimezone(ZoneInfo(timezone)).date(), time())
    first = next(_occurrences(parts, today, timezone), None)
    if first is None:
        raise NeverTrue
    return _due(first, timezone, is_timed=_is_timed(parts))


def following(due: Due, recurrence: Recurrence, *, completed_at: datetime) -> tuple[Due, Recurrence] | None:
    """Due and rule after the occurrence at `due` was done; None when it was the last one.

    Occurrences that were missed are skipped: the next one is today's or later (a timed one: later than now). A rule
    with COUNT counts down, by the skipped ones too.
    """
    parts = _parse(recurrence.rrule)
    is_timed = due.time is not None or _is_timed(parts)
    now = completed_at.astimezone(ZoneInfo(due.timezone)).replace(tzinfo=None)
    earliest = now if is_timed else datetime.combine(now.date(), time())
    start = _start(due, recurrence, now, by_hours=parts["FREQ"] == "HOURLY")
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    if not recurrence.from_completion:
        # moved later, it took the place of those it passed
        earliest = max(earliest, datetime.combine(due.date, _clock(due)) + timedelta(microseconds=1))
    moments = (each for each in _occurrences(parts, start, due.timezone, skip_to=earliest) if each > start)
    for taken, moment in enumerate(moments, start=1):
        if count is not None and taken >= count:
            return None
        if moment >= earliest:
            if count is not None:
                parts["COUNT"] = str(count - taken)
            return _due(moment, due.timezone, is_timed=is_timed), Recurrence(
                _spelled(parts), recurrence.from_completion
            )
    return None


def _start(due: Due, recurrence: Recurrence, now: datetime, *, by_hours: bool) -> datetime:
    """What the next occurrence is counted from. Hours after a completion begin when it was, days at the due time."""
    if recurrence.from_completion and by_hours:
        return now.replace(second=0, microsecond=0)
    return datetime.combine(
        now.date() if recurrence.from_completion else recurrence.occurrence or due.date, _clock(due)
    )


def upcoming(due: Due, recurrence: Recurrence, *, now: datetime, limit: int) -> list[Due]:
    """The occurrences after the one at `due`, if each is done in time; at most `limit`. Raises RuleError."""
    found: list[Due] = []
    while len(found) < limit:
        done_at = max(now, _instant(due))
        after = following(due, recurrence, completed_at=done_at)
        if after is None:
            break
        due, recurrence = after
        found.append(due)
    return found


def between(first: Due, rrule: str, *, start: datetime, end: datetime) -> Iterator[Due]:
    """The occurrences after the one at `first`, all that there ever are, from `start` to `end`.

    These are moments of any zone. Raises RuleError.
    """
    parts = _parse(rrule)
    zone = ZoneInfo(first.timezone)
    earliest, latest = (on_the_wall(each, zone) for each in (start, end))
    at = datetime.combine(first.date, _clock(first))
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    is_timed = first.time is not None or _is_timed(parts)
    moments = (each for each in _occurrences(parts, at, first.timezone, skip_to=earliest) if each > at)
    for taken, moment in enumerate(moments, start=1):
        if moment > latest or (count is not None and taken >= count):
            return
        if moment >= earliest:
            yield _due(moment, first.timezone, is_timed=is_timed)


def moved(recurrence: Recurrence, *, before: Due, after: Due) -> Recurrence:
    """The rule of a todo whose due date alone was moved: this occurrence is elsewhere, the next one where it was."""
    occurrence = recurrence.occurrence or before.date
    return replace(recurrence, occurrence=None if occurrence == after.date else occurrence)


def is_same_rhythm(one: Recurrence, other: Recurrence) -> bool:
    """Whether two rules differ in nothing but how often they still come."""
    return _COUNT.sub("", one.rrule) == _COUNT.sub("", other.rrule)


def comes_several_times_a_day(recurrence: Recurrence) -> bool:
    """Whether a day alone does not tell which occurrence is meant. Raises RuleError."""
    return _has_several_a_day(_parse(recurrence.rrule))


def _has_several_a_day(parts: Parts) -> bool:
    return parts["FREQ"] == "HOURLY" or any("," in parts.get(name, "") for name in ("BYHOUR", "BYMINUTE"))


def _instant(due: Due) -> datetime:
    """The moment of an occurrence; of a day without a time its noon, which every zone has."""
    return datetime.combine(due.date, _clock(due) if due.time else time(12), ZoneInfo(due.timezone))


def _parse(rrule: str) -> Parts:
    text = rrule.strip().upper().removeprefix("RRULE:").rstrip(";")
    if len(text) > MAX_LENGTH:
        raise RuleError(f"A rule may have at most {MAX_LENGTH} characters.")
    items = [item.partition("=") for item in text.split(";")]
    parts = {name: value for name, _, value in items}
    if len(parts) < len(items):
        raise RuleError("A part stands in the rule twice.")
    frequency = parts.get("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY"):
        raise RuleError("A todo can recur hourly at most.")
    if frequency not in _PARTS:
        raise RuleError("A rule names its frequency, such as FREQ=WEEKLY;BYDAY=MO.")
    for name, value in parts.items():
        pattern = _PARTS[frequency].get(name)
        if pattern is None or not re.fullmatch(pattern, value):
            raise RuleError(f"“{name[:20]}={value[:20]}” cannot be part of a {frequency} rule.")
    _check_together(parts)
    return parts


def _check_together(parts: Parts) -> None:
    if "COUNT" in parts and "UNTIL" in parts:
        raise RuleError("A rule may have COUNT or UNTIL, not both.")
    if parts["FREQ"] == "DAILY" and "BYDAY" in parts and int(parts.get("INTERVAL", "1")) % 7 == 0:
        raise RuleError("Whole weeks need FREQ=WEEKLY.")
    try:
        _until(parts.get("UNTIL", "20240101"), "UTC")
    except ValueError as error:
        raise RuleError("UNTIL is not a date.") from error


def _occurrences(
    parts: Parts, start: datetime, timezone: str, *, skip_to: datetime | None = None
) -> Iterator[datetime]:
    """Occurrences from `start` on, as local moments, to the end of the rule; COUNT is the caller's to keep.

    Of those before `skip_to`, some or all are left out, unless the rule counts.
    """
    moments = _as_ruled(parts, start, timezone, skip_to=skip_to)
    return once_each(moments, ZoneInfo(timezone)) if _has_several_a_day(parts) else moments


def _as_ruled(parts: Parts, start: datetime, timezone: str, *, skip_to: datetime | None) -> Iterator[datetime]:
    if skip_to is not None and "COUNT" not in parts and skip_to > start:
        start = _skipped(parts, start, skip_to)
    rule = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    years = max(0, (9999 - 100 - start.year) // _CYCLE_YEARS * _CYCLE_YEARS)
    until = _until(parts["UNTIL"], timezone) if "UNTIL" in parts else None
    for moment in rrulestr(_spelled(rule), dtstart=start.replace(year=start.year + years)):
        found = moment.replace(year=moment.year - years)
        if until is not None and found > until:
            return
        yield found


def _skipped(parts: Parts, start: datetime, skip_to: datetime) -> datetime:
    """A start of the same rhythm that is nearer: whole steps keep it, and of months and years whole years."""
    interval = int(parts.get("INTERVAL", "1"))
    step = _STEP.get(parts["FREQ"])
    if step is not None:
        return start + (skip_to - start) // (step * interval) * step * interval
    years = interval if parts["FREQ"] == "YEARLY" else lcm(interval, 12) // 12
    for steps in range((skip_to.year - start.year - 1) // years, 0, -1):
        with suppress(ValueError):  # a 29 February is not in every year
            return start.replace(year=start.year + steps * years)
    return start


def _due(moment: datetime, timezone: str, *, is_timed: bool) -> Due:
    return Due(moment.date(), f"{moment:%H:%M}" if is_timed else None, timezone)


def _clock(due: Due) -> time:
    return time.fromisoformat(due.time) if due.time else time()


def _until(text: str, timezone: str) -> datetime:
    """As a clock there shows it: what ends in Z is told in UTC (RFC 5545, 3.3.10)."""
    if "T" not in text:
        return datetime.combine(date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:]}"), time(23, 59, 59))
    moment = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return on_the_wall(moment, ZoneInfo(timezone)) if text.endswith("Z") else moment.replace(tzinfo=None)


def _is_timed(parts: Parts) -> bool:
    return parts["FREQ"] == "HOURLY" or "BYHOUR" in parts or "BYMINUTE" in parts


def _spelled(parts: Parts) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())
