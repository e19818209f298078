"""What requests may hold. The limits told here are the model's; the model is who holds them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from voicetodo.kit.http import Body
from voicetodo.modules.todo.api import CreateTodo, Due, Priority, Recurrence, Reminder, UpdateTodo
from voicetodo.modules.todo.checks import (
    MAX_ASSIGNEE,
    MAX_DURATION_MINUTES,
    MAX_LABELS,
    MAX_NOTES,
    MAX_REMINDERS,
    MAX_TITLE,
)
from voicetodo.modules.todo.naming import MAX_NAME
from voicetodo.modules.todo.recurrence import MAX_LENGTH

Title = Annotated[str, Meta(min_length=1, max_length=MAX_TITLE, description="One line.")]
Notes = Annotated[str, Meta(max_length=MAX_NOTES)]
Assignee = Annotated[str, Meta(min_length=1, max_length=MAX_ASSIGNEE)]
Duration = Annotated[int, Meta(ge=1, le=MAX_DURATION_MINUTES)]
LabelIds = Annotated[tuple[UUID, ...], Meta(max_length=MAX_LABELS)]
Day = Annotated[date, Meta(description="From 1900 to 9999.")]
Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
Color = Annotated[str, Meta(pattern="^#[0-9A-Fa-f]{6}$")]


class DueBody(Body):
    """A local date, perhaps a local time, and the zone both are read in."""

    date: Day
    time: Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")] | None = None
    timezone: Annotated[str, Meta(max_length=64, description="An IANA name.")] = "UTC"

    def value(self) -> Due:
        return Due(self.date, self.time, self.timezone)


class RecurrenceBody(Body):
    """An RFC 5545 RRULE."""

    rrule: Annotated[str, Meta(max_length=MAX_LENGTH)]
    from_completion: bool = False
    occurrence: Annotated[Day | None, Meta(description="As it was answered: to put back what was taken away.")] = None

    def value(self) -> Recurrence:
        return Recurrence(self.rrule, self.from_completion, self.occurrence)


class ReminderBody(Body):
    """Either `minutes_before` the due moment, or `at` a moment of its own."""

    minutes_before: Annotated[int, Meta(ge=0, le=MAX_DURATION_MINUTES)] | None = None
    at: DueBody | None = None

    def value(self) -> Reminder:
        return Reminder(self.minutes_before, self.at.value() if self.at else None)


Reminders = Annotated[tuple[ReminderBody, ...], Meta(max_length=MAX_REMINDERS)]


class TodoBody(Body):
    """A new todo. With an `id` of your own it may be sent again."""

    title: Title
    id: UUID | None = None
    notes: Notes = ""
    category_id: UUID | None = None
    section_id: Annotated[UUID | None, Meta(description="Brings its category along.")] = None
    parent_id: UUID | None = None
    priority: Priority = 4
    start_date: Day | None = None
    due: DueBody | None = None
    deadline: Day | None = None
    duration_minutes: Duration | None = None
    recurrence: RecurrenceBody | None = None
    reminders: Reminders = ()
    label_ids: LabelIds = ()
    assignee: Assignee | None = None
    assignee_id: Annotated[UUID | None, Meta(description="One of the people of its category.")] = None

    def draft(self) -> CreateTodo:
        return CreateTodo(
            title=self.title,
            notes=self.notes,
            category_id=self.category_id,
            section_id=self.section_id,
            parent_id=self.parent_id,
            priority=self.priority,
            start_date=self.start_date,
            due=self.due.value() if self.due else None,
            deadline=self.deadline,
            duration_minutes=self.duration_minutes,
            recurrence=self.recurrence.value() if self.recurrence else None,
            reminders=tuple(each.value() for each in self.reminders),
            label_ids=self.label_ids,
            assignee=self.assignee,
            assignee_id=self.assignee_id,
        )


class TodoPatch(Body):
    """The fields to set; null takes away what may be absent."""

    title: Title | UnsetType = UNSET
    notes: Notes | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET
    section_id: UUID | UnsetType | None = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    priority: Priority | UnsetType = UNSET
    start_date: Day | UnsetType | None = UNSET
    due: DueBody | UnsetType | None = UNSET
    deadline: Day | UnsetType | None = UNSET
    duration_minutes: Duration | UnsetType | None = UNSET
    recurrence: RecurrenceBody | UnsetType | None = UNSET
    reminders: Reminders | UnsetType = UNSET
    label_ids: LabelIds | UnsetType = UNSET
    assignee: Assignee | UnsetType | None = UNSET
    assignee_id: Annotated[
        UUID | UnsetType | None, Meta(description="One of the people of its category; brings their name along.")
    ] = UNSET

    def patch(self, todo_id: UUID) -> UpdateTodo:
        return UpdateTodo(id=todo_id, **given(self))


class PositionBody(Body):
    """Right after this one; null is the very first. `before_id` names the one after which it may not come."""

    after_id: UUID | None = None
    before_id: UUID | None = None


class PlaceBody(Body):
    """Right after this one; null is the very first."""

    after_id: UUID | None = None


class NamedBody(Body):
    """A new label. With an `id` of your own it may be sent again."""

    name: Name
    id: UUID | None = None
    color: Color | None = None


class NamedPatchBody(Body):
    """The fields to set."""

    name: Name | UnsetType = UNSET
    color: Color | UnsetType | None = UNSET


def given(body: msgspec.Struct, *, leaving_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The fields that were sent, as the values of `api.py`."""
    return {
        name: _value(value)
        for name in body.__struct_fields__
        if name not in leaving_out and (value := getattr(body, name)) is not UNSET
    }


def _value(sent: Any) -> Any:
    if isinstance(sent, DueBody | RecurrenceBody | ReminderBody):
        return sent.value()
    return tuple(_value(each) for each in sent) if isinstance(sent, tuple) else sent
