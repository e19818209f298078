"""RELATED-TO: a subtask may come before its parent, and then waits for it (RFC 5545, 3.8.4.5)."""

from uuid import UUID

from voicetodo.modules.todo.api import UpdateTodo
from voicetodo.modules.todo.errors import TodoInvalid
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import calendar_objects, todos


async def attach(ledger: Ledger, todo_id: UUID, parent_uid: str | None) -> str | None:
    """Make it a subtask of the todo with this UID, or of none. Answers the UID that it goes on waiting for."""
    stored = await todos.lock(ledger.tx, ledger.user_id, todo_id)
    if stored is None:
        return parent_uid
    category_id = stored.todo.category_id
    parent = None
    if parent_uid is not None:
        parent = await calendar_objects.find_uid(
            ledger.tx, ledger.user_id, parent_uid, category_id=category_id, is_anywhere=False
        )
    is_here = parent is not None and not parent.is_deleted
    parent_id = parent.todo_id if parent is not None and is_here else None
    if stored.todo.parent_id != parent_id and not await _set_parent(ledger, todo_id, parent_id):
        # A ring, or too deep: the client keeps what it says, and here it stands at the top.
        await _set_parent(ledger, todo_id, None)
        parent_id = None
    return parent_uid if parent_id is None else None


async def adopt_waiting(ledger: Ledger, parent_id: UUID, uid: str) -> None:
    """The todos that named this one before it was here become its subtasks."""
    parent = await todos.lock(ledger.tx, ledger.user_id, parent_id)
    for child_id in await calendar_objects.list_waiting(ledger.tx, ledger.user_id, uid):
        child = await todos.lock(ledger.tx, ledger.user_id, child_id)
        if parent is None or child is None or child.todo.is_deleted:
            continue
        is_here = child.todo.category_id == parent.todo.category_id and child.todo.parent_id is None
        if is_here and await _set_parent(ledger, child_id, parent_id):
            await calendar_objects.end_waiting(ledger.tx, ledger.user_id, child_id)


async def _set_parent(ledger: Ledger, todo_id: UUID, parent_id: UUID | None) -> bool:
    """False where it cannot be: nothing was written then."""
    try:
        await verbs.update(ledger, UpdateTodo(id=todo_id, parent_id=parent_id))
    except TodoInvalid:
        return False
    return True
