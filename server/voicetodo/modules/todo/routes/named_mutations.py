"""Mutations of what has a name, as a client sends them."""

from typing import Literal
from uuid import UUID

from msgspec import UNSET, UnsetType

from voicetodo.kit.http import Body
from voicetodo.modules.todo.api import CreateLabel, DeleteCategory
from voicetodo.modules.todo.routes.bodies import Color, Name, given
from voicetodo.modules.todo.routes.categories import CategoryBody, CategoryPatchBody
from voicetodo.modules.todo.routes.filters import QueryText
from voicetodo.modules.todo.routes.sections import SectionBody, SectionPatchBody
from voicetodo.modules.todo.service import mutations as service
from voicetodo.modules.todo.service.categories import CategoryDraft, CategoryPatch
from voicetodo.modules.todo.service.filters import FilterDraft, FilterPatch
from voicetodo.modules.todo.service.named import ColoredPatch, NamedPatch

#: What of a mutation is no field of what it is about.
_OWN = frozenset({"id", "mutation_id"})


class CreateCategoryMutation(CategoryBody, tag_field="kind", tag="create_category", kw_only=True, omit_defaults=True):
    """Where the name is taken, the category that has it takes this one's place, in later mutations as well."""

    mutation_id: UUID
    id: UUID  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride] - known to who made it offline

    def change(self) -> service.CreateCategory:
        return service.CreateCategory(id=self.id, draft=CategoryDraft(**given(self, leaving_out=_OWN)))


class UpdateCategoryMutation(
    CategoryPatchBody, tag_field="kind", tag="update_category", kw_only=True, omit_defaults=True
):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.UpdateNamed:
        patch = CategoryPatch(**given(self, leaving_out=_OWN))
        return service.UpdateNamed(kind="category", id=self.id, patch=patch)


class ArchiveCategoryMutation(Body, tag_field="kind", tag="archive_category", omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.ShelveCategory:
        return service.ShelveCategory(id=self.id, is_archived=True)


class UnarchiveCategoryMutation(Body, tag_field="kind", tag="unarchive_category", omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.ShelveCategory:
        return service.ShelveCategory(id=self.id, is_archived=False)


class MoveCategoryMutation(Body, tag_field="kind", tag="move_category", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    after_id: UUID | None = None

    def change(self) -> service.MoveNamed:
        return service.MoveNamed(kind="category", id=self.id, after_id=self.after_id)


class DeleteCategoryMutation(Body, tag_field="kind", tag="delete_category", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    todos: Literal["inbox", "trash"] = "inbox"

    def change(self) -> DeleteCategory:
        return DeleteCategory(id=self.id, todos=self.todos)


class CreateLabelMutation(Body, tag_field="kind", tag="create_label", omit_defaults=True):
    """Where the name is taken, the label that has it takes this one's place, in later mutations as well."""

    mutation_id: UUID
    id: UUID
    name: Name
    color: Color | None = None

    def change(self) -> CreateLabel:
        return CreateLabel(id=self.id, name=self.name, color=self.color)


class UpdateLabelMutation(Body, tag_field="kind", tag="update_label", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    name: Name | UnsetType = UNSET
    color: Color | UnsetType | None = UNSET

    def change(self) -> service.UpdateNamed:
        patch = ColoredPatch(**given(self, leaving_out=_OWN))
        return service.UpdateNamed(kind="label", id=self.id, patch=patch)


class DeleteLabelMutation(Body, tag_field="kind", tag="delete_label", omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.DeleteNamed:
        return service.DeleteNamed(kind="label", id=self.id)


class CreateSectionMutation(SectionBody, tag_field="kind", tag="create_section", kw_only=True, omit_defaults=True):
    """Where its category has one of this name, that takes this one's place, in later mutations as well."""

    mutation_id: UUID
    id: UUID  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride] - known to who made it offline

    def change(self) -> service.CreateSection:
        return service.CreateSection(id=self.id, category_id=self.category_id, name=self.name)


class UpdateSectionMutation(SectionPatchBody, tag_field="kind", tag="update_section", kw_only=True, omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.UpdateNamed:
        patch = NamedPatch(**given(self, leaving_out=_OWN))
        return service.UpdateNamed(kind="section", id=self.id, patch=patch)


class MoveSectionMutation(Body, tag_field="kind", tag="move_section", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    after_id: UUID | None = None

    def change(self) -> service.MoveNamed:
        return service.MoveNamed(kind="section", id=self.id, after_id=self.after_id)


class DeleteSectionMutation(Body, tag_field="kind", tag="delete_section", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    todos: Literal["category", "trash"] = "category"

    def change(self) -> service.DeleteSection:
        return service.DeleteSection(id=self.id, todos=self.todos)


class CreateFilterMutation(Body, tag_field="kind", tag="create_filter", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    name: Name
    query: QueryText
    color: Color | None = None
    is_favorite: bool = False

    def change(self) -> service.CreateFilter:
        draft = FilterDraft(name=self.name, query=self.query, color=self.color, is_favorite=self.is_favorite)
        return service.CreateFilter(id=self.id, draft=draft)


class UpdateFilterMutation(Body, tag_field="kind", tag="update_filter", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    name: Name | UnsetType = UNSET
    query: QueryText | UnsetType = UNSET
    color: Color | UnsetType | None = UNSET
    is_favorite: bool | UnsetType = UNSET

    def change(self) -> service.UpdateNamed:
        patch = FilterPatch(**given(self, leaving_out=_OWN))
        return service.UpdateNamed(kind="filter", id=self.id, patch=patch)


class MoveFilterMutation(Body, tag_field="kind", tag="move_filter", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    after_id: UUID | None = None

    def change(self) -> service.MoveNamed:
        return service.MoveNamed(kind="filter", id=self.id, after_id=self.after_id)


class DeleteFilterMutation(Body, tag_field="kind", tag="delete_filter", omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.DeleteNamed:
        return service.DeleteNamed(kind="filter", id=self.id)
