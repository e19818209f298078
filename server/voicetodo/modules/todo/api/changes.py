"""Changes that other modules may ask for, and what became of each."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from voicetodo.modules.todo.api.preferences import OfSubtasks
from voicetodo.modules.todo.api.values import Category, Due, Label, Priority, Recurrence, Reminder, Section, Todo


class CreateTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="create_todo"):
    """`labels` are names; missing ones are created. A recurrence without a due date starts at its first."""

    title: str
    id: UUID | None = None
    notes: str = ""
    category_id: UUID | None = None
    #: Brings its category along.
    section_id: UUID | None = None
    parent_id: UUID | None = None
    priority: Priority = 4
    start_date: date | None = None
    due: Due | None = None
    deadline: date | None = None
    duration_minutes: int | None = None
    recurrence: Recurrence | None = None
    reminders: tuple[Reminder, ...] = ()
    label_ids: tuple[UUID, ...] = ()
    labels: tuple[str, ...] = ()
    #: As it was said. In a shared category the name of exactly one of its people is that person.
    assignee: str | None = None
    #: One of the people of its category.
    assignee_id: UUID | None = None


class UpdateTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="update_todo"):
    """Sets the fields that are given. `add_labels` and `remove_labels` are names."""

    id: UUID
    title: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET
    section_id: UUID | UnsetType | None = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    priority: Priority | UnsetType = UNSET
    start_date: date | UnsetType | None = UNSET
    due: Due | UnsetType | None = UNSET
    deadline: date | UnsetType | None = UNSET
    duration_minutes: int | UnsetType | None = UNSET
    recurrence: Recurrence | UnsetType | None = UNSET
    reminders: tuple[Reminder, ...] | UnsetType = UNSET
    label_ids: tuple[UUID, ...] | UnsetType = UNSET
    assignee: str | UnsetType | None = UNSET
    assignee_id: UUID | UnsetType | None = UNSET
    add_labels: tuple[str, ...] = ()
    remove_labels: tuple[str, ...] = ()


class CompleteTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="complete_todo"):
    """With its open subtasks, or as `subtasks` says. A recurring todo moves to its next occurrence."""

    id: UUID
    #: None does as the user prefers; who prefers to be asked is refused where there are any.
    subtasks: OfSubtasks | None = None


class SkipTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="skip_todo"):
    """A recurring todo moves on from `occurrence` without being done; one that has moved on already stays."""

    id: UUID
    occurrence: date


class ReopenTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="reopen_todo"):
    """With the subtasks that were completed with it."""

    id: UUID


class DeleteTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="delete_todo"):
    """Into the trash, with its subtasks."""

    id: UUID


class RestoreTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="restore_todo"):
    """Out of the trash, with the subtasks that were deleted with it."""

    id: UUID


class CreateCategory(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="create_category"):
    """A name that is taken answers the category that has it, as unchanged; later changes may use `id` all the same."""

    name: str
    id: UUID | None = None
    color: str | None = None


class DeleteCategory(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="delete_category"):
    """Its todos move to the inbox, or to the trash."""

    id: UUID
    todos: Literal["inbox", "trash"] = "inbox"


class CreateLabel(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="create_label"):
    """A name that is taken answers the label that has it, as unchanged."""

    name: str
    id: UUID | None = None
    color: str | None = None


Change = (
    CreateTodo
    | UpdateTodo
    | CompleteTodo
    | SkipTodo
    | ReopenTodo
    | DeleteTodo
    | RestoreTodo
    | CreateCategory
    | DeleteCategory
    | CreateLabel
)

#: unchanged: it was so already. kept: (reverting) left alone, wholly or in `kept_fields`, as somebody changed it since.
ChangeStatus = Literal["done", "unchanged", "not_found", "refused", "kept"]


class ChangeResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one change. `before` and `todo` are the todo around it; `todos` are others that went along."""

    status: ChangeStatus
    #: A sentence for a person, where the status is not `done`.
    message: str | None = None
    #: Where it was refused or not found, by which the same can be said in other words: the code of a field, or the last
    #: part of a problem's type.
    code: str | None = None
    todo: Todo | None = None
    before: Todo | None = None
    todos: tuple[Todo, ...] = ()
    category: Category | None = None
    section: Section | None = None
    label: Label | None = None
    kept_fields: tuple[str, ...] = ()
