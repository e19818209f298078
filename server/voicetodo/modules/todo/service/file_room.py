"""How many bytes of files somebody may keep: as the installation gives everybody, and as their plan does."""

from uuid import UUID

from voicetodo.kit.db import Connection
from voicetodo.kit.plans import Allowance
from voicetodo.modules.todo.errors import StorageFull


class FileRoom:
    """`quota` is everybody's. What they brought counts as theirs wherever it lies, and however it came."""

    def __init__(self, plans: Allowance, quota: int) -> None:
        self._plans = plans
        self._quota = quota

    async def most(self, connection: Connection, user_id: UUID) -> int:
        """All in all."""
        bound = await self._plans.find_bound(connection, user_id, "attachment_bytes")
        return self._quota if bound is None else min(self._quota, bound.most)

    async def check(self, connection: Connection, user_id: UUID, total: int) -> None:
        """Whether they may have as many. Raises StorageFull, PlanLimit."""
        if total > self._quota:
            raise StorageFull
        bound = await self._plans.find_bound(connection, user_id, "attachment_bytes")
        if bound is not None and total > bound.most:
            raise bound.refusal()
