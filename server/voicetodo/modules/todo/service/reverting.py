"""Putting back what a change set did, from the journal, the last change first.

Field by field: what still is as the change set left it becomes what it was; what somebody changed since stays theirs.
"""

from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.modules.todo import model, nesting
from voicetodo.modules.todo.api import Category, ChangeResult, Todo
from voicetodo.modules.todo.errors import TodoInvalid
from voicetodo.modules.todo.service import named
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, LABEL
from voicetodo.modules.todo.service.references import hold_category, hold_labels
from voicetodo.modules.todo.service.verbs import replant
from voicetodo.modules.todo.store import activity, todos
from voicetodo.modules.todo.store.activity import Entry
from voicetodo.modules.todo.store.todos import Stored

_GONE = "It is gone already."
_TOUCHED = "It was changed since, so it was left as it is."


async def revert(ledger: Ledger, change_set_id: UUID) -> tuple[ChangeResult, ...]:
    """One result for each thing the change set touched, in the order it touched them."""
    results: dict[UUID, ChangeResult] = {}
    for entry in await activity.of_change_set(ledger.tx, ledger.user_id, change_set_id):
        result = await _put_back(ledger, entry, change_set_id)
        results[entry.entity_id] = _both(results.pop(entry.entity_id, None), result)
    for todo_id, result in results.items():
        if result.todo is not None and result.status != "not_found":
            results[todo_id] = replace(result, todo=await _standing(ledger, result.todo))
    return tuple(reversed(results.values()))


async def _put_back(ledger: Ledger, entry: Entry, change_set_id: UUID) -> ChangeResult:
    match (entry.kind, entry.verb):
        case ("todo", "created"):
            return await _unmake_todo(ledger, entry, change_set_id)
        case ("todo", _):
            return await _put_back_todo(ledger, entry)
        case ("category", "created"):
            return await _unmake_category(ledger, entry, change_set_id)
        case ("category", "deleted"):
            return await _remake_category(ledger, entry)
        case ("category", _):
            return await _put_back_category(ledger, entry)
        case _:
            return await _unmake_label(ledger, entry, change_set_id)


async def _unmake_todo(ledger: Ledger, entry: Entry, change_set_id: UUID) -> ChangeResult:
    found = await todos.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="unchanged", message=_GONE)
    has_subtasks = await todos.lock_subtree(ledger.tx, ledger.user_id, entry.entity_id)
    if has_subtasks or await _is_touched(ledger, entry, change_set_id):
        return ChangeResult(status="kept", message=_TOUCHED, todo=found.todo)
    await ledger.todos_purged([found.todo])
    return ChangeResult(status="done", before=found.todo)


async def _put_back_todo(ledger: Ledger, entry: Entry) -> ChangeResult:
    found = await todos.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="kept", message=_GONE)
    plain = msgspec.json.decode(msgspec.json.encode(found.todo))
    fields = {name: before for name, (before, after) in entry.changes.items() if plain[name] == after}
    kept = tuple(name for name in entry.changes if name not in fields)
    try:
        after = await _put_fields_back(ledger, found, fields)
    except TodoInvalid as error:
        return ChangeResult(status="kept", message=error.sentence, todo=found.todo, kept_fields=tuple(entry.changes))
    return ChangeResult(
        status="kept" if kept else "done",
        message=_TOUCHED if kept else None,
        before=found.todo,
        todo=after,
        kept_fields=kept,
    )


async def _put_fields_back(ledger: Ledger, found: Stored, fields: dict[str, Any]) -> Todo:
    """Raises TodoInvalid where they do not fit any more."""
    if not fields:
        return found.todo
    after = model.put_back(found.todo, fields, now=ledger.now)
    if "category_id" in fields:
        await hold_category(ledger, after.category_id)
    if "label_ids" in fields:
        await hold_labels(ledger, after.label_ids)
    if "parent_id" in fields:
        return (await replant(ledger, found, after, has_category="category_id" in fields, verb="reverted")).todo
    await ledger.todos_changed("reverted", [(found, after)])
    return after


async def _standing(ledger: Ledger, todo: Todo) -> Todo:
    """A todo that came back from the trash without its parent stands at the top."""
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


async def _unmake_category(ledger: Ledger, entry: Entry, change_set_id: UUID) -> ChangeResult:
    found = await CATEGORY.rows.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="unchanged", message=_GONE)
    is_used = await todos.has_any(ledger.tx, ledger.user_id, category_id=found.id)
    if is_used or await _is_touched(ledger, entry, change_set_id):
        return ChangeResult(status="kept", message=_TOUCHED, category=found)
    await ledger.deleted(CATEGORY, found, todos="inbox")
    return ChangeResult(status="done", category=found)


async def _remake_category(ledger: Ledger, entry: Entry) -> ChangeResult:
    once = msgspec.convert({name: before for name, (before, _) in entry.changes.items()}, type=Category)
    has_parent = once.parent_id is None or await CATEGORY.rows.lock(ledger.tx, ledger.user_id, once.parent_id)
    category = replace(
        once, parent_id=once.parent_id if has_parent else None, updated_at=ledger.now, version=entry.version + 1
    )
    if not await ledger.created(CATEGORY, category):
        return ChangeResult(status="kept", message="There is another list of that name now.", category=once)
    return ChangeResult(status="done", category=category)


async def _put_back_category(ledger: Ledger, entry: Entry) -> ChangeResult:
    """It stood below one that was deleted, and does again, unless somebody moved it since."""
    found = await CATEGORY.rows.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="kept", message=_GONE)
    plain = msgspec.to_builtins(found)
    fields = {name: before for name, (before, after) in entry.changes.items() if plain[name] == after}
    after = msgspec.convert({**plain, **fields}, type=Category)
    if fields != {name: before for name, (before, _) in entry.changes.items()} or nesting.misfit(
        after, await CATEGORY.rows.list_all(ledger.tx, ledger.user_id)
    ):
        return ChangeResult(status="kept", message=_TOUCHED, category=found)
    category = await named.write(ledger, CATEGORY, found, after, verb="reverted")
    return ChangeResult(status="done", category=category)


async def _unmake_label(ledger: Ledger, entry: Entry, change_set_id: UUID) -> ChangeResult:
    found = await LABEL.rows.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="unchanged", message=_GONE)
    is_used = await todos.has_any(ledger.tx, ledger.user_id, label_id=found.id)
    if is_used or await _is_touched(ledger, entry, change_set_id):
        return ChangeResult(status="kept", message=_TOUCHED, label=found)
    await ledger.deleted(LABEL, found)
    return ChangeResult(status="done", label=found)


async def _is_touched(ledger: Ledger, entry: Entry, change_set_id: UUID) -> bool:
    return await activity.is_touched_since(
        ledger.tx, ledger.user_id, entry.entity_id, place=entry.place, change_set_id=change_set_id
    )


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
