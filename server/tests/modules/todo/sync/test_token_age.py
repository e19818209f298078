"""A token is as old as the moment that it stands for."""

from datetime import timedelta
from uuid import UUID

import pytest

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.syncing import Syncing, SyncPage
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.sync_token import SyncToken


@pytest.fixture
def syncing(desk: Desk) -> Syncing:
    return Syncing(desk)


async def pull(syncing: Syncing, user_id: UUID, token: SyncToken | None) -> SyncPage:
    return await syncing.pull(user_id, token, kinds=("todo",), limit=1)


async def make(desk: Desk, user_id: UUID, *titles: str) -> None:
    for title in titles:
        await Todos(desk).create(user_id, CreateTodo(title=title), todo_id=new_id(), origin=Origin())


class TestPages:
    @pytest.mark.parametrize("is_first_sync", [True, False])
    async def test_that_took_long_leave_a_token_of_the_first(
        self, desk: Desk, syncing: Syncing, clock: FixedClock, alice_id: UUID, is_first_sync: bool
    ) -> None:
        token = None if is_first_sync else (await pull(syncing, alice_id, None)).token
        await make(desk, alice_id, "one", "two")
        first = await pull(syncing, alice_id, token)
        clock.advance(timedelta(days=80))
        last = await pull(syncing, alice_id, first.token)

        clock.advance(timedelta(days=20))
        later = await pull(syncing, alice_id, last.token)

        assert [row.id for row in first.rows] != [row.id for row in last.rows]
        assert later.is_reset

    async def test_of_an_old_token_leave_one_that_is_new(
        self, desk: Desk, syncing: Syncing, clock: FixedClock, alice_id: UUID
    ) -> None:
        token = (await pull(syncing, alice_id, None)).token
        clock.advance(timedelta(days=80))
        await make(desk, alice_id, "one", "two")
        page = await pull(syncing, alice_id, token)
        while page.has_more:
            page = await pull(syncing, alice_id, page.token)

        clock.advance(timedelta(days=20))
        later = await pull(syncing, alice_id, page.token)

        assert not later.is_reset
