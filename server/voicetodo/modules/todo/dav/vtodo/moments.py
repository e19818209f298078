"""Moments: a local date, perhaps a local time, and a zone, against DATE, DATE-TIME and VTIMEZONE (RFC 5545, 3.3)."""

import functools
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from voicetodo.modules.todo.api import Due
from voicetodo.modules.todo.checks import is_timezone
from voicetodo.modules.todo.dav.vtodo.content_lines import Component, Line

#: The first and the last moment there is.
FIRST: Final = datetime.min.replace(tzinfo=UTC)
LAST: Final = datetime.max.replace(tzinfo=UTC)
_YEARS_BEFORE: Final = 1
_YEARS_AFTER: Final = 5
#: The rules of later years are those of this one, as far as anybody knows, and take seconds to spell out.
_LAST_YEAR: Final = 2037


def moment_line(name: str, moment: Due) -> str:
    """A property of this name with this value."""
    if moment.time is None:
        return f"{name};VALUE=DATE:{moment.date:%Y%m%d}"
    value = f"{moment.date:%Y%m%d}T{moment.time[:2]}{moment.time[3:]}00"
    return f"{name}:{value}Z" if moment.timezone == "UTC" else f"{name};TZID={moment.timezone}:{value}"


def stamp(moment: datetime) -> str:
    """A UTC moment, to the second."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def find_moment(line: Line | None, *, timezone: str, zones: dict[str, str], own_zone: str | None = None) -> Due | None:
    """The moment of a property; None where there is none that we can read.

    `timezone` is the user's own: floating times and days are theirs, and so is a UTC time, unless `own_zone` says in
    which zone it was meant.
    """
    if line is None:
        return None
    try:
        return _moment(line, timezone=timezone, zones=zones, own_zone=own_zone)
    except (ValueError, OverflowError):
        return None


def find_stamp(line: Line | None) -> datetime | None:
    """A UTC moment; None where there is none that we can read."""
    try:
        return None if line is None else datetime.strptime(line.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def find_duration(value: str) -> timedelta | None:
    """None where it is none."""
    try:
        return vDuration.from_ical(value)
    except (ValueError, OverflowError):
        return None


def later(moment: Due, by: timedelta) -> Due | None:
    """By the clock on the wall; None where the calendar ends."""
    try:
        after = datetime.combine(moment.date, time.fromisoformat(moment.time or "00:00")) + by
    except OverflowError:
        return None
    return Due(after.date(), None if moment.time is None else f"{after:%H:%M}", moment.timezone)


def instant(moment: Due, *, if_no_time: time = time()) -> datetime:
    """The moment in UTC; the first or the last there is where it would be beyond."""
    clock = time.fromisoformat(moment.time) if moment.time else if_no_time
    try:
        return datetime.combine(moment.date, clock, ZoneInfo(moment.timezone)).astimezone(UTC)
    except OverflowError:
        return FIRST if moment.date.year == FIRST.year else LAST


def zones_of(calendar: Component) -> dict[str, str]:
    """TZID → IANA name, for the zones that a calendar object brings along and that we recognise."""
    found: dict[str, str] = {}
    for zone in calendar.parts("VTIMEZONE"):
        name, location = zone.find("TZID"), zone.find("X-LIC-LOCATION")
        if name is not None and location is not None and is_timezone(location.value):
            found[name.value] = location.value
    return found


def vtimezones(moments: Iterable[Due | None]) -> dict[str, str]:
    """TZID → the lines of VTIMEZONE, for the zones that these are in."""
    found: dict[str, str] = {}
    for moment in moments:
        if moment is not None and moment.time is not None and moment.timezone != "UTC":
            found.setdefault(moment.timezone, _vtimezone(moment.timezone, moment.date.year))
    return found


def _moment(line: Line, *, timezone: str, zones: dict[str, str], own_zone: str | None) -> Due:
    value = line.value.strip()
    if "T" not in value:
        return Due(date.fromisoformat(f"{value[:4]}-{value[4:6]}-{value[6:]}"), None, own_zone or timezone)
    if value.endswith("Z"):
        at = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(ZoneInfo(own_zone or timezone))
        return Due(at.date(), f"{at:%H:%M}", own_zone or timezone)
    at = datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    zone = _zone(line.params.get("TZID"), zones)
    return Due(at.date(), f"{at:%H:%M}", zone or timezone)


def _zone(tzid: str | None, zones: dict[str, str]) -> str | None:
    """The IANA name of a zone as clients name it: by that name, at the end of a longer one, or as Windows does."""
    if not tzid:
        return None
    if tzid in zones:
        return zones[tzid]
    parts = tzid.strip("/").split("/")
    names = ("/".join(parts[first:]) for first in range(max(0, len(parts) - 3), len(parts)))
    return next((name for name in names if is_timezone(name)), None) or WINDOWS_TO_OLSON.get(tzid)


@functools.lru_cache(maxsize=500)
def _vtimezone(name: str, year: int) -> str:
    first = date(max(1970, min(year, _LAST_YEAR) - _YEARS_BEFORE), 1, 1)
    last = date(max(1971, min(year + _YEARS_AFTER, _LAST_YEAR + 1)), 1, 1)
    try:
        text = Timezone.from_tzid(name, first_date=first, last_date=last).to_ical().decode()
    except ValueError:  # a name that the IANA database knows and icalendar does not
        return ""
    return "\n".join(line for line in text.replace("\r\n ", "").splitlines() if not line.startswith("COMMENT:"))
