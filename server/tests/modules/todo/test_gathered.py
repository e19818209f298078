"""Todos made at the same moment are written by one statement, and nobody can tell it from their answers."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from voicetodo.kit.cache import MemoryVersions
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Due, Origin, Recurrence, Todo
from voicetodo.modules.todo.errors import TodoIdTaken, TodoInvalid
from voicetodo.modules.todo.model import drafted
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import created
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store.new_todos import NewTodo, insert_together

WEB = Origin("web", new_id())

FULL = CreateTodo(
    title="Prüfung “eins”",
    notes="with notes\nof two lines",
    priority=1,
    due=Due(date(2026, 2, 3), "09:30", "Europe/Berlin"),
    deadline=date(2026, 3, 4),
    duration_minutes=45,
    recurrence=Recurrence("FREQ=WEEKLY", from_completion=True),
    assignee="Sarah",
)
DRAFTS = (FULL, CreateTodo(title="buy milk"), CreateTodo(title="a day", due=Due(date(2026, 2, 3), None, "UTC")))

_ROWS = """
    select to_jsonb(todos) as todo, to_jsonb(activity) as noted, to_jsonb(outbox) as told, payload::jsonb as payload
    from todos
    join activity on activity.user_id = todos.user_id and entity_id = todos.id
    join outbox on outbox.user_id = todos.user_id and payload::json -> 'todo' ->> 'id' = todos.id::text
    where todos.user_id = $1 order by activity.place
