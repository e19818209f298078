"""Answers `TodoApi` in this process."""

from datetime import datetime
from uuid import UUID

from voicetodo.modules.todo.api import Change, ChangeResult, FoundTodos, Todo, TodoApi, TodoQuery, VoiceContext
from voicetodo.modules.todo.service.asking import Asking
from voicetodo.modules.todo.service.change_sets import ChangeSets


class LocalTodoApi(TodoApi):
    def __init__(self, *, asking: Asking, change_sets: ChangeSets) -> None:
        self._asking = asking
        self._change_sets = change_sets

    async def context(self, *, user_id: UUID) -> VoiceContext:
        return await self._asking.context(user_id)

    async def apply(
        self,
        *,
        user_id: UUID,
        change_set_id: UUID,
        source: str,
        changes: tuple[Change, ...],
        now: datetime,
        timezone: str,
    ) -> tuple[ChangeResult, ...]:
        return await self._change_sets.apply(user_id, change_set_id, changes, source=source, now=now, timezone=timezone)

    async def revert(self, *, user_id: UUID, change_set_id: UUID) -> tuple[ChangeResult, ...]:
        return await self._change_sets.revert(user_id, change_set_id)

    async def find(self, *, user_id: UUID, query: TodoQuery) -> FoundTodos:
        return await self._asking.find(user_id, query)

    async def get_many(self, *, user_id: UUID, ids: tuple[UUID, ...]) -> tuple[Todo, ...]:
        return await self._asking.get_many(user_id, ids)
