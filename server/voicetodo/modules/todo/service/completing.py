"""Done, to be done again, or passed over: the verbs by which a todo goes on, in a transaction that is open already."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import OfSubtasks, Todo
from voicetodo.modules.todo.errors import OccurrenceAhead, OpenSubtasks, QueryInvalid
from voicetodo.modules.todo.occurrence import Occurrence
from voicetodo.modules.todo.service.going_back import go_back
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.service.verbs import Outcome, lock, others
from voicetodo.modules.todo.store import preferences, todos

#: Of open subtasks, in the answer that asks about them.
_MOST_TOLD: Final = 50


async def complete(
    ledger: Ledger,
    todo_id: UUID,
    *,
    occurrence: Occurrence | None = None,
    subtasks: OfSubtasks | None = None,
    check: Check | None = None,
    at: datetime | None = None,
) -> Outcome:
    """Done, with its open subtasks unless `subtasks` or, where that is None, the actor's preference says otherwise.

    Where it recurs it moves on, and done subtasks are to be done again. Of a recurring todo only the `occurrence` that
    is named, if one is, and only once. `at` is when it was done, where that was before now, on a device that could not
    tell us. Raises TodoNotFound, CategoryArchived, OccurrenceAhead, QueryInvalid for one that is named vaguely, and
    OpenSubtasks where the actor prefers to be asked.
    """
    await todos.lock_tree(ledger.tx, ledger.user_id)
    root = await lock(ledger, todo_id, None)
    if occurrence is not None and occurrence.has_passed(root.todo):
        return Outcome(root.todo, root.todo)
    if check is not None:
        check(root.todo.version)
    if root.todo.is_done:
        return Outcome(root.todo, root.todo)
    now = ledger.now if at is None else max(root.todo.created_at, min(at, ledger.now))
    if occurrence is not None:
        _check_named(root.todo, occurrence, now=now)
    after = model.completed(root.todo, now=now)
    after = replace(after, updated_at=max(after.updated_at, ledger.now))
    below = [each for each in await todos.lock_subtree(ledger.tx, ledger.user_id, todo_id) if not each.todo.is_deleted]
    if after.is_done and not await _goes_down(ledger, subtasks, [each.todo for each in below]):
        below = []
    await ledger.todos_changed("completed", [(root, after)])
    if after.is_done:
        pairs = [(each, model.finished(each.todo, now=now)) for each in below]
        await ledger.todos_changed("completed", pairs)
    else:
        pairs = [(each, model.reopened(each.todo, now=ledger.now)) for each in below]
        await ledger.todos_changed("reopened", pairs)
    return Outcome(root.todo, after, others(pairs))


def _check_named(todo: Todo, occurrence: Occurrence, *, now: datetime) -> None:
    """Raises OccurrenceAhead, QueryInvalid."""
    present = Occurrence.present(todo)
    if occurrence.is_ahead(todo, now=now):
        sentence = (
            f"“{todo.title}” is not there yet: complete or skip {present} first, which is the present occurrence."
        )
        raise OccurrenceAhead(sentence, occurrence=str(present))
    _check_told_apart(todo, occurrence)


def _check_told_apart(todo: Todo, occurrence: Occurrence) -> None:
    """Raises QueryInvalid."""
    if occurrence.is_vague(todo):
        sentence = f"This repeats several times a day. Name the time as well, such as {Occurrence.present(todo)}."
        raise QueryInvalid(sentence, errors=[FieldError("occurrence", sentence)])


async def _goes_down(ledger: Ledger, subtasks: OfSubtasks | None, below: list[Todo]) -> bool:
    """Whether the open ones are completed as well. Raises OpenSubtasks where that is the user's to say."""
    names = [each for each in below if not each.is_done]
    if not names or subtasks is not None:
        return subtasks != "leave"
    preferred = (await preferences.find(ledger.tx, ledger.actor_id)).completing_parent
    if preferred == "ask":
        raise OpenSubtasks(
            f"This has open subtasks: {_told(names)}. Are they done too, or do they stay open?",
            subtasks=[{"id": str(each.id), "title": each.title} for each in names[:_MOST_TOLD]],
            count=len(names),
        )
    return preferred == "complete"


def _told(some: list[Todo]) -> str:
    titles = ", ".join(f"“{each.title}”" for each in some[:3])
    return titles if len(some) <= 3 else f"{titles} and {len(some) - 3} more"


async def skip(ledger: Ledger, todo_id: UUID, *, occurrence: Occurrence, check: Check | None = None) -> Outcome:
    """A recurring todo moves on without being done; one whose present one is not `occurrence` has moved on already.

    Raises TodoNotFound, TodoInvalid, OccurrenceAhead, and QueryInvalid for one that is named vaguely.
    """
    root = await lock(ledger, todo_id, check)
    if not root.todo.is_done and not occurrence.has_passed(root.todo):
        _check_named(root.todo, occurrence, now=ledger.now)
    if root.todo.due is not None and root.todo.recurrence is not None and not occurrence.is_present(root.todo):
        return Outcome(root.todo, root.todo)
    after = model.skipped(root.todo, now=ledger.now)
    await ledger.todos_changed("skipped", [(root, after)])
    return Outcome(root.todo, after)


async def reopen(
    ledger: Ledger, todo_id: UUID, *, occurrence: Occurrence | None = None, check: Check | None = None
) -> Outcome:
    """To be done again, with the subtasks that were completed together with it.

    An open recurring todo goes back to `occurrence`, if one is named and was done last. Raises TodoNotFound,
    CategoryArchived, QueryInvalid for one that is named vaguely, and TodoInvalid as `go_back` does.
    """
    await todos.lock_tree(ledger.tx, ledger.user_id)
    root = await lock(ledger, todo_id, check)
    if not root.todo.is_done:
        if occurrence is None:
            return Outcome(root.todo, root.todo)
        _check_told_apart(root.todo, occurrence)
        return Outcome(root.todo, await go_back(ledger, root, occurrence))
    after = model.reopened(root.todo, now=ledger.now)
    pairs = [
        (each, model.reopened(each.todo, now=ledger.now))
        for each in await todos.lock_subtree(ledger.tx, ledger.user_id, todo_id)
        if each.todo.completed_at == root.todo.completed_at and not each.todo.is_deleted
    ]
    await ledger.todos_changed("reopened", [(root, after), *pairs])
    return Outcome(root.todo, after, others(pairs))
