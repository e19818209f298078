"""When a VTODO is, for questions about a range of time (RFC 4791, 9.9)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec

from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import Due
from voicetodo.modules.todo.dav.vtodo.content_lines import Component
from voicetodo.modules.todo.dav.vtodo.moments import (
    FIRST,
    LAST,
    find_duration,
    find_moment,
    find_stamp,
    instant,
    zones_of,
)
from voicetodo.modules.todo.recurrence import RuleError

#: Clocks are put forward and back by less.
_DAY: Final = timedelta(days=1)


class Range(msgspec.Struct, frozen=True):
    """From `start` to before `end`."""

    start: datetime
    end: datetime


def overlaps(todo: Component, calendar: Component, wanted: Range, *, timezone: str) -> bool:
    """The table of RFC 4791, 9.9, for the todo and each of its occurrences."""
    zones = zones_of(calendar)
    starts = find_moment(todo.find("DTSTART"), timezone=timezone, zones=zones)
    ends = find_moment(todo.find("DUE"), timezone=timezone, zones=zones)
    lasts = todo.find("DURATION")
    anchor = starts or ends
    if anchor is None:
        return _of_stamps(todo, wanted)
    start = instant(starts) if starts is not None else None
    due = instant(ends) if ends is not None else None
    duration = find_duration(lasts.value) if lasts is not None else None
    if due is None and start is not None and duration is not None and duration >= timedelta():
        shifts = _shifts(todo, anchor, wanted, length=duration)
        return any(_lasting(_moved(start, by), _moved(start, by + duration), wanted) for by in shifts)
    length = due - start if due is not None and start is not None else timedelta()
    shifts = _shifts(todo, anchor, wanted, length=length)
    return any(_spanning(start and _moved(start, by), due and _moved(due, by), wanted) for by in shifts)


def _shifts(todo: Component, anchor: Due, wanted: Range, *, length: timedelta) -> Iterator[timedelta]:
    """How far each occurrence that could be in the range is from the first, which comes first.

    Of those before and after it there are few: whoever looks for one soon has one, or the end.
    """
    yield timedelta()
    rule = todo.find("RRULE")
    if rule is None:
        return
    first = instant(anchor)
    start = _moved(wanted.start, -max(length, timedelta()) - _DAY)
    end = _moved(wanted.end, max(-length, timedelta()) + _DAY)
    try:
        for each in recurrence.between(anchor, rule.value, start=start, end=end):
            yield instant(each) - first
    except (RuleError, ValueError, TypeError, IndexError):
        return  # one that nobody can follow


def _moved(moment: datetime, by: timedelta) -> datetime:
    """The first or the last moment there is where that would be beyond."""
    try:
        return moment + by
    except OverflowError:
        return LAST if by > timedelta() else FIRST


def _lasting(start: datetime, end: datetime, wanted: Range) -> bool:
    return wanted.start <= end and (wanted.end > start or wanted.end >= end)


def _spanning(start: datetime | None, due: datetime | None, wanted: Range) -> bool:
    if start is not None and due is not None:
        return (wanted.start < due or wanted.start <= start) and (wanted.end > start or wanted.end >= due)
    if start is not None:
        return wanted.start <= start < wanted.end
    return due is not None and wanted.start < due <= wanted.end


def _of_stamps(todo: Component, wanted: Range) -> bool:
    completed, created = find_stamp(todo.find("COMPLETED")), find_stamp(todo.find("CREATED"))
    if completed is not None and created is not None:
        return (wanted.start <= created or wanted.start <= completed) and (
            wanted.end >= created or wanted.end >= completed
        )
    if completed is not None:
        return wanted.start <= completed <= wanted.end
    return created is None or wanted.end > created
