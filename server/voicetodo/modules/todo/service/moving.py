"""Putting a todo somewhere else in the order made by hand."""

from uuid import UUID

from voicetodo.modules.todo import model, ordering
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.service.references import refused
from voicetodo.modules.todo.service.verbs import Outcome, lock
from voicetodo.modules.todo.store import todo_groups, todos


async def move(
    ledger: Ledger, todo_id: UUID, *, after_id: UUID | None, before_id: UUID | None, check: Check | None = None
) -> Outcome:
    """Between these two, right after or right before the one that is given, or first of all when none is.

    Raises TodoNotFound, and TodoInvalid where a neighbour is not there, is the todo itself or stands elsewhere.
    """
    await todos.lock_tree(ledger.tx, ledger.user_id)
    stored = await lock(ledger, todo_id, check)
    after = await _sibling(ledger, stored.todo, after_id, "after_id")
    before = await _sibling(ledger, stored.todo, before_id, "before_id")
    place = await _place(ledger, stored.todo, after, before)
    if place is None or len(place) > ordering.MAX_LENGTH:
        await _renumber(ledger, stored.todo)
        return await move(ledger, todo_id, after_id=after_id, before_id=before_id)
    moved = model.placed(stored.todo, position=place, now=ledger.now)
    await ledger.todos_changed("moved", [(stored, moved)])
    return Outcome(stored.todo, moved)


async def _place(ledger: Ledger, todo: Todo, after: Todo | None, before: Todo | None) -> str | None:
    """None where there is no room."""
    low = after.position if after else None
    high = before.position if before else None
    if before is None:
        high = await todo_groups.neighbour(
            ledger.tx, ledger.user_id, todo, position=low, is_after=True, leaving_out=todo.id
        )
    elif after is None:
        low = await todo_groups.neighbour(
            ledger.tx, ledger.user_id, todo, position=high, is_after=False, leaving_out=todo.id
        )
    if high is None:
        now = ordering.at_end(ledger.now)
        if low is None or low < now:
            return now
    if after is not None and before is not None and after.position > before.position:
        raise refused("before_id", "This one stands before the other: there is nothing between them.")
    try:
        return ordering.between(low, high)
    except ValueError:
        return None


async def _sibling(ledger: Ledger, todo: Todo, sibling_id: UUID | None, field: str) -> Todo | None:
    if sibling_id is None:
        return None
    found = await todos.find(ledger.tx, ledger.user_id, sibling_id)
    if found is None or found.is_deleted or not ledger.may_change(found.category_id):
        raise refused(field, "You have no such todo.")
    if found.id == todo.id:
        raise refused(field, "A todo cannot stand beside itself.")
    if (found.category_id, found.parent_id) != (todo.category_id, todo.parent_id):
        raise refused(field, "That one stands in another category or under another todo.")
    return found


async def _renumber(ledger: Ledger, todo: Todo) -> None:
    """New places for all siblings, in the order they have."""
    siblings = await todo_groups.lock_siblings(
        ledger.tx, ledger.user_id, category_id=todo.category_id, parent_id=todo.parent_id
    )
    pairs = [
        (each, model.placed(each.todo, position=ordering.at_end(ledger.now, nth=nth), now=ledger.now))
        for nth, each in enumerate(siblings)
    ]
    await ledger.todos_changed("moved", pairs)
