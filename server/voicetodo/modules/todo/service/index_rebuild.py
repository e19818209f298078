"""Makes a new index of words beside the one in use, and puts it in its place."""

from collections.abc import Callable
from typing import Final

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import Conflict
from voicetodo.kit.search import OpenSearch
from voicetodo.modules.todo.searching import documents
from voicetodo.modules.todo.service.indexing import next_alias_of
from voicetodo.modules.todo.store import locks, search_changes, search_rebuilds
from voicetodo.modules.todo.store.locks import Lock
from voicetodo.modules.todo.store.search_rebuilds import Unfinished

_AT_ONCE: Final = 500

#: Called with how many todos are written, and how many there are.
Progress = Callable[[int, int], None]


class RebuildRunning(Conflict):
    """The index is being rebuilt already, by another process."""


class IndexRebuild:
    """Searching and writing go on meanwhile: from its first moment every change is written into both indexes.

    Of two writes of one todo the one that was read later stays, whichever arrives last; so the copy may take its time.
    """

    def __init__(self, database: Database, opensearch: OpenSearch, alias: str, clock: Clock) -> None:
        self._database = database
        self._opensearch = opensearch
        self._alias = alias
        self._next = next_alias_of(alias)
        self._clock = clock

    async def run(self, progress: Progress, *, afresh: bool = False) -> int:
        """How many todos were written. What was broken off goes on where it was, unless `afresh`.

        Raises RebuildRunning, SearchUnavailable.
        """
        async with locks.alone(self._database, Lock.INDEX, self._alias) as is_alone:
            if not is_alone:
                raise RebuildRunning
            state = await self._begun(afresh=afresh)
            if self._alias not in await self._names_of(state.index_name):
                state = await self._copied(state, progress)
            await self._put_in_place(state.index_name)
            return state.written

    async def _begun(self, *, afresh: bool) -> Unfinished:
        async with self._database.connection() as connection:
            unfinished = await search_rebuilds.find(connection, self._alias)
        if unfinished is not None:
            if not afresh and await self._names_of(unfinished.index_name):
                return unfinished
            await self._end()
        await self._delete_unused()
        index_name = f"{self._alias}-{self._clock.now():%Y%m%d%H%M%S%f}"
        await self._opensearch.create(index_name, documents.DEFINITION, alias=self._next)
        async with self._database.transaction() as tx:
            await search_rebuilds.begin(tx, self._alias, index_name)
        return Unfinished(index_name, None, 0)

    async def _copied(self, state: Unfinished, progress: Progress) -> Unfinished:
        async with self._database.connection() as connection:
            total = await search_changes.count_all(connection)
        progress(state.written, total)
        while True:
            async with self._database.connection() as connection:
                version = await search_changes.next_version(connection)
                todos = await search_changes.list_after(connection, state.last, limit=_AT_ONCE)
            if not todos:
                return state
            await self._opensearch.write(self._next, [documents.written(todo, version=version) for todo in todos])
            last = (todos[-1].user_id, todos[-1].id)
            async with self._database.transaction() as tx:
                await search_rebuilds.advance(tx, self._alias, last, by=len(todos))
            state = Unfinished(state.index_name, last, state.written + len(todos))
            progress(state.written, max(state.written, total))

    async def _put_in_place(self, index_name: str) -> None:
        """Killed halfway, it is all done the next time."""
        await self._opensearch.refresh(index_name)
        indexes = await self._opensearch.aliases_of(f"{self._alias}-*")
        if self._alias not in indexes.get(index_name, set()):
            await self._opensearch.switch(
                add=[(index_name, self._alias)],
                remove=[(index, name) for index, names in indexes.items() for name in names],
            )
        await self._delete_unused()
        await self._end()

    async def _names_of(self, index_name: str) -> set[str]:
        """By which aliases it is known; none where it is not there."""
        return (await self._opensearch.aliases_of(f"{self._alias}-*")).get(index_name, set())

    async def _delete_unused(self) -> None:
        for index, names in (await self._opensearch.aliases_of(f"{self._alias}-*")).items():
            if self._alias not in names:
                await self._opensearch.delete(index)

    async def _end(self) -> None:
        async with self._database.transaction() as tx:
            await search_rebuilds.end(tx, self._alias)
