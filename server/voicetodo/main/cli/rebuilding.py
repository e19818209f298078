"""The work behind `search rebuild`. Apart from it, as what is imported here takes a second to load."""

import os
from collections.abc import Callable

from voicetodo.kit.clock import SystemClock
from voicetodo.kit.db import Database
from voicetodo.kit.search import OpenSearchSettings, open_opensearch
from voicetodo.kit.settings import load
from voicetodo.main import schema
from voicetodo.main.cli import operating
from voicetodo.main.cli.terminal import Failure
from voicetodo.modules.todo.service.index_rebuild import IndexRebuild
from voicetodo.modules.todo.service.indexing import alias_of


def rebuild(tell: Callable[[str], None], *, afresh: bool) -> int:
    """How many todos were written. Raises Failure, DomainError."""
    written: list[int] = []

    async def work() -> None:
        written.append(await _rebuild(tell, afresh=afresh))

    operating.run(work())
    return written[0]


async def _rebuild(tell: Callable[[str], None], *, afresh: bool) -> int:
    settings = load(OpenSearchSettings, os.environ)
    opensearch = open_opensearch(settings)
    if opensearch is None:
        raise Failure(
            "There is no index to rebuild: searches are answered by the database. See VOICETODO_OPENSEARCH_URL."
        )
    try:
        async with operating.database() as url:
            await schema.check(url)
            database = Database(url, "todo")
            try:
                work = IndexRebuild(database, opensearch, alias_of(settings.opensearch_prefix), SystemClock())
                return await work.run(_Percents(tell), afresh=afresh)
            finally:
                await database.stop()
    finally:
        await opensearch.stop()


class _Percents:
    """A line for each percent."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        if percent != self._told:
            self._told = percent
            self._tell(f"{percent:3} %  {done:,} of {total:,}")
