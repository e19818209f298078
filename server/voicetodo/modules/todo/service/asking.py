"""What other modules ask of todos."""

from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import FoundTodos, History, Todo, TodoQuery, VoiceContext
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import history, people, preferences, todo_lists, todos
from voicetodo.modules.todo.store.named import categories, labels, sections
from voicetodo.modules.todo.store.todo_lists import TodoFilter

_MOST_OPEN = 1000
_MOST_DONE = 50
_MOST_FOUND = 200

_decoder = msgspec.json.Decoder(Todo)


class Asking:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def context(self, user_id: UUID) -> VoiceContext:
        async with self._desk.database.connection() as connection:
            known = tuple(each for each in await categories.list_seen(connection, user_id) if not each.is_archived)
            places = {each.id for each in known}
            parts = await sections.list_seen(connection, user_id)
            return VoiceContext(
                categories=known,
                sections=tuple(each for each in parts if each.category_id in places),
                preferences=await preferences.find(connection, user_id),
                people=tuple(await people.list_around(connection, user_id)),
                labels=tuple(await labels.list_seen(connection, user_id)),
                todos=tuple(
                    await todo_lists.list_known(connection, user_id, most_open=_MOST_OPEN, most_done=_MOST_DONE)
                ),
            )

    async def find(self, user_id: UUID, query: TodoQuery) -> FoundTodos:
        """At most 200 at a time, however many are asked for."""
        wanted = TodoFilter(
            status=query.status,
            category_id=query.category_id,
            in_inbox=query.in_inbox,
            labels=query.labels,
            priority=query.priority,
            due_from=query.due_from,
            due_to=query.due_to,
            has_due=query.has_due,
            completed_from=query.completed_from,
            completed_to=query.completed_to,
            text=query.text,
        )
        limit = max(0, min(query.limit, _MOST_FOUND))
        async with self._desk.database.connection() as connection:
            rows = await todo_lists.list_rows(
                connection,
                user_id,
                wanted,
                sort=query.sort.removeprefix("-"),
                is_descending=query.sort.startswith("-"),
                after=None,
                limit=limit,
            )
            total = len(rows) if len(rows) < limit else await todo_lists.count(connection, user_id, wanted)
        return FoundTodos(todos=tuple(_decoder.decode(row[0]) for row in rows), total=total)

    async def get_many(self, user_id: UUID, ids: tuple[UUID, ...]) -> tuple[Todo, ...]:
        async with self._desk.database.connection() as connection:
            return tuple(await todos.get_many_seen(connection, user_id, ids))

    async def history(self, user_id: UUID, after: str | None) -> History:
        """From the journal, and then from todos of which it tells nothing any more."""
        async with self._desk.database.connection() as connection:
            if after is None or after.isdecimal():
                return await history.of_journal(connection, user_id, after=int(after or 0))
            return await history.of_todos(connection, user_id, after=UUID(after))
