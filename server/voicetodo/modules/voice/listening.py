"""Listens while somebody speaks, and then hears them out like everybody else."""

from typing import Protocol
from uuid import UUID

import msgspec

from voicetodo.modules.voice.api import HeardSoFar, Speaking
from voicetodo.modules.voice.hearing import Hearing, Utterance
from voicetodo.modules.voice.pacing import Pacing
from voicetodo.modules.voice.service import VoiceService
from voicetodo.modules.voice.sounds import as_wav
from voicetodo.speech import LanguageUnsupported, Overheard, understands


class LiveEars(Protocol):
    """The speech pool."""

    async def overhear(self, audio: bytes, *, recording: str) -> Overheard | None: ...


class Listening:
    """Holds nothing of what is said: whoever carries the sound holds it, and may ask any process each time."""

    def __init__(
        self, *, ears: LiveEars, hearing: Hearing, service: VoiceService, pacing: Pacing, max_seconds: float
    ) -> None:
        self._ears = ears
        self._hearing = hearing
        self._service = service
        self._pacing = pacing
        self._max_seconds = max_seconds

    async def may_speak(self, user_id: UUID, speaking: Speaking) -> float:
        """For how many seconds. Raises PlanLimit, LanguageUnsupported, Invalid."""
        await self._pacing.check(user_id, speaking.id)
        if not understands(speaking.language):
            raise LanguageUnsupported
        await self._hearing.place(user_id, _utterance(speaking, b""))
        return self._max_seconds

    async def overhear(self, user_id: UUID, command_id: UUID, sound: bytes) -> HeardSoFar | None:
        """The words so far."""
        # Under both ids: the words of one person never come up with somebody else, whatever ids they make.
        heard = await self._ears.overhear(sound, recording=f"{user_id} {command_id}")
        return heard and HeardSoFar(heard.text, heard.speech_seconds, heard.quiet_seconds)

    async def hear(self, user_id: UUID, speaking: Speaking, sound: bytes, *, roles: frozenset[str]) -> msgspec.Raw:
        """What came of it, as it is answered over HTTP."""
        outcome = await self._service.process(user_id, _utterance(speaking, as_wav(sound)), roles=roles)
        return msgspec.Raw(msgspec.json.encode(outcome))


def _utterance(speaking: Speaking, audio: bytes) -> Utterance:
    return Utterance(
        id=speaking.id,
        audio=audio,
        timezone=speaking.timezone,
        captured_at=speaking.captured_at,
        language=speaking.language,
    )
