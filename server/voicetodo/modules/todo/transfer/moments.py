"""Days and times as files write them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from voicetodo.language.time import TimeSettings, resolve_time
from voicetodo.modules.todo.api import Due, Recurrence, Told
from voicetodo.modules.todo.checks import FIRST_YEAR, is_timezone
from voicetodo.modules.todo.recurrence import RuleError, first_due
from voicetodo.modules.todo.transfer.draft import BadRow, Setting
from voicetodo.modules.todo.transfer.plain import excerpt
from voicetodo.modules.todo.transfer.told import tell

#: A day without a time reminds from here on, as over CalDAV.
MORNING: Final = timedelta(hours=9)
#: Longer than any date in words.
_MAX_WORDS = 200
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")


def moment(text: str) -> datetime | None:
    """An aware moment, in UTC; None for nothing, and for the year 1 that stands for nothing. Raises BadRow."""
    text = text.strip()
    if not text:
        return None
    found = _parsed(text)
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    return None if found.year < FIRST_YEAR else found.astimezone(UTC)


def day(text: str) -> date | None:
    """The day that is written there, whatever the zone. Raises BadRow."""
    text = text.strip()
    if not text:
        return None
    found = _parsed(text).date()
    return None if found.year < FIRST_YEAR else found


def due_of(text: str, timezone: str, *, is_whole_day: bool = False) -> Due | None:
    """A moment as people in `timezone` read it; one without an offset is local there. Raises BadRow."""
    text = text.strip()
    if not text:
        return None
    found = _parsed(text)
    if found.year < FIRST_YEAR:
        return None
    if found.tzinfo is not None:
        found = found.astimezone(ZoneInfo(timezone))
    has_time = ":" in text or "T" in text
    return Due(found.date(), None if is_whole_day or not has_time else f"{found:%H:%M}", timezone)


def zone(name: str | None, otherwise: str) -> str:
    """The IANA name; Windows' own names are understood. `otherwise` for none and for what nobody knows."""
    name = WINDOWS_TO_OLSON.get(name or "", name or "")
    return name if name and is_timezone(name) else otherwise


def in_words(text: str, setting: Setting, *, timezone: str, language: str) -> tuple[Due | None, Recurrence | None]:
    """What "every 3rd friday" or "Oct 5 2026" says. Raises BadRow where it says nothing that we understand."""
    if len(text) > _MAX_WORDS:
        raise BadRow("import-date-unknown", text=excerpt(text, most=40))
    local = setting.now.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    found = resolve_time(text, local, TimeSettings(language=language or "en"))
    if found is None or found.date is None:
        raise BadRow("import-date-unknown", text=text)
    due = Due(date.fromisoformat(found.date), found.time, timezone)
    return due, Recurrence(found.rrule, found.from_completion) if found.rrule else None


def kept(
    rule: Recurrence | None, due: Due | None, setting: Setting
) -> tuple[Due | None, Recurrence | None, Told | None]:
    """Due and rule as a todo may have them, and a notice of one it cannot. A rule without a day begins at its first."""
    if rule is None:
        return due, None, None
    try:
        rule = Recurrence(setting.rules.checked(rule.rrule), rule.from_completion)
        return due or first_due(rule, now=setting.now, timezone=setting.timezone), rule, None
    except RuleError as error:
        return due, None, tell("import-rule-lost", rule=rule.rrule, why=error)


def _parsed(text: str) -> datetime:
    """ISO 8601, with the loose ends that exporters leave."""
    plain = _OFFSET.sub(r"\1:\2", text.replace("Z", "+00:00"))
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        pass
    try:
        return datetime.combine(date.fromisoformat(text[:10]), time()) if len(text) == 10 else _compact(text)
    except ValueError as error:
        raise BadRow("import-date-broken", text=text) from error


def _compact(text: str) -> datetime:
    """`20260105T090000Z`"""
    found = datetime.strptime(text.rstrip("Zz"), "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")  # noqa: DTZ007 - below
    return found.replace(tzinfo=UTC) if text[-1:] in "Zz" else found
