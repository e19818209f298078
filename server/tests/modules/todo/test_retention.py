"""What is kept for a while only."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

import pytest

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.settings import SettingsError, load
from voicetodo.modules.todo.api import CreateTodo, Origin, Todo
from voicetodo.modules.todo.service.activity import Activity
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.retention import Retention, RetentionSettings
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.service.trash import Trash
from voicetodo.modules.todo.store.activity import ActivityFilter, Entry

WEB: Final = Origin("web")


class World:
    def __init__(self, desk: Desk) -> None:
        self.todos, self.trash, self._activity = Todos(desk), Trash(desk), Activity(desk)
        self.retention = Retention(desk, RetentionSettings())

    async def add(self, user_id: UUID, title: str, parent: Todo | None = None) -> Todo:
        draft = CreateTodo(title=title, parent_id=parent.id if parent else None)
        return (await self.todos.create(user_id, draft, todo_id=new_id(), origin=WEB))[0]

    async def activity(self, user_id: UUID, todo: Todo) -> list[Entry]:
        wanted = ActivityFilter(entity_id=todo.id)
        return (await self._activity.list_page(user_id, wanted, before=None, limit=50)).entries

    async def trashed(self, user_id: UUID) -> int:
        return len(await self.trash.list_rows(user_id, after=None, limit=100))


@pytest.fixture
def world(desk: Desk) -> World:
    return World(desk)


class TestTheTrash:
    async def test_is_emptied_of_what_lay_there_for_thirty_days(
        self, world: World, clock: FixedClock, alice_id: UUID, charlie_id: UUID
    ) -> None:
        old, parent = await world.add(alice_id, "old"), await world.add(alice_id, "parent")
        child = await world.add(alice_id, "child", parent)
        theirs, kept = await world.add(charlie_id, "theirs"), await world.add(charlie_id, "kept")
        for user_id, todo in ((alice_id, old), (alice_id, parent), (charlie_id, theirs)):
            await world.todos.delete(user_id, todo.id, origin=WEB)
        clock.advance(timedelta(days=29))
        await world.todos.delete(charlie_id, kept.id, origin=WEB)
        await world.retention.empty_trash()
        before = [await world.trashed(alice_id), await world.trashed(charlie_id)]

        clock.advance(timedelta(days=2))
        await world.retention.empty_trash()
        await world.retention.empty_trash()

        assert before == [3, 2]
        assert [await world.trashed(alice_id), await world.trashed(charlie_id)] == [0, 1]
        [purged, *_] = await world.activity(alice_id, child)
        [last, *_] = await world.activity(alice_id, parent)
        assert (purged.verb, purged.source) == ("purged", "retention")
        assert purged.place < last.place

    async def test_tells_everybody_that_they_are_gone_for_good(
        self, world: World, clock: FixedClock, alice_id: UUID, database: Callable[[str], Database]
    ) -> None:
        todo = await world.add(alice_id, "old")
        await world.todos.delete(alice_id, todo.id, origin=WEB)
        clock.advance(timedelta(days=31))

        await world.retention.empty_trash()

        async with database("todo").connection() as connection:
            told = await connection.fetchval(
                "select count(*) from outbox where user_id = $1 and name = 'todo.todo_deleted.v1'"
                " and payload::json ->> 'is_final' = 'true'",
                alice_id,
            )
        assert told == 1


class TestActivity:
    async def test_is_forgotten_after_a_year_and_not_before(
        self, world: World, clock: FixedClock, alice_id: UUID
    ) -> None:
        old = await world.add(alice_id, "old")
        clock.advance(timedelta(days=364))
        late = await world.add(alice_id, "late")
        await world.retention.forget_activity()
        before = len(await world.activity(alice_id, old))

        clock.advance(timedelta(days=2))
        await world.retention.forget_activity()

        assert before == 1
        assert await world.activity(alice_id, old) == []
        assert len(await world.activity(alice_id, late)) == 1

    def test_is_kept_for_ninety_days_at_least(self) -> None:
        with pytest.raises(SettingsError, match="VOICETODO_ACTIVITY_DAYS"):
            load(RetentionSettings, {"VOICETODO_ACTIVITY_DAYS": "89"})
