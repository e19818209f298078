"""Makes a client's changes of what has a name. Two clients that make one of the same name have made the same."""

from typing import Any, Final
from uuid import UUID

from voicetodo.kit.errors import NotFound
from voicetodo.modules.todo.api import CreateLabel, DeleteCategory
from voicetodo.modules.todo.errors import CategoryNameTaken, CategoryNotFound, LabelNameTaken, SectionNameTaken
from voicetodo.modules.todo.naming import plain_name
from voicetodo.modules.todo.service import access, categories, labels, sections
from voicetodo.modules.todo.service.categories import Categories
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.filters import Filters
from voicetodo.modules.todo.service.labels import Labels
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.mutations import (
    CreateCategory,
    CreateFilter,
    CreateSection,
    DeleteNamed,
    DeleteSection,
    Made,
    MoveNamed,
    ShelveCategory,
    UpdateNamed,
)
from voicetodo.modules.todo.service.named import NamedThings, OrderedThings
from voicetodo.modules.todo.service.nouns import CATEGORY, LABEL, SECTION
from voicetodo.modules.todo.service.sections import Sections

_ORDERED: Final[dict[str, type[OrderedThings[Any]]]] = {"category": Categories, "filter": Filters, "section": Sections}
_NAMED: Final[dict[str, type[NamedThings[Any]]]] = {**_ORDERED, "label": Labels}


async def create_category(ledger: Ledger, change: CreateCategory, category_id: UUID) -> Made:
    found = await CATEGORY.rows.find_by_name(ledger.tx, ledger.user_id, plain_name(change.draft.name))
    if found is None:
        try:
            made, _ = await categories.create(ledger, change.draft, category_id=category_id)
        except CategoryNameTaken:  # by another client, this very moment
            return await create_category(ledger, change, category_id)
        return Made(id=made.id)
    if found.id == category_id:
        return Made(id=found.id)
    return Made(id=found.id, message=f"There is a list “{found.name}” already; this is the same one now.")


async def create_label(ledger: Ledger, change: CreateLabel, label_id: UUID) -> Made:
    found = await LABEL.rows.find_by_name(ledger.tx, ledger.user_id, plain_name(change.name))
    if found is None:
        try:
            made, _ = await labels.create(ledger, label_id=label_id, name=change.name, color=change.color)
        except LabelNameTaken:  # by another client, this very moment
            return await create_label(ledger, change, label_id)
        return Made(id=made.id)
    if found.id == label_id:
        return Made(id=found.id)
    return Made(id=found.id, message=f"There is a label “{found.name}” already; this is the same one now.")


async def create_section(ledger: Ledger, change: CreateSection) -> Made:
    try:
        there = await access.at_category(ledger, change.category_id)
    except CategoryNotFound:
        there = ledger
    named = [
        each
        for each in await SECTION.rows.list_all(there.tx, there.user_id)
        if each.category_id == change.category_id and each.name.lower() == plain_name(change.name).lower()
    ]
    if not named:
        try:
            made, _ = await sections.create(
                there, section_id=change.id, category_id=change.category_id, name=change.name
            )
        except SectionNameTaken:  # by another client, this very moment
            return await create_section(ledger, change)
        return Made(id=made.id)
    if named[0].id == change.id:
        return Made(id=change.id)
    message = f"There is a section “{named[0].name}” already; this is the same one now."
    return Made(id=named[0].id, message=message)


async def do_named(desk: Desk, ledger: Ledger, change: CreateFilter | UpdateNamed | MoveNamed | ShelveCategory) -> None:
    user_id, origin = ledger.user_id, ledger.origin
    match change:
        case CreateFilter(id=filter_id, draft=draft):
            await Filters(desk).create(user_id, draft, filter_id=filter_id, origin=origin)
        case UpdateNamed(kind=kind, id=named_id, patch=patch):
            await _NAMED[kind](desk).update(user_id, named_id, patch, origin=origin)
        case MoveNamed(kind=kind, id=named_id, after_id=after_id):
            await _ORDERED[kind](desk).move(user_id, named_id, after_id=after_id, origin=origin)
        case ShelveCategory(id=category_id, is_archived=True):
            await Categories(desk).archive(user_id, category_id, origin=origin)
        case ShelveCategory(id=category_id):
            await Categories(desk).unarchive(user_id, category_id, origin=origin)


async def delete_named(desk: Desk, ledger: Ledger, change: DeleteCategory | DeleteSection | DeleteNamed) -> None:
    try:
        if isinstance(change, DeleteCategory):
            await Categories(desk).delete(ledger.user_id, change.id, origin=ledger.origin, todos_to=change.todos)
        elif isinstance(change, DeleteSection):
            await Sections(desk).delete(ledger.user_id, change.id, origin=ledger.origin, todos_to=change.todos)
        else:
            await _NAMED[change.kind](desk).delete(ledger.user_id, change.id, origin=ledger.origin)
    except NotFound:
        return
