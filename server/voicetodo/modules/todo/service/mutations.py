"""What a client that was offline sends: changes, each under an id that the client made, and what became of them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo.api import (
    CreateLabel,
    CreateTodo,
    DeleteCategory,
    DeleteTodo,
    OfSubtasks,
    RestoreTodo,
    UpdateTodo,
)
from voicetodo.modules.todo.occurrence import Occurrence
from voicetodo.modules.todo.service.categories import CategoryDraft
from voicetodo.modules.todo.service.comments import CommentDraft
from voicetodo.modules.todo.service.filters import FilterDraft
from voicetodo.modules.todo.service.named import NamedPatch


class EditTodo(msgspec.Struct, frozen=True, kw_only=True):
    """Sets fields; labels may also be put on and taken off one by one, so that two clients do not undo each other."""

    id: UUID
    patch: UpdateTodo
    add_label_ids: tuple[UUID, ...] = ()
    remove_label_ids: tuple[UUID, ...] = ()


class CompleteOccurrence(msgspec.Struct, frozen=True, kw_only=True):
    """Of a recurring todo the occurrence that is named, if it was not done or skipped since."""

    id: UUID
    occurrence: Occurrence | None = None
    #: None does as the user prefers.
    subtasks: OfSubtasks | None = None
    #: When it was done, where that was before now.
    completed_at: datetime | None = None


class SkipOccurrence(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    occurrence: Occurrence


class ReopenOccurrence(msgspec.Struct, frozen=True, kw_only=True):
    """A done todo; or of a recurring one, which is open, the occurrence that is named, if it was done last."""

    id: UUID
    occurrence: Occurrence | None = None


class MoveTodo(msgspec.Struct, frozen=True, kw_only=True):
    """Between these two; first of all where neither is given."""

    id: UUID
    after_id: UUID | None = None
    before_id: UUID | None = None


class CreateCategory(msgspec.Struct, frozen=True, kw_only=True):
    """Where the name is taken, the category that has it takes this one's place."""

    id: UUID
    draft: CategoryDraft


class ShelveCategory(msgspec.Struct, frozen=True, kw_only=True):
    """Into the archive, or out of it."""

    id: UUID
    is_archived: bool


class CreateSection(msgspec.Struct, frozen=True, kw_only=True):
    """Where the name is taken in its category, the section that has it takes this one's place."""

    id: UUID
    category_id: UUID
    name: str


class DeleteSection(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    todos: Literal["category", "trash"] = "category"


class CreateFilter(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    draft: FilterDraft


class UpdateNamed(msgspec.Struct, frozen=True, kw_only=True):
    kind: Literal["category", "filter", "label", "section"]
    id: UUID
    patch: NamedPatch


class MoveNamed(msgspec.Struct, frozen=True, kw_only=True):
    """Right after that one; first of all where none is given."""

    kind: Literal["category", "filter", "section"]
    id: UUID
    after_id: UUID | None = None


class DeleteNamed(msgspec.Struct, frozen=True, kw_only=True):
    kind: Literal["filter", "label"]
    id: UUID


class CreateComment(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    todo_id: UUID
    draft: CommentDraft


class UpdateComment(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    draft: CommentDraft


class DeleteComment(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID


ClientChange = (
    CreateTodo
    | EditTodo
    | CompleteOccurrence
    | SkipOccurrence
    | ReopenOccurrence
    | MoveTodo
    | DeleteTodo
    | RestoreTodo
    | CreateCategory
    | ShelveCategory
    | CreateLabel
    | CreateSection
    | CreateFilter
    | UpdateNamed
    | MoveNamed
    | DeleteCategory
    | DeleteSection
    | DeleteNamed
    | CreateComment
    | UpdateComment
    | DeleteComment
)


class Unread(msgspec.Struct, frozen=True):
    """What was sent is none of these, and why."""

    errors: tuple[FieldError, ...]


class Mutation(msgspec.Struct, frozen=True, kw_only=True):
    """A change under its id. `sent` is it as the client wrote it, as JSON: the same bytes are the same mutation."""

    id: UUID
    entity_id: UUID
    change: ClientChange | Unread
    sent: bytes


#: unchanged: it was so already. in_trash: done, to something that lies in the trash and stays there.
MutationStatus = Literal["done", "unchanged", "in_trash", "not_found", "refused"]


class MutationResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a mutation. `id` is what it was about: another one than was sent where a name was taken."""

    mutation_id: UUID
    status: MutationStatus
    id: UUID
    #: A sentence for a person, where not all was done as asked.
    message: str | None = None
    #: The type of the problem that the sentence is of, such as `category-archived`.
    problem: str | None = None
    #: Fields that could not be set, as what they name is gone or taken; the rest was done.
    left_out: tuple[str, ...] = ()
    #: What is wrong with each field, where it was refused.
    errors: tuple[FieldError, ...] = ()


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What a change came to, where it was done or was so already."""

    id: UUID
    message: str | None = None
    is_in_trash: bool = False
    left_out: tuple[str, ...] = ()
