"""Everything somebody has, written down."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import audit
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import exports
from voicetodo.modules.todo.store.named import categories, filters, labels, sections
from voicetodo.modules.todo.transfer.writing import ExportFormat, writer
from voicetodo.modules.todo.transfer.writing.shelf import Shelf

#: Todos in memory at once.
_TOGETHER: Final = 500

_todo: Final = msgspec.json.Decoder(Todo)


class Exports:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def write(self, user_id: UUID, kind: ExportFormat) -> AsyncGenerator[bytes]:
        """The file in pieces. No transaction is held open: what is changed meanwhile comes as it was, or as it is."""
        async with self._desk.database.transaction() as tx:
            await audit(tx, "todo.exported", on=("todos", None), of=user_id, format=kind)
        write = await asyncio.to_thread(writer, kind, await self._shelf(user_id))
        yield await asyncio.to_thread(write.head)
        after: UUID | None = None
        while True:
            async with self._desk.database.connection() as connection:
                rows = await exports.list_after(connection, user_id, after=after, limit=_TOGETHER)
            if not rows:
                break
            # in a thread: some formats take a third of a millisecond for each
            yield await asyncio.to_thread(lambda some=rows: write.todos([_todo.decode(row[1]) for row in some]))
            after = rows[-1][0]
        yield write.tail()

    async def _shelf(self, user_id: UUID) -> Shelf:
        async with self._desk.database.connection() as connection:
            return Shelf(
                categories={each.id: each for each in await categories.list_all(connection, user_id)},
                sections={each.id: each for each in await sections.list_all(connection, user_id)},
                labels={each.id: each for each in await labels.list_all(connection, user_id)},
                filters=tuple(await filters.list_all(connection, user_id)),
                timezones=tuple(await exports.timezones(connection, user_id)),
            )
