"""An index that is behind, late, or away: nobody sees what they may not, and what is newest stays."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence

import msgspec
import pytest
import pytest_asyncio
import structlog

from tests.fixtures.opensearch import opensearch_at
from tests.modules.todo.search.world import WEB, Learning, World, waiting
from voicetodo.kit.bus import Envelope
from voicetodo.kit.db import Connection, Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.search import OpenSearch, SearchUnavailable
from voicetodo.modules.todo.api import Todo, UpdateTodo
from voicetodo.modules.todo.handlers import on_searchable_changed
from voicetodo.modules.todo.service.comments import CommentDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.fallback_search import FallbackSearch
from voicetodo.modules.todo.service.index_search import IndexSearch
from voicetodo.modules.todo.service.indexing import Indexer
from voicetodo.modules.todo.service.postgres_search import PostgresSearch
from voicetodo.modules.todo.service.search_engine import Place
from voicetodo.modules.todo.store import search_changes
from voicetodo.modules.todo.store.search_changes import Change, Searchable

Databases = Callable[[str], Database]


class Late:
    """An indexer that is held up once it has read what it will write."""

    def __init__(self, indexer: Indexer, monkeypatch: pytest.MonkeyPatch) -> None:
        self._indexer = indexer
        self._monkeypatch = monkeypatch
        self._has_read, self._go_on = asyncio.Event(), asyncio.Event()

    async def begin(self) -> None:
        read = search_changes.get_many

        async def read_slowly(connection: Connection, changed: Sequence[Change]) -> list[Searchable]:
            found = await read(connection, changed)
            self._monkeypatch.undo()
            self._has_read.set()
            await self._go_on.wait()
            return found

        self._monkeypatch.setattr(search_changes, "get_many", read_slowly)
        self._writing = asyncio.create_task(self._indexer.write_some())
        await self._has_read.wait()

    async def end(self) -> None:
        """It has written."""
        self._go_on.set()
        await self._writing


@pytest.fixture
def late(indexer: Indexer, monkeypatch: pytest.MonkeyPatch) -> Late:
    return Late(indexer, monkeypatch)


@pytest.fixture
def unindexed(desk: Desk, opensearch: OpenSearch, alias: str) -> World:
    """There is a server, and no index."""
    return World(desk, FallbackSearch(IndexSearch(desk, opensearch, alias), PostgresSearch(desk)))


@pytest.fixture
def nowhere() -> Iterator[str]:
    """An address at which nobody answers."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{nobody.getsockname()[1]}"


@pytest_asyncio.fixture
async def away(nowhere: str) -> AsyncIterator[OpenSearch]:
    opened = opensearch_at(nowhere)
    yield opened
    await opened.stop()


async def retitle(world: World, todo: Todo, title: str) -> None:
    await world.todos.update(world.alice, UpdateTodo(id=todo.id, title=title), origin=WEB)


class TestBehind:
    async def test_who_was_sent_away_finds_nothing_from_that_moment(self, indexed: World) -> None:
        party = await indexed.category()
        await indexed.share(party, indexed.bob)
        await indexed.comment(await indexed.add("bake a cake", into=party.id), "marzipan")
        await indexed.settle()

        await indexed.unshare(party, indexed.bob)

        assert [await indexed.titles(text, by=indexed.bob) for text in ("cake", "marzipan")] == [[], []]

    async def test_what_was_moved_away_from_a_member_is_not_shown_to_them(self, indexed: World) -> None:
        party = await indexed.category()
        await indexed.share(party, indexed.bob)
        cake = await indexed.add("bake a cake", into=party.id)
        await indexed.settle()

        await indexed.todos.update(indexed.alice, UpdateTodo(id=cake.id, category_id=None), origin=WEB)

        assert await indexed.titles("cake", by=indexed.bob) == []

    async def test_words_that_are_gone_find_nothing(self, indexed: World) -> None:
        todo = await indexed.add("buy milk", notes="today")
        await indexed.settle()

        await retitle(indexed, todo, "buy bread")

        assert await indexed.titles("milk") == []
        assert await indexed.titles("buy") == ["buy bread"]

    async def test_neither_do_comments_that_are_gone(self, indexed: World) -> None:
        cake = await indexed.add("a cake")
        changed, deleted = await indexed.comment(cake, "marzipan"), await indexed.comment(cake, "nougat")
        await indexed.settle()

        await indexed.comments.update(indexed.alice, changed.id, CommentDraft("cream"), origin=WEB)
        await indexed.comments.delete(indexed.alice, deleted.id, origin=WEB)

        assert [await indexed.titles(text) for text in ("marzipan", "nougat")] == [[], []]

    async def test_what_is_in_the_trash_is_not_shown(self, indexed: World) -> None:
        todo = await indexed.add("buy milk")
        await indexed.settle()

        await indexed.todos.delete(indexed.alice, todo.id, origin=WEB)

        assert await indexed.titles("milk") == []

    async def test_pages_go_on_where_much_of_what_it_proposes_is_gone(self, indexed: World) -> None:
        todos = [await indexed.add(f"milk {number}") for number in range(30)]
        await indexed.settle()
        for todo in todos[2:]:
            await indexed.todos.delete(indexed.alice, todo.id, origin=WEB)

        found: list[str] = []
        place: Place | None = Place()
        while place is not None:
            page = await indexed.ask("milk", limit=1, place=place)
            found += [hit.todo.title for hit in page.hits]
            place = page.next

        assert sorted(found) == ["milk 0", "milk 1"]

    async def test_its_answers_are_not_kept(self, indexed: World) -> None:
        assert not (await indexed.ask("milk")).is_settled


