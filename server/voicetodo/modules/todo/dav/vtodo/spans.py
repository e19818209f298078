"""When a VTODO is, for questions about a range of time (RFC 4791, 9.9)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec

from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import Due, Recurrence
from voicetodo.modules.todo.dav.vtodo.content_lines import Component
from voicetodo.modules.todo.dav.vtodo.moments import find_duration, find_moment, find_stamp, instant, zones_of
from voicetodo.modules.todo.recurrence import RuleError

#: As far as anybody looks ahead.
_MOST_OCCURRENCES: Final = 400


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
    if due is None and start is not None and duration is not None:
        return any(_lasting(start + by, start + by + duration, wanted) for by in _shifts(todo, anchor, wanted))
    return any(
        _spanning(start + by if start else None, due + by if due else None, wanted)
        for by in _shifts(todo, anchor, wanted)
    )


def _shifts(todo: Component, anchor: Due, wanted: Range) -> Iterator[timedelta]:
    """How far each occurrence is from the first, up to the end of the range."""
    yield timedelta()
    rule = todo.find("RRULE")
    if rule is None:
        return
    first = instant(anchor)
    try:
        due, left = anchor, Recurrence(recurrence.check(rule.value))
        for _ in range(_MOST_OCCURRENCES):
            # done in time, so that none is left out; late ones before the range are of no interest
            after = recurrence.following(due, left, completed_at=max(instant(due), wanted.start - timedelta(days=400)))
            if after is None:
                return
            due, left = after
            if instant(due) > wanted.end:
                return
            yield instant(due) - first
    except (RuleError, OverflowError, ValueError):
        return


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
