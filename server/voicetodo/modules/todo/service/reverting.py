"""Putting back what a change set did, from the journal, the last change first.

Field by field: what still is as the change set left it becomes what it was; what somebody changed since stays theirs.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.errors import DomainError
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import ChangeResult, Todo, UpdateTodo
from voicetodo.modules.todo.errors import NotAllowed, TodoInvalid, TodoNotFound
from voicetodo.modules.todo.service import access, assigning
from voicetodo.modules.todo.service.going_back import as_they_were, completed_version
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.references import enter, hold_category, hold_labels, hold_section
from voicetodo.modules.todo.service.remaking import GONE, TOUCHED, is_touched, put_back_named
from voicetodo.modules.todo.service.unsaying import take_back, without_company
from voicetodo.modules.todo.service.verbs import replant, update
from voicetodo.modules.todo.store import activity, attachments, comments, todos
from voicetodo.modules.todo.store.activity import Done, Entry
from voicetodo.modules.todo.store.todos import Stored

_NOT_CHANGED = ChangeResult(status="kept", message="It is not yours to change any more, so it was left as it is.")


async def revert(
    ledger: Ledger,
    change_set_id: UUID,
    *,
    owner_ids: Sequence[UUID] | None = None,
    gone: frozenset[UUID] = frozenset(),
    since: datetime | None = None,
) -> tuple[ChangeResult, ...]:
    """One result for each thing the change set touched, in the order it touched them. `gone` are put back already.

    What can be done again after it was put back counts only from `since` on, when it was done last.

    `owner_ids` are those in whose spaces it did, or None for the actor's alone. What the actor may not change any more
    is left as it is.
    """
    results: dict[UUID, ChangeResult] = {}
    done = await activity.of_change_set(
        ledger.tx, ledger.actor_id, change_set_id, owner_ids=owner_ids or (ledger.actor_id,), since=since
    )
    entries = [(each.owner_id, each.entry) for each in without_company(done, gone)]
    todo_ids = [entry.entity_id for _, entry in entries if entry.kind == "todo"]
    categories_before = [entry.changes["category_id"][0] for _, entry in entries if "category_id" in entry.changes]
    await enter(ledger, todo_ids=todo_ids, category_ids=[UUID(each) for each in categories_before if each])
    for owner_id, entry in entries:
        if entry.verb == "left":
            continue  # told by its arrival elsewhere
        there = await _space_of(ledger, owner_id, entry, done)
        result = _NOT_CHANGED if there is None else await _put_back(there, entry, change_set_id)
        results[entry.entity_id] = _both(results.pop(entry.entity_id, None), result)
    for todo_id, result in results.items():
        if result.todo is not None and result.status != "not_found":
            results[todo_id] = replace(result, todo=await _standing(ledger, result.todo))
    return tuple(reversed(results.values()))


async def _space_of(ledger: Ledger, owner_id: UUID, entry: Entry, done: Sequence[Done]) -> Ledger | None:
    """Where it is to be put back; None where the actor may not any more, or it is in another space meanwhile.

    What stands in no category came with what was done in some: it goes with the right to change those.
    """
    if entry.kind != "todo":
        categories = {each.category_id for each in done if each.owner_id == owner_id and each.category_id is not None}
        return await access.at_owner(ledger, owner_id, categories)
    try:
        there = await access.at_todo(ledger, entry.entity_id)
    except TodoNotFound:
        return ledger if owner_id == ledger.user_id else None
    except NotAllowed:
        return None
    return there if there.user_id == owner_id else None


async def _put_back(ledger: Ledger, entry: Entry, change_set_id: UUID) -> ChangeResult:
    match (entry.kind, entry.verb):
        case ("todo", "created"):
            return await _unmake_todo(ledger, entry, change_set_id)
        case ("todo", "arrived"):
            return await _send_back(ledger, entry)
        case ("todo", _):
            return await _put_back_todo(ledger, entry)
        case ("comment" | "attachment", _):
            return await take_back(ledger, entry)
        case _:
            return await put_back_named(ledger, entry, change_set_id)


async def _unmake_todo(ledger: Ledger, entry: Entry, change_set_id: UUID) -> ChangeResult:
    found = await todos.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="unchanged", message=GONE)
    has_subtasks = await todos.lock_subtree(ledger.tx, ledger.user_id, entry.entity_id)
    has_more = await comments.has_any(ledger.tx, ledger.user_id, entry.entity_id) or await attachments.has_any(
        ledger.tx, ledger.user_id, entry.entity_id
    )
    if has_subtasks or has_more or await is_touched(ledger, entry, change_set_id):
        return ChangeResult(status="kept", message=TOUCHED, todo=found.todo)
    await ledger.todos_purged([found.todo])
    return ChangeResult(status="done", before=found.todo)


async def _send_back(ledger: Ledger, entry: Entry) -> ChangeResult:
    """Into the space it came from, where the actor may still put it there."""
    found = await todos.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None or found.todo.is_deleted:
        return ChangeResult(status="kept", message=GONE)
    before, after = entry.changes.get("category_id", (None, None))
    if (None if found.todo.category_id is None else str(found.todo.category_id)) != after:
        return ChangeResult(status="kept", message=TOUCHED, todo=found.todo)
    patch = UpdateTodo(id=entry.entity_id, parent_id=None, category_id=None if before is None else UUID(before))
    try:
        outcome = await update(ledger, patch)
    except DomainError as error:
        return ChangeResult(status="kept", message=error.sentence, todo=found.todo)
    return ChangeResult(status="done", before=found.todo, todo=outcome.todo)


async def _put_back_todo(ledger: Ledger, entry: Entry) -> ChangeResult:
    found = await todos.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="kept", message=GONE)
    fields = as_they_were(found.todo, entry.changes)
    kept = tuple(name for name in entry.changes if name not in fields)
    try:
        after = await _put_fields_back(ledger, found, fields, entry.verb)
    except TodoInvalid as error:
        return ChangeResult(status="kept", message=error.sentence, todo=found.todo, kept_fields=tuple(entry.changes))
    return ChangeResult(
        status="kept" if kept else "done",
        message=TOUCHED if kept else None,
        before=found.todo,
        todo=after,
        kept_fields=kept,
    )


async def _put_fields_back(ledger: Ledger, found: Stored, fields: dict[str, Any], verb: str) -> Todo:
    """`verb` had changed them. Raises TodoInvalid where they do not fit any more."""
    if not fields:
        return found.todo
    after = model.put_back(found.todo, fields, now=ledger.now)
    if "category_id" in fields:
        await hold_category(ledger, after.category_id)
    if "category_id" in fields or "section_id" in fields:
        await hold_section(ledger, after.section_id, after.category_id)
    if "label_ids" in fields:
        after = replace(after, label_ids=await hold_labels(ledger, after.label_ids))
    if not fields.keys().isdisjoint({"category_id", "assignee", "assignee_id"}):
        after = await assigning.settled(ledger, after)
    if "parent_id" in fields:
        outcome = await replant(
            ledger,
            found,
            after,
            has_category="category_id" in fields,
            has_section="section_id" in fields,
            verb="reverted",
        )
        return outcome.todo
    if verb == "completed" and "due" in fields:
        version = await completed_version(ledger, found.todo)
        await ledger.todos_changed("reopened", [(found, after)], completed_version=version)
    else:
        await ledger.todos_changed("reverted", [(found, after)])
    return after


async def _standing(ledger: Ledger, todo: Todo) -> Todo:
    """A todo that came back from the trash without its parent stands at the top."""
    try:
        ledger = await access.at_todo(ledger, todo.id)
    except DomainError:
        return todo
    found = await todos.lock(ledger.tx, ledger.user_id, todo.id)
    if found is None:
        return todo
    if found.todo.parent_id is None or found.todo.is_deleted:
        return found.todo
    parent = await todos.find(ledger.tx, ledger.user_id, found.todo.parent_id)
    if parent is not None and not parent.is_deleted:
        return found.todo
    after = model.touched(model.detached(found.todo), ledger.now)
    return (await replant(ledger, found, after, has_category=True, verb="reverted")).todo


def _both(later: ChangeResult | None, earlier: ChangeResult) -> ChangeResult:
    """Two changes of the same thing as one result: `later` was put back first."""
    if later is None:
        return earlier
    kept = tuple(dict.fromkeys((*later.kept_fields, *earlier.kept_fields)))
    is_kept = bool(kept) or earlier.status == "kept"
    message = earlier.message or later.message
    return replace(
        earlier, status="kept" if is_kept else earlier.status, message=message if is_kept else None, kept_fields=kept
    )
