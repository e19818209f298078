"""A recording in, its words out: decode, find the speech, recognise it in pieces, make it readable."""

import time

import numpy as np

from voicetodo.speech.decode import decode_audio
from voicetodo.speech.engine import SpeechEngine, Transcript
from voicetodo.speech.normalise import normalise
from voicetodo.speech.samples import SAMPLE_RATE, Samples
from voicetodo.speech.voice_activity import VoiceActivity, find_speech, split_speech

PADDING = np.zeros(SAMPLE_RATE // 5, dtype=np.float32)
"""Silence put around every piece: without it the first and last words suffer."""

LONGEST_PIECE_SECONDS = 15.0


class Recogniser:
    """One engine with everything around it. Synchronous; used by one thread at a time."""

    def __init__(self, engine: SpeechEngine, *, max_seconds: float = 60, max_bytes: int = 10_000_000) -> None:
        self.engine = engine
        self._activity = VoiceActivity()
        self._max_seconds = max_seconds
        self._max_bytes = max_bytes

    def load(self) -> None:
        """Make the engine ready; the first recording is then as quick as the second."""
        self.engine.load()

    def transcribe(self, audio: bytes) -> Transcript:
        """The words of a recording in any common format; raises what `decode_audio` raises."""
        began = time.process_time()
        samples = decode_audio(audio, max_seconds=self._max_seconds, max_bytes=self._max_bytes)
        heard = [self.engine.transcribe(piece) for piece in self._pieces(samples)]
        said = [part for part in heard if part.text]
        return Transcript(
            text=normalise(" ".join(part.text for part in said)),
            confidence=min((part.confidence for part in said), default=1.0),
            seconds_audio=round(len(samples) / SAMPLE_RATE, 3),
            seconds_cpu=round(time.process_time() - began, 4),
            alternatives=tuple(normalise(other) for other in said[0].alternatives) if len(said) == 1 else (),
        )

    def _pieces(self, samples: Samples) -> list[Samples]:
        """Sound that holds speech, each piece padded with silence; none where nobody speaks."""
        likelihood = self._activity.measure(samples)
        stretches = find_speech(likelihood, len(samples))
        groups = split_speech(stretches, likelihood, max_seconds=LONGEST_PIECE_SECONDS)
        return [np.concatenate([PADDING, *(samples[start:end] for start, end in group), PADDING]) for group in groups]
