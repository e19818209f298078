"""Public: the facts this module announces. Each carries the whole public value, so that nobody needs to ask for it."""

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Category, Due, Filter, Import, Label, Origin, Section, Todo


class TodoCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A todo is there that was not there before."""

    name: ClassVar[str] = "todo.todo_created.v1"
    user_id: UUID
    todo: Todo
    origin: Origin


class TodoChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Fields of a todo, its place or its parent changed. `fields` names them."""

    name: ClassVar[str] = "todo.todo_changed.v1"
    user_id: UUID
    todo: Todo
    fields: tuple[str, ...]
    origin: Origin


class TodoCompleted(msgspec.Struct, frozen=True, kw_only=True):
    """An open todo was done. A recurring one stands open again at its next occurrence; `occurrence` is the one done."""

    name: ClassVar[str] = "todo.todo_completed.v1"
    user_id: UUID
    todo: Todo
    occurrence: Due | None = None
    origin: Origin


class TodoReopened(msgspec.Struct, frozen=True, kw_only=True):
    """A done todo is to be done again."""

    name: ClassVar[str] = "todo.todo_reopened.v1"
    user_id: UUID
    todo: Todo
    origin: Origin


class TodoDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A todo went into the trash, or (`is_final`) is gone for good."""

    name: ClassVar[str] = "todo.todo_deleted.v1"
    user_id: UUID
    todo: Todo
    is_final: bool = False
    origin: Origin


class TodoRestored(msgspec.Struct, frozen=True, kw_only=True):
    """A todo came back from the trash."""

    name: ClassVar[str] = "todo.todo_restored.v1"
    user_id: UUID
    todo: Todo
    origin: Origin


class CategoryCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A category is there that was not there before."""

    name: ClassVar[str] = "todo.category_created.v1"
    user_id: UUID
    category: Category
    origin: Origin


class CategoryChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A category's fields or its place changed, or it went into the archive or came out."""

    name: ClassVar[str] = "todo.category_changed.v1"
    user_id: UUID
    category: Category
    origin: Origin


class CategoryDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A category is gone. What became of its todos was announced before this, todo by todo."""

    name: ClassVar[str] = "todo.category_deleted.v1"
    user_id: UUID
    category: Category
    todos: Literal["inbox", "trash"]
    origin: Origin


class SectionCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A section is there that was not there before."""

    name: ClassVar[str] = "todo.section_created.v1"
    user_id: UUID
    section: Section
    origin: Origin


class SectionChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A section's name or place changed."""

    name: ClassVar[str] = "todo.section_changed.v1"
    user_id: UUID
    section: Section
    origin: Origin


class SectionDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A section is gone. What became of its todos was announced before this, todo by todo."""

    name: ClassVar[str] = "todo.section_deleted.v1"
    user_id: UUID
    section: Section
    todos: Literal["category", "trash"]
    origin: Origin


class LabelCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A label is there that was not there before."""

    name: ClassVar[str] = "todo.label_created.v1"
    user_id: UUID
    label: Label
    origin: Origin


class LabelChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A label's name or colour changed."""

    name: ClassVar[str] = "todo.label_changed.v1"
    user_id: UUID
    label: Label
    origin: Origin


class LabelDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A label is gone. The todos that carried it were announced before this, one by one."""

    name: ClassVar[str] = "todo.label_deleted.v1"
    user_id: UUID
    label: Label
    origin: Origin


class FilterCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A filter is there that was not there before."""

    name: ClassVar[str] = "todo.filter_created.v1"
    user_id: UUID
    filter: Filter
    origin: Origin


class FilterChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A filter's name, question, colour or place changed, or whether it is a favourite."""

    name: ClassVar[str] = "todo.filter_changed.v1"
    user_id: UUID
    filter: Filter
    origin: Origin


class FilterDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A filter is gone. No todo is touched by that."""

    name: ClassVar[str] = "todo.filter_deleted.v1"
    user_id: UUID
    filter: Filter
    origin: Origin


class ImportChanged(msgspec.Struct, frozen=True, kw_only=True):
    """An import came further: its file was read, it is done, or was undone. Its todos are announced one by one."""

    name: ClassVar[str] = "todo.import_changed.v1"
    user_id: UUID
    imported: Import


TodoEvent = TodoCreated | TodoChanged | TodoCompleted | TodoReopened | TodoDeleted | TodoRestored
CategoryEvent = CategoryCreated | CategoryChanged | CategoryDeleted
SectionEvent = SectionCreated | SectionChanged | SectionDeleted
LabelEvent = LabelCreated | LabelChanged | LabelDeleted
FilterEvent = FilterCreated | FilterChanged | FilterDeleted
AnyEvent = TodoEvent | CategoryEvent | SectionEvent | LabelEvent | FilterEvent
