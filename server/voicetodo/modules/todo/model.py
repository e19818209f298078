"""The rules of a todo: what it may be, and what each verb makes of it. Pure: a todo in, another one out."""

import functools
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import CreateTodo, Due, Origin, Recurrence, Todo, UpdateTodo
from voicetodo.modules.todo.errors import TodoInvalid
from voicetodo.modules.todo.recurrence import RuleError
from voicetodo.modules.todo.text import TextError, line, paragraphs

MAX_TITLE: Final = 500
MAX_NOTES: Final = 20_000
MAX_LABELS: Final = 50
MAX_ASSIGNEE: Final = 100
MAX_DURATION_MINUTES: Final = 366 * 24 * 60
FIRST_YEAR: Final = 1900
#: A subtask of a subtask of … ; the top counts as one.
MAX_LEVELS: Final = 5

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?", re.ASCII)
#: Fields that `UpdateTodo` sets as they are.
_PATCHED: Final = (
    "title",
    "notes",
    "category_id",
    "parent_id",
    "priority",
    "due",
    "deadline",
    "duration_minutes",
    "recurrence",
    "label_ids",
    "assignee",
)
#: Not told as changes: they move with every change.
_MOVING: Final = frozenset({"updated_at", "version"})


def drafted(draft: CreateTodo, *, todo_id: UUID, position: str, now: datetime, origin: Origin) -> Todo:
    """A new todo. Its labels' names are the caller's to resolve. Raises TodoInvalid."""
    todo = Todo(
        id=todo_id,
        title=draft.title,
        notes=draft.notes,
        category_id=draft.category_id,
        parent_id=draft.parent_id,
        priority=draft.priority,
        due=draft.due,
        deadline=draft.deadline,
        duration_minutes=draft.duration_minutes,
        recurrence=draft.recurrence,
        label_ids=draft.label_ids,
        assignee=draft.assignee,
        position=position,
        created_at=now,
        updated_at=now,
        source=origin.source,
        command_id=origin.command_id,
    )
    return _checked(todo, has_new_rule=True)


def patched(todo: Todo, patch: UpdateTodo, *, now: datetime) -> Todo:
    """The todo with the given fields set; the same one where nothing differs. Taking the date away ends a recurrence.

    Raises TodoInvalid.
    """
    given = {name: value for name in _PATCHED if (value := getattr(patch, name)) is not UNSET}
    rule, due = todo.recurrence, given.get("due", UNSET)
    if rule is not None and _is_same_rule(given.get("recurrence"), rule):
        del given["recurrence"]
    if due is None and rule is not None:
        given.setdefault("recurrence", None)
    has_new_rule = given.get("recurrence") is not None
    if isinstance(due, Due) and rule is not None and todo.due is not None and "recurrence" not in given:
        given["recurrence"] = recurrence.moved(rule, before=todo.due, after=due)
    after = _checked(replace(todo, **given), has_new_rule=has_new_rule)
    return todo if not fields_changed(todo, after) else touched(after, now)


def completed(todo: Todo, *, now: datetime) -> Todo:
    """Done since `now`, or, when recurring, open at its next occurrence. A todo already done keeps its first date."""
    if todo.is_done:
        return todo
    if todo.recurrence is not None and todo.due is not None:
        following = recurrence.following(todo.due, todo.recurrence, completed_at=now)
        if following is not None:
            due, rule = following
            return touched(replace(todo, due=due, recurrence=rule, deadline=_moved_deadline(todo, due)), now)
    return touched(replace(todo, completed_at=now), now)


def skipped(todo: Todo, *, now: datetime) -> Todo:
    """At its next occurrence, this one left undone. Raises TodoInvalid where nothing comes after it."""
    if todo.recurrence is None or todo.due is None:
        raise TodoInvalid("Only a recurring todo has occurrences to skip.")
    following = recurrence.following(todo.due, todo.recurrence, completed_at=now)
    if following is None:
        raise TodoInvalid("This is the last occurrence: complete or delete the todo instead.")
    due, rule = following
    return touched(replace(todo, due=due, recurrence=rule, deadline=_moved_deadline(todo, due)), now)


def finished(todo: Todo, *, now: datetime) -> Todo:
    """Done since `now` for good, recurring or not: its parent is done."""
    return todo if todo.is_done else touched(replace(todo, completed_at=now), now)


def reopened(todo: Todo, *, now: datetime) -> Todo:
    """To be done again. An open todo stays as it is."""
    return todo if not todo.is_done else touched(replace(todo, completed_at=None), now)


def deleted(todo: Todo, *, now: datetime) -> Todo:
    """In the trash since `now`."""
    return todo if todo.is_deleted else touched(replace(todo, deleted_at=now), now)


def restored(todo: Todo, *, now: datetime) -> Todo:
    """Out of the trash."""
    return todo if not todo.is_deleted else touched(replace(todo, deleted_at=None), now)


def placed(todo: Todo, *, position: str, now: datetime) -> Todo:
    """The same todo elsewhere in the order made by hand."""
    return touched(replace(todo, position=position), now)


def filed(todo: Todo, *, category_id: UUID | None, now: datetime) -> Todo:
    """The same todo in another category."""
    return todo if todo.category_id == category_id else touched(replace(todo, category_id=category_id), now)


