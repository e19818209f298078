"""iCalendar (RFC 5545): a VTODO for each todo, and a VTIMEZONE for each zone that one is due in."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Timezone, vRecur
from icalendar import Todo as Component

from voicetodo.modules.todo.api import Due, Reminder, Todo
from voicetodo.modules.todo.transfer.moments import MORNING
from voicetodo.modules.todo.transfer.writing.shelf import Beside, Shelf

_HEAD: Final = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Voice Todo//EN\r\nCALSCALE:GREGORIAN\r\n"
_PRIORITIES: Final = {1: 1, 2: 5, 3: 9}


class Writer:
    has_comments: ClassVar = False
    has_attachments: ClassVar = False

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def head(self) -> bytes:
        zones = [name for name in self._shelf.timezones if name != "UTC"]
        return _HEAD + b"".join(Timezone.from_tzid(name).to_ical() for name in zones)

    def todos(self, some: Sequence[Todo], beside: Beside) -> bytes:  # noqa: ARG002 - not told of
        return b"".join(self._component(each).to_ical() for each in some)

    def tail(self) -> bytes:
        return b"END:VCALENDAR\r\n"

    def _component(self, todo: Todo) -> Component:
        made: Any = Component()
        made.add("uid", str(todo.id))
        made.add("dtstamp", todo.updated_at)
        made.add("created", todo.created_at)
        made.add("last-modified", todo.updated_at)
        made.add("summary", todo.title)
        made.add("status", "COMPLETED" if todo.completed_at else "NEEDS-ACTION")
        if todo.notes:
            made.add("description", todo.notes)
        if todo.completed_at is not None:
            made.add("completed", todo.completed_at)
        if todo.priority in _PRIORITIES:
            made.add("priority", _PRIORITIES[todo.priority])
        if todo.parent_id is not None:
            made.add("related-to", str(todo.parent_id))
        # a list has no word of its own there, and other programs show categories
        words = [*filter(None, [self._shelf.category_of(todo)]), *self._shelf.labels_of(todo)]
        if words:
            made.add("categories", words)
        _add_times(made, todo)
        return made


def _add_times(made: Any, todo: Todo) -> None:
    if todo.due is not None:
        made.add("due", _value(todo.due))
    if todo.start_date is not None and (todo.due is None or todo.start_date < todo.due.date):
        start = todo.start_date
        timed = todo.due is not None and todo.due.time is not None
        # RFC 5545, 3.8.2.3: both are dates, or both are moments
        made.add("dtstart", _value(Due(start, "00:00", todo.due.timezone)) if timed and todo.due else start)
    elif todo.recurrence is not None and todo.due is not None:
        made.add("dtstart", _value(todo.due))  # 3.8.5.3: a rule counts from there
    if todo.recurrence is not None:
        made.add("rrule", vRecur.from_ical(todo.recurrence.rrule))
    for reminder in todo.reminders:
        made.add_component(_alarm(reminder, todo))


def _alarm(reminder: Reminder, todo: Todo) -> Any:
    """RELATED=END counts from DUE, of a day from its midnight; without it from DTSTART."""
    alarm: Any = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", todo.title)
    if reminder.at is not None:
        alarm.add("trigger", _value(reminder.at).astimezone(ZoneInfo("UTC")))
    else:
        after_midnight = MORNING if todo.due is not None and todo.due.time is None else timedelta()
        by = after_midnight - timedelta(minutes=reminder.minutes_before or 0)
        alarm.add("trigger", by, parameters={"RELATED": "END"})
    return alarm


def _value(due: Due) -> Any:
    if due.time is None:
        return due.date
    return datetime.combine(due.date, time.fromisoformat(due.time), ZoneInfo(due.timezone))
