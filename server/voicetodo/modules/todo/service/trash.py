"""What was deleted and can come back."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Record
from voicetodo.modules.todo.api import Origin, Todo
from voicetodo.modules.todo.errors import TodoNotFound
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import todo_groups, todo_lists, todos

#: Removed in one transaction; a larger trash takes several.
_AT_ONCE = 1000


class Trash:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_rows(self, user_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Record]:
        """Document, deleted_at and id; what was deleted last comes first."""
        async with self._desk.database.connection() as connection:
            return await todo_lists.list_trash(connection, user_id, after=after, limit=limit)

    async def restore(self, user_id: UUID, todo_id: UUID, *, origin: Origin) -> Todo:
        """A todo that is not in the trash stays as it is. Raises TodoNotFound."""

        async def work(ledger: Ledger) -> Todo:
            return (await verbs.restore(ledger, todo_id)).todo

        return await self._desk.at_todo(user_id, todo_id, origin, work)

    async def purge(self, user_id: UUID, todo_id: UUID, *, origin: Origin) -> None:
        """Remove one for good, with its subtasks: the owner's right alone.

        Raises TodoNotFound, also when it is not in the trash, and NotAllowed.
        """

        async def work(ledger: Ledger) -> None:
            await todos.lock_tree(ledger.tx, ledger.user_id)
            root = await todos.lock(ledger.tx, ledger.user_id, todo_id)
            if root is None or not root.todo.is_deleted:
                raise TodoNotFound
            below = await todos.lock_subtree(ledger.tx, ledger.user_id, todo_id)
            await ledger.todos_purged([*(each.todo for each in reversed(below)), root.todo])

        await self._desk.at_todo(user_id, todo_id, origin, work, needs="owner")

    async def empty(self, user_id: UUID, *, origin: Origin) -> None:
        """Remove for good all that is the user's own."""
        while True:
            async with self._desk.writing(user_id, origin) as ledger:
                await todos.lock_tree(ledger.tx, user_id)
                gone = await todo_groups.lock_trash(ledger.tx, user_id, limit=_AT_ONCE)
                await ledger.todos_purged([each.todo for each in gone])
            if len(gone) < _AT_ONCE:
                return
