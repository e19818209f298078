"""Taking back what a change set said about todos, or attached to them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from msgspec.structs import replace

from voicetodo.modules.todo.api import ChangeResult
from voicetodo.modules.todo.events import AttachmentDeleted, CommentDeleted
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.remaking import GONE, TOUCHED
from voicetodo.modules.todo.store import attachments, comments, todos
from voicetodo.modules.todo.store.activity import Done, Entry
from voicetodo.modules.todo.store.todos import Stored

#: Kinds of what hangs on a todo.
BESIDE = frozenset({"comment", "attachment"})


def without_company(done: Sequence[Done], gone: Collection[UUID]) -> list[Done]:
    """What came with a todo is gone with it, or stays with it."""
    made = {each.entry.entity_id for each in done if each.entry.kind == "todo" and each.entry.verb == "created"}
    return [
        each
        for each in done
        if each.entry.entity_id not in gone and not (each.entry.kind in BESIDE and _todo_of(each.entry) in made)
    ]


async def take_back(ledger: Ledger, entry: Entry) -> ChangeResult:
    """What somebody has changed since stays."""
    todo = await todos.lock(ledger.tx, ledger.user_id, _todo_of(entry))
    if todo is None or entry.verb != "created":
        return ChangeResult(status="unchanged", message=GONE)
    return await (_unsay if entry.kind == "comment" else _detach)(ledger, entry, todo)


async def _unsay(ledger: Ledger, entry: Entry, todo: Stored) -> ChangeResult:
    found = await comments.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="unchanged", message=GONE)
    # What came with it was taken back before it.
    if found.version > entry.version or await attachments.any_of_comment(ledger.tx, ledger.user_id, found.id):
        return ChangeResult(status="kept", message=TOUCHED, todo=todo.todo)
    silent = replace(found, body="", mentions=())
    event = CommentDeleted(user_id=ledger.user_id, comment=silent, origin=ledger.origin)
    changes = {"todo_id": (found.todo_id, None)}
    note = ledger.note("comment", found.id, "deleted", found.version + 1, changes, category_id=todo.todo.category_id)
    ledger.readers.update(await comments.delete(ledger.tx, ledger.user_id, note, event))
    ledger.wake()
    return ChangeResult(status="done", todo=todo.todo)


async def _detach(ledger: Ledger, entry: Entry, todo: Stored) -> ChangeResult:
    kept = await attachments.find(ledger.tx, ledger.user_id, entry.entity_id)
    if kept is None:
        return ChangeResult(status="unchanged", message=GONE)
    gone = kept.attachment
    event = AttachmentDeleted(user_id=ledger.user_id, attachment=gone, origin=ledger.origin)
    changes = {"name": (gone.name, None), "todo_id": (gone.todo_id, None)}
    note = ledger.note("attachment", gone.id, "deleted", 1, changes, category_id=todo.todo.category_id)
    ledger.readers.update(await attachments.delete(ledger.tx, ledger.user_id, note, event) or ())
    ledger.wake()
    return ChangeResult(status="done", todo=todo.todo)


def _todo_of(entry: Entry) -> UUID:
    before, after = entry.changes["todo_id"]
    return UUID(after or before)
