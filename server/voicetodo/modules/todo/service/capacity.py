"""Whether there is room for all that an import would make besides todos. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from voicetodo.modules.todo.api import Category, Filter, Label
from voicetodo.modules.todo.service.categories import MAX_CATEGORIES
from voicetodo.modules.todo.service.filters import MAX_FILTERS
from voicetodo.modules.todo.service.sections import MAX_SECTIONS
from voicetodo.modules.todo.transfer.draft import Draft, Names, Unreadable

#: Made by one import. More of them are seldom meant: another column was taken for them.
MAX_NEW_LABELS: Final = 2_000


class NoRoom(Unreadable):
    """An import would make more than can be kept; the sentence says of what."""


class Shelves(msgspec.Struct, frozen=True):
    """All that there is already."""

    categories: Sequence[Category]
    labels: Sequence[Label]
    filters: Sequence[Filter]


def check_room(drafts: Iterable[Draft], names: Names, here: Shelves) -> None:
    """Raises NoRoom."""
    drafts = list(drafts)
    lists = _new_categories(drafts, names, here.categories)
    _check("import-room-lists", lists, len(here.categories), MAX_CATEGORIES)
    filters = {each.name.lower() for each in names.filters} - {each.name.lower() for each in here.filters}
    _check("import-room-filters", len(filters), len(here.filters), MAX_FILTERS)
    labels = {word.lower() for draft in drafts for word in draft.labels} | {each.name.lower() for each in names.labels}
    labels -= {each.name.lower() for each in here.labels}
    _check("import-room-labels", len(labels) + _lost_sections(drafts), 0, MAX_NEW_LABELS)


def _check(code: str, new: int, there: int, most: int) -> None:
    if new + there > most and new:
        has = f", you have {there:,}" if there else ""
        raise NoRoom(code, why=has, wanted=new, most=most)


def _lost_sections(drafts: Iterable[Draft]) -> int:
    """Those for which there is no place, and which become labels."""
    found: dict[str | None, set[str]] = {}
    for draft in drafts:
        if draft.section is not None and draft.parent is None:
            found.setdefault(draft.category and draft.category.lower(), set()).add(draft.section.lower())
    return sum(len(some) if name is None else max(0, len(some) - MAX_SECTIONS) for name, some in found.items())


def _new_categories(drafts: Iterable[Draft], names: Names, there: Iterable[Category]) -> int:
    known = {each.name.lower() for each in there if not each.is_archived}
    ids = {each.id for each in there}
    told = [each for each in names.categories if each.id not in ids]
    active = {each.name.lower() for each in told if each.archived_at is None}
    active |= {draft.category.lower() for draft in drafts if draft.category and draft.category_id is None}
    return len(active - known) + sum(each.archived_at is not None for each in told)
