"""The questions others may ask of what people said, and what is said to us through them."""

from abc import abstractmethod
from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.kit.personal_data.face import PersonalDataFace
from voicetodo.kit.rpc.face import idempotent
from voicetodo.kit.usage import UsageFace


class Speaking(msgspec.Struct, frozen=True, kw_only=True):
    """Something somebody begins to say. `id` is that of the command it becomes, made by the client."""

    id: UUID
    timezone: str | None = None
    captured_at: datetime | None = None
    language: str = "en"


class HeardSoFar(msgspec.Struct, frozen=True):
    """What was heard so far of somebody who still speaks; see `voicetodo.speech.Overheard`."""

    text: str
    speech_seconds: float
    quiet_seconds: float


class VoiceApi(PersonalDataFace, UsageFace):
    """Answered by `voice`. Sound is 16-bit samples, mono, at 16 kHz."""

    module: ClassVar[str] = "voice"

    @abstractmethod
    @idempotent
    async def may_speak(self, *, user_id: UUID, speaking: Speaking) -> float:
        """For how many seconds somebody may speak now. Raises what `hear` would refuse whatever was said."""

    @abstractmethod
    @idempotent
    async def overhear(self, *, user_id: UUID, command_id: UUID, sound: bytes) -> HeardSoFar | None:
        """What was heard so far, given all sound until now; None where nobody had time to listen."""

    @abstractmethod
    @idempotent
    async def hear(self, *, user_id: UUID, roles: frozenset[str], speaking: Speaking, sound: bytes) -> msgspec.Raw:
        """Do what was said: exactly what `POST /v1/voice/commands` does, answers and refuses. The answer is JSON."""
