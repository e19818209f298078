"""What happens to todos."""

from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Due, Origin, Todo


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
    """A done todo is to be done again; or of a recurring one, which is open, the `occurrence` at which it stands again.

    Then `completed_version` is the version to which the todo came by the completion that is taken back.
    """

    name: ClassVar[str] = "todo.todo_reopened.v1"
    user_id: UUID
    todo: Todo
    occurrence: Due | None = None
    completed_version: int | None = None
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


TodoEvent = TodoCreated | TodoChanged | TodoCompleted | TodoReopened | TodoDeleted | TodoRestored
