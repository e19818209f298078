"""The fields of an action as changes to todos."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from voicetodo.language.interpretation import Slots
from voicetodo.modules.todo.api import CreateTodo, Recurrence, Reminder, UpdateTodo
from voicetodo.modules.voice.moving import moved
from voicetodo.modules.voice.scene import Scene

LOWEST: Final = 4
#: When to be reminded on a day that was said without a time.
MORNING: Final = "09:00"
#: Any of these said, and there is something to change.
_CHANGING: Final = (
    "new_title", "notes", "labels", "list_match", "priority", "due", "deadline", "recurrence", "reminders",
    "reminders_before", "duration_minutes", "assignee", "clears_due", "clears_recurrence", "clears_priority",
    "clears_assignee", "due_shift_days", "due_shift_months", "due_shift_minutes",
)  # fmt: skip


def creation(slots: Slots, category_id: UUID | None, scene: Scene) -> CreateTodo:
    """The todo that was asked for."""
    return CreateTodo(
        title=slots.title or "",
        category_id=category_id,
        section_id=UUID(slots.section_match.id) if slots.section_match else None,
        labels=slots.labels,
        **_said(slots, scene),
    )


def update(todo_id: UUID, slots: Slots, scene: Scene) -> UpdateTodo:
    """Only what was said changes; a reminder is one more."""
    fields = _said(slots, scene)
    if "reminders" in fields:
        fields["reminders"] = tuple(dict.fromkeys((*scene.reminders.get(str(todo_id), ()), *fields["reminders"])))
    fields |= moved(todo_id, slots, scene)
    if slots.clears_due:
        fields |= {"due": None, "recurrence": None}
    if slots.clears_recurrence:
        fields["recurrence"] = None
    if slots.clears_priority:
        fields["priority"] = LOWEST
    if slots.clears_assignee:
        fields["assignee"] = None
    if slots.new_title:
        fields["title"] = slots.new_title
    if slots.list_match is not None and _is_one(slots):
        fields["category_id"] = UUID(slots.list_match.id)
        if slots.section_match is not None:
            fields["section_id"] = UUID(slots.section_match.id)
    return UpdateTodo(id=todo_id, add_labels=slots.labels, **fields)


def _is_one(slots: Slots) -> bool:
    """Of a set of tasks the list tells which they are, of one task where it is to go."""
    return slots.target is None or slots.target.scope in (None, "last")


def changes_anything(slots: Slots) -> bool:
    """Whether an update says what is to be different, not only of which task."""
    return any(getattr(slots, name) for name in _CHANGING)


def _said(slots: Slots, scene: Scene) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if slots.notes:
        fields["notes"] = slots.notes
    if slots.priority:
        fields["priority"] = slots.priority
    if slots.due:
        fields["due"] = scene.due(slots.due.date, slots.due.time)
    if slots.deadline:
        fields["deadline"] = date.fromisoformat(slots.deadline.date)
    if slots.recurrence:
        fields["recurrence"] = Recurrence(slots.recurrence.rrule, slots.recurrence.from_completion)
    if slots.reminders or slots.reminders_before:
        own = (Reminder(at=scene.due(each.date, each.time or MORNING)) for each in slots.reminders)
        before = (Reminder(minutes_before=minutes) for minutes in slots.reminders_before)
        fields["reminders"] = (*own, *before)
    if slots.duration_minutes:
        fields["duration_minutes"] = slots.duration_minutes
    if slots.assignee:
        fields["assignee"] = slots.assignee
    return fields
