"""What categories, labels and filters have in common: they are looked up, made once, changed, and put in order."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import ordering
from voicetodo.modules.todo.api import Category, Filter, Label, Origin, Section
from voicetodo.modules.todo.naming import checked, plain
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.service.nouns import Noun, T

P = TypeVar("P", bound=Category | Section | Filter)

#: Fields of a value that its owner does not choose.
_OURS = frozenset({"id", "position", "created_at", "updated_at", "version", "owner_id", "role", "is_shared"})


class NamedPatch(msgspec.Struct, frozen=True, kw_only=True):
    """The fields to set. What else can be set, the patch of each noun adds."""

    name: str | UnsetType = UNSET


class ColoredPatch(NamedPatch, frozen=True, kw_only=True):
    """Of those that have a colour."""

    color: str | UnsetType | None = UNSET


class NamedThings(Generic[T]):
    """Every verb is scoped by `user_id`; what the user cannot see is not found."""

    noun: ClassVar[Noun[Any]]

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_all(self, user_id: UUID) -> list[T]:
        async with self._desk.database.connection() as connection:
            return await self.noun.rows.list_seen(connection, user_id)

    async def get(self, user_id: UUID, wanted_id: UUID) -> T:
        async with self._desk.database.connection() as connection:
            found = await self.noun.rows.find_seen(connection, user_id, wanted_id)
        if found is None:
            raise self.noun.not_found
        return found

    async def update(
        self, user_id: UUID, wanted_id: UUID, patch: NamedPatch, *, origin: Origin, check: Check | None = None
    ) -> T:
        """Raises that it is not found or invalid, or that its name is taken."""
        async with self._space(user_id, wanted_id, origin) as ledger:
            before: T = await lock(ledger, self.noun, wanted_id, check)
            after = patched(before, patch)
            await self._check(ledger, before, after)
            return await write(ledger, self.noun, before, after)

    def _space(self, user_id: UUID, wanted_id: UUID, origin: Origin) -> AbstractAsyncContextManager[Ledger]:  # noqa: ARG002 - for those that may be another's
        """The ledger of the space it lies in. Raises that it is not found, or that it may not be changed."""
        return self._desk.writing(user_id, origin)

    async def _check(self, ledger: Ledger, before: T, after: T) -> None:
        """What must hold besides a sound name and colour. Raises that it is invalid."""

    async def delete(self, user_id: UUID, wanted_id: UUID, *, origin: Origin, check: Check | None = None) -> None:
        """Raises that it is not found."""
        async with self._desk.writing(user_id, origin) as ledger:
            await ledger.deleted(self.noun, await lock(ledger, self.noun, wanted_id, check))


class OrderedThings(NamedThings[P], Generic[P]):
    """Those with an order made by hand."""

    async def move(
        self, user_id: UUID, wanted_id: UUID, *, after_id: UUID | None, origin: Origin, check: Check | None = None
    ) -> P:
        """Right after that one, or first of all. Raises that it is not found or invalid."""
        async with self._space(user_id, wanted_id, origin) as ledger:
            before: P = await lock(ledger, self.noun, wanted_id, check)
            known: list[P] = await self.noun.rows.list_all(ledger.tx, ledger.user_id)
            others = [each for each in known if each.id != wanted_id and self._is_beside(each, before)]
            place = place_among(others, after_id, now=ledger.now, noun=self.noun)
            after = replace(before, position=place)
            await self._check(ledger, before, after)
            return await write(ledger, self.noun, before, after, verb="moved")

    def _is_beside(self, one: P, other: P) -> bool:
        """Whether one can be moved next to the other."""
        return all(getattr(one, field) == getattr(other, field) for field in self.noun.grouped_by)


async def lock(ledger: Ledger, noun: Noun[T], wanted_id: UUID, check: Check | None = None) -> T:
    """To be changed. Raises that it is not found, or what `check` raises."""
    found = await noun.rows.lock(ledger.tx, ledger.user_id, wanted_id)
    if found is None:
        raise noun.not_found
    if check is not None:
        check(found.version)
    return found


async def create(ledger: Ledger, noun: Noun[T], wanted: T) -> tuple[T, bool]:
    """What is there then, and whether it is new: the same asked for again under its id answers what is there.

    Raises that it is invalid, or that the id or the name is taken.
    """
    made = plain(wanted)
    checked(made, noun.invalid)
    if await ledger.created(noun, made):
        return made, True
    found = await noun.rows.find(ledger.tx, ledger.user_id, made.id)
    if found is None:
        raise noun.name_taken
    if not _is_same_draft(found, made):
        raise noun.id_taken
    return found, False


def patched(before: T, patch: NamedPatch) -> T:
    """With the given fields set, in their plain spelling."""
    given = {name: value for name in patch.__struct_fields__ if (value := getattr(patch, name)) is not UNSET}
    return plain(replace(before, **given))


async def write(ledger: Ledger, noun: Noun[T], before: T, after: T, *, verb: str = "changed") -> T:
    """The next version of it, or the same where nothing differs. Raises that it is invalid or its name is taken."""
    checked(after, noun.invalid)
    if after == before:
        return before
    after = as_version(after, before.version + 1, now=ledger.now)
    await ledger.changed(noun, before, after, verb=verb)
    return after


def as_version(value: T, version: int, *, now: datetime) -> T:
    """The same as of now."""
    return replace(value, version=version, **({} if isinstance(value, Label) else {"updated_at": now}))


def place_among(others: Sequence[P], after_id: UUID | None, *, now: datetime, noun: Noun[P]) -> str:
    """The place right after that one of `others`, which are in order, or before them all. Raises that it is invalid."""
    nth = next((nth for nth, each in enumerate(others, start=1) if each.id == after_id), 0)
    if after_id is not None and nth == 0:
        sentence = f"You have no such other {noun.word}."
        raise noun.invalid(sentence, errors=[FieldError("after_id", sentence)])
    low = others[nth - 1].position if nth else None
    high = others[nth].position if nth < len(others) else None
    last = ordering.at_end(now)
    return last if high is None and (low is None or low < last) else ordering.between(low, high)


def _is_same_draft(found: T, made: T) -> bool:
    return all(getattr(found, name) == getattr(made, name) for name in made.__struct_fields__ if name not in _OURS)