"""
#: What differs from one todo to the next, or from one user to another.
_OWN = {"id", "user_id", "place", "entity_id", "position", "payload", "occurred_at", "created_by", "actor_id", "xid"}


@pytest.fixture
def todos(desk: Desk) -> Todos:
    return Todos(desk)


@pytest.fixture
def table(database: Callable[[str], Database]) -> Database:
    return database("todo")


async def _made(todos: Todos, user_id: UUID, *drafts: CreateTodo) -> list[tuple[Todo, bool]]:
    """All at the same moment."""
    return await asyncio.gather(*(todos.create(user_id, draft, todo_id=new_id(), origin=WEB) for draft in drafts))


async def test_what_is_written_together_is_what_is_written_alone(
    todos: Todos, table: Database, alice_id: UUID, charlie_id: UUID
) -> None:
    for draft in DRAFTS:
        await todos.create(alice_id, draft, todo_id=new_id(), origin=WEB)
    await asyncio.gather(
        todos.create(charlie_id, CreateTodo(title="goes first"), todo_id=new_id(), origin=WEB),
        *(todos.create(charlie_id, draft, todo_id=new_id(), origin=WEB) for draft in DRAFTS),
    )

    alone, together = await _rows(table, alice_id), (await _rows(table, charlie_id))[1:]

    assert [_neutral(row) for row in together] == [_neutral(row) for row in alone]


async def test_they_keep_their_order_in_the_journal_and_in_the_outbox(
    todos: Todos, table: Database, alice_id: UUID
) -> None:
    made = await _made(todos, alice_id, *(CreateTodo(title=f"number {nth}") for nth in range(30)))

    rows = await _rows(table, alice_id)

    titles = [todo.title for todo, _ in made]
    assert [row["todo"]["title"] for row in rows] == titles
    assert sorted(rows, key=lambda row: row["told"]["place"]) == rows


async def test_everybody_gets_their_own_answer(
    todos: Todos, table: Database, desk: Desk, alice_id: UUID, charlie_id: UUID
) -> None:
    mine, _ = await Categories(desk).create(alice_id, CategoryDraft(name="Home"), category_id=new_id(), origin=WEB)
    old, _ = await todos.create(alice_id, CreateTodo(title="there before"), todo_id=new_id(), origin=WEB)
    twice, other = new_id(), new_id()

    def create(user_id: UUID, title: str, todo_id: UUID | None = None, category_id: UUID | None = None) -> Any:
        draft = CreateTodo(title=title, category_id=category_id)
        return todos.create(user_id, draft, todo_id=todo_id or new_id(), origin=WEB)

    outcomes = await asyncio.gather(
        create(charlie_id, "first"),
        create(alice_id, "in a list", category_id=mine.id),
        create(charlie_id, "in another's list", category_id=mine.id),
        create(alice_id, "in no list there is", category_id=new_id()),
        create(alice_id, "there before", old.id),
        create(alice_id, "another under its id", old.id),
        create(charlie_id, "under Alice's id", old.id),
        create(alice_id, "twice", twice),
        create(alice_id, "twice", twice),
        create(alice_id, "one", other),
        create(alice_id, "two", other),
        create(charlie_id, "nul \0 inside"),
        create(charlie_id, "last"),
        return_exceptions=True,
    )

    assert [_told(outcome) for outcome in outcomes] == [
        ("first", True),
        ("in a list", True),
        TodoInvalid,
        TodoInvalid,
        ("there before", False),
        TodoIdTaken,
        ("under Alice's id", True),
        ("twice", True),
        ("twice", False),
        ("one", True),
        TodoIdTaken,
        TodoInvalid,
        ("last", True),
    ]
    assert sorted(await _titles(table, alice_id)) == ["in a list", "one", "there before", "twice"]
    assert sorted(await _titles(table, charlie_id)) == ["first", "last", "under Alice's id"]


@pytest.mark.parametrize("title", ["", "nul \0 inside", "half a letter \ud800"])
async def test_where_the_database_refuses_one_nothing_is_written_and_each_goes_alone(
    table: Database, desk: Desk, alice_id: UUID, title: str
) -> None:
    def new(title: str) -> NewTodo:
        now = desk.clock.now()
        todo = drafted(CreateTodo(title="fine"), todo_id=new_id(), position="a", now=now, origin=WEB)
        return NewTodo(alice_id, created(alice_id, replace(todo, title=title), 0, WEB), None)

    async with table.connection() as connection:
        assert await insert_together(connection, [new("one"), new("two")]) == [(), ()]
        assert await insert_together(connection, [new("three"), new(title)]) == [None, None]

    assert await _titles(table, alice_id) == ["one", "two"]


async def test_who_leaves_takes_nobody_along(todos: Todos, table: Database, alice_id: UUID, charlie_id: UUID) -> None:
    calls = [
        asyncio.create_task(
            todos.create((alice_id, charlie_id)[nth % 2], CreateTodo(title=str(nth)), todo_id=new_id(), origin=WEB)
        )
        for nth in range(40)
    ]
    await asyncio.sleep(0)
    for call in calls[1::3]:
        call.cancel()

    outcomes = await asyncio.gather(*calls, return_exceptions=True)

    answered = {outcome[0].title for outcome in outcomes if isinstance(outcome, tuple)}
    assert {str(nth) for nth in range(40) if nth % 3 != 1} <= answered
    titles = [*await _titles(table, alice_id), *await _titles(table, charlie_id)]
    assert answered <= set(titles)
    assert len(titles) == len(set(titles))


async def test_a_locked_category_holds_up_nobody_else(
    todos: Todos, desk: Desk, table: Database, alice_id: UUID, charlie_id: UUID
) -> None:
    held, _ = await Categories(desk).create(alice_id, CategoryDraft(name="Home"), category_id=new_id(), origin=WEB)
    async with table.transaction_beside() as tx:
        await tx.execute("select from categories where user_id = $1 for update", alice_id)
        waits = asyncio.create_task(
            todos.create(alice_id, CreateTodo(title="waits", category_id=held.id), todo_id=new_id(), origin=WEB)
        )
        await asyncio.sleep(0)

        async with asyncio.timeout(5):
            await _made(todos, charlie_id, *(CreateTodo(title=str(nth)) for nth in range(5)))

        assert not waits.done()
    assert (await waits)[1]


async def test_kept_answers_of_everybody_written_are_out_of_use(
    todos: Todos, desk: Desk, alice_id: UUID, charlie_id: UUID
) -> None:
    assert isinstance(desk.versions, MemoryVersions)
    before = [await desk.versions.current(user_id) for user_id in (alice_id, charlie_id)]

    await asyncio.gather(
        *(
            todos.create(user_id, CreateTodo(title="x"), todo_id=new_id(), origin=WEB)
            for user_id in (alice_id, alice_id, charlie_id)
        )
    )

    after = [await desk.versions.current(user_id) for user_id in (alice_id, charlie_id)]
    assert after[0] != before[0]
    assert after[1] != before[1]


def _told(outcome: Any) -> Any:
    return (outcome[0].title, outcome[1]) if isinstance(outcome, tuple) else type(outcome)


async def _rows(table: Database, user_id: UUID) -> list[dict[str, dict[str, Any]]]:
    async with table.connection() as connection:
        return [dict(row) for row in await connection.fetch(_ROWS, user_id)]


async def _titles(table: Database, user_id: UUID) -> list[str]:
    return [row["todo"]["title"] for row in await _rows(table, user_id)]


def _neutral(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _neutral(inner) for name, inner in value.items() if name not in _OWN}
    return value
