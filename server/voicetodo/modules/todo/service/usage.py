"""How much somebody has of what plans may bound."""

from uuid import UUID

from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import attachments, counts
from voicetodo.modules.todo.store.named import categories


class Usage:
    """What is on other people's lists is counted as theirs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def used_by(self, user_id: UUID) -> dict[str, int]:
        """By the names of limits."""
        async with self._desk.database.connection() as connection:
            return {
                "todos": await counts.count_kept(connection, user_id),
                "lists": await categories.count(connection, user_id),
                "attachment_bytes": await attachments.size_of_all(connection, user_id),
            }
