"""Times said back in words that `find_times` reads as the same times."""

from datetime import date, datetime, timedelta

from voicetodo.language.time.mention import TimeMention
from voicetodo.language.time.rule import WEEKDAY_CODES

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PLACES = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    -1: "last",
    -2: "second to last",
    -3: "third to last",
}
_UNITS = {
    "SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month",
    "YEARLY": "year",
}  # fmt: skip
_WORKDAYS, _WEEKEND = [0, 1, 2, 3, 4], [5, 6]


def describe(meaning: TimeMention | str, *, from_completion: bool = False) -> str:
    """A mention, or an RRULE, in words: "every Monday and Thursday at 9 AM", "Friday 1 May 2026 at 5:30 PM"."""
    if isinstance(meaning, str):
        return _rule(meaning, from_completion=from_completion)
    if meaning.kind == "recurrence":
        said = _rule(meaning.rrule or "", from_completion=meaning.from_completion)
        return f"{said} starting {_day(date.fromisoformat(meaning.value))}" if meaning.value else said
    if meaning.kind == "duration":
        return _duration(meaning.value or "")
    if meaning.kind == "range":
        return _range(meaning.value or "")
    if meaning.kind == "time":
        return f"at {_clock(meaning.time or '00:00')}"
    said = _day(date.fromisoformat(meaning.date or ""), with_weekday=True)
    return f"{said} at {_clock(meaning.time)}" if meaning.time else said


def _day(day: date, *, with_weekday: bool = False) -> str:
    said = f"{day.day} {_MONTHS[day.month - 1]} {day.year:04d}"
    return f"{_WEEKDAYS[day.weekday()]} {said}" if with_weekday else said


def _clock(clock: str) -> str:
    hour, minute = (int(part) for part in clock.split(":")[:2])
    half = "AM" if hour < 12 else "PM"
    return f"{(hour - 1) % 12 + 1}:{minute:02d} {half}" if minute else f"{(hour - 1) % 12 + 1} {half}"


def _range(value: str) -> str:
    first, _, last = value.partition("/")
    if "T" in first:
        start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
        return f"{_day(start.date())} from {_clock(f'{start:%H:%M}')} to {_clock(f'{end:%H:%M}')}"
    return f"from {_day(date.fromisoformat(first))} to {_day(date.fromisoformat(last[:10]) - timedelta(days=1))}"


def _duration(value: str) -> str:
    calendar, _, clock = value.removeprefix("P").partition("T")
    names = {"Y": "year", "M": "month", "W": "week", "D": "day"}
    parts = _counted(calendar, names) + _counted(clock, {"H": "hour", "M": "minute", "S": "second"})
    return _and(parts)


def _counted(text: str, names: dict[str, str]) -> list[str]:
    parts: list[str] = []
    digits = ""
    for sign in text:
        if sign in names:
            parts.append(f"{digits} {names[sign]}" + ("" if digits == "1" else "s"))
            digits = ""
        else:
            digits += sign
    return parts


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _place(number: int) -> str:
    if number in _PLACES:
        return _PLACES[number]
    return ordinal(number) if number > 0 else f"{ordinal(-number)} to last"


def _rule(rrule: str, *, from_completion: bool) -> str:
    parts = dict(part.split("=", 1) for part in rrule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    said = [_heart(parts), _clocks(parts)]
    if from_completion:
        said.append("after completion")
    if "COUNT" in parts:
        said.append("once" if parts["COUNT"] == "1" else f"{parts['COUNT']} times")
    if "UNTIL" in parts:
        said.append(f"until {_day(datetime.strptime(parts['UNTIL'][:8], '%Y%m%d').date())}")  # noqa: DTZ007 - a date, no zone
    return " ".join(part for part in said if part)


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(number) for number in parts.get(name, "").split(",") if number]


def _heart(parts: dict[str, str]) -> str:
    unit, interval = _UNITS[parts.get("FREQ", "DAILY")], int(parts.get("INTERVAL", "1"))
    every = f"every {unit}" if interval == 1 else f"every {interval} {unit}s"
    plain = [WEEKDAY_CODES.index(code) for code in parts.get("BYDAY", "").split(",") if code in WEEKDAY_CODES]
    nth = [_nth(code) for code in parts.get("BYDAY", "").split(",") if code and code not in WEEKDAY_CODES]
    months, days = _numbers(parts, "BYMONTH"), _numbers(parts, "BYMONTHDAY")
    if unit == "week" and plain and interval == 1:
        return f"every {_weekdays(plain)}"
    if unit == "year" and months and days:
        return _yearly(every, months, days)
    if "BYYEARDAY" in parts:
        named = _and([ordinal(day) for day in _numbers(parts, "BYYEARDAY")])
        return f"{named} day of every year" if interval == 1 else f"{every} on the {named}"
    if "BYWEEKNO" in parts:
        return f"{every} in week {_and([str(week) for week in _numbers(parts, 'BYWEEKNO')])}" + (
            f" on {_weekdays(plain)}" if plain else ""
        )
    if nth:
        every += f" on the {_and(nth)}"
    elif days:
        every += f" on the {_and([_place(day) + ' day' if day < 0 else ordinal(day) for day in days])}"
    elif plain and "BYSETPOS" in parts and "BYHOUR" not in parts:
        every += f" on the {_and([_place(n) for n in _numbers(parts, 'BYSETPOS')])} {_instances(plain)}"
    elif plain:
        every += f" on {_weekdays(plain)}"
    return every + (f" in {_MONTHS[months[0] - 1]}" if len(months) == 1 else "")


def _nth(code: str) -> str:
    return f"{_place(int(code[:-2]))} {_WEEKDAYS[WEEKDAY_CODES.index(code[-2:])]}"


def _yearly(every: str, months: list[int], days: list[int]) -> str:
    named = _and([ordinal(day) for day in days])
    if len(months) == 1:
        return f"{every} on {_MONTHS[months[0] - 1]} {named}"
    return f"every {_and([_MONTHS[month - 1] for month in months])} on the {named}"


def _weekdays(days: list[int]) -> str:
    if days == _WORKDAYS:
        return "weekday"
    if days == _WEEKEND:
        return "weekend"
    return _and([_WEEKDAYS[day] for day in days])


def _instances(days: list[int]) -> str:
    if days in (_WORKDAYS, _WEEKEND):
        return _weekdays(days)
    return f"instance of {_weekdays(days)}"


def _clocks(parts: dict[str, str]) -> str:
    hours, minutes = _numbers(parts, "BYHOUR"), _numbers(parts, "BYMINUTE") or [0]
    if not hours:
        return ""
    grid = [f"{hour:02d}:{minute:02d}" for hour in hours for minute in minutes]
    places = [n for n in _numbers(parts, "BYSETPOS") if 0 < n <= len(grid)] if len(minutes) > 1 else []
    return "at " + _and([_clock(grid[n - 1]) for n in places] if places else [_clock(each) for each in grid])
