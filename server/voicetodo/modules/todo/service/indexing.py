"""Keeps the index of words at what the database holds, change by change."""

from typing import Final

from voicetodo.kit.db import Database
from voicetodo.kit.search import IndexMissing, OpenSearch, Write
from voicetodo.modules.todo.searching import documents
from voicetodo.modules.todo.store import search_changes, search_rebuilds
from voicetodo.modules.todo.store.search_changes import Change

_AT_ONCE: Final = 200


def alias_of(prefix: str) -> str:
    """What the index in use is asked and written by."""
    return f"{prefix}-todos"


def next_alias_of(alias: str) -> str:
    """The same of the index that is being made."""
    return f"{alias}-next"


class Indexer:
    """May run in several processes at once, and be killed at any moment."""

    def __init__(self, database: Database, opensearch: OpenSearch, alias: str) -> None:
        self._database = database
        self._opensearch = opensearch
        self._alias = alias

    async def drain(self) -> None:
        """Until nothing is left. Raises SearchUnavailable; then it is all still to be done."""
        while await self.write_some():
            pass

    async def write_some(self) -> int:
        """The oldest changes: how many there were. Raises SearchUnavailable."""
        async with self._database.connection() as connection:
            changes = await search_changes.list_oldest(connection, limit=_AT_ONCE)
            if not changes:
                return 0
            # After the changes are known, so that a change which comes later finds the new index named here.
            unfinished = await search_rebuilds.find(connection, self._alias)
        aliases = [self._alias, next_alias_of(self._alias)] if unfinished is not None else [self._alias]
        writes = await self._writes(changes)
        for alias in aliases:
            await self._write(alias, writes)
        async with self._database.transaction() as tx:
            await search_changes.forget(tx, changes)
        return len(changes)

    async def _writes(self, changes: list[Change]) -> list[Write]:
        async with self._database.connection() as connection:
            # Before the todos are read: whoever takes a later version has read what is at least as new.
            version = await search_changes.next_version(connection)
            found = await search_changes.get_many(connection, changes)
        there = {(todo.user_id, todo.id) for todo in found}
        gone = [change for change in changes if (change.user_id, change.todo_id) not in there]
        return [
            *(documents.written(todo, version=version) for todo in found),
            *(documents.removed(change, version=version) for change in gone),
        ]

    async def _write(self, alias: str, writes: list[Write]) -> None:
        """Where there is no index there is nothing to keep: whoever makes one reads everything."""
        try:
            await self._opensearch.write(alias, writes)
        except IndexMissing:
            return
