"""Filters that people keep: make, change, put in order, throw away."""

from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import ordering
from voicetodo.modules.todo.api import Filter, Origin
from voicetodo.modules.todo.errors import (
    FilterIdTaken,
    FilterInvalid,
    FilterNameTaken,
    FilterNotFound,
    TooManyFilters,
)
from voicetodo.modules.todo.naming import checked, plain_color, plain_name
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.filtering import parsed
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.verbs import Check
from voicetodo.modules.todo.store import filters

#: All are counted at once.
MAX_FILTERS = 200


class FilterDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a client chooses."""

    name: str
    query: str
    color: str | None = None
    is_favorite: bool = False


class FilterPatch(msgspec.Struct, frozen=True, kw_only=True):
    """The fields to set."""

    name: str | UnsetType = UNSET
    query: str | UnsetType = UNSET
    color: str | UnsetType | None = UNSET
    is_favorite: bool | UnsetType = UNSET


class Filters:
    """Every verb is scoped by `user_id`; what is another's raises FilterNotFound."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def create(
        self, user_id: UUID, draft: FilterDraft, *, filter_id: UUID, origin: Origin
    ) -> tuple[Filter, bool]:
        """The filter, and whether it is new: the same one asked for again answers what is there.

        Raises FilterInvalid, FilterNameTaken, FilterIdTaken, TooManyFilters.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            made = Filter(
                id=filter_id,
                name=plain_name(draft.name),
                query=draft.query,
                color=plain_color(draft.color),
                is_favorite=draft.is_favorite,
                position=ordering.at_end(ledger.now),
                created_at=ledger.now,
                updated_at=ledger.now,
            )
            _check(made)
            found = await filters.find(ledger.tx, user_id, filter_id)
            if found is None and await filters.count(ledger.tx, user_id) >= MAX_FILTERS:
                raise TooManyFilters
            if found is None and await ledger.filter_created(made):
                return made, True
            found = found or await filters.find(ledger.tx, user_id, filter_id)
            if found is None:
                raise FilterNameTaken
            if _chosen(found) != _chosen(made):
                raise FilterIdTaken
            return found, False

    async def list_all(self, user_id: UUID) -> list[Filter]:
        async with self._desk.database.connection() as connection:
            return await filters.list_all(connection, user_id)

    async def get(self, user_id: UUID, filter_id: UUID) -> Filter:
        async with self._desk.database.connection() as connection:
            found = await filters.find(connection, user_id, filter_id)
        if found is None:
            raise FilterNotFound
        return found

    async def update(
        self, user_id: UUID, filter_id: UUID, patch: FilterPatch, *, origin: Origin, check: Check | None = None
    ) -> Filter:
        """Raises FilterNotFound, FilterInvalid, FilterNameTaken."""
        async with self._desk.writing(user_id, origin) as ledger:
            before = await _lock(ledger, filter_id, check)
            after = replace(
                before,
                name=before.name if patch.name is UNSET else plain_name(patch.name),
                query=before.query if patch.query is UNSET else patch.query,
                color=before.color if patch.color is UNSET else plain_color(patch.color),
                is_favorite=before.is_favorite if patch.is_favorite is UNSET else patch.is_favorite,
            )
            _check(after, has_new_query=after.query != before.query)
            return await _write(ledger, before, after)

    async def move(
        self, user_id: UUID, filter_id: UUID, *, after_id: UUID | None, origin: Origin, check: Check | None = None
    ) -> Filter:
        """Right after that one, or first of all. Raises FilterNotFound, FilterInvalid."""
        async with self._desk.writing(user_id, origin) as ledger:
            before = await _lock(ledger, filter_id, check)
            others = [each for each in await filters.list_all(ledger.tx, user_id) if each.id != filter_id]
            place = next((nth for nth, each in enumerate(others, start=1) if each.id == after_id), 0)
            if after_id is not None and place == 0:
                sentence = "You have no such other filter."
                raise FilterInvalid(sentence, errors=[FieldError("after_id", sentence)])
            low = others[place - 1].position if place else None
            high = others[place].position if place < len(others) else None
            now = ordering.at_end(ledger.now)
            position = now if high is None and (low is None or low < now) else ordering.between(low, high)
            return await _write(ledger, before, replace(before, position=position))

    async def delete(self, user_id: UUID, filter_id: UUID, *, origin: Origin, check: Check | None = None) -> None:
        """No todo is touched. Raises FilterNotFound."""
        async with self._desk.writing(user_id, origin) as ledger:
            await ledger.filter_deleted(await _lock(ledger, filter_id, check))


def _check(kept: Filter, *, has_new_query: bool = True) -> None:
    checked(kept, FilterInvalid)
    if has_new_query:
        parsed(kept.query, FilterInvalid)


def _chosen(kept: Filter) -> tuple[object, ...]:
    return kept.name, kept.query, kept.color, kept.is_favorite


async def _lock(ledger: Ledger, filter_id: UUID, check: Check | None) -> Filter:
    found = await filters.lock(ledger.tx, ledger.user_id, filter_id)
    if found is None:
        raise FilterNotFound
    if check is not None:
        check(found.version)
    return found


async def _write(ledger: Ledger, before: Filter, after: Filter) -> Filter:
    if after == before:
        return before
    after = replace(after, updated_at=ledger.now, version=before.version + 1)
    await ledger.filter_changed(before, after)
    return after
