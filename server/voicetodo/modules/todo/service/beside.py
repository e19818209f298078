"""Writing what hangs on a todo: what is said about it, what is attached to it."""

from uuid import UUID

from voicetodo.modules.todo.errors import CategoryArchived, TodoNotFound
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import comments
from voicetodo.modules.todo.store.comments import Place


async def enter(ledger: Ledger, todo_id: UUID) -> tuple[Ledger, Place]:
    """The ledger of the space it lies in, and where it stands there until the transaction ends.

    Raises TodoNotFound, NotAllowed, CategoryArchived.
    """
    there = await access.at_todo(ledger, todo_id, needs="commenter")
    place = await comments.hold_place(there.tx, there.user_id, todo_id)
    if place is None or place.is_deleted:
        raise TodoNotFound
    if not there.is_own:
        # It may have been moved out of the shared category before it was held.
        found = await access.to_todo(there.tx, there.actor_id, todo_id, needs="commenter")
        if found.category_id != place.category_id:
            raise TodoNotFound
    if place.is_archived:
        raise CategoryArchived
    return there, place
