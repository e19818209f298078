"""Public: the values of this module as everybody sees them, and the questions other modules may ask."""

from abc import abstractmethod
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from voicetodo.kit.rpc import Face, idempotent

#: 1 is the highest, 4 the lowest and the one that is not shown.
Priority = Literal[1, 2, 3, 4]
Status = Literal["open", "completed", "all"]


class Due(msgspec.Struct, frozen=True):
    """A moment as people mean it: a local date, perhaps a local time (`HH:MM`), and the IANA zone both are read in."""

    date: date
    time: str | None = None
    timezone: str = "UTC"


class Recurrence(msgspec.Struct, frozen=True):
    """An RFC 5545 RRULE without the `RRULE:` prefix; counted from the day of completion where `from_completion`.

    `occurrence` is the day that the rule gave, where the due date was moved off it: the rule counts on from there.
    """

    rrule: str
    from_completion: bool = False
    occurrence: date | None = None


class Reminder(msgspec.Struct, frozen=True):
    """When to be reminded: at a moment of its own, or some minutes before the todo is due; one of the two.

    A due date without a time counts from nine in the morning.
    """

    minutes_before: int | None = None
    at: Due | None = None


class Todo(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. The same value in answers, events, lists and the journal."""

    id: UUID
    title: str
    notes: str = ""
    #: None is the inbox.
    category_id: UUID | None = None
    parent_id: UUID | None = None
    priority: Priority = 4
    #: Before this day it need not be looked at.
    start_date: date | None = None
    due: Due | None = None
    deadline: date | None = None
    duration_minutes: int | None = None
    recurrence: Recurrence | None = None
    reminders: tuple[Reminder, ...] = ()
    label_ids: tuple[UUID, ...] = ()
    assignee: str | None = None
    #: Sorts todos by hand, compared byte by byte.
    position: str
    completed_at: datetime | None = None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
    #: Where it was made: `web`, `api`, `voice`, …
    source: str = "api"
    #: The voice command that made it.
    command_id: UUID | None = None
    #: Grows by one with each change.
    version: int = 1

    @property
    def is_done(self) -> bool:
        return self.completed_at is not None

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """A named place for todos; people call it a list. Names are unique per user, whatever their case."""

    id: UUID
    name: str
    color: str | None = None
    position: str
    created_at: datetime
    updated_at: datetime
    version: int = 1


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A word that todos of any category may carry. Names are unique per user, whatever their case."""

    id: UUID
    name: str
    color: str | None = None
    version: int = 1


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """A question about todos, kept under a name, which is unique per user. `query` is in the language of filters."""

    id: UUID
    name: str
    query: str
    color: str | None = None
    is_favorite: bool = False
    position: str
    created_at: datetime
    updated_at: datetime
    version: int = 1


class Origin(msgspec.Struct, frozen=True):
    """How a change came about. `command_id` names the voice command or change set it was part of."""

    source: str = "api"
    command_id: UUID | None = None


class CreateTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="create_todo"):
    """`labels` are names; missing ones are created. A recurrence without a due date starts at its first."""

    title: str
    id: UUID | None = None
    notes: str = ""
    category_id: UUID | None = None
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
    assignee: str | None = None


class UpdateTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="update_todo"):
    """Sets the fields that are given. `add_labels` and `remove_labels` are names."""

    id: UUID
    title: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET
    category_id: UUID | UnsetType | None = UNSET
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
    add_labels: tuple[str, ...] = ()
    remove_labels: tuple[str, ...] = ()


class CompleteTodo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="complete_todo"):
    """With its open subtasks. A recurring todo moves to its next occurrence."""

    id: UUID


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
    todo: Todo | None = None
    before: Todo | None = None
    todos: tuple[Todo, ...] = ()
    category: Category | None = None
    label: Label | None = None
    kept_fields: tuple[str, ...] = ()


class KnownTodo(msgspec.Struct, frozen=True, kw_only=True):
    """As much of a todo as is needed to recognise it by what somebody said."""

    id: UUID
    title: str
    category_id: UUID | None = None
    due_date: date | None = None
    is_done: bool = False


class VoiceContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a user can mean: all categories and labels, up to 1000 open todos (latest first), the 50 done last."""

    categories: tuple[Category, ...]
    labels: tuple[Label, ...]
    todos: tuple[KnownTodo, ...]


class TodoQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which todos. Dates are inclusive and compared with the local due date; `text` is looked for word by word."""

    status: Status = "open"
    category_id: UUID | None = None
    #: Only todos without a category.
    in_inbox: bool = False
    label_id: UUID | None = None
    due_from: date | None = None
    due_to: date | None = None
    has_due: bool | None = None
    completed_from: datetime | None = None
    completed_to: datetime | None = None
    text: str | None = None
    sort: Literal["position", "due", "priority", "created_at", "-created_at", "-completed_at"] = "due"
    limit: int = 50


class FoundTodos(msgspec.Struct, frozen=True, kw_only=True):
    """The first `limit` of them, and how many there are in all."""

    todos: tuple[Todo, ...]
    total: int


class TodoApi(Face):
    """Everything is scoped by `user_id`: another's id is not found, as if it never was."""

    module: ClassVar[str] = "todo"

    @abstractmethod
    @idempotent
    async def context(self, *, user_id: UUID) -> VoiceContext:
        """What the user can mean by a name or a title."""

    @abstractmethod
    @idempotent
    async def apply(
        self,
        *,
        user_id: UUID,
        change_set_id: UUID,
        source: str,
        changes: tuple[Change, ...],
        now: datetime,
        timezone: str,
    ) -> tuple[ChangeResult, ...]:
        """Make all changes in one transaction and answer one result each, in order.

        A change that is refused or not found leaves the others standing. The same `change_set_id` with the same changes
        answers the first results again and changes nothing. Raises ChangeSetReused (409) when the changes differ.
        """

    @abstractmethod
    @idempotent
    async def revert(self, *, user_id: UUID, change_set_id: UUID) -> tuple[ChangeResult, ...]:
        """Put everything the change set touched back as it was; asking again answers the same.

        Whatever somebody changed since stays as they made it and is reported as `kept`. Raises ChangeSetNotFound (404).
        """

    @abstractmethod
    @idempotent
    async def find(self, *, user_id: UUID, query: TodoQuery) -> FoundTodos:
        """The todos that fit, for questions such as "what is due today"."""

    @abstractmethod
    @idempotent
    async def get_many(self, *, user_id: UUID, ids: tuple[UUID, ...]) -> tuple[Todo, ...]:
        """Those of `ids` that are the user's, the trash included, in the order asked for."""
