"""What happens to all that has a name: categories, sections, labels and filters."""

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Category, Filter, Label, Origin, Section


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
    audience: tuple[UUID, ...] = ()


class SectionChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A section's name or place changed."""

    name: ClassVar[str] = "todo.section_changed.v1"
    user_id: UUID
    section: Section
    origin: Origin
    audience: tuple[UUID, ...] = ()


class SectionDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A section is gone. What became of its todos was announced before this, todo by todo."""

    name: ClassVar[str] = "todo.section_deleted.v1"
    user_id: UUID
    section: Section
    todos: Literal["category", "trash"]
    origin: Origin
    audience: tuple[UUID, ...] = ()


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


CategoryEvent = CategoryCreated | CategoryChanged | CategoryDeleted
SectionEvent = SectionCreated | SectionChanged | SectionDeleted
LabelEvent = LabelCreated | LabelChanged | LabelDeleted
FilterEvent = FilterCreated | FilterChanged | FilterDeleted
