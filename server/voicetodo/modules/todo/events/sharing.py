"""What is shared, and what is not any more: of one owner's things or a team, and for others alone."""

from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Category, Origin
from voicetodo.modules.todo.api.people import Team


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


class TeamChanged(msgspec.Struct, frozen=True, kw_only=True):
    """The `audience` are in a team, in this role, or it or who is in it changed. For nobody else.

    `team` is as it is to them. A team is a space of its own: `user_id` is its id.
    """

    name: ClassVar[str] = "todo.team_changed.v1"
    user_id: UUID
    team: Team
    origin: Origin
    audience: tuple[UUID, ...]


class TeamLeft(msgspec.Struct, frozen=True, kw_only=True):
    """The `audience` are not in this team any more, or it is gone. For nobody else."""

    name: ClassVar[str] = "todo.team_left.v1"
    user_id: UUID
    team_id: UUID
    origin: Origin
    audience: tuple[UUID, ...]


SharingEvent = TodosWithdrawn | CategoryShared | CategoryUnshared | TeamChanged | TeamLeft
