"""The question that every module answers which keeps something that plans may bound."""

from abc import abstractmethod
from uuid import UUID

from voicetodo.kit.rpc import Face, idempotent


class UsageFace(Face):
    """How much of what their plan allows somebody has, counted where it is kept."""

    @abstractmethod
    @idempotent
    async def used_by(self, *, user_id: UUID) -> dict[str, int]:
        """By the names of limits, those that this module counts."""
