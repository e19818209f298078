"""What somebody did in another's space they take back as far as they may still change what is there."""

from uuid import UUID

import pytest_asyncio

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin, UpdateTodo
from voicetodo.modules.todo.service import sharing
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.change_sets import ChangeSets
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.labels import Labels
from voicetodo.modules.todo.service.members import Members
from voicetodo.modules.todo.service.todos import Todos

WEB = Origin(source="web")


async def shared(desk: Desk, owner_id: UUID, member_id: UUID, *, name: str) -> UUID:
    """A category of the owner's that the member may change."""
    made, _ = await Categories(desk).create(owner_id, CategoryDraft(name=name), category_id=new_id(), origin=WEB)
    async with desk.writing(owner_id, WEB) as ledger:
        await sharing.share(ledger, made.id, member_id, "editor")
    return made.id


async def labels(desk: Desk, user_id: UUID) -> list[str]:
    return [each.name for each in await Labels(desk).list_all(user_id)]


@pytest_asyncio.fixture
async def party(desk: Desk, alice_id: UUID, bob_id: UUID) -> UUID:
    await shared(desk, alice_id, bob_id, name="Trip")
    return await shared(desk, alice_id, bob_id, name="Party")


@pytest_asyncio.fixture
async def labelled(desk: Desk, alice_id: UUID, bob_id: UUID, party: UUID) -> UUID:
    """A change set of Bob's that brought a label into Alice's space, which she has taken off again."""
    draft = CreateTodo(title="call the band", category_id=party)
    todo, _ = await Todos(desk).create(alice_id, draft, todo_id=new_id(), origin=WEB)
    change_set_id = new_id()
    await ChangeSets(desk).apply(
        bob_id,
        change_set_id,
        (UpdateTodo(id=todo.id, add_labels=("loud",)),),
        source="voice",
        now=desk.clock.now(),
        timezone="UTC",
    )
    await Todos(desk).update(alice_id, UpdateTodo(id=todo.id, label_ids=()), origin=WEB)
    return change_set_id


async def test_a_label_goes_again_where_they_may_still_change_things(
    desk: Desk, alice_id: UUID, bob_id: UUID, labelled: UUID
) -> None:
    await ChangeSets(desk).revert(bob_id, labelled)

    assert await labels(desk, alice_id) == []


async def test_a_label_stays_where_they_may_only_look_whatever_else_they_may_change(
    desk: Desk, alice_id: UUID, bob_id: UUID, party: UUID, labelled: UUID
) -> None:
    await Members(desk).change_role(alice_id, party, bob_id, role="viewer", origin=WEB)

    results = await ChangeSets(desk).revert(bob_id, labelled)

    assert {each.status for each in results} == {"kept"}
    assert await labels(desk, alice_id) == ["loud"]


async def test_a_label_stays_where_they_see_nothing_any_more(
    desk: Desk, alice_id: UUID, bob_id: UUID, party: UUID, labelled: UUID
) -> None:
    await Members(desk).remove(alice_id, party, bob_id, origin=WEB)

    await ChangeSets(desk).revert(bob_id, labelled)

    assert await labels(desk, alice_id) == ["loud"]
