"""What can be done to a todo, each verb in a transaction that is open already: alone, in a batch or a change set."""

from uuid import UUID

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Todo, UpdateTodo
from voicetodo.modules.todo.errors import CategoryArchived, TodoIdTaken, TodoNotFound
from voicetodo.modules.todo.ordering import at_end
from voicetodo.modules.todo.service import assigning, crossing
from voicetodo.modules.todo.service.ledger import Check, Ledger, Verb
from voicetodo.modules.todo.service.references import (
    destination,
    hold_category,
    hold_labels,
    hold_section,
    levels_below,
    lock_trees,
    refused,
    space_of_draft,
    under_parent,
)
from voicetodo.modules.todo.store import counts, todos
from voicetodo.modules.todo.store.todos import Stored


class Outcome(msgspec.Struct, frozen=True):
    """The todo before and after, and the subtasks that went along, as they are now."""

    before: Todo
    todo: Todo
    others: tuple[Todo, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.todo is not self.before


async def create(ledger: Ledger, draft: CreateTodo, *, todo_id: UUID, nth: int = 0) -> tuple[Todo, bool]:
    """The todo, and whether it is new: the same draft under the same id answers what is there.

    Raises TodoInvalid, TodoIdTaken, NotAllowed, PlanLimit, ListFull.
    """
    position = at_end(ledger.now, nth=nth)
    ledger = await space_of_draft(ledger, draft)
    await _check_room(ledger, todo_id)
    draft = assigning.meant(ledger, draft)
    if draft.section_id is not None or draft.parent_id is not None:
        await todos.lock_tree(ledger.tx, ledger.user_id)
    if draft.section_id is not None:
        given = UNSET if draft.category_id is None else draft.category_id
        draft = replace(draft, category_id=await hold_section(ledger, draft.section_id, given))
    todo = model.drafted(draft, todo_id=todo_id, position=position, now=ledger.now, origin=ledger.origin)
    todo = replace(todo, label_ids=await hold_labels(ledger, todo.label_ids))
    if todo.category_id is not None or todo.parent_id is None:
        await hold_category(ledger, todo.category_id)
    todo, depth = await under_parent(ledger, todo)
    todo = await assigning.settled(ledger, todo, is_chosen=True)
    if await ledger.todo_created(todo, depth):
        return todo, True
    found = await todos.find(ledger.tx, ledger.user_id, todo_id)
    return same(found if found and ledger.may_change(found.category_id) else None, todo), False


async def _check_room(ledger: Ledger, todo_id: UUID) -> None:
    """By the plan of whose space it is. What is there already takes up no more room."""
    if ledger.plans.may_bind("todos") and await todos.find(ledger.tx, ledger.user_id, todo_id) is None:
        await ledger.check_room("todos", count=lambda: counts.count_kept(ledger.tx, ledger.user_id))


def same(found: Todo | None, wanted: Todo) -> Todo:
    """What is there under this id, if it is what was wanted. Raises TodoIdTaken."""
    if found is None or found.is_deleted or not model.is_same_draft(found, wanted):
        raise TodoIdTaken
    return found


async def update(ledger: Ledger, patch: UpdateTodo, *, check: Check | None = None, also_away: bool = False) -> Outcome:
    """Set the given fields; a new parent, category or section takes the subtasks along.

    `also_away`: in the trash and in the archive as well.

    Raises TodoNotFound, TodoInvalid, NotAllowed, CategoryArchived.
    """
    # who may, then the tree, then labels and categories, then todos: in another order two could wait for each other
    moves_tree = not (patch.category_id is patch.section_id is patch.parent_id is UNSET)
    if moves_tree:
        there = await destination(ledger, patch)
        if there is not ledger:
            return await _cross(ledger, there, patch, check)
        await todos.lock_tree(ledger.tx, ledger.user_id)
    if patch.section_id is not UNSET and patch.section_id is not None:
        patch = replace(patch, category_id=await hold_section(ledger, patch.section_id, patch.category_id))
    if patch.label_ids is not UNSET:
        patch = replace(patch, label_ids=await hold_labels(ledger, patch.label_ids))
    if patch.category_id is not UNSET and (patch.category_id is not None or ledger.is_own):
        await hold_category(ledger, patch.category_id)
    root = await lock(ledger, patch.id, check, also_archived=also_away, also_in_trash=also_away)
    patch = assigning.meant(ledger, patch)
    after = model.patched(root.todo, patch, now=ledger.now)
    if not moves_tree and not (patch.assignee is patch.assignee_id is UNSET):
        after = await _assigned(ledger, root.todo, after)
    if after is root.todo:
        return Outcome(root.todo, root.todo)
    if not moves_tree:
        await ledger.todos_changed("changed", [(root, after)])
        return Outcome(root.todo, after)
    return await replant(
        ledger,
        root,
        after,
        has_category=patch.category_id is not UNSET,
        has_section=patch.section_id is not UNSET,
    )


async def _assigned(ledger: Ledger, before: Todo, after: Todo) -> Todo:
    """Raises TodoInvalid where somebody is chosen who may not see it."""
    is_chosen = after.assignee_id != before.assignee_id
    settled = await assigning.settled(ledger, after, is_chosen=is_chosen)
    if settled == after:
        return after
    return model.touched(settled, ledger.now) if after.version == before.version else settled


async def _cross(ledger: Ledger, there: Ledger, patch: UpdateTodo, check: Check | None) -> Outcome:
    """Into the space of another owner, and then whatever else is to be changed, as any change there."""
    await lock_trees(ledger, there)
    root = await lock(ledger, patch.id, check)
    category_id = patch.category_id
    if patch.section_id is not UNSET and patch.section_id is not None:
        category_id = await hold_section(there, patch.section_id, category_id)
    crossed = await crossing.cross(ledger, there, root, category_id=category_id, parent_id=patch.parent_id)
    outcome = await update(there, replace(patch, category_id=UNSET, parent_id=UNSET))
    return Outcome(root.todo, outcome.todo, tuple(crossed))


async def replant(
    ledger: Ledger,
    root: Stored,
    after: Todo,
    *,
    has_category: bool,
    has_section: bool = False,
    verb: Verb = "changed",
) -> Outcome:
    """Write a todo whose category, section or parent changed, and take its subtasks along.

    Below a parent it stands where that stands, unless `has_category` or `has_section` say that it has a place of its
    own, which must then be the same. Raises TodoInvalid.
    """
    below = await todos.lock_subtree(ledger.tx, ledger.user_id, root.todo.id)
    if after.parent_id in {each.todo.id for each in below}:
        raise refused("parent_id", "A todo cannot become a subtask of its own subtask.")
    if after.parent_id is not None:
        after = replace(
            after,
            category_id=after.category_id if has_category else None,
            section_id=after.section_id if has_section else None,
        )
    after, depth = await under_parent(ledger, after, levels_below=levels_below(root, below))
    after = await _assigned(ledger, root.todo, after)
    deeper = depth - root.depth
    filed = [
        model.filed(each.todo, category_id=after.category_id, section_id=after.section_id, now=ledger.now)
        for each in below
    ]
    if after.category_id != root.todo.category_id:
        filed = await assigning.settled_together(ledger, filed, me=ledger.user_id)
    pairs = [
        (each, model.touched(each.todo, now=ledger.now) if deeper and now is each.todo else now)
        for each, now in zip(below, filed, strict=True)
    ]
    await ledger.todos_changed(verb, [(root, after), *pairs], deeper=deeper)
    return Outcome(root.todo, after, tuple(each for each in others(pairs) if not each.is_deleted))


async def delete(ledger: Ledger, todo_id: UUID, *, check: Check | None = None) -> Outcome:
    """Into the trash, with its subtasks."""
    await todos.lock_tree(ledger.tx, ledger.user_id)
    root = await lock(ledger, todo_id, check, also_archived=True)
    after = model.deleted(root.todo, now=ledger.now)
    below = await todos.lock_subtree(ledger.tx, ledger.user_id, todo_id)
    pairs = [(each, model.deleted(each.todo, now=ledger.now)) for each in below]
    await ledger.todos_changed("deleted", [(root, after), *pairs])
    return Outcome(root.todo, after, others(pairs))


async def restore(ledger: Ledger, todo_id: UUID) -> Outcome:
    """Out of the trash, with the subtasks deleted with it; to the top where its parent is not there any more."""
    await todos.lock_tree(ledger.tx, ledger.user_id)
    root = await todos.lock(ledger.tx, ledger.user_id, todo_id)
    if root is None or not ledger.may_change(root.todo.category_id):
        raise TodoNotFound
    if not root.todo.is_deleted:
        return Outcome(root.todo, root.todo)
    after, depth = model.restored(root.todo, now=ledger.now), root.depth
    if after.parent_id is not None:
        parent = await todos.lock(ledger.tx, ledger.user_id, after.parent_id)
        if parent is None or parent.todo.is_deleted:
            after, depth = model.detached(after), 0
    below = [
        each
        for each in await todos.lock_subtree(ledger.tx, ledger.user_id, todo_id)
        if each.todo.deleted_at == root.todo.deleted_at
    ]
    pairs = [(each, model.restored(each.todo, now=ledger.now)) for each in below]
    await ledger.todos_changed("restored", [(root, after), *pairs], deeper=depth - root.depth)
    return Outcome(root.todo, after, others(pairs))


async def lock(
    ledger: Ledger, todo_id: UUID, check: Check | None, *, also_archived: bool = False, also_in_trash: bool = False
) -> Stored:
    """To be changed. Raises TodoNotFound, CategoryArchived, and what `check` raises."""
    found = await todos.lock(ledger.tx, ledger.user_id, todo_id)
    is_there = found is not None and (also_in_trash or not found.todo.is_deleted)
    if found is None or not is_there or not ledger.may_change(found.todo.category_id):
        raise TodoNotFound
    if found.is_archived and not also_archived:
        raise CategoryArchived
    if check is not None:
        check(found.todo.version)
    return found


def others(pairs: list[tuple[Stored, Todo]]) -> tuple[Todo, ...]:
    """Those that changed, as they are now."""
    return tuple(after for before, after in pairs if after is not before.todo)
