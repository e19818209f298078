"""What a todo points at must be there, in its space, the actor's to use, and stay so until the change is committed."""

from collections.abc import Iterable
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo.api import CreateTodo, Todo, UpdateTodo
from voicetodo.modules.todo.errors import TodoInvalid
from voicetodo.modules.todo.model import MAX_LEVELS
from voicetodo.modules.todo.roles import allow
from voicetodo.modules.todo.service import labels
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import named as store
from voicetodo.modules.todo.store import shares, todos
from voicetodo.modules.todo.store.todos import Stored


async def destination(ledger: Ledger, patch: UpdateTodo) -> Ledger:
    """The ledger of the space in which the todo of this one shall lie. Nothing is locked but what the actor may do.

    Raises TodoInvalid, NotAllowed.
    """
    if patch.parent_id is not UNSET and patch.parent_id is not None:
        return await space_of_parent(ledger, patch.parent_id)
    if patch.section_id is not UNSET and patch.section_id is not None:
        return await space_of_section(ledger, patch.section_id)
    if patch.category_id is UNSET:
        return ledger
    if patch.category_id is not None:
        return await space_of_category(ledger, patch.category_id)
    if not ledger.is_own and patch.parent_id is UNSET:
        found = await todos.find(ledger.tx, ledger.user_id, patch.id)
        if found is not None and found.parent_id is not None:
            return ledger  # it stays with its parent
    return ledger.own


async def space_of_category(ledger: Ledger, category_id: UUID | None) -> Ledger:
    """The ledger of the space of a category that the actor may fill; nobody but the actor has an inbox here.

    Raises TodoInvalid, NotAllowed.
    """
    if category_id is None or await store.categories.find(ledger.tx, ledger.actor_id, category_id) is not None:
        return ledger.own
    found = await shares.find_of_category(ledger.tx, ledger.actor_id, category_id, is_held=True)
    if found is None:
        raise refused("category_id", "You have no such category.")
    allow(found.role, "editor")
    return ledger.at(found)


async def space_of_section(ledger: Ledger, section_id: UUID) -> Ledger:
    """The same of a section. Raises TodoInvalid, NotAllowed."""
    found = await store.sections.find_seen(ledger.tx, ledger.actor_id, section_id)
    if found is None:
        raise refused("section_id", "You have no such section.")
    return await space_of_category(ledger, found.category_id)


async def space_of_parent(ledger: Ledger, parent_id: UUID) -> Ledger:
    """The same of a todo that shall have a subtask. Raises TodoInvalid, NotAllowed."""
    if await todos.exists(ledger.tx, ledger.actor_id, parent_id):
        return ledger.own
    found = await shares.find_of_todo(ledger.tx, ledger.actor_id, parent_id, is_held=True)
    if found is None:
        raise refused("parent_id", "You have no such todo.")
    allow(found.role, "editor")
    return ledger.at(found)


async def space_of_draft(ledger: Ledger, draft: CreateTodo) -> Ledger:
    """The same of a todo that is to be made. Raises TodoInvalid, NotAllowed."""
    if draft.parent_id is not None:
        return await space_of_parent(ledger, draft.parent_id)
    if draft.section_id is not None:
        return await space_of_section(ledger, draft.section_id)
    return await space_of_category(ledger, draft.category_id)


async def lock_trees(*ledgers: Ledger) -> None:
    """Of several spaces, in one order everywhere: two who do the same must not wait for each other."""
    for owner_id in sorted({each.user_id for each in ledgers}):
        await todos.lock_tree(ledgers[0].tx, owner_id)


async def enter(ledger: Ledger, *, todo_ids: Iterable[UUID], category_ids: Iterable[UUID]) -> None:
    """Hold what the actor may do with these, wherever they lie, and the trees of all those spaces.

    Before several changes are made one after the other: so that they take what they lock in one order.
    """
    owners = await shares.hold(
        ledger.tx, ledger.actor_id, todo_ids=list(set(todo_ids)), category_ids=list(set(category_ids))
    )
    for owner_id in sorted({ledger.actor_id, *owners}):
        await todos.lock_tree(ledger.tx, owner_id)


