"""Answers `TodoApi` in this process."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.health import Reading
from voicetodo.kit.personal_data import PersonalData, PersonalDataAnswer
from voicetodo.modules.todo.api import Change, ChangeResult, FoundTodos, History, Todo, TodoApi, TodoQuery, VoiceContext
from voicetodo.modules.todo.service.asking import Asking
from voicetodo.modules.todo.service.change_sets import ChangeSets
from voicetodo.modules.todo.service.index_health import IndexHealth
from voicetodo.modules.todo.service.usage import Usage


class LocalTodoApi(PersonalDataAnswer, TodoApi):
    def __init__(
        self,
        *,
        asking: Asking,
        change_sets: ChangeSets,
        usage: Usage,
        index_health: IndexHealth,
        personal_data: PersonalData,
    ) -> None:
        super().__init__(personal_data)
        self._usage = usage
        self._index_health = index_health
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

    async def used_by(self, *, user_id: UUID) -> dict[str, int]:
        return await self._usage.used_by(user_id)

    async def readings(self) -> list[Reading]:
        return [await self._index_health.measure()]

    async def history(self, *, user_id: UUID, after: str | None) -> History:
        return await self._asking.history(user_id, after)
