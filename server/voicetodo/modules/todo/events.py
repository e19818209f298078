"""Public: the facts this module announces. Each carries the whole public value, so that nobody needs to ask for it.

Whoever changed it, a thing's event is of its owner (`user_id`) and so in the order of the owner's other events.
`audience` names those who may see the thing beside the owner, as it was when the change was made. It stands last: the
statement that writes the event fills it in.
"""

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import (
    Attachment,
    Category,
    Comment,
    Due,
    Filter,
    Import,
    Label,
    Origin,
    Preferences,
    Section,
    Todo,
)


class TodoCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A todo is there that was not there before."""

    name: ClassVar[str] = "todo.todo_created.v1"
    user_id: UUID
    todo: Todo
    origin: Origin
    audience: tuple[UUID, ...] = ()


class TodoChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Fields of a todo, its place or its parent changed. `fields` names them."""

    name: ClassVar[str] = "todo.todo_changed.v1"
    user_id: UUID
    todo: Todo
    fields: tuple[str, ...]
    origin: Origin
    audience: tuple[UUID, ...] = ()


class TodoCompleted(msgspec.Struct, frozen=True, kw_only=True):
    """An open todo was done. A recurring one stands open again at its next occurrence; `occurrence` is the one done."""

    name: ClassVar[str] = "todo.todo_completed.v1"
    user_id: UUID
    todo: Todo
    occurrence: Due | None = None
    origin: Origin
    audience: tuple[UUID, ...] = ()


class TodoReopened(msgspec.Struct, frozen=True, kw_only=True):
    """A done todo is to be done again."""

    name: ClassVar[str] = "todo.todo_reopened.v1"
    user_id: UUID
    todo: Todo
    origin: Origin
    audience: tuple[UUID, ...] = ()


class TodoDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A todo went into the trash, or (`is_final`) is gone for good."""

    name: ClassVar[str] = "todo.todo_deleted.v1"
    user_id: UUID
    todo: Todo
    is_final: bool = False
    origin: Origin
    audience: tuple[UUID, ...] = ()


class TodoRestored(msgspec.Struct, frozen=True, kw_only=True):
    """A todo came back from the trash."""

    name: ClassVar[str] = "todo.todo_restored.v1"
    user_id: UUID
    todo: Todo
    origin: Origin
    audience: tuple[UUID, ...] = ()


class TodosWithdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """Todos are no more to be seen by the `audience`, for whom they are as good as deleted. For nobody else."""

    name: ClassVar[str] = "todo.todos_withdrawn.v1"
    user_id: UUID
    todo_ids: tuple[UUID, ...]
    origin: Origin
    audience: tuple[UUID, ...]


class CategoryShared(msgspec.Struct, frozen=True, kw_only=True):
    """The `audience` may see somebody else's category, in this role, or it changed. For nobody else.

    `category` is as it is to them.
    """

    name: ClassVar[str] = "todo.category_shared.v1"
    user_id: UUID
    category: Category
    origin: Origin
    audience: tuple[UUID, ...]


class CategoryUnshared(msgspec.Struct, frozen=True, kw_only=True):
    """A category and all that is in it are no more to be seen by the `audience`. For nobody else."""

    name: ClassVar[str] = "todo.category_unshared.v1"
    user_id: UUID
    category_id: UUID
    origin: Origin
    audience: tuple[UUID, ...]


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


class CommentCreated(msgspec.Struct, frozen=True, kw_only=True):
    """Something was said about a todo."""

    name: ClassVar[str] = "todo.comment_created.v1"
    user_id: UUID
    comment: Comment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class CommentChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever said it says it otherwise."""

    name: ClassVar[str] = "todo.comment_changed.v1"
    user_id: UUID
    comment: Comment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class CommentDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A comment was taken back. Those on a todo that is removed for good go with it, and are not announced."""

    name: ClassVar[str] = "todo.comment_deleted.v1"
    user_id: UUID
    comment: Comment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class PeopleMentioned(msgspec.Struct, frozen=True, kw_only=True):
    """A comment names people whom it did not name before; never who wrote it. Told beside the comment's own event."""

    name: ClassVar[str] = "todo.people_mentioned.v1"
    user_id: UUID
    comment: Comment
    mentioned_ids: tuple[UUID, ...]
    origin: Origin


class AttachmentCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A file was attached to a todo, or to a comment on it."""

    name: ClassVar[str] = "todo.attachment_created.v1"
    user_id: UUID
    attachment: Attachment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class AttachmentDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A file was taken away. Those of what is itself removed go with it, and are not announced."""

    name: ClassVar[str] = "todo.attachment_deleted.v1"
    user_id: UUID
    attachment: Attachment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class ImportChanged(msgspec.Struct, frozen=True, kw_only=True):
    """An import came further: its file was read, it is done, or was undone. Its todos are announced one by one."""

    name: ClassVar[str] = "todo.import_changed.v1"
    user_id: UUID
    imported: Import


class PreferencesChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody prefers something else. `preferences` are all of theirs."""

    name: ClassVar[str] = "todo.preferences_changed.v1"
    user_id: UUID
    preferences: Preferences
    origin: Origin


#: Of one owner's things, and for others alone.
SharingEvent = TodosWithdrawn | CategoryShared | CategoryUnshared
TodoEvent = TodoCreated | TodoChanged | TodoCompleted | TodoReopened | TodoDeleted | TodoRestored
CategoryEvent = CategoryCreated | CategoryChanged | CategoryDeleted
SectionEvent = SectionCreated | SectionChanged | SectionDeleted
LabelEvent = LabelCreated | LabelChanged | LabelDeleted
FilterEvent = FilterCreated | FilterChanged | FilterDeleted
CommentEvent = CommentCreated | CommentChanged | CommentDeleted
AttachmentEvent = AttachmentCreated | AttachmentDeleted
AnyEvent = (
    TodoEvent
    | SharingEvent
    | CategoryEvent
    | SectionEvent
    | LabelEvent
    | FilterEvent
    | CommentEvent
    | AttachmentEvent
    | PreferencesChanged
)


class _Heard(msgspec.Struct):
    user_id: UUID
    audience: tuple[UUID, ...] = ()


_heard: "msgspec.json.Decoder[_Heard]" = msgspec.json.Decoder(_Heard)
_FOR_OTHERS = frozenset({TodosWithdrawn.name, CategoryShared.name, CategoryUnshared.name})


def readers_of(name: str, payload: bytes | msgspec.Raw) -> tuple[UUID, ...]:
    """Whose clients are to be told of an event of this module, or of any other that is its user's alone."""
    heard = _heard.decode(payload)
    return heard.audience if name in _FOR_OTHERS else (heard.user_id, *heard.audience)
