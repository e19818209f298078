"""What a todo may be: every field in its plain spelling, or the fields at fault, each with a sentence. Pure."""

import functools
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import Due, Recurrence, Reminder, Todo
from voicetodo.modules.todo.errors import TodoInvalid
from voicetodo.modules.todo.recurrence import RuleError
from voicetodo.modules.todo.text import TextError, line, paragraphs

MAX_TITLE: Final = 500
MAX_NOTES: Final = 20_000
MAX_LABELS: Final = 50
MAX_COMMENT: Final = 10_000
MAX_ASSIGNEE: Final = 100
MAX_REMINDERS: Final = 10
MAX_DURATION_MINUTES: Final = 366 * 24 * 60
FIRST_YEAR: Final = 1900

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?", re.ASCII)


def checked(todo: Todo, *, has_new_rule: bool) -> Todo:
    """The todo in its plain spelling: text trimmed, labels once each. Raises TodoInvalid with every field at fault."""
    plain: dict[str, Any] = {}
    errors: list[FieldError] = []
    for field, check in _CHECKS.items():
        try:
            value = getattr(todo, field)
            if (spelled := check(value)) is not value:
                plain[field] = spelled
        except (TextError, RuleError) as error:
            errors.append(FieldError.of(field, error))
    errors += _misfits(todo)
    if todo.recurrence is not None and has_new_rule:
        try:
            rule = recurrence.check(todo.recurrence.rrule)
            plain["recurrence"] = replace(todo.recurrence, rrule=rule)
        except RuleError as error:
            errors.append(FieldError.of("recurrence.rrule", error))
    if errors:
        raise TodoInvalid(errors[0].message if len(errors) == 1 else None, errors=errors)
    return replace(todo, **plain) if plain else todo


def checked_rule(due: Due, rule: Recurrence) -> tuple[Due, Recurrence]:
    """Both in their plain spelling. Raises TodoInvalid."""
    errors: list[FieldError] = []
    try:
        due = _due(due) or due
    except TextError as error:
        errors.append(FieldError.of("due", error))
    try:
        rule = replace(rule, rrule=recurrence.check(rule.rrule))
    except RuleError as error:
        errors.append(FieldError.of("recurrence.rrule", error))
    if errors:
        raise TodoInvalid(errors[0].message if len(errors) == 1 else None, errors=errors)
    return due, rule


def _misfits(todo: Todo) -> Iterator[FieldError]:
    if todo.priority not in (1, 2, 3, 4):
        yield FieldError("priority", "Must be 1 (highest) to 4 (lowest).", "priority-range")
    if todo.recurrence is not None and todo.due is None:
        yield FieldError("recurrence", "A recurring todo needs a due date to count from.", "rule-without-due")
    if todo.parent_id is not None and todo.parent_id == todo.id:
        yield FieldError("parent_id", "A todo cannot be its own subtask.", "parent-itself")
    if todo.due is None and any(each.minutes_before is not None for each in todo.reminders):
        yield FieldError("reminders", "A reminder before the due date needs a due date.", "reminder-without-due")
    if todo.duration_minutes is not None and not 1 <= todo.duration_minutes <= MAX_DURATION_MINUTES:
        yield FieldError("duration_minutes", f"Must be 1 to {MAX_DURATION_MINUTES:,}.", "duration-range")


def _labels(label_ids: tuple[UUID, ...]) -> tuple[UUID, ...]:
    once = tuple(dict.fromkeys(label_ids))
    if len(once) > MAX_LABELS:
        raise TextError(f"May have at most {MAX_LABELS} labels.", "labels-many")
    return once


def _reminders(reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    once = tuple(dict.fromkeys(_reminder(each) for each in reminders))
    if len(once) > MAX_REMINDERS:
        raise TextError(f"May have at most {MAX_REMINDERS} reminders.", "reminders-many")
    return once


def _reminder(reminder: Reminder) -> Reminder:
    if (reminder.minutes_before is None) == (reminder.at is None):
        raise TextError("A reminder has either minutes_before or at.", "reminder-shape")
    if reminder.minutes_before is not None and not 0 <= reminder.minutes_before <= MAX_DURATION_MINUTES:
        raise TextError(f"minutes_before must be 0 to {MAX_DURATION_MINUTES:,}.", "reminder-range")
    at = _due(reminder.at)
    if at is not None and at.time is None:
        raise TextError("A reminder at a moment of its own needs a time.", "reminder-without-time")
    return Reminder(reminder.minutes_before, at)


def _due(due: Due | None) -> Due | None:
    if due is None:
        return None
    _day(due.date)
    found = _TIME.fullmatch(due.time) if due.time is not None else None
    if due.time is not None and found is None:
        raise TextError("The time must read HH:MM, from 00:00 to 23:59.", "time-shape")
    if not is_timezone(due.timezone):
        raise TextError("The timezone must be an IANA name such as Europe/Berlin.", "timezone-unknown")
    return Due(due.date, f"{found[1]}:{found[2]}" if found else None, due.timezone)


def _day(day: date | None) -> date | None:
    if day is not None and day.year < FIRST_YEAR:
        raise TextError(f"Must be a date from {FIRST_YEAR} to 9999.", "date-range")
    return day


@functools.lru_cache(maxsize=1000)
def is_timezone(name: str) -> bool:
    """Whether this is a zone of the IANA database."""
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return False
    return True


_CHECKS: Final[dict[str, Callable[[Any], Any]]] = {
    "title": functools.partial(line, most=MAX_TITLE),
    "notes": functools.partial(paragraphs, most=MAX_NOTES),
    "label_ids": _labels,
    "start_date": _day,
    "due": _due,
    "deadline": _day,
    "reminders": _reminders,
    "assignee": lambda name: None if name is None else line(name, most=MAX_ASSIGNEE),
}
