"""The calendars a user has: the inbox, and one for each category."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import NotFound
from voicetodo.modules.todo.api import Category, Label
from voicetodo.modules.todo.dav.addresses import INBOX, CalendarPlace
from voicetodo.modules.todo.store import calendars as store
from voicetodo.modules.todo.store.named import categories, labels

INBOX_NAME: Final = "Inbox"


class Calendar(msgspec.Struct, frozen=True):
    """A category as calendar clients see it; without one, the inbox. `order` counts from 1, the inbox first."""

    user_id: UUID
    name: str
    category: Category | None
    order: int

    @property
    def category_id(self) -> UUID | None:
        return None if self.category is None else self.category.id

    @property
    def title(self) -> str:
        return INBOX_NAME if self.category is None else self.category.name

    @property
    def color(self) -> str | None:
        return None if self.category is None else self.category.color

    @property
    def path(self) -> str:
        return CalendarPlace(self.user_id, self.name).path


class Words(msgspec.Struct, frozen=True):
    """The user's labels, which a todo names by id and a client by name."""

    labels: Mapping[UUID, Label]

    def names(self, label_ids: list[UUID] | tuple[UUID, ...]) -> tuple[str, ...]:
        return tuple(self.labels[each].name for each in label_ids if each in self.labels)

    def version(self, label_ids: list[UUID] | tuple[UUID, ...]) -> int:
        """Moves whenever one of them does."""
        return sum(self.labels[each].version for each in label_ids if each in self.labels)


async def list_calendars(connection: Connection, user_id: UUID) -> list[Calendar]:
    """The inbox, then the categories in the order made by hand; not those in the archive."""
    named = await store.list_names(connection, user_id)
    found = [each for each in await categories.list_all(connection, user_id) if not each.is_archived]
    return [
        Calendar(user_id, INBOX, None, 1),
        *(Calendar(user_id, named.get(each.id, str(each.id)), each, nth) for nth, each in enumerate(found, start=2)),
    ]


async def find_calendar(connection: Connection, user_id: UUID, name: str) -> Calendar | None:
    if name == INBOX:
        return Calendar(user_id, INBOX, None, 1)
    return next((each for each in await list_calendars(connection, user_id) if each.name == name), None)


async def get_calendar(connection: Connection, user_id: UUID, name: str) -> Calendar:
    """Raises NotFound."""
    found = await find_calendar(connection, user_id, name)
    if found is None:
        raise NotFound
    return found


async def load_words(connection: Connection, user_id: UUID) -> Words:
    return Words({each.id: each for each in await labels.list_all(connection, user_id)})
