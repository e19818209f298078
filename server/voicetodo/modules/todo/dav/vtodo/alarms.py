"""Reminders against VALARM (RFC 5545, 3.6.6). Alarms we have no word for are left to the clients that made them."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from voicetodo.modules.todo.api import Due, Reminder
from voicetodo.modules.todo.checks import MAX_DURATION_MINUTES, is_timezone
from voicetodo.modules.todo.dav.vtodo.content_lines import Component, Line, escaped, read_line
from voicetodo.modules.todo.dav.vtodo.moments import find_duration, instant, stamp

MINUTES_BEFORE: Final = "X-VOICETODO-MINUTES-BEFORE"
TIMEZONE: Final = "X-VOICETODO-TIMEZONE"

#: A day without a time reminds from here on.
_MORNING: Final = time(9)
_MINUTE: Final = timedelta(minutes=1)
#: Alarms that a place sets off, or that Apple's clients keep for themselves.
_FOREIGN: Final = ("X-APPLE-PROXIMITY", "X-APPLE-STRUCTURED-LOCATION", "X-APPLE-DEFAULT-ALARM")
#: What Apple writes for "no alarm".
_NEVER: Final = "19760401T005545Z"


def find_reminder(alarm: Component, *, start: Due | None, due: Due | None, timezone: str) -> Reminder | None:
    """The reminder that this alarm is; None for one that we cannot say in our words."""
    action, trigger = alarm.find("ACTION"), alarm.find("TRIGGER")
    if action is None or action.value.upper() not in {"DISPLAY", "AUDIO"} or trigger is None:
        return None
    if trigger.value == _NEVER or any(alarm.find(name) for name in _FOREIGN):
        return None
    ours = alarm.find(MINUTES_BEFORE)
    if ours is not None and due is not None and ours.value.isdecimal() and len(ours.value) < 7:
        return _before(int(ours.value))
    if trigger.value.endswith("Z"):
        zone = alarm.find(TIMEZONE)
        return _at(trigger.value, zone.value if zone is not None and is_timezone(zone.value) else timezone)
    return _relative(trigger, start=start, due=due, timezone=timezone)


def alarm_of(reminder: Reminder, *, due: Due | None, title: str, timezone: str) -> Component:
    """The alarm that this reminder is."""
    lines = ["ACTION:DISPLAY", f"DESCRIPTION:{escaped(title)}"]
    if reminder.at is not None:
        lines.append(f"TRIGGER;VALUE=DATE-TIME:{stamp(instant(reminder.at))}")
        if reminder.at.timezone != timezone:
            lines.append(f"{TIMEZONE}:{reminder.at.timezone}")
    elif due is not None and due.time is None:
        # RELATED=END would count from midnight.
        at = instant(due, if_no_time=_MORNING) - (reminder.minutes_before or 0) * _MINUTE
        lines += [f"TRIGGER;VALUE=DATE-TIME:{stamp(at)}", f"{MINUTES_BEFORE}:{reminder.minutes_before}"]
    else:
        lines.append(f"TRIGGER;RELATED=END:-PT{reminder.minutes_before}M")
    return Component("VALARM", [read_line(each) for each in lines])


def is_fixed(alarm: Component) -> bool:
    """Whether it is one of ours that counts from a day, and says at which moment that is: of that day alone."""
    return alarm.find(MINUTES_BEFORE) is not None


def _relative(trigger: Line, *, start: Due | None, due: Due | None, timezone: str) -> Reminder | None:
    by = find_duration(trigger.value)
    if by is None:
        return None
    is_from_end = trigger.params.get("RELATED", "").upper() == "END"
    anchor = due if is_from_end else start or due
    if anchor is None:
        return None
    if due is not None and anchor == due and due.time is not None and by <= timedelta():
        return _before(int(-by / _MINUTE))
    try:
        return _at(stamp(instant(anchor) + by), timezone)
    except OverflowError:
        return None


def _before(minutes: int) -> Reminder | None:
    return Reminder(minutes_before=minutes) if minutes <= MAX_DURATION_MINUTES else None


def _at(value: str, timezone: str) -> Reminder | None:
    try:
        at = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(ZoneInfo(timezone))
    except (ValueError, OverflowError):
        return None
    return Reminder(at=Due(at.date(), f"{at:%H:%M}", timezone)) if at.year >= 1900 else None
