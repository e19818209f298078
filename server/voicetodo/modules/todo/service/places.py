"""Where an import's todos go: categories, sections and labels, those that are there and those to be made."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import nesting
from voicetodo.modules.todo.api import Category, Filter, Label, Section
from voicetodo.modules.todo.filtering.parser import MAX_LENGTH
from voicetodo.modules.todo.naming import MAX_DESCRIPTION, MAX_NAME
from voicetodo.modules.todo.ordering import at_end, is_place
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, FILTER, LABEL, SECTION
from voicetodo.modules.todo.service.sections import MAX_SECTIONS
from voicetodo.modules.todo.text import TextError, line
from voicetodo.modules.todo.transfer.draft import CategoryDraft, Draft, NamedDraft, Names, SectionDraft
from voicetodo.modules.todo.transfer.plain import color_of

_NOTHING: Final = CategoryDraft(name="")

#: A category and a section of it.
Place = tuple[UUID | None, UUID | None]


class Places:
    """What bears a name already is taken as it is; ids of a file of ours are kept where they are free."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._categories: dict[UUID, Category] = {}
        #: By category and name.
        self._sections: dict[tuple[UUID, str], UUID] = {}
        self._named: dict[str, UUID] = {}
        self._labels: dict[str, UUID] = {}
        #: The id in the file → the id here.
        self._of_file: dict[UUID, UUID] = {}

    async def prepare(self, drafts: Iterable[Draft], names: Names) -> None:
        """Make all that is missing."""
        tx, user_id = self._ledger.tx, self._ledger.user_id
        self._categories = {each.id: each for each in await CATEGORY.rows.list_all(tx, user_id)}
        self._named = {each.name.lower(): each.id for each in self._categories.values() if not each.is_archived}
        known = await SECTION.rows.list_all(tx, user_id)
        self._sections = {(each.category_id, each.name.lower()): each.id for each in known}
        self._labels = {each.name.lower(): each.id for each in await LABEL.rows.list_all(tx, user_id)}
        drafts = list(drafts)
        for nth, told in enumerate(_parents_first(names.categories)):
            await self._category(told.name, nth, told)
        for nth, name in enumerate(dict.fromkeys(each.category for each in drafts), start=len(names.categories)):
            if name:
                await self._category(name, nth, _NOTHING)
        for told in names.sections:
            await self._told_section(told)
        for nth, draft in enumerate(drafts):
            await self._section(draft, nth)
        for told in names.labels:
            await self._label(told)
        for word in dict.fromkeys(word for draft in drafts for word in self.words_of(draft)):
            await self._label(NamedDraft(name=word))
        for told in names.filters:
            await self._filter(told)

    def of(self, draft: Draft) -> Place:
        """Where a draft without parent goes."""
        category_id = self._category_of(draft)
        return category_id, self._section_of(draft, category_id)

    def label_ids(self, draft: Draft) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(self._labels[word.lower()] for word in self.words_of(draft)))

    def label_ids_named(self, names: Iterable[str]) -> set[UUID]:
        """Those there are of these names."""
        return {self._labels[name.lower()] for name in names if name.lower() in self._labels}

    def words_of(self, draft: Draft) -> tuple[str, ...]:
        """Its labels; a section where there is no place for one is kept as a label."""
        category_id = self._category_of(draft)
        is_lost = draft.section is not None and draft.parent is None and self._section_of(draft, category_id) is None
        return tuple(dict.fromkeys((*draft.labels, *([draft.section] if draft.section and is_lost else []))))

    def _category_of(self, draft: Draft) -> UUID | None:
        if draft.category_id is not None and draft.category_id in self._of_file:
            return self._of_file[draft.category_id]
        return self._named.get(draft.category.lower()) if draft.category else None

    def _section_of(self, draft: Draft, category_id: UUID | None) -> UUID | None:
        if draft.section_id is not None and draft.section_id in self._of_file:
            return self._of_file[draft.section_id]
        if draft.section is None or category_id is None:
            return None
        return self._sections.get((category_id, draft.section.lower()))

    async def _category(self, name: str, nth: int, told: CategoryDraft) -> None:
        here = told.id if told.id in self._categories else None
        if here is None and told.archived_at is None:
            here = self._named.get(name.lower())
        if here is None and _is_name(name):
            here = (await self._new_category(name, nth, told)).id
        if here is not None and told.id is not None:
            self._of_file[told.id] = here

    async def _new_category(self, name: str, nth: int, told: CategoryDraft) -> Category:
        now = self._ledger.now
        made = Category(
            id=told.id or new_id(),
            name=name,
            color=color_of(told.color),
            description=told.description[:MAX_DESCRIPTION],
            parent_id=self._of_file.get(told.parent_id) if told.parent_id else None,
            is_favorite=told.is_favorite,
            position=told.position if is_place(told.position) else at_end(now, nth=nth),
            archived_at=told.archived_at,
            created_at=now,
            updated_at=now,
        )
        if nesting.misfit(made, self._categories.values()):
            made = replace(made, parent_id=None)
        await self._ledger.created(CATEGORY, made)
        self._categories[made.id] = made
        if not made.is_archived:
            self._named[name.lower()] = made.id
        return made

    async def _told_section(self, told: SectionDraft) -> None:
        category_id = self._of_file.get(told.category_id)
        if category_id is None or not _is_name(told.name):
            return
        here = told.id if told.id in self._sections.values() else self._sections.get((category_id, told.name.lower()))
        self._of_file[told.id] = here or await self._new_section(told.name, category_id, told.position, told.id)

    async def _section(self, draft: Draft, nth: int) -> None:
        """A category holds only so many: what is beyond them becomes a label."""
        category_id = self._category_of(draft)
        if draft.section is None or category_id is None or draft.parent is not None or draft.section_id is not None:
            return
        if (category_id, draft.section.lower()) not in self._sections:
            count = sum(each == category_id for each, _ in self._sections)
            if count < MAX_SECTIONS and not self._categories[category_id].is_archived:
                await self._new_section(draft.section, category_id, at_end(self._ledger.now, nth=nth), new_id())

    async def _new_section(self, name: str, category_id: UUID, position: str, section_id: UUID) -> UUID:
        now = self._ledger.now
        made = Section(
            id=section_id,
            category_id=category_id,
            name=name,
            position=position if is_place(position) else at_end(now),
            created_at=now,
            updated_at=now,
        )
        await self._ledger.created(SECTION, made)
        self._sections[category_id, name.lower()] = made.id
        return made.id

    async def _label(self, told: NamedDraft) -> None:
        if told.name.lower() not in self._labels and _is_name(told.name):
            is_free = told.id is not None and told.id not in self._labels.values()
            made = Label(id=told.id if told.id and is_free else new_id(), name=told.name, color=color_of(told.color))
            await self._ledger.created(LABEL, made)
            self._labels[told.name.lower()] = made.id

    async def _filter(self, told: Filter) -> None:
        now = self._ledger.now
        if _is_name(told.name) and 0 < len(told.query) <= MAX_LENGTH:
            position = told.position if is_place(told.position) else at_end(now)
            made = replace(
                told, color=color_of(told.color), position=position, created_at=now, updated_at=now, version=1
            )
            # one of that name may be there: it is taken as it is
            await self._ledger.created(FILTER, made)


def _parents_first(told: Iterable[CategoryDraft]) -> list[CategoryDraft]:
    """Those in a circle come last, and stand by themselves."""
    waiting, done, found = list(told), set[UUID | None]([None]), list[CategoryDraft]()
    ids = {each.id for each in waiting}
    while waiting:
        ready = [each for each in waiting if each.parent_id in done or each.parent_id not in ids] or waiting
        found += ready
        done |= {each.id for each in ready}
        waiting = [each for each in waiting if each not in ready]
    return found


def _is_name(name: str) -> bool:
    try:
        return line(name, most=MAX_NAME) == name
    except TextError:
        return False
