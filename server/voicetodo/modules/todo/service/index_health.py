"""How far the index of words is behind what happened."""

from typing import Final

from voicetodo.kit.db import Database
from voicetodo.kit.health import Reading, readings
from voicetodo.kit.search import OpenSearch, SearchUnavailable
from voicetodo.modules.todo.events import SEARCHABLE_CHANGED
from voicetodo.modules.todo.store import search_changes, search_rebuilds

_NAMES: Final = tuple(event.name for event in SEARCHABLE_CHANGED)
_NONE: Final = Reading(
    name="search_index",
    state="ok",
    code="index-unneeded",
    sentence="The database is searched; there is no search server beside it.",
)


class IndexHealth:
    """`opensearch` is None where there is no search server."""

    def __init__(self, database: Database, opensearch: OpenSearch | None, alias: str) -> None:
        self._database = database
        self._opensearch = opensearch
        self._alias = alias

    async def measure(self) -> Reading:
        if self._opensearch is None:
            return _NONE
        async with self._database.connection() as connection:
            waiting, oldest_seconds = await search_changes.waiting(connection, _NAMES)
            is_rebuilding = await search_rebuilds.find(connection, self._alias) is not None
        try:
            indexes = await self._opensearch.aliases_of(f"{self._alias}-*")
        except SearchUnavailable:
            sentence = "The search server does not answer: the database is searched meanwhile."
            return Reading(
                name="search_index",
                state="warn",
                code="index-silent",
                sentence=sentence,
                figures={"waiting": waiting},
            )
        return readings.of_search_index(
            waiting=waiting,
            oldest_seconds=oldest_seconds,
            is_there=any(self._alias in names for names in indexes.values()),
            is_rebuilding=is_rebuilding,
        )
