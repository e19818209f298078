"""A category once more: its sections and todos as they stand, under a name of their own."""

import hashlib
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Category, Origin, Section
from voicetodo.modules.todo.errors import CategoryIdTaken, CategoryTooLarge
from voicetodo.modules.todo.naming import MAX_NAME
from voicetodo.modules.todo.service import categories, named
from voicetodo.modules.todo.service.categories import CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, SECTION
from voicetodo.modules.todo.store import change_sets, todo_groups, todos
from voicetodo.modules.todo.store.todos import Stored

#: All are written by one transaction.
MAX_TODOS = 2000


class Duplicates:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def create(
        self,
        user_id: UUID,
        category_id: UUID,
        *,
        copy_id: UUID,
        name: str | None,
        with_completed: bool,
        origin: Origin,
    ) -> Category:
        """The new category, a change set of its own name: reverting that takes all of it back.

        Asked for again with the same `copy_id`, it answers the one that is there. Without a `name` it is "… copy".
        Raises CategoryNotFound, CategoryInvalid, CategoryNameTaken, CategoryIdTaken, CategoryTooLarge.
        """
        asked = hashlib.blake2b(msgspec.json.encode((category_id, name, with_completed)), digest_size=32).digest()
        async with self._desk.writing(user_id, origin, change_set_id=copy_id) as ledger:
            await todos.lock_tree(ledger.tx, user_id)
            if not await change_sets.begin(ledger.tx, user_id, copy_id, digest=asked, at=ledger.now):
                return await _made_before(ledger, copy_id, asked)
            original = await named.lock(ledger, CATEGORY, category_id)
            found = await todo_groups.lock_of_category(ledger.tx, user_id, category_id)
            wanted = [each for each in found if not each.todo.is_deleted and (with_completed or not each.todo.is_done)]
            if len(wanted) > MAX_TODOS:
                raise CategoryTooLarge
            copy = await _category(ledger, original, copy_id=copy_id, name=name)
            sections = await _sections(ledger, original, copy)
            await _todos(ledger, wanted, copy, sections)
            return copy


async def _made_before(ledger: Ledger, copy_id: UUID, asked: bytes) -> Category:
    known = await change_sets.lock(ledger.tx, ledger.user_id, copy_id)
    found = await CATEGORY.rows.find(ledger.tx, ledger.user_id, copy_id)
    if known is None or known.digest != asked or found is None:
        raise CategoryIdTaken
    return found


async def _category(ledger: Ledger, original: Category, *, copy_id: UUID, name: str | None) -> Category:
    """Where the original stands, unless that is archived; nobody's favourite."""
    known = await CATEGORY.rows.list_all(ledger.tx, ledger.user_id)
    parent = next((each for each in known if each.id == original.parent_id and not each.is_archived), None)
    draft = CategoryDraft(
        name=name or _free_name(original.name, known),
        description=original.description,
        color=original.color,
        parent_id=parent.id if parent else None,
    )
    copy, is_new = await categories.create(ledger, draft, category_id=copy_id)
    if not is_new:
        raise CategoryIdTaken
    return copy


def _free_name(name: str, known: list[Category]) -> str:
    taken = {each.name.lower() for each in known if not each.is_archived}
    number = 1
    while True:
        tail = " copy" if number == 1 else f" copy {number}"
        free = name[: MAX_NAME - len(tail)].rstrip() + tail
        if free.lower() not in taken:
            return free
        number += 1


async def _sections(ledger: Ledger, original: Category, copy: Category) -> dict[UUID, UUID]:
    """The new id of each."""
    made: dict[UUID, UUID] = {}
    for each in await SECTION.rows.list_all(ledger.tx, ledger.user_id):
        if each.category_id == original.id:
            made[each.id] = new_id()
            await ledger.created(SECTION, _as_new(each, made[each.id], copy, ledger))
    return made


def _as_new(section: Section, section_id: UUID, copy: Category, ledger: Ledger) -> Section:
    return replace(section, id=section_id, category_id=copy.id, created_at=ledger.now, updated_at=ledger.now, version=1)


async def _todos(ledger: Ledger, wanted: list[Stored], copy: Category, sections: dict[UUID, UUID]) -> None:
    """In the order of their depth; a subtask of something that is left out stands at the top."""
    made: dict[UUID, tuple[UUID, int]] = {}
    for each in wanted:
        todo = each.todo
        parent_id, depth = made.get(todo.parent_id, (None, -1)) if todo.parent_id else (None, -1)
        new = replace(
            todo,
            id=new_id(),
            category_id=copy.id,
            section_id=sections.get(todo.section_id) if todo.section_id else None,
            parent_id=parent_id,
            created_at=ledger.now,
            updated_at=ledger.now,
            source=ledger.origin.source,
            command_id=ledger.origin.command_id,
            version=1,
        )
        made[todo.id] = (new.id, depth + 1)
        await ledger.todo_created(new, depth + 1)