def named_todos(todo_id: UUID | None, change: msgspec.Struct) -> list[UUID]:
    """The todos that a change is of or points at."""
    return [each for each in (todo_id, getattr(change, "parent_id", None)) if isinstance(each, UUID)]


def named_categories(change: msgspec.Struct) -> list[UUID]:
    """The categories that it points at."""
    category_id = getattr(change, "category_id", None)
    return [category_id] if isinstance(category_id, UUID) else []


async def hold_labels(ledger: Ledger, label_ids: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """The labels of this space that are meant: one that the actor sees elsewhere is meant by its name.

    Raises TodoInvalid where the actor sees no such label.
    """
    if not label_ids:
        return ()
    held = {each.id for each in await store.labels.keep(ledger.tx, ledger.user_id, label_ids)}
    if ledger.is_own and held.issuperset(label_ids):
        return label_ids
    known = {each.id: each for each in await store.labels.list_seen(ledger.tx, ledger.actor_id)}
    ids: list[UUID] = []
    for label_id in label_ids:
        if label_id in held and (label_id in known or label_id in ledger.named_labels):
            ids.append(label_id)
        elif label_id in known:
            ids += await labels.ids_of(ledger, (known[label_id].name,))
        else:
            raise refused("label_ids", "You have no such label.")
    return tuple(dict.fromkeys(ids))


async def hold_category(ledger: Ledger, category_id: UUID | None) -> None:
    """Raises TodoInvalid where it is not there, or is archived."""
    if not ledger.may_change(category_id):
        raise refused("category_id", "You have no such category.")
    if category_id is None:
        return
    found = await store.categories.keep(ledger.tx, ledger.user_id, (category_id,))
    if not found:
        raise refused("category_id", "You have no such category.")
    if found[0].is_archived:
        raise archived()


async def hold_section(ledger: Ledger, section_id: UUID | None, category_id: UUID | UnsetType | None) -> UUID | None:
    """The category of the section, or the one that is given where there is none.

    Raises TodoInvalid where the section is not there, or is one of another category than the one that is given.
    """
    if section_id is None:
        return None if category_id is UNSET else category_id
    found = await store.sections.keep(ledger.tx, ledger.user_id, (section_id,))
    if not found or not ledger.may_change(found[0].category_id):
        raise refused("section_id", "You have no such section.")
    if category_id is not UNSET and category_id != found[0].category_id:
        raise refused("section_id", "That section is one of another category.")
    return found[0].category_id


def archived() -> TodoInvalid:
    """Nothing new is filed there."""
    return refused("category_id", "This category is in the archive: take it out of there first.")


async def under_parent(ledger: Ledger, todo: Todo, *, levels_below: int = 0) -> tuple[Todo, int]:
    """The todo in its parent's category and section, and its depth. `levels_below` is how deep its own subtasks go.

    Raises TodoInvalid where the parent is not there, or the whole would become too deep.
    """
    if todo.parent_id is None:
        return todo, 0
    parent = await todos.lock(ledger.tx, ledger.user_id, todo.parent_id)
    if parent is None or parent.todo.is_deleted or not ledger.may_change(parent.todo.category_id):
        raise refused("parent_id", "You have no such todo.")
    depth = parent.depth + 1
    if depth + levels_below >= MAX_LEVELS:
        raise refused("parent_id", f"Subtasks can be nested {MAX_LEVELS} levels deep at most.")
    if todo.category_id not in (None, parent.todo.category_id):
        raise refused("category_id", "A subtask stays in the category of its parent.")
    if todo.section_id not in (None, parent.todo.section_id):
        raise refused("section_id", "A subtask stays in the section of its parent.")
    return replace(todo, category_id=parent.todo.category_id, section_id=parent.todo.section_id), depth


def levels_below(root: Stored, below: list[Stored]) -> int:
    return max((each.depth - root.depth for each in below), default=0)


def refused(field: str, sentence: str) -> TodoInvalid:
    return TodoInvalid(sentence, errors=[FieldError(field, sentence)])
