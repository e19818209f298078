"""Where an import's todos go: categories, sections and labels, those that are there and those to be made."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, TypeVar
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.db import Connection
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import nesting
from voicetodo.modules.todo.api import Category, Filter, Label, Section
from voicetodo.modules.todo.checks import MAX_LABELS
from voicetodo.modules.todo.filtering.parser import MAX_LENGTH
from voicetodo.modules.todo.naming import MAX_DESCRIPTION, MAX_NAME
from voicetodo.modules.todo.ordering import at_end, is_place
from voicetodo.modules.todo.service.capacity import Shelves, check_room
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, FILTER, LABEL, SECTION, Noun
from voicetodo.modules.todo.service.sections import MAX_SECTIONS
from voicetodo.modules.todo.text import TextError, line
from voicetodo.modules.todo.transfer.draft import CategoryDraft, Draft, NamedDraft, Names, SectionDraft
from voicetodo.modules.todo.transfer.plain import color_of

_NOTHING: Final = CategoryDraft(name="")

N = TypeVar("N", Category, Label)

#: A category and a section of it.
Place = tuple[UUID | None, UUID | None]


class Places:
    """What bears a name already is taken as it is; ids of a file of ours are kept where they are free."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._categories: dict[UUID, Category] = {}
        self._named: dict[str, UUID] = {}
        #: By category and name.
        self._sections: dict[tuple[UUID, str], UUID] = {}
        self._category_of_section: dict[UUID, UUID] = {}
        #: By category.
        self._section_counts = Counter[UUID]()
        self._labels: dict[str, UUID] = {}
        self._label_ids: set[UUID] = set()
        #: The id in the file → the id here.
        self._categories_of_file: dict[UUID, UUID] = {}
        self._sections_of_file: dict[UUID, UUID] = {}
        #: Archived, and nothing new may be filed there.
        self._closed: set[UUID] = set()

    async def prepare(self, drafts: Iterable[Draft], names: Names) -> None:
        """Make all that is missing. Raises NoRoom."""
        drafts = list(drafts)
        await self._look(drafts, names)
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

    async def _look(self, drafts: Iterable[Draft], names: Names) -> None:
        here = await shelves(self._ledger.tx, self._ledger.user_id)
        check_room(drafts, names, here)
        self._categories = {each.id: each for each in here.categories}
        self._named = {each.name.lower(): each.id for each in here.categories if not each.is_archived}
        self._closed = {each.id for each in here.categories if each.is_archived}
        self._labels = {each.name.lower(): each.id for each in here.labels}
        self._label_ids = {each.id for each in here.labels}
        for each in await SECTION.rows.list_all(self._ledger.tx, self._ledger.user_id):
            self._keep_section(each)

    def is_closed(self, category_id: UUID | None) -> bool:
        """Archived, and not by the file: nothing new is filed there."""
        return category_id in self._closed

    def of(self, draft: Draft) -> Place:
        """Where a draft without parent goes."""
        category_id = self._category_of(draft)
        return category_id, self._section_of(draft, category_id)

    def label_ids(self, draft: Draft) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(self._labels[word.lower()] for word in self.words_of(draft)))[:MAX_LABELS]

    def label_ids_named(self, names: Iterable[str]) -> set[UUID]:
        """Those there are of these names."""
        return {self._labels[name.lower()] for name in names if name.lower() in self._labels}

    def words_of(self, draft: Draft) -> tuple[str, ...]:
        """Its labels; a section where there is no place for one is kept as a label."""
        category_id = self._category_of(draft)
        is_lost = draft.section is not None and draft.parent is None and self._section_of(draft, category_id) is None
        return tuple(dict.fromkeys((*draft.labels, *([draft.section] if draft.section and is_lost else []))))

    def _category_of(self, draft: Draft) -> UUID | None:
        if draft.category_id is not None and draft.category_id in self._categories_of_file:
            return self._categories_of_file[draft.category_id]
        return self._named.get(draft.category.lower()) if draft.category else None

    def _section_of(self, draft: Draft, category_id: UUID | None) -> UUID | None:
        if draft.section is None or category_id is None:
            return None
        told = self._sections_of_file.get(draft.section_id) if draft.section_id is not None else None
        if told is not None and self._category_of_section[told] == category_id:
            return told
        return self._sections.get((category_id, draft.section.lower()))

    async def _category(self, name: str, nth: int, told: CategoryDraft) -> None:
        here = told.id if told.id in self._categories else None
        if here in self._closed:
            if told.archived_at is not None:
                self._closed.discard(here)
            else:
                here = None
        if here is None and told.archived_at is None:
            here = self._named.get(name.lower())
        if here is None and _is_name(name):
            here = await self._new_category(name, nth, told)
        if here is not None and told.id is not None:
            self._categories_of_file[told.id] = here

    async def _new_category(self, name: str, nth: int, told: CategoryDraft) -> UUID:
        now = self._ledger.now
        is_free = told.id is not None and told.id not in self._categories
        made = Category(
            id=told.id if told.id and is_free else new_id(),
            name=name,
            color=color_of(told.color),
            description=told.description[:MAX_DESCRIPTION],
            parent_id=self._categories_of_file.get(told.parent_id) if told.parent_id else None,
            is_favorite=told.is_favorite,
            position=told.position if is_place(told.position) else at_end(now, nth=nth),
            archived_at=told.archived_at,
            created_at=now,
            updated_at=now,
        )
        if nesting.misfit(made, self._categories.values()):
            made = replace(made, parent_id=None)
        made = await self._created(CATEGORY, made)
        self._categories[made.id] = made
        if not made.is_archived:
            self._named[name.lower()] = made.id
        return made.id

    async def _told_section(self, told: SectionDraft) -> None:
        category_id = self._categories_of_file.get(told.category_id)
        if category_id is None or not _is_name(told.name):
            return
        here = self._sections.get((category_id, told.name.lower()))
        if self._category_of_section.get(told.id) == category_id:
            here = told.id
        if here is None and self._has_room(category_id):
            section_id = new_id() if told.id in self._category_of_section else told.id
            here = await self._new_section(told.name, category_id, told.position, section_id)
        if here is not None:
            self._sections_of_file[told.id] = here

    async def _section(self, draft: Draft, nth: int) -> None:
        """A category holds only so many: what is beyond them becomes a label."""
        category_id = self._category_of(draft)
        if draft.section is None or category_id is None or draft.parent is not None or draft.section_id is not None:
            return
        if (category_id, draft.section.lower()) not in self._sections and self._has_room(category_id):
            await self._new_section(draft.section, category_id, at_end(self._ledger.now, nth=nth), new_id())

    def _has_room(self, category_id: UUID) -> bool:
        return self._section_counts[category_id] < MAX_SECTIONS and category_id not in self._closed

    def _keep_section(self, section: Section) -> None:
        self._sections[section.category_id, section.name.lower()] = section.id
        self._category_of_section[section.id] = section.category_id
        self._section_counts[section.category_id] += 1

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
        self._keep_section(made)
        return made.id

    async def _label(self, told: NamedDraft) -> None:
        if told.name.lower() not in self._labels and _is_name(told.name):
            is_free = told.id is not None and told.id not in self._label_ids
            made = Label(id=told.id if told.id and is_free else new_id(), name=told.name, color=color_of(told.color))
            made = await self._created(LABEL, made)
            self._labels[told.name.lower()] = made.id
            self._label_ids.add(made.id)

    async def _created(self, noun: Noun[N], made: N) -> N:
        """Or the one that is there, where PostgreSQL takes two spellings of a name for the same and we do not."""
        if await self._ledger.created(noun, made):
            return made
        return await noun.rows.find_by_name(self._ledger.tx, self._ledger.user_id, made.name) or made

    async def _filter(self, told: Filter) -> None:
        now = self._ledger.now
        if _is_name(told.name) and 0 < len(told.query) <= MAX_LENGTH:
            position = told.position if is_place(told.position) else at_end(now)
            made = replace(
                told, color=color_of(told.color), position=position, created_at=now, updated_at=now, version=1
            )
            # one of that name may be there: it is taken as it is
            await self._ledger.created(FILTER, made)


async def shelves(connection: Connection, user_id: UUID) -> Shelves:
    return Shelves(
        await CATEGORY.rows.list_all(connection, user_id),
        await LABEL.rows.list_all(connection, user_id),
        await FILTER.rows.list_all(connection, user_id),
    )


def _parents_first(told: Iterable[CategoryDraft]) -> list[CategoryDraft]:
    """Those in a circle come last, and stand by themselves."""
    told = list(told)
    ids = {each.id for each in told}
    below: dict[UUID | None, list[CategoryDraft]] = {}
    for each in told:
        below.setdefault(each.parent_id if each.parent_id in ids else None, []).append(each)
    found = below.pop(None, [])
    for each in found:
        found += below.pop(each.id, []) if each.id is not None else []
    return [*found, *(each for some in below.values() for each in some)]


def _is_name(name: str) -> bool:
    try:
        return line(name, most=MAX_NAME) == name
    except TextError:
        return False
