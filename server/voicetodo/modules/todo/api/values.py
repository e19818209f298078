"""The values of this module, the same in answers, events, lists and the journal."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

#: 1 is the highest, 4 the lowest and the one that is not shown.
Priority = Literal[1, 2, 3, 4]
Status = Literal["open", "completed", "all"]
#: What somebody may do in a category: each of these, and all that stand after it. Commenters comment, viewers look.
Role = Literal["owner", "editor", "commenter", "viewer"]


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
    #: A section of that category.
    section_id: UUID | None = None
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
    #: Who is to do it, as it was said.
    assignee: str | None = None
    #: The same where it is somebody who may see the todo.
    assignee_id: UUID | None = None
    #: Sorts todos by hand, compared byte by byte.
    position: str
    completed_at: datetime | None = None
    created_at: datetime
    #: Who made it. Unknown of what changed hands before this was kept.
    created_by: UUID | None = None
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
    """A named place for todos; people call it a list.

    Names are unique among those of an owner that are not archived, whatever their case. `role`, `is_shared`,
    `is_favorite`, `parent_id` and `position` are as they are to whoever is told of it.
    """

    id: UUID
    name: str
    description: str = ""
    color: str | None = None
    #: The category it stands below.
    parent_id: UUID | None = None
    is_favorite: bool = False
    #: Sorts categories by hand, compared byte by byte.
    position: str
    #: In the archive since; what is in it is left alone and not shown unless it is asked for.
    archived_at: datetime | None = None
    created_at: datetime
    updated_at: datetime
    version: int = 1
    #: Always given in answers; not in what was kept before categories could be shared.
    owner_id: UUID | None = None
    role: Role = "owner"
    #: Whether anybody but the owner may see it.
    is_shared: bool = False

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a category. Names are unique within it, whatever their case."""

    id: UUID
    category_id: UUID
    name: str
    #: Sorts the sections of a category by hand, compared byte by byte.
    position: str
    created_at: datetime
    updated_at: datetime
    version: int = 1


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A word that todos of any category may carry. Names are unique per owner, whatever their case.

    A label of somebody else's is seen while a todo that one may see carries it.
    """

    id: UUID
    name: str
    color: str | None = None
    version: int = 1
    #: Always given in answers; not in what was kept before categories could be shared.
    owner_id: UUID | None = None


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
    """How a change came about. `command_id` names the voice command or change set it was part of.

    `actor_id` is whose doing it was; None is the owner.
    """

    source: str = "api"
    command_id: UUID | None = None
    actor_id: UUID | None = None
