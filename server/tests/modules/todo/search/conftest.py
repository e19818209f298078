"""Both engines, and an index that learns from the bus."""

from collections.abc import AsyncIterator, Callable, Iterator

import pytest
import pytest_asyncio

from tests.conftest import clone
from tests.modules.todo.search.world import Learning, World
from voicetodo.kit.bus import Courier, PostgresBus
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database, EmbeddedPostgres, Listener
from voicetodo.kit.search import OpenSearch
from voicetodo.modules.todo.events import SEARCHABLE_CHANGED
from voicetodo.modules.todo.handlers import on_searchable_changed
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.index_rebuild import IndexRebuild
from voicetodo.modules.todo.service.index_search import IndexSearch
from voicetodo.modules.todo.service.indexing import Indexer, alias_of
from voicetodo.modules.todo.service.postgres_search import PostgresSearch


@pytest.fixture(scope="session")
def postgres_url(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """One database for all of these tests, whose people and indexes are their own; no product listens to it."""
    yield from clone(postgres, template)


@pytest.fixture
def alias(index_prefix: str) -> str:
    return alias_of(index_prefix)


@pytest.fixture
def rebuild(database: Callable[[str], Database], opensearch: OpenSearch, alias: str, clock: FixedClock) -> IndexRebuild:
    return IndexRebuild(database("todo"), opensearch, alias, clock)


@pytest.fixture
def indexer(database: Callable[[str], Database], opensearch: OpenSearch, alias: str) -> Indexer:
    return Indexer(database("todo"), opensearch, alias)


@pytest_asyncio.fixture
async def courier(database: Callable[[str], Database], postgres_url: str) -> AsyncIterator[Courier]:
    """Moves when a test says so."""
    bus = PostgresBus(postgres_url, listener=Listener(postgres_url))
    courier = Courier(bus, {"todo": database("todo")})
    courier.on_all(SEARCHABLE_CHANGED, on_searchable_changed(lambda: None), module="todo")
    await courier.subscribe()
    yield courier
    await bus.stop()


@pytest.fixture
def learning(courier: Courier, indexer: Indexer, opensearch: OpenSearch, alias: str) -> Learning:
    return Learning(courier, indexer, opensearch, alias)


@pytest_asyncio.fixture
async def indexed(desk: Desk, opensearch: OpenSearch, alias: str, learning: Learning, rebuild: IndexRebuild) -> World:
    """A world that is found by an index, empty at first."""
    await rebuild.run(lambda _done, _total: None)
    return World(desk, IndexSearch(desk, opensearch, alias), learning)


@pytest.fixture(params=["postgresql", "opensearch"])
def world(request: pytest.FixtureRequest, desk: Desk) -> World:
    """The same, found by either engine."""
    if request.param == "postgresql":
        return World(desk, PostgresSearch(desk))
    found: World = request.getfixturevalue("indexed")
    return found
