"""A look at a recording that still goes on: taken when nobody waits, given up when somebody does."""

import asyncio

from voicetodo.speech.engine import Overheard
from voicetodo.speech.errors import SpeechError
from voicetodo.speech.process import WorkerProcess


class Glance:
    """`answer` is None where it gave way to a whole recording, or its worker died of it."""

    def __init__(self, recording: str, audio: bytes) -> None:
        self.answer: asyncio.Future[Overheard | None] = asyncio.get_running_loop().create_future()
        self._recording = recording
        self._audio = audio
        self._worker: WorkerProcess | None = None
        self._is_wanted = True

    def give_way(self) -> None:
        """Whoever looks has something better to do. Repeating it changes nothing."""
        if self._is_wanted and self._worker is not None:
            self._worker.give_way()
        self._is_wanted = False

    async def take(self, worker: WorkerProcess, *, seconds: float) -> None:
        """Look, with this worker. Raises `WorkerDied`."""
        overheard: Overheard | None = None
        self._worker = worker
        try:
            if self._is_wanted:
                overheard = await worker.overhear(self._recording, self._audio, seconds=seconds)
        except SpeechError:
            pass  # the whole recording will be refused, with a sentence
        finally:
            self._worker = None
            if not self.answer.done():
                self.answer.set_result(overheard)