def unlabelled(todo: Todo, *, label_id: UUID, now: datetime) -> Todo:
    """The same todo without this label."""
    return touched(replace(todo, label_ids=tuple(each for each in todo.label_ids if each != label_id)), now)


def detached(todo: Todo) -> Todo:
    """No subtask any more. Only ever together with another change."""
    return replace(todo, parent_id=None)


def put_back(todo: Todo, fields: dict[str, Any], *, now: datetime) -> Todo:
    """The todo with these fields as they once were. Raises TodoInvalid where they do not fit the rest any more."""
    once = msgspec.convert({**msgspec.to_builtins(todo), **fields}, type=Todo)
    return touched(_checked(once, has_new_rule=False), now)


def fields_changed(before: Todo, after: Todo) -> tuple[str, ...]:
    """The names of the fields that differ, in the order of the value."""
    return tuple(
        name for name in Todo.__struct_fields__ if name not in _MOVING and getattr(before, name) != getattr(after, name)
    )


def is_same_draft(todo: Todo, wanted: Todo) -> bool:
    """Whether creating `wanted` had made `todo`: what the client chose is equal, whatever we added."""
    return all(getattr(todo, name) == getattr(wanted, name) for name in _PATCHED)


def touched(todo: Todo, now: datetime) -> Todo:
    """The next version of it."""
    return replace(todo, updated_at=max(now, todo.updated_at), version=todo.version + 1)


def checked_rule(due: Due, rule: Recurrence) -> tuple[Due, Recurrence]:
    """Both in their plain spelling. Raises TodoInvalid."""
    errors: list[FieldError] = []
    try:
        due = _due(due) or due
    except TextError as error:
        errors.append(FieldError("due", str(error)))
    try:
        rule = replace(rule, rrule=recurrence.check(rule.rrule))
    except RuleError as error:
        errors.append(FieldError("recurrence.rrule", str(error)))
    if errors:
        raise TodoInvalid(errors[0].message if len(errors) == 1 else None, errors=errors)
    return due, rule


def _is_same_rule(given: Recurrence | None, known: Recurrence) -> bool:
    """A client that sends all fields back does not mean to begin anew."""
    return given is not None and (given.rrule, given.from_completion) == (known.rrule, known.from_completion)


def _moved_deadline(todo: Todo, due: Due) -> date | None:
    """A deadline keeps its distance from the due date."""
    if todo.deadline is None or todo.due is None:
        return todo.deadline
    try:
        return todo.deadline + timedelta(days=(due.date - todo.due.date).days)
    except OverflowError:
        return None


def _checked(todo: Todo, *, has_new_rule: bool) -> Todo:
    """The todo in its plain spelling: text trimmed, labels once each. Raises TodoInvalid with every field at fault."""
    plain: dict[str, Any] = {}
    errors: list[FieldError] = []
    for field, check in _CHECKS.items():
        try:
            value = getattr(todo, field)
            if (checked := check(value)) is not value:
                plain[field] = checked
        except (TextError, RuleError) as error:
            errors.append(FieldError(field, str(error)))
    errors += _misfits(todo)
    if todo.recurrence is not None and has_new_rule:
        try:
            rule = recurrence.check(todo.recurrence.rrule)
            plain["recurrence"] = replace(todo.recurrence, rrule=rule)
        except RuleError as error:
            errors.append(FieldError("recurrence.rrule", str(error)))
    if errors:
        raise TodoInvalid(errors[0].message if len(errors) == 1 else None, errors=errors)
    return replace(todo, **plain) if plain else todo


def _misfits(todo: Todo) -> Iterator[FieldError]:
    if todo.priority not in (1, 2, 3, 4):
        yield FieldError("priority", "Must be 1 (highest) to 4 (lowest).")
    if todo.recurrence is not None and todo.due is None:
        yield FieldError("recurrence", "A recurring todo needs a due date to count from.")
    if todo.parent_id is not None and todo.parent_id == todo.id:
        yield FieldError("parent_id", "A todo cannot be its own subtask.")
    if todo.duration_minutes is not None and not 1 <= todo.duration_minutes <= MAX_DURATION_MINUTES:
        yield FieldError("duration_minutes", f"Must be 1 to {MAX_DURATION_MINUTES:,}.")


def _labels(label_ids: tuple[UUID, ...]) -> tuple[UUID, ...]:
    once = tuple(dict.fromkeys(label_ids))
    if len(once) > MAX_LABELS:
        raise TextError(f"May have at most {MAX_LABELS} labels.")
    return once


def _due(due: Due | None) -> Due | None:
    if due is None:
        return None
    _day(due.date)
    found = _TIME.fullmatch(due.time) if due.time is not None else None
    if due.time is not None and found is None:
        raise TextError("The time must read HH:MM, from 00:00 to 23:59.")
    if not is_timezone(due.timezone):
        raise TextError("The timezone must be an IANA name such as Europe/Berlin.")
    return Due(due.date, f"{found[1]}:{found[2]}" if found else None, due.timezone)


def _day(day: date | None) -> date | None:
    if day is not None and day.year < FIRST_YEAR:
        raise TextError(f"Must be a date from {FIRST_YEAR} to 9999.")
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
    "due": _due,
    "deadline": _day,
    "assignee": lambda name: None if name is None else line(name, most=MAX_ASSIGNEE),
}
