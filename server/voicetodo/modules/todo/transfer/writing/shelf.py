"""What todos refer to, for those who write them down."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Category, Filter, Label, Section, Todo
from voicetodo.modules.todo.transfer.formats.own import OwnAttachment, OwnComment


class Beside(msgspec.Struct, frozen=True):
    """What hangs on todos: by these what was said, and by todos and comments their files, the first one first."""

    comments: Mapping[UUID, Sequence[OwnComment]] = {}
    attachments: Mapping[UUID, Sequence[OwnAttachment]] = {}


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """Everything but the todos. `timezones` are those in which todos are due."""

    categories: dict[UUID, Category]
    sections: dict[UUID, Section]
    labels: dict[UUID, Label]
    filters: tuple[Filter, ...]
    timezones: tuple[str, ...]

    def category_of(self, todo: Todo) -> str:
        found = self.categories.get(todo.category_id) if todo.category_id else None
        return found.name if found else ""

    def section_of(self, todo: Todo) -> str:
        found = self.sections.get(todo.section_id) if todo.section_id else None
        return found.name if found else ""

    def labels_of(self, todo: Todo) -> list[str]:
        return [self.labels[each].name for each in todo.label_ids if each in self.labels]
