"""Answers `AdminApi` in this process."""

from uuid import UUID

from voicetodo.modules.admin.api import Act, AdminApi
from voicetodo.modules.admin.service.audit_log import AuditLog

_MOST: int = 500


class LocalAdminApi(AdminApi):
    def __init__(self, *, audit_log: AuditLog) -> None:
        self._audit_log = audit_log

    async def list_acts_of(self, *, user_id: UUID, after: int, limit: int) -> list[Act]:
        return await self._audit_log.list_of_person(user_id, after=after, limit=min(limit, _MOST))

    async def erase_origins_of(self, *, user_id: UUID) -> None:
        await self._audit_log.erase_origins_of(user_id)
