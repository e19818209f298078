"""The question that every module answers which alone can tell how something of it is doing."""

from abc import abstractmethod

from voicetodo.kit.health.readings import Reading
from voicetodo.kit.rpc import Face, idempotent


class HealthFace(Face):
    """What nobody else can measure."""

    @abstractmethod
    @idempotent
    async def readings(self) -> list[Reading]:
        """Measured now."""
