"""What people give names to, and the words, problems and events of each."""

from collections.abc import Callable
from typing import Final, Generic

import msgspec

from voicetodo.kit.errors import Conflict, Invalid, NotFound
from voicetodo.modules.todo import errors, events
from voicetodo.modules.todo.api import Category, Filter, Label, Section
from voicetodo.modules.todo.events import AnyEvent
from voicetodo.modules.todo.store import named
from voicetodo.modules.todo.store.named import Rows, T


class Noun(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """`word` is its kind in the journal and its field in its events."""

    word: str
    #: Fields in which those have the same that are put in order together.
    grouped_by: tuple[str, ...] = ()
    rows: Rows[T]
    not_found: type[NotFound]
    invalid: type[Invalid]
    name_taken: type[Conflict]
    id_taken: type[Conflict]
    created: Callable[..., AnyEvent]
    changed: Callable[..., AnyEvent]
    deleted: Callable[..., AnyEvent]


CATEGORY: Final = Noun[Category](
    word="category",
    grouped_by=("parent_id",),
    rows=named.categories,
    not_found=errors.CategoryNotFound,
    invalid=errors.CategoryInvalid,
    name_taken=errors.CategoryNameTaken,
    id_taken=errors.CategoryIdTaken,
    created=events.CategoryCreated,
    changed=events.CategoryChanged,
    deleted=events.CategoryDeleted,
)
SECTION: Final = Noun[Section](
    word="section",
    grouped_by=("category_id",),
    rows=named.sections,
    not_found=errors.SectionNotFound,
    invalid=errors.SectionInvalid,
    name_taken=errors.SectionNameTaken,
    id_taken=errors.SectionIdTaken,
    created=events.SectionCreated,
    changed=events.SectionChanged,
    deleted=events.SectionDeleted,
)
LABEL: Final = Noun[Label](
    word="label",
    rows=named.labels,
    not_found=errors.LabelNotFound,
    invalid=errors.LabelInvalid,
    name_taken=errors.LabelNameTaken,
    id_taken=errors.LabelIdTaken,
    created=events.LabelCreated,
    changed=events.LabelChanged,
    deleted=events.LabelDeleted,
)
FILTER: Final = Noun[Filter](
    word="filter",
    rows=named.filters,
    not_found=errors.FilterNotFound,
    invalid=errors.FilterInvalid,
    name_taken=errors.FilterNameTaken,
    id_taken=errors.FilterIdTaken,
    created=events.FilterCreated,
    changed=events.FilterChanged,
    deleted=events.FilterDeleted,
)

__all__ = ["CATEGORY", "FILTER", "LABEL", "SECTION", "Noun", "T"]
