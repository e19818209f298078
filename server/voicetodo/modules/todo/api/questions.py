"""The questions other modules may ask, and the face that answers them."""

from abc import abstractmethod
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.health import HealthFace
from voicetodo.kit.personal_data.face import PersonalDataFace
from voicetodo.kit.rpc import idempotent
from voicetodo.kit.usage import UsageFace
from voicetodo.modules.todo.api.changes import Change, ChangeResult
from voicetodo.modules.todo.api.people import Person
from voicetodo.modules.todo.api.preferences import Preferences
from voicetodo.modules.todo.api.values import Category, Label, Section, Status, Todo


class KnownTodo(msgspec.Struct, frozen=True, kw_only=True):
    """As much of a todo as is needed to recognise it by what somebody said."""

    id: UUID
    title: str
    category_id: UUID | None = None
    due_date: date | None = None
    is_done: bool = False
    priority: int | None = None
    label_ids: tuple[UUID, ...] = ()


class VoiceContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a user can mean: all labels, all categories that are not archived with their sections, who shares any with

    them, and of their todos up to 1000 open ones (latest first) and the 50 done last.
    """

    categories: tuple[Category, ...]
    sections: tuple[Section, ...] = ()
    labels: tuple[Label, ...]
    todos: tuple[KnownTodo, ...]
    people: tuple[Person, ...] = ()
    preferences: Preferences = Preferences()


class TodoQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which todos. Dates are inclusive and compared with the local due date; `text` is looked for word by word."""

    status: Status = "open"
    category_id: UUID | None = None
    #: Only todos without a category.
    in_inbox: bool = False
    #: Only todos with one of each of these: a label that several owners have has an id with each.
    labels: tuple[tuple[UUID, ...], ...] = ()
    priority: int | None = None
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


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done to a todo, without a word of what it says."""

    kind: Literal["created", "completed", "reopened", "deleted", "restored"]
    at: datetime
    todo_id: UUID
    version: int
    #: Whose doing it was.
    actor_id: UUID
    #: Where it stood then.
    category_id: UUID | None = None
    source: str


class History(msgspec.Struct, frozen=True):
    """Some of what happened, and where to go on; None where that was all."""

    happened: tuple[Happened, ...]
    next: str | None = None


class TodoApi(PersonalDataFace, UsageFace, HealthFace):
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

    @abstractmethod
    @idempotent
    async def history(self, *, user_id: UUID, after: str | None) -> History:
        """What was done to the todos in the user's space, by anybody, as far back as it is known.

        Of changes that are forgotten, what the todos themselves tell: when they were made, and done.
        """
