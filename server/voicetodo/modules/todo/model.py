"""The rules of a todo: what it may be, and what each verb makes of it. Pure: a todo in, another one out."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import CreateTodo, Due, Origin, Recurrence, Todo, UpdateTodo
from voicetodo.modules.todo.checks import checked
from voicetodo.modules.todo.errors import TodoInvalid

#: A subtask of a subtask of … ; the top counts as one. Nobody needs as many: it bounds what one verb may have to do.
MAX_LEVELS: Final = 50

#: Fields that `UpdateTodo` sets as they are.
_PATCHED: Final = (
    "title",
    "notes",
    "category_id",
    "section_id",
    "parent_id",
    "priority",
    "start_date",
    "due",
    "deadline",
    "duration_minutes",
    "recurrence",
    "reminders",
    "label_ids",
    "assignee",
    "assignee_id",
)
#: What is found out of the assignee's name, which may be another's by now.
_FOUND_OUT: Final = frozenset({"assignee_id"})
#: Not told as changes: they move with every change.
_MOVING: Final = frozenset({"updated_at", "version"})


def drafted(draft: CreateTodo, *, todo_id: UUID, position: str, now: datetime, origin: Origin) -> Todo:
    """A new todo. Its labels' names are the caller's to resolve. Raises TodoInvalid."""
    todo = Todo(
        id=todo_id,
        title=draft.title,
        notes=draft.notes,
        category_id=draft.category_id,
        section_id=draft.section_id,
        parent_id=draft.parent_id,
        priority=draft.priority,
        start_date=draft.start_date,
        due=draft.due,
        deadline=draft.deadline,
        duration_minutes=draft.duration_minutes,
        recurrence=draft.recurrence,
        reminders=draft.reminders,
        label_ids=draft.label_ids,
        assignee=draft.assignee,
        assignee_id=draft.assignee_id,
        position=position,
        created_at=now,
        created_by=origin.actor_id,
        updated_at=now,
        source=origin.source,
        command_id=origin.command_id,
    )
    return checked(todo, has_new_rule=True)


def patched(todo: Todo, patch: UpdateTodo, *, now: datetime) -> Todo:
    """The todo with the given fields set; the same one where nothing differs.

    Taking the date away ends a recurrence; another date moves the occurrence, unless it is told which one is due then.
    Another category has other sections. Another name is another person, and another person has another name: what is
    not given is the caller's to find.

    Raises TodoInvalid.
    """
    given = {name: value for name in _PATCHED if (value := getattr(patch, name)) is not UNSET}
    rule, due, told = todo.recurrence, given.get("due", UNSET), given.get("recurrence")
    if told is not None and isinstance(due, Due) and told.occurrence == due.date:
        given["recurrence"] = replace(told, occurrence=None)
    if rule is not None and _is_same_rule(told, rule):
        del given["recurrence"]
        if told is not None and told.occurrence is not None and due != todo.due:
            rule = replace(rule, occurrence=told.occurrence)
    if given.get("category_id", todo.category_id) != todo.category_id:
        given.setdefault("section_id", None)
    for one, other in (("assignee_id", "assignee"), ("assignee", "assignee_id")):
        if given.get(one, getattr(todo, one)) != getattr(todo, one):
            given.setdefault(other, None)
    if due is None and rule is not None:
        given.setdefault("recurrence", None)
    if due is None and todo.reminders:
        given.setdefault("reminders", tuple(each for each in todo.reminders if each.at is not None))
    has_new_rule = given.get("recurrence") is not None
    if isinstance(due, Due) and rule is not None and todo.due is not None and "recurrence" not in given:
        given["recurrence"] = recurrence.moved(rule, before=todo.due, after=due)
    after = checked(replace(todo, **given), has_new_rule=has_new_rule)
    return todo if not fields_changed(todo, after) else touched(after, now)


def completed(todo: Todo, *, now: datetime) -> Todo:
    """Done since `now`, or, when recurring, open at its next occurrence. A todo already done keeps its first date."""
    if todo.is_done:
        return todo
    if todo.recurrence is not None and todo.due is not None:
        following = recurrence.following(todo.due, todo.recurrence, completed_at=now)
        if following is not None:
            return touched(_at_occurrence(todo, *following), now)
    return touched(replace(todo, completed_at=now), now)


def skipped(todo: Todo, *, now: datetime) -> Todo:
    """At its next occurrence, this one left undone. Raises TodoInvalid where nothing comes after it."""
    if todo.recurrence is None or todo.due is None:
        raise TodoInvalid("Only a recurring todo has occurrences to skip.")
    following = recurrence.following(todo.due, todo.recurrence, completed_at=now)
    if following is None:
        raise TodoInvalid("This is the last occurrence: complete or delete the todo instead.")
    return touched(_at_occurrence(todo, *following), now)


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


def filed(todo: Todo, *, category_id: UUID | None, now: datetime, section_id: UUID | None = None) -> Todo:
    """The same todo in another category, or another section of it."""
    if (todo.category_id, todo.section_id) == (category_id, section_id):
        return todo
    return touched(replace(todo, category_id=category_id, section_id=section_id), now)


def sectioned(todo: Todo, *, section_id: UUID | None, now: datetime) -> Todo:
    """The same todo in another section of its category."""
    return filed(todo, category_id=todo.category_id, section_id=section_id, now=now)


def unlabelled(todo: Todo, *, label_id: UUID, now: datetime) -> Todo:
    """The same todo without this label."""
    return touched(replace(todo, label_ids=tuple(each for each in todo.label_ids if each != label_id)), now)


def detached(todo: Todo) -> Todo:
    """No subtask any more. Only ever together with another change."""
    return replace(todo, parent_id=None)


def put_back(todo: Todo, fields: dict[str, Any], *, now: datetime) -> Todo:
    """The todo with these fields as they once were. Raises TodoInvalid where they do not fit the rest any more."""
    once = msgspec.convert({**msgspec.to_builtins(todo), **fields}, type=Todo)
    return touched(checked(once, has_new_rule=False), now)


def fields_changed(before: Todo, after: Todo) -> tuple[str, ...]:
    """The names of the fields that differ, in the order of the value."""
    return tuple(
        name for name in Todo.__struct_fields__ if name not in _MOVING and getattr(before, name) != getattr(after, name)
    )


def is_same_draft(todo: Todo, wanted: Todo) -> bool:
    """Whether creating `wanted` had made `todo`: what the client chose is equal, whatever we added."""
    return all(getattr(todo, name) == getattr(wanted, name) for name in _PATCHED if name not in _FOUND_OUT)


def touched(todo: Todo, now: datetime) -> Todo:
    """The next version of it."""
    return replace(todo, updated_at=max(now, todo.updated_at), version=todo.version + 1)


def _is_same_rule(given: Recurrence | None, known: Recurrence) -> bool:
    """A client that sends all fields back does not mean to begin anew."""
    return given is not None and (given.rrule, given.from_completion) == (known.rrule, known.from_completion)


def _at_occurrence(todo: Todo, due: Due, rule: Recurrence) -> Todo:
    """The todo due on another day; what hangs on its days keeps its distance from them, and goes where it cannot."""
    before = todo.due.date if todo.due is not None else due.date

    def moved(day: date | None) -> date | None:
        try:
            return None if day is None else day + (due.date - before)
        except OverflowError:
            return None

    reminders = [
        replace(each, at=replace(each.at, date=day)) if each.at is not None and (day := moved(each.at.date)) else each
        for each in todo.reminders
    ]
    return replace(
        todo,
        due=due,
        recurrence=rule,
        start_date=moved(todo.start_date),
        deadline=moved(todo.deadline),
        reminders=tuple(reminders),
    )
