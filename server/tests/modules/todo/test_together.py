"""Many changes of one user's todos at the same moment: each is done or refused, and none waits for another forever."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from voicetodo.kit.db import Database
from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin, Todo, UpdateTodo
from voicetodo.modules.todo.service import sharing
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft, CategoryPatch
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.labels import Labels
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.service.trash import Trash

WEB = Origin("web")

_STRAY = """
    select count(*) from todos child join todos parent on parent.user_id = child.user_id and parent.id = child.parent_id
    where child.depth <> parent.depth + 1
        or (child.category_id is distinct from parent.category_id and child.deleted_at is null)
        or (child.deleted_at is null and parent.deleted_at is not null)
"""


async def test_everybody_gets_an_answer_and_the_trees_stay_whole(
    desk: Desk, database: Callable[[str], Database], alice_id: UUID
) -> None:
    todos, trash, categories, labels = Todos(desk), Trash(desk), Categories(desk), Labels(desk)
    dice = random.Random(7)
    lists = [
        (await categories.create(alice_id, CategoryDraft(name=f"list {nth}"), category_id=new_id(), origin=WEB))[0].id
        for nth in range(4)
    ]
    words = [
        (await labels.create(alice_id, label_id=new_id(), name=f"label {nth}", color=None, origin=WEB))[0].id
        for nth in range(4)
    ]
    made: list[Todo] = []
    for nth in range(12):
        draft = CreateTodo(
            title=f"todo {nth}",
            category_id=dice.choice(lists) if nth < 4 else None,
            parent_id=dice.choice(made[:8]).id if nth >= 4 else None,
            label_ids=(dice.choice(words),),
        )
        try:
            made.append((await todos.create(alice_id, draft, todo_id=new_id(), origin=WEB))[0])
        except DomainError:
            continue

    def any_id() -> UUID:
        return dice.choice(made).id

    def label() -> tuple[UUID]:
        return (dice.choice(words),)

    def update(**fields: Any) -> Awaitable[object]:
        return todos.update(alice_id, UpdateTodo(id=any_id(), **fields), origin=WEB)

    often: list[Callable[[], Awaitable[object]]] = [
        lambda: todos.complete(alice_id, any_id(), origin=WEB, occurrence=None),
        lambda: todos.reopen(alice_id, any_id(), origin=WEB),
        lambda: todos.delete(alice_id, any_id(), origin=WEB),
        lambda: trash.restore(alice_id, any_id(), origin=WEB),
        lambda: todos.move(alice_id, any_id(), after_id=any_id(), before_id=None, origin=WEB),
        lambda: update(parent_id=any_id()),
        lambda: update(parent_id=None, category_id=dice.choice(lists)),
        lambda: update(label_ids=label(), notes=str(dice.random())),
        lambda: todos.create(
            alice_id,
            CreateTodo(title="another", parent_id=any_id(), label_ids=label()),
            todo_id=new_id(),
            origin=WEB,
        ),
    ]
    seldom: list[Callable[[], Awaitable[object]]] = [
        lambda: categories.delete(alice_id, dice.choice(lists), todos_to="inbox", origin=WEB),
        lambda: labels.delete(alice_id, dice.choice(words), origin=WEB),
    ]

    def one() -> Awaitable[object]:
        return dice.choice(seldom if dice.random() < 0.02 else often)()

    outcomes: list[object] = []
    for _ in range(25):
        outcomes += await asyncio.gather(*(one() for _ in range(8)), return_exceptions=True)

    unforeseen = [each for each in outcomes if isinstance(each, BaseException) and not isinstance(each, DomainError)]
    async with database("todo").connection() as connection:
        stray = await connection.fetchval(_STRAY)
    assert unforeseen == []
    assert sum(not isinstance(each, BaseException) for each in outcomes) > 50
    assert stray == 0


async def test_a_member_puts_a_shared_list_elsewhere_from_two_devices_at_once(
    desk: Desk, alice_id: UUID, bob_id: UUID
) -> None:
    categories = Categories(desk)
    party, _ = await categories.create(alice_id, CategoryDraft(name="Party"), category_id=new_id(), origin=WEB)
    async with desk.writing(alice_id, WEB) as ledger:
        await sharing.share(ledger, party.id, bob_id, "viewer")

    moved = [categories.move(bob_id, party.id, after_id=None, origin=WEB) for _ in range(8)]
    liked = [
        categories.update(bob_id, party.id, CategoryPatch(is_favorite=bool(nth % 2)), origin=WEB) for nth in range(8)
    ]

    # gather raises the first error: whoever loses a deadlock has one
    assert len(await asyncio.gather(*moved, *liked)) == 16
