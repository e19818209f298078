"""How far the index is behind is told from the moment something changed until the index knows of it."""

from collections.abc import Callable

import pytest

from tests.modules.todo.search.world import World
from voicetodo.kit.db import Database
from voicetodo.kit.search import OpenSearch
from voicetodo.modules.todo.service.index_health import IndexHealth


@pytest.fixture
def health(database: Callable[[str], Database], opensearch: OpenSearch, alias: str) -> IndexHealth:
    return IndexHealth(database("todo"), opensearch, alias)


async def test_what_the_index_does_not_know_of_waits_since_it_happened(
    indexed: World, health: IndexHealth, database: Callable[[str], Database]
) -> None:
    await indexed.settle()
    before = await health.measure()

    await indexed.add("buy milk")
    async with database("todo").transaction() as tx:
        await tx.execute("update outbox set occurred_at = occurred_at - interval '2 minutes'")
    behind = await health.measure()
    await indexed.settle()

    assert (before.state, before.figures["waiting"]) == ("ok", 0)
    assert (behind.state, behind.figures["waiting"]) == ("warn", 1)
    assert behind.figures["oldest_seconds"] >= 120
    assert (await health.measure()).figures["waiting"] == 0


async def test_without_an_index_it_says_what_to_do(health: IndexHealth) -> None:
    told = await health.measure()

    assert told.state == "warn"
    assert "voicetodo search rebuild" in told.sentence


async def test_without_a_search_server_all_is_well(database: Callable[[str], Database]) -> None:
    assert (await IndexHealth(database("todo"), None, "none").measure()).state == "ok"
