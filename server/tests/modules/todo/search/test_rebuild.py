"""Making the index anew while people work and search."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from uuid import UUID

import pytest

from tests.modules.todo.search.world import WEB, Learning, World
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.search import OpenSearch, SearchUnavailable, Write
from voicetodo.modules.todo.api import UpdateTodo
from voicetodo.modules.todo.service import index_rebuild
from voicetodo.modules.todo.service.index_rebuild import IndexRebuild, RebuildRunning
from voicetodo.modules.todo.service.indexing import next_alias_of

Happening = Callable[[], Awaitable[None]]


class Interrupted(OpenSearch):
    """While somebody's todos are on their way into the new index, something happens; or it all ends there."""

    def __init__(self, real: OpenSearch) -> None:
        super().__init__(real._client, timeout_seconds=10)
        self.on_the_way: tuple[UUID, Happening] | None = None
        self.ends_at: str | None = None

    async def write(self, alias: str, writes: Sequence[Write]) -> None:
        if self.on_the_way is not None and any(write.routing == str(self.on_the_way[0]) for write in writes):
            happening, self.on_the_way = self.on_the_way[1], None
            await happening()
        await super().write(alias, writes)

    async def delete(self, index: str) -> None:
        if self.ends_at == "delete":
            raise SearchUnavailable
        await super().delete(index)


class Progress:
    """What was told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        self.told.append((done, total))


@pytest.fixture
def interrupted(opensearch: OpenSearch) -> Interrupted:
    return Interrupted(opensearch)


@pytest.fixture
def rebuilding(
    database: Callable[[str], Database],
    interrupted: Interrupted,
    alias: str,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> IndexRebuild:
    """A second one, later, in small steps."""
    monkeypatch.setattr(index_rebuild, "_AT_ONCE", 3)
    clock.advance(timedelta(seconds=1))
    return IndexRebuild(database("todo"), interrupted, alias, clock)


@pytest.fixture
def progress() -> Progress:
    return Progress()


async def end() -> None:
    raise SearchUnavailable


class TestRebuild:
    async def test_finds_what_was_there_before_there_was_an_index(
        self, indexed: World, rebuilding: IndexRebuild, opensearch: OpenSearch, alias: str, progress: Progress
    ) -> None:
        cake = await indexed.add("bake a cake")
        await indexed.comment(cake, "without marzipan")
        await indexed.add("buy milk")

        written = await rebuilding.run(progress)

        assert [await indexed.titles(text) for text in ("cake", "marzipan")] == [["bake a cake"], ["bake a cake"]]
        assert progress.told[0][0] == 0
        assert progress.told[-1] == (written, written)
        assert list((await opensearch.aliases_of(f"{alias}-*")).values()) == [{alias}], "the old one is gone"

    async def test_people_work_and_search_meanwhile(
        self, indexed: World, rebuilding: IndexRebuild, interrupted: Interrupted, learning: Learning, progress: Progress
    ) -> None:
        changed, purged = await indexed.add("old words"), await indexed.add("purged words")
        await indexed.settle()

        async def happening() -> None:
            await indexed.todos.update(indexed.alice, UpdateTodo(id=changed.id, title="new words"), origin=WEB)
            await indexed.todos.delete(indexed.alice, purged.id, origin=WEB)
            await indexed.trash.purge(indexed.alice, purged.id, origin=WEB)
            await indexed.add("added words")
            await learning.catch_up()
            assert sorted(await indexed.titles("words")) == ["added words", "new words"]

        interrupted.on_the_way = (indexed.alice, happening)
        await rebuilding.run(progress)

        found = {text: sorted(await indexed.titles(text)) for text in ("words", "new", "old")}
        assert found == {"words": ["added words", "new words"], "new": ["new words"], "old": []}
        assert await learning.count_of(indexed.alice) == 2

    async def test_what_happens_right_after_is_learnt(
        self, indexed: World, rebuilding: IndexRebuild, progress: Progress
    ) -> None:
        await rebuilding.run(progress)

        await indexed.add("buy milk")

        assert await indexed.titles_settled("milk") == ["buy milk"]


class TestBrokenOff:
    async def test_it_goes_on_where_it_was(
        self, indexed: World, rebuilding: IndexRebuild, interrupted: Interrupted, progress: Progress
    ) -> None:
        todo = await indexed.add("old words")
        for number in range(5):
            await indexed.add(f"milk {number}")
        interrupted.on_the_way = (indexed.alice, end)
        with pytest.raises(SearchUnavailable):
            await rebuilding.run(progress)
        done = progress.told[-1][0]
        await indexed.todos.update(indexed.alice, UpdateTodo(id=todo.id, title="new words"), origin=WEB)
        await indexed.settle()

        progress.told.clear()
        await rebuilding.run(progress)

        assert progress.told[0][0] == done
        assert len(await indexed.titles("milk")) == 5
        assert await indexed.titles("words") == ["new words"]

    async def test_it_begins_again_when_asked_to(
        self, indexed: World, rebuilding: IndexRebuild, interrupted: Interrupted, clock: FixedClock, progress: Progress
    ) -> None:
        for number in range(5):
            await indexed.add(f"milk {number}")
        interrupted.on_the_way = (indexed.alice, end)
        with pytest.raises(SearchUnavailable):
            await rebuilding.run(progress)
        clock.advance(timedelta(seconds=1))

        progress.told.clear()
        await rebuilding.run(progress, afresh=True)

        assert progress.told[0][0] == 0
        assert len(await indexed.titles("milk")) == 5

    async def test_and_where_the_new_index_is_gone(
        self, indexed: World, rebuilding: IndexRebuild, interrupted: Interrupted, clock: FixedClock, alias: str
    ) -> None:
        for number in range(5):
            await indexed.add(f"milk {number}")
        interrupted.on_the_way = (indexed.alice, end)
        with pytest.raises(SearchUnavailable):
            await rebuilding.run(Progress())
        clock.advance(timedelta(seconds=1))

        for index, names in (await interrupted.aliases_of(f"{alias}-*")).items():
            if next_alias_of(alias) in names:
                await interrupted.delete(index)
        await rebuilding.run(Progress())

        assert len(await indexed.titles("milk")) == 5

    async def test_after_the_new_index_took_its_place_only_the_old_one_is_left_to_be_removed(
        self, indexed: World, rebuilding: IndexRebuild, interrupted: Interrupted, alias: str, progress: Progress
    ) -> None:
        await indexed.add("buy milk")
        interrupted.ends_at = "delete"
        with pytest.raises(SearchUnavailable):
            await rebuilding.run(progress)
        assert await indexed.titles("milk") == ["buy milk"]

        interrupted.ends_at = None
        await indexed.add("buy bread")
        await indexed.settle()
        await rebuilding.run(progress)

        assert [await indexed.titles(text) for text in ("milk", "bread")] == [["buy milk"], ["buy bread"]]
        assert list((await interrupted.aliases_of(f"{alias}-*")).values()) == [{alias}]

    async def test_two_at_once_are_one_too_many(
        self, indexed: World, rebuilding: IndexRebuild, interrupted: Interrupted, progress: Progress
    ) -> None:
        await indexed.add("buy milk")

        async def again() -> None:
            with pytest.raises(RebuildRunning):
                await rebuilding.run(Progress())

        interrupted.on_the_way = (indexed.alice, again)
        await rebuilding.run(progress)

        assert interrupted.on_the_way is None
        assert await indexed.titles("milk") == ["buy milk"]
