"""Answers `AdminApi` in this process."""

from uuid import UUID

from voicetodo.kit.flags import Flag, FlagSet
from voicetodo.kit.personal_data import PersonalData, PersonalDataAnswer
from voicetodo.modules.admin.api import Act, AdminApi
from voicetodo.modules.admin.service.audit_log import AuditLog
from voicetodo.modules.admin.service.feature_flags import FeatureFlags

_MOST: int = 500


class LocalAdminApi(PersonalDataAnswer, AdminApi):
    def __init__(self, *, audit_log: AuditLog, flags: FeatureFlags, personal_data: PersonalData) -> None:
        super().__init__(personal_data)
        self._audit_log = audit_log
        self._flags = flags

    async def list_acts_of(self, *, user_id: UUID, after: int, limit: int) -> list[Act]:
        return await self._audit_log.list_of_person(user_id, after=after, limit=min(limit, _MOST))

    async def erase_origins_of(self, *, user_id: UUID) -> None:
        await self._audit_log.erase_origins_of(user_id)

    async def flags_since(self, *, version: int) -> FlagSet | None:
        return await self._flags.since(version)

    async def declare_flags(self, *, flags: list[Flag]) -> None:
        await self._flags.declare(flags)
