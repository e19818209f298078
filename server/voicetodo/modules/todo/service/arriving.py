"""Carries planned rows into somebody's todos, in a transaction that is open already."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import RunningJob
from voicetodo.modules.todo.errors import TodoIdTaken
from voicetodo.modules.todo.service.enclosures import Enclosures, Totals
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.newcomers import Batch, Newcomers
from voicetodo.modules.todo.service.places import Places
from voicetodo.modules.todo.service.quotes import Quotes
from voicetodo.modules.todo.service.revisions import Revisions
from voicetodo.modules.todo.service.unloading import Unloading
from voicetodo.modules.todo.store import import_keys, imported_comments, imported_todos, shares
from voicetodo.modules.todo.transfer.draft import Draft, Names
from voicetodo.modules.todo.transfer.planning import Known, Planned
from voicetodo.modules.todo.transfer.told import tell

#: Todos of one statement: large enough that it costs little, small enough that others get a word in.
_TOGETHER: Final = 500
_ARCHIVED: Final = tell("import-parent-archived")

T = TypeVar("T")
R = TypeVar("R")


class Arriving:
    """One import, under the tree's lock."""

    def __init__(
        self,
        ledger: Ledger,
        source_format: str,
        known: Mapping[str, Known],
        job: RunningJob,
        *,
        my_name: str | None,
        enclosures: Enclosures,
        unloading: Unloading,
    ) -> None:
        self._ledger = ledger
        self._format = source_format
        self._known = known
        self._todos = {each.todo_id: each.todo for each in known.values() if each.todo is not None}
        self._job = job
        self._my_name = my_name
        self._enclosures = enclosures
        self._unloading = unloading
        #: Files that came with the rows.
        self.files = Totals()
        self._places = Places(ledger)

    async def bring(self, planned: Sequence[Planned], names: Names) -> list[Planned]:
        """The rows as they came out.

        Raises NoRoom, NotUnloaded, and TodoIdTaken where somebody made one of the todos at the same time.
        """
        touched = [one.draft for one in planned if one.outcome in ("create", "update")]
        await self._places.prepare(touched, names)
        planned, quotes = self._without_archived(planned), await self._quotes(touched)
        await self._create(planned, quotes, len(touched))
        revisions = Revisions(self._ledger, self._places, quotes, self._known)
        planned = [await revisions.carry(one) if one.outcome == "update" else one for one in planned]
        await revisions.finish()
        self.files = await self._enclosures.attach(self._ledger, planned, self._unloading.done, quotes)
        return planned

    async def _quotes(self, drafts: Sequence[Draft]) -> Quotes:
        tx, user_id = self._ledger.tx, self._ledger.user_id
        ids = [each.id for draft in drafts for each in draft.comments if each.id is not None]
        taken = await imported_comments.taken(tx, user_id, ids)
        return Quotes(user_id, my_name=self._my_name, taken=taken, now=self._ledger.now)

    def _without_archived(self, planned: Sequence[Planned]) -> list[Planned]:
        """No subtask is added where all is archived, nor anything that would hang on it."""
        closed = {todo_id for todo_id, todo in self._todos.items() if self._places.is_closed(todo.category_id)}
        for one in sorted((each for each in planned if each.outcome == "create"), key=lambda each: each.depth):
            if one.parent_id in closed and one.todo_id is not None:
                closed.add(one.todo_id)
        return [
            replace(one, outcome="error", reason=_ARCHIVED)
            if one.outcome == "create" and one.parent_id in closed
            else one
            for one in planned
        ]

    async def _create(self, planned: Sequence[Planned], quotes: Quotes, total: int) -> None:
        """Statement after statement, parents first. While PostgreSQL does one, the next is put together in a thread."""
        ledger = self._ledger
        new = sorted(
            ((nth, one) for nth, one in enumerate(planned) if one.outcome == "create"), key=lambda each: each[1].depth
        )
        newcomers = Newcomers(
            self._places, quotes, self._todos, user_id=ledger.user_id, origin=ledger.origin, now=ledger.now
        )
        chunks = [new[start : start + _TOGETHER] for start in range(0, len(new), _TOGETHER)]
        done = 0
        async for batch in _ahead(newcomers.batch, chunks):
            await self._write(batch)
            done += batch.todos.count
            await self._job.report(done, total)
        ledger.readers |= await shares.members_of(ledger.tx, ledger.user_id, newcomers.category_ids)

    async def _write(self, batch: Batch) -> None:
        ledger = self._ledger
        written = await imported_todos.insert_all(
            ledger.tx, ledger.user_id, batch.todos, change_set_id=ledger.change_set_id or new_id()
        )
        if written < batch.todos.count:
            raise TodoIdTaken
        await import_keys.remember(ledger.tx, ledger.user_id, self._format, batch.keys)
        if batch.comments is not None:
            await imported_comments.insert_all(
                ledger.tx,
                ledger.user_id,
                batch.comments,
                origin=ledger.origin,
                change_set_id=ledger.change_set_id,
                at=ledger.now,
            )
        ledger.wake()


async def _ahead(work: Callable[[T], R], chunks: Sequence[T]) -> AsyncGenerator[R]:
    """What `work` makes of each in turn, in a thread, and always one further than was asked for."""
    waiting = list(reversed(chunks))
    doing = asyncio.create_task(asyncio.to_thread(work, waiting.pop())) if waiting else None
    while doing is not None:
        made = await doing
        doing = asyncio.create_task(asyncio.to_thread(work, waiting.pop())) if waiting else None
        yield made
