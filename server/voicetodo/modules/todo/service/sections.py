"""Sections: the parts of a category, in the order made by hand."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Literal
from uuid import UUID

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import model, ordering
from voicetodo.modules.todo.api import Origin, Section
from voicetodo.modules.todo.errors import (
    CategoryArchived,
    CategoryNotFound,
    SectionInvalid,
    SectionNotFound,
    TooManySections,
)
from voicetodo.modules.todo.service import access, named
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.service.named import OrderedThings
from voicetodo.modules.todo.service.nouns import CATEGORY, SECTION
from voicetodo.modules.todo.store import todo_groups, todos

#: Of one category.
MAX_SECTIONS = 200


class Sections(OrderedThings[Section]):
    """Every verb is scoped by `user_id`.

    What the user cannot see raises SectionNotFound, and what they may only look at NotAllowed.
    """

    noun = SECTION

    async def create(
        self, user_id: UUID, *, section_id: UUID, category_id: UUID, name: str, origin: Origin
    ) -> tuple[Section, bool]:
        """The section, and whether it is new.

        Raises SectionInvalid, SectionNameTaken, SectionIdTaken, CategoryArchived, TooManySections.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            try:
                there = await access.at_category(ledger, category_id)
            except CategoryNotFound:
                raise _missing_category() from None
            return await create(there, section_id=section_id, category_id=category_id, name=name)

    async def list_of(self, user_id: UUID, category_id: UUID) -> list[Section]:
        """Those of one category, in the order made by hand."""
        return [each for each in await self.list_all(user_id) if each.category_id == category_id]

    async def delete(
        self,
        user_id: UUID,
        wanted_id: UUID,
        *,
        origin: Origin,
        check: Check | None = None,
        todos_to: Literal["category", "trash"] = "category",
    ) -> None:
        """Its todos stay in the category without a section, or go to the trash. Raises SectionNotFound."""
        async with self._space(user_id, wanted_id, origin) as ledger:
            await todos.lock_tree(ledger.tx, ledger.user_id)
            section = await named.lock(ledger, SECTION, wanted_id, check)
            found = await todo_groups.lock_of_section(ledger.tx, ledger.user_id, wanted_id)
            pairs = [(each, model.sectioned(each.todo, section_id=None, now=ledger.now)) for each in found]
            if todos_to == "trash":
                pairs = [
                    (each, after if each.todo.is_deleted else model.deleted(after, now=ledger.now))
                    for each, after in pairs
                ]
            await ledger.todos_changed("deleted" if todos_to == "trash" else "changed", pairs)
            await ledger.deleted(SECTION, section, todos=todos_to)

    @asynccontextmanager
    async def _space(self, user_id: UUID, wanted_id: UUID, origin: Origin) -> AsyncGenerator[Ledger]:
        async with self._desk.writing(user_id, origin) as ledger:
            found = await SECTION.rows.find_seen(ledger.tx, user_id, wanted_id)
            if found is None:
                raise SectionNotFound
            yield await access.at_category(ledger, found.category_id)

    async def _check(self, ledger: Ledger, before: Section, after: Section) -> None:  # noqa: ARG002 - of no matter here
        category = await CATEGORY.rows.find(ledger.tx, ledger.user_id, before.category_id)
        if category is not None and category.is_archived:
            raise CategoryArchived


async def create(
    ledger: Ledger, *, section_id: UUID, category_id: UUID, name: str, nth: int = 0
) -> tuple[Section, bool]:
    """The section, and whether it is new: the same one asked for again answers what is there."""
    section = Section(
        id=section_id,
        category_id=category_id,
        name=name,
        position=ordering.at_end(ledger.now, nth=nth),
        created_at=ledger.now,
        updated_at=ledger.now,
    )
    category = await CATEGORY.rows.hold(ledger.tx, ledger.user_id, category_id)
    if category is None:
        raise _missing_category()
    if category.is_archived:
        raise CategoryArchived
    known = await SECTION.rows.list_all(ledger.tx, ledger.user_id)
    if sum(each.category_id == category_id and each.id != section_id for each in known) >= MAX_SECTIONS:
        raise TooManySections
    return await named.create(ledger, SECTION, section)


def _missing_category() -> SectionInvalid:
    sentence = "You have no such category."
    return SectionInvalid(sentence, errors=[FieldError("category_id", sentence)])


async def delete_all(ledger: Ledger, category_id: UUID) -> None:
    """Those of a category in which no todo stands any more."""
    for section in await SECTION.rows.list_all(ledger.tx, ledger.user_id):
        if section.category_id == category_id:
            await ledger.deleted(SECTION, section, todos="category")
