"""A microphone whose sound is sent while it is made, piece by piece, as the web app does it."""

import wave
from pathlib import Path
from typing import Any, Self
from uuid import UUID

from tests.modules.realtime.devices import Device, Json
from voicetodo.kit.ids import new_id

#: 128 ms.
PIECE_BYTES = 4_096


class Microphone:
    """What one person says over one connection, under an id of its own."""

    def __init__(self, device: Device, **said: Any) -> None:
        self.device = device
        self.id: UUID = new_id()
        self.pieces = 0
        self._said = {"id": str(self.id), "timezone": "Europe/Berlin", **said}

    def open(self) -> Json:
        """What the server says to it."""
        return self.device.ask("voice_start", self._said)

    def opened(self) -> Self:
        answer = self.open()
        assert "problem" not in answer, answer
        return self

    def hear(self, sound: bytes) -> Self:
        """All of it, as fast as the line takes it."""
        for start in range(0, len(sound), PIECE_BYTES):
            self.device.tell("voice_sound", self.pieces, sound[start : start + PIECE_BYTES])
            self.pieces += 1
        return self

    def end(self) -> Json:
        """What the server says to it: `outcome` or `problem`."""
        return self.device.ask("voice_end", {"id": str(self.id), "pieces": self.pieces})

    def outcome(self) -> Json:
        answer = self.end()
        assert "problem" not in answer, answer
        return answer["outcome"]

    @property
    def heard(self) -> list[Json]:
        """What was told of it so far, in order."""
        return [told for told in self.device.heard("voice_heard") if told["id"] == str(self.id)]

    def wait_for_words(self, *, words: str = "") -> str:
        self.device.wait(lambda: any(words in each["text"].lower() and each["text"] for each in self.heard))
        return self.heard[-1]["text"]


def sound_of(clip: Path) -> bytes:
    """The samples of one of the clips, which are as the line wants them."""
    with wave.open(str(clip)) as file:
        return file.readframes(file.getnframes())