class TestLate:
    async def test_what_was_read_before_never_replaces_what_is_newer(
        self, indexed: World, learning: Learning, late: Late
    ) -> None:
        todo = await indexed.add("old words")
        await learning.hear()
        await late.begin()
        await retitle(indexed, todo, "new words")
        await indexed.settle()

        await late.end()

        await indexed.settle()
        assert (await indexed.titles("new"), await indexed.titles("old")) == (["new words"], [])

    async def test_nor_does_it_bring_back_what_was_purged(self, indexed: World, learning: Learning, late: Late) -> None:
        todo = await indexed.add("old words")
        await learning.hear()
        await late.begin()
        await indexed.todos.delete(indexed.alice, todo.id, origin=WEB)
        await indexed.trash.purge(indexed.alice, todo.id, origin=WEB)
        await indexed.settle()

        await late.end()

        assert await learning.count_of(indexed.alice) == 0

    async def test_a_change_that_comes_while_another_is_written_is_not_forgotten(
        self, indexed: World, learning: Learning, late: Late, database: Databases
    ) -> None:
        todo = await indexed.add("old words")
        await learning.hear()
        await late.begin()
        await retitle(indexed, todo, "new words")
        await learning.hear()

        await late.end()

        assert await waiting(database("todo"), indexed.alice) == 1
        await indexed.settle()
        assert await indexed.titles("new") == ["new words"]

    async def test_events_may_come_twice_and_in_any_order(self, indexed: World, database: Databases) -> None:
        todo = await indexed.add("old words")
        await retitle(indexed, todo, "new words")
        await indexed.settle()
        hear = on_searchable_changed(lambda: None)

        async with database("todo").transaction() as tx:
            await hear(tx, [envelope(todo, "changed"), envelope(todo, "created"), envelope(todo, "created")])

        await indexed.settle()
        assert await indexed.titles("words") == ["new words"]


class TestAway:
    async def test_searches_are_answered_by_the_database(self, desk: Desk, away: OpenSearch, alias: str) -> None:
        world = World(desk, FallbackSearch(IndexSearch(desk, away, alias), PostgresSearch(desk)))
        await world.add("buy milk")

        with structlog.testing.capture_logs() as logs:
            found = [await world.titles("milk") for _ in range(5)]

        assert found == [["buy milk"]] * 5
        assert [log["event"] for log in logs] == ["search_engine_away"], "it is said once"

    async def test_what_was_begun_with_the_index_goes_on_in_the_database(
        self, indexed: World, desk: Desk, away: OpenSearch, alias: str
    ) -> None:
        for number in range(5):
            await indexed.add(f"milk {number}")
        await indexed.settle()
        first = await indexed.ask("milk", limit=3)
        assert first.next is not None

        indexed.engine = FallbackSearch(IndexSearch(desk, away, alias), PostgresSearch(desk))
        rest = await indexed.ask("milk", limit=3, place=first.next)

        assert len({hit.todo.id for hit in (*first.hits, *rest.hits)}) == 5

    async def test_and_the_other_way_round(self, indexed: World, desk: Desk) -> None:
        for number in range(5):
            await indexed.add(f"milk {number}")
        await indexed.settle()
        index, indexed.engine = indexed.engine, PostgresSearch(desk)
        first = await indexed.ask("milk", limit=3)
        assert first.next is not None

        indexed.engine = index
        rest = await indexed.ask("milk", limit=3, place=first.next)

        assert len({hit.todo.id for hit in (*first.hits, *rest.hits)}) == 5

    async def test_changes_wait_until_it_is_back(
        self, indexed: World, learning: Learning, away: OpenSearch, alias: str, database: Databases
    ) -> None:
        await indexed.add("buy milk")
        await learning.hear()

        with pytest.raises(SearchUnavailable):
            await Indexer(database("todo"), away, alias).drain()

        assert await waiting(database("todo"), indexed.alice) == 1
        await indexed.settle()
        assert await indexed.titles("milk") == ["buy milk"]

    async def test_without_an_index_the_database_answers_and_nothing_piles_up(
        self, unindexed: World, learning: Learning, indexer: Indexer, database: Databases
    ) -> None:
        await unindexed.add("buy milk")
        await learning.hear()
        await indexer.drain()

        with structlog.testing.capture_logs() as logs:
            assert await unindexed.titles("milk") == ["buy milk"]

        assert await waiting(database("todo"), unindexed.alice) == 0
        assert "voicetodo search rebuild" in logs[0]["hint"]


def envelope(todo: Todo, verb: str) -> Envelope:
    """As it was announced, or so."""
    owner_id = todo.created_by
    assert owner_id is not None
    payload = msgspec.json.encode({"user_id": owner_id, "todo": {"id": todo.id, "title": "whatever it said"}})
    return Envelope(
        id=new_id(),
        name=f"todo.todo_{verb}.v1",
        user_id=owner_id,
        occurred_at=todo.created_at,
        payload=msgspec.Raw(payload),
    )
