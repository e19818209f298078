"""Answers `VoiceApi` in this process."""

from uuid import UUID

import msgspec

from voicetodo.kit.personal_data import PersonalData, PersonalDataAnswer
from voicetodo.modules.voice.api import HeardSoFar, Speaking, VoiceApi
from voicetodo.modules.voice.listening import Listening
from voicetodo.modules.voice.pacing import Pacing
from voicetodo.modules.voice.recordings import Recordings


class LocalVoiceApi(PersonalDataAnswer, VoiceApi):
    """What people said, told to them, and how much of it there is; and what they say at this moment, heard."""

    def __init__(
        self, *, pacing: Pacing, recordings: Recordings, listening: Listening, personal_data: PersonalData
    ) -> None:
        super().__init__(personal_data)
        self._pacing = pacing
        self._recordings = recordings
        self._listening = listening

    async def used_by(self, *, user_id: UUID) -> dict[str, int]:
        return {**await self._pacing.used_by(user_id), "recordings": await self._recordings.count(user_id)}

    async def may_speak(self, *, user_id: UUID, speaking: Speaking) -> float:
        return await self._listening.may_speak(user_id, speaking)

    async def overhear(self, *, user_id: UUID, command_id: UUID, sound: bytes) -> HeardSoFar | None:
        return await self._listening.overhear(user_id, command_id, sound)

    async def hear(self, *, user_id: UUID, roles: frozenset[str], speaking: Speaking, sound: bytes) -> msgspec.Raw:
        return await self._listening.hear(user_id, speaking, sound, roles=roles)
