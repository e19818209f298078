"""Rules as others write them, as RFC 5545 rules."""

import re
from datetime import date
from typing import Any, Final

import msgspec

from voicetodo.modules.todo.api import Recurrence
from voicetodo.modules.todo.transfer.draft import BadRow

_WEEKDAYS: Final = {
    "sunday": "SU", "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR",
    "saturday": "SA",
}  # fmt: skip
_INDEX: Final = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "-1"}

_UNITS: Final = {
    "d": "DAILY", "day": "DAILY", "days": "DAILY", "w": "WEEKLY", "wk": "WEEKLY", "wks": "WEEKLY", "week": "WEEKLY",
    "weeks": "WEEKLY", "m": "MONTHLY", "mo": "MONTHLY", "mth": "MONTHLY", "mths": "MONTHLY", "month": "MONTHLY",
    "months": "MONTHLY", "y": "YEARLY", "yr": "YEARLY", "yrs": "YEARLY", "year": "YEARLY", "years": "YEARLY",
    "h": "HOURLY", "hour": "HOURLY", "hours": "HOURLY", "b": "WORKDAYS",
}  # fmt: skip
_WORDS: Final = {
    "daily": (1, "DAILY"), "weekdays": (1, "WORKDAYS"), "weekly": (1, "WEEKLY"), "biweekly": (2, "WEEKLY"),
    "fortnight": (2, "WEEKLY"), "monthly": (1, "MONTHLY"), "bimonthly": (2, "MONTHLY"), "quarterly": (3, "MONTHLY"),
    "semiannual": (6, "MONTHLY"), "annual": (1, "YEARLY"), "annually": (1, "YEARLY"), "yearly": (1, "YEARLY"),
    "biannual": (2, "YEARLY"), "biyearly": (2, "YEARLY"), "hourly": (1, "HOURLY"),
}  # fmt: skip
_AMOUNT: Final = re.compile(r"(\d*)\s*([a-z]+)")
_ISO: Final = re.compile(r"p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?(?:t(?:(\d+)h)?)?", re.IGNORECASE)
#: Seconds, and what that many mean.
_SECONDS: Final = ((604_800, "WEEKLY"), (86_400, "DAILY"), (3_600, "HOURLY"))


def every(number: int, frequency: str) -> str:
    """`every(2, "WEEKLY")`; `WORKDAYS` is a week's five."""
    if frequency == "WORKDAYS":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    return f"FREQ={frequency}" if number == 1 else f"FREQ={frequency};INTERVAL={number}"


def of_amount(text: str) -> str:
    """Of `weekly`, `2w`, `3 days`, `P1M`: how Taskwarrior and todo.txt say it. Raises BadRow."""
    said = text.strip().lower()
    if said in _WORDS:
        return every(*_WORDS[said])
    if said in _WEEKDAYS:
        return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[said]}"
    found = _AMOUNT.fullmatch(said)
    if found is not None and found[2] in _UNITS and found[1] != "0":
        return every(int(found[1] or 1), _UNITS[found[2]])
    iso = _ISO.fullmatch(said)
    parts = zip(iso.groups(), ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"), strict=True) if iso else ()
    given = [(int(number), frequency) for number, frequency in parts if number and int(number)]
    if len(given) != 1:
        raise BadRow("import-repetition-unknown", text=text)
    return every(*given[0])


def of_seconds(seconds: int) -> str:
    """The largest unit that fits wholly. Raises BadRow for parts of an hour."""
    for length, frequency in _SECONDS:
        if seconds % length == 0:
            return every(seconds // length, frequency)
    raise BadRow("import-repetition-short", seconds=seconds)


class _Pattern(msgspec.Struct, frozen=True, rename="camel"):
    type: str
    interval: int = 1
    month: int = 0
    day_of_month: int = 0
    days_of_week: list[str] = []
    first_day_of_week: str = "sunday"
    index: str = "first"


class _Range(msgspec.Struct, frozen=True, rename="camel"):
    type: str = "noEnd"
    end_date: str | None = None
    number_of_occurrences: int = 0


class _Patterned(msgspec.Struct, frozen=True):
    pattern: _Pattern
    range: _Range = _Range()


def of_microsoft(recurrence: dict[str, Any] | None) -> Recurrence | None:
    """Of a `patternedRecurrence` of Microsoft Graph. Raises BadRow for a type that nobody knows."""
    if not recurrence:
        return None
    said = msgspec.convert(recurrence, _Patterned)
    return Recurrence(";".join([_microsoft_rule(said.pattern), *_microsoft_end(said.range)]))


def _microsoft_rule(pattern: _Pattern) -> str:
    days = ",".join(_WEEKDAYS[day.lower()] for day in pattern.days_of_week if day.lower() in _WEEKDAYS)
    nth = ",".join(_INDEX.get(pattern.index.lower(), "1") + day for day in days.split(",") if day)
    match pattern.type.lower():
        case "daily":
            return every(pattern.interval, "DAILY")
        case "weekly":
            start = _WEEKDAYS.get(pattern.first_day_of_week.lower(), "SU")
            week = f";WKST={start}" if pattern.interval > 1 else ""
            return every(pattern.interval, "WEEKLY") + (f";BYDAY={days}" if days else "") + week
        case "absolutemonthly":
            return every(pattern.interval, "MONTHLY") + f";BYMONTHDAY={pattern.day_of_month}"
        case "relativemonthly":
            return every(pattern.interval, "MONTHLY") + f";BYDAY={nth}"
        case "absoluteyearly":
            return every(pattern.interval, "YEARLY") + f";BYMONTH={pattern.month};BYMONTHDAY={pattern.day_of_month}"
        case "relativeyearly":
            return every(pattern.interval, "YEARLY") + f";BYMONTH={pattern.month};BYDAY={nth}"
        case other:
            raise BadRow("import-repetition-unknown", text=other)


def _microsoft_end(until: _Range) -> list[str]:
    if until.type == "endDate" and until.end_date:
        return [f"UNTIL={date.fromisoformat(until.end_date[:10]):%Y%m%d}"]
    if until.type == "numbered" and until.number_of_occurrences:
        return [f"COUNT={until.number_of_occurrences}"]
    return []
