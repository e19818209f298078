"""The calendars a user has: the inbox, one for each category, and one for each that somebody shares with them."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import NotFound
from voicetodo.modules.todo.api import Category, Label, Role
from voicetodo.modules.todo.dav.addresses import INBOX, CalendarPlace
from voicetodo.modules.todo.roles import may
from voicetodo.modules.todo.store import calendars as store
from voicetodo.modules.todo.store.calendar_members import Collection
from voicetodo.modules.todo.store.named import categories, labels

INBOX_NAME: Final = "Inbox"


class Calendar(msgspec.Struct, frozen=True):
    """A category as it stands in somebody's home; without one, their inbox. `order` counts from 1, the inbox first.

    `owner_name` is there where it is somebody else's.
    """

    user_id: UUID
    name: str
    category: Category | None
    order: int
    owner_name: str | None = None

    @property
    def category_id(self) -> UUID | None:
        return None if self.category is None else self.category.id

    @property
    def owner_id(self) -> UUID:
        owner_id = None if self.category is None else self.category.owner_id
        return owner_id or self.user_id

    @property
    def is_own(self) -> bool:
        return self.owner_id == self.user_id

    @property
    def role(self) -> Role:
        return "owner" if self.category is None else self.category.role

    @property
    def collection(self) -> Collection:
        return Collection(self.owner_id, self.category_id, reader_id=self.user_id)

    @property
    def title(self) -> str:
        return INBOX_NAME if self.category is None else f"{self.category.name}{self.title_ending}"

    @property
    def title_ending(self) -> str:
        """What tells it from one's own of the same name; it is no part of that."""
        return f" ({self.owner_name})" if self.owner_name else ""

    @property
    def color(self) -> str | None:
        return None if self.category is None else self.category.color

    @property
    def path(self) -> str:
        return CalendarPlace(self.user_id, self.name).path

    def may(self, needed: Role) -> bool:
        return may(self.role, needed)


class Words(msgspec.Struct, frozen=True):
    """Somebody's labels, which a todo names by id and a client by name."""

    labels: Mapping[UUID, Label]

    def names(self, label_ids: list[UUID] | tuple[UUID, ...]) -> tuple[str, ...]:
        return tuple(self.labels[each].name for each in label_ids if each in self.labels)

    def version(self, label_ids: list[UUID] | tuple[UUID, ...]) -> int:
        """Moves whenever one of them does."""
        return sum(self.labels[each].version for each in label_ids if each in self.labels)


async def list_calendars(connection: Connection, user_id: UUID) -> list[Calendar]:
    """The inbox, then the categories in the order made by hand; not those in the archive."""
    named = await store.list_names(connection, user_id)
    found = await categories.list_seen(connection, user_id)
    own_ids = {each.id for each in found if each.owner_id == user_id}
    owners = await store.list_owners(connection, user_id) if len(own_ids) < len(found) else {}
    calendars = [Calendar(user_id, INBOX, None, 1)]
    taken = {INBOX, *named.values()}
    for category in found:
        name, owner_name = str(category.id), None
        if category.id in own_ids and category.owner_id == user_id:
            name = named.get(category.id, name)
        else:
            owner_id, owner_name = owners.get(category.id, (None, ""))
            if category.id in own_ids or category.owner_id != owner_id or name in taken:
                continue  # one's own come first, and of two of others the one that was shared first
        if not category.is_archived:
            calendars.append(Calendar(user_id, name, category, len(calendars) + 1, owner_name))
    return calendars


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


async def load_words(connection: Connection, owner_id: UUID) -> Words:
    return Words({each.id: each for each in await labels.list_all(connection, owner_id)})
