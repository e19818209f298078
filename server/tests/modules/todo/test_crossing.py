"""A todo goes into another's space with all that is its own: in one stroke, and wholly or not at all."""

from typing import Any, cast
from uuid import UUID

import pytest_asyncio

from voicetodo.kit.db import Transaction
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin, Todo, UpdateTodo
from voicetodo.modules.todo.service import sharing, verbs
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.change_sets import ChangeSets
from voicetodo.modules.todo.service.comments import CommentDraft, Comments
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.labels import Labels
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store import todos

WEB = Origin(source="web")


class Counting:
    """A transaction that counts what is asked of it."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.number = 0

    def __getattr__(self, name: str) -> Any:
        if name.startswith(("fetch", "execute")):
            self.number += 1
        return getattr(self._tx, name)


@pytest_asyncio.fixture
async def party(desk: Desk, alice_id: UUID, bob_id: UUID) -> UUID:
    """A category of Bob's that Alice may fill."""
    category, _ = await Categories(desk).create(bob_id, CategoryDraft(name="Party"), category_id=new_id(), origin=WEB)
    async with desk.writing(bob_id, WEB) as ledger:
        await sharing.share(ledger, category.id, alice_id, "editor")
    return category.id


async def tree(desk: Desk, owner_id: UUID, *, subtasks: int) -> Todo:
    """A todo with subtasks that each carry labels and are somebody's to do."""
    labels = [
        (await Labels(desk).create(owner_id, label_id=new_id(), name=name, color=None, origin=WEB))[0].id
        for name in (f"loud {new_id()}", f"sweet {new_id()}")
    ]
    draft = CreateTodo(title="celebrate", label_ids=tuple(labels), assignee="me")
    root, _ = await Todos(desk).create(owner_id, draft, todo_id=new_id(), origin=WEB)
    for nth in range(subtasks):
        draft = CreateTodo(title=f"invite {nth}", parent_id=root.id, label_ids=tuple(labels), assignee="me")
        await Todos(desk).create(owner_id, draft, todo_id=new_id(), origin=WEB)
    return root


async def statements(desk: Desk, actor_id: UUID, patch: UpdateTodo) -> int:
    async with desk.database.transaction() as tx:
        counting = Counting(tx)
        ledger = Ledger(cast("Transaction", counting), user_id=actor_id, origin=WEB, now=desk.clock.now())
        await verbs.update(ledger, patch)
        return counting.number


async def test_it_takes_as_many_statements_for_many_subtasks_as_for_few(
    desk: Desk, alice_id: UUID, party: UUID
) -> None:
    few, many = [await tree(desk, alice_id, subtasks=number) for number in (2, 20)]

    asked = [await statements(desk, alice_id, UpdateTodo(id=root.id, category_id=party)) for root in (few, many)]

    assert asked[0] == asked[1]


async def test_within_one_space_it_does_too(desk: Desk, alice_id: UUID) -> None:
    few, many = [await tree(desk, alice_id, subtasks=number) for number in (2, 20)]
    garden, _ = await Categories(desk).create(alice_id, CategoryDraft(name="Garden"), category_id=new_id(), origin=WEB)

    asked = [await statements(desk, alice_id, UpdateTodo(id=root.id, category_id=garden.id)) for root in (few, many)]

    assert asked[0] == asked[1]


async def test_subtasks_come_along_with_their_labels_and_their_depth(
    desk: Desk, alice_id: UUID, bob_id: UUID, party: UUID
) -> None:
    root = await tree(desk, alice_id, subtasks=2)
    await Todos(desk).update(alice_id, UpdateTodo(id=root.id, category_id=party), origin=WEB)

    async with desk.database.connection() as connection:
        rows = await connection.fetch("select depth, label_ids from todos where user_id = $1 order by depth", bob_id)
        own = await connection.fetch("select id from labels where user_id = $1 order by id", bob_id)
    assert [row[0] for row in rows] == [0, 1, 1]
    assert {tuple(sorted(row[1])) for row in rows} == {tuple(row[0] for row in own)}


async def test_what_cannot_come_along_wholly_stays_wholly_though_more_is_done(
    desk: Desk, alice_id: UUID, bob_id: UUID, party: UUID
) -> None:
    root = await tree(desk, alice_id, subtasks=1)
    comment_id = new_id()
    mine, _ = await Todos(desk).create(bob_id, CreateTodo(title="call the band"), todo_id=new_id(), origin=WEB)
    for author_id, todo in ((alice_id, root), (bob_id, mine)):
        await Comments(desk).create(author_id, todo.id, CommentDraft("soon"), comment_id=comment_id, origin=WEB)

    moves = (UpdateTodo(id=root.id, category_id=party), CreateTodo(title="buy balloons"))
    refused, done = await ChangeSets(desk).apply(
        alice_id, new_id(), moves, source="voice", now=desk.clock.now(), timezone="UTC"
    )

    assert (refused.status, done.status) == ("refused", "done")
    async with desk.database.connection() as connection:
        assert await todos.find(connection, alice_id, root.id) is not None
        assert await todos.find(connection, bob_id, root.id) is None
