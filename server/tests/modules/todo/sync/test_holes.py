"""Transactions end in another order than they began in: whoever asks in between must not miss the slow ones."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import msgspec
import pytest

from voicetodo.kit.db import Connection
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.syncing import Syncing, SyncPage
from voicetodo.modules.todo.store import sync as store
from voicetodo.modules.todo.sync_token import KINDS, Snapshot, SyncToken


class Reader:
    """A client that only reads."""

    def __init__(self, desk: Desk, user_id: UUID, *, limit: int = 1000) -> None:
        self._syncing = Syncing(desk)
        self._user_id = user_id
        self._limit = limit
        self.token: SyncToken | None = None
        self.titles: set[str] = set()

    async def page(self) -> SyncPage:
        page = await self._syncing.pull(self._user_id, self.token, kinds=KINDS, limit=self._limit)
        self.token = page.token
        self.titles |= {msgspec.json.decode(row.document)["title"] for row in page.rows if row.document}
        return page

    async def read(self) -> list[int]:
        """To the end; answers how many things stood on each page."""
        pages = [await self.page()]
        while pages[-1].has_more:
            assert len(pages) < 50, "there is no end to it"
            pages.append(await self.page())
        return [len(page.rows) for page in pages]


class Writer:
    """Writes todos, some of them slowly."""

    def __init__(self, desk: Desk, user_id: UUID) -> None:
        self._desk = desk
        self._user_id = user_id

    async def add(self, *titles: str) -> None:
        for title in titles:
            async with self.adding(title):
                pass

    @asynccontextmanager
    async def adding(self, title: str) -> AsyncIterator[None]:
        """Written when the block begins, committed when it ends."""
        written, may_end = asyncio.Event(), asyncio.Event()

        async def write() -> None:
            async with self._desk.writing(self._user_id, Origin()) as ledger:
                await verbs.create(ledger, CreateTodo(title=title), todo_id=new_id())
                written.set()
                await may_end.wait()

        task = asyncio.create_task(write())
        await written.wait()
        yield
        may_end.set()
        await task


@pytest.fixture
def writer(desk: Desk, alice_id: UUID) -> Writer:
    return Writer(desk, alice_id)


@pytest.fixture
def reader(desk: Desk, alice_id: UUID) -> Reader:
    return Reader(desk, alice_id)


async def ask_between(writer: Writer, reader: Reader) -> None:
    """A slow transaction begins before a quick one and ends after it; a client asks before, in between and after."""
    await reader.read()
    async with writer.adding("slow"):
        await writer.add("quick")
        await reader.read()
        assert reader.titles == {"quick"}
    await reader.read()


async def test_what_is_committed_late_is_told_late_and_not_never(writer: Writer, reader: Reader) -> None:
    await ask_between(writer, reader)

    assert reader.titles == {"slow", "quick"}


async def test_the_test_above_sees_a_token_that_trusts_the_order_of_beginning(
    writer: Writer, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment_of = store.moment_of

    async def last_seen(connection: Connection) -> store.Moment:
        """As a token would be that holds the highest number seen, be it of a place, a time or a transaction."""
        moment = await moment_of(connection)
        return store.Moment(Snapshot(moment.snapshot.xmax, 0), moment.place)

    async def list_touched(*args: object, **given: object) -> store.Touched:
        found = await touched_of(*args, **given)  # pyright: ignore[reportArgumentType] - handed on as they came
        snapshot = found.moment.snapshot
        return store.Touched(
            store.Moment(Snapshot(snapshot.xmax, 0), found.moment.place), found.rows, found.is_too_much
        )

    touched_of = store.list_touched
    monkeypatch.setattr(store, "moment_of", last_seen)
    monkeypatch.setattr(store, "list_touched", list_touched)

    await ask_between(writer, reader)

    assert reader.titles == {"quick"}, "a hole that must be seen, so that it is seen where it is not planted"


async def test_what_was_told_is_not_told_again_while_a_transaction_stays_open(writer: Writer, reader: Reader) -> None:
    await reader.read()
    async with writer.adding("slow"):
        await writer.add("quick")
        assert await reader.read() == [1]

        assert await reader.read() == [0]


async def test_pages_come_to_an_end_while_a_transaction_stays_open(writer: Writer, desk: Desk, alice_id: UUID) -> None:
    reader = Reader(desk, alice_id, limit=2)
    async with writer.adding("slow"):
        await writer.add("one", "two", "three")
        await reader.read()
        await writer.add("four", "five", "six")

        await reader.read()

    await reader.read()
    assert reader.titles == {"slow", "one", "two", "three", "four", "five", "six"}


async def test_what_is_committed_between_two_pages_is_told(writer: Writer, desk: Desk, alice_id: UUID) -> None:
    reader = Reader(desk, alice_id, limit=1)
    await writer.add("one", "two")
    async with writer.adding("slow"):
        await reader.page()
        await writer.add("three")
    await reader.read()

    assert reader.titles == {"one", "two", "three", "slow"}


async def test_what_was_rolled_back_is_never_told(desk: Desk, alice_id: UUID, reader: Reader) -> None:
    async def fail() -> None:
        async with desk.writing(alice_id, Origin()) as ledger:
            await verbs.create(ledger, CreateTodo(title="never"), todo_id=new_id())
            raise ZeroDivisionError

    await reader.read()
    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await reader.read() == [0]


async def test_so_many_that_run_at_once_are_told_again_rather_than_missed(
    writer: Writer, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicetodo.modules.todo.sync_token._MAX_RUNNING", 0)

    await ask_between(writer, reader)

    assert reader.titles == {"slow", "quick"}
