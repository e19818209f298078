"""Everything somebody has, written down."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import audit
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.service.desk import Desk, NameOf
from voicetodo.modules.todo.store import exports
from voicetodo.modules.todo.store.named import categories, filters, labels, sections
from voicetodo.modules.todo.transfer.writing import ExportFormat, Writer, writer
from voicetodo.modules.todo.transfer.writing.shelf import Said, Shelf

#: Todos in memory at once.
_TOGETHER: Final = 500

_todo: Final = msgspec.json.Decoder(Todo)


class Exports:
    def __init__(self, desk: Desk, name_of: NameOf) -> None:
        self._desk = desk
        self._name_of = name_of

    async def write(self, user_id: UUID, kind: ExportFormat) -> AsyncGenerator[bytes]:
        """The file in pieces. No transaction is held open: what is changed meanwhile comes as it was, or as it is."""
        async with self._desk.database.transaction() as tx:
            await audit(tx, "todo.exported", on=("todos", None), of=user_id, format=kind)
        write = await asyncio.to_thread(writer, kind, await self._shelf(user_id))
        my_name = await self._name_of(user_id) if write.has_comments else None
        yield await asyncio.to_thread(write.head)
        after: UUID | None = None
        while True:
            async with self._desk.database.connection() as connection:
                rows = await exports.list_after(connection, user_id, after=after, limit=_TOGETHER)
                ids = [row[0] for row in rows] if write.has_comments else []
                said = await exports.comments_of(connection, user_id, ids, my_name=my_name) if ids else {}
            if not rows:
                break
            # in a thread: some formats take a third of a millisecond for each
            yield await asyncio.to_thread(_written, write, rows, said)
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


def _written(write: Writer, rows: Sequence[tuple[UUID, str]], said: Said) -> bytes:
    return write.todos([_todo.decode(document) for _, document in rows], said)
