"""A recording in, its words out: decode, find the speech, recognise it in pieces, make it readable."""

import time
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from voicetodo.speech.decode import decode_audio
from voicetodo.speech.engine import SpeechEngine, Transcript, YieldingEngine
from voicetodo.speech.normalise import normalise
from voicetodo.speech.patience import Patience
from voicetodo.speech.samples import SAMPLE_RATE, Samples
from voicetodo.speech.voice_activity import FRAME, MARGIN_SECONDS, Stretch, VoiceActivity, find_speech, split_speech

PADDING = np.zeros(SAMPLE_RATE // 5, dtype=np.float32)
"""Silence put around every piece: without it the first and last words suffer."""

LONGEST_PIECE_SECONDS = 15.0


CERTAIN_SPEECH = 0.98

SAID_TO_NOISE = frozenset({"you", "thank you", "thanks", "bye", "oh", "uh", "um", "mm", "hmm", "the", "so", "okay"})
"""What engines write when they hear noise; believed only where speech is certain."""


class Piece(NamedTuple):
    """Sound that holds speech, the greatest likelihood of speech in it, and where in the recording it stands."""

    samples: Samples
    likelihood: float
    place: tuple[Stretch, ...]


class Recogniser:
    """One engine with everything around it. Synchronous; used by one thread at a time."""

    def __init__(self, engine: SpeechEngine, *, max_seconds: float = 60, max_bytes: int = 10_000_000) -> None:
        self.engine = engine
        self.activity = VoiceActivity()
        self._max_seconds = max_seconds
        self._max_bytes = max_bytes

    def load(self) -> None:
        """Make the engine ready; the first recording is then as quick as the second."""
        self.engine.load()

    def transcribe(self, audio: bytes) -> Transcript:
        """The words of a recording in any common format; raises what `decode_audio` raises."""
        began = time.process_time()
        samples = decode_audio(audio, max_seconds=self._max_seconds, max_bytes=self._max_bytes)
        likelihood = self.activity.measure(samples)
        heard = [self._hear(piece) for piece in self.pieces(samples, likelihood)]
        said = [transcript for transcript in heard if transcript.text]
        return Transcript(
            text=" ".join(transcript.text for transcript in said),
            confidence=min((transcript.confidence for transcript in said), default=1.0),
            seconds_audio=round(len(samples) / SAMPLE_RATE, 3),
            seconds_cpu=round(time.process_time() - began, 4),
            alternatives=said[0].alternatives if len(said) == 1 else (),
        )

    def hear_while(self, piece: Piece, patience: Patience) -> Transcript | None:
        """The words of one piece, or None where they are not wanted any more before they are known."""
        if not isinstance(self.engine, YieldingEngine):
            return None if patience.is_lost else self._hear(piece)
        heard = self.engine.transcribe_while(_padded(piece), patience)
        return None if heard is None else _readable(piece, heard)

    def pieces(self, samples: Samples, likelihood: Samples) -> list[Piece]:
        """The sound that holds speech, in pieces short enough for the engine; none where nobody speaks."""
        stretches = find_speech(likelihood, len(samples))
        groups = split_speech(stretches, likelihood, max_seconds=LONGEST_PIECE_SECONDS)
        return [
            Piece(
                samples=np.concatenate([samples[start:end] for start, end in group]),
                likelihood=max(float(likelihood[start // FRAME : end // FRAME + 1].max()) for start, end in group),
                place=tuple(group),
            )
            for group in groups
        ]

    def _hear(self, piece: Piece) -> Transcript:
        return _readable(piece, self.engine.transcribe(_padded(piece)))


def _padded(piece: Piece) -> Samples:
    return np.concatenate([PADDING, piece.samples, PADDING])


def _readable(piece: Piece, heard: Transcript) -> Transcript:
    """As people write, without what engines make of noise."""
    seconds = len(piece.samples) / SAMPLE_RATE - 2 * MARGIN_SECONDS
    text = normalise(heard.text, seconds=seconds)
    if piece.likelihood < CERTAIN_SPEECH and text.strip(".!?").lower() in SAID_TO_NOISE:
        text = ""
    return replace(
        heard,
        text=text,
        alternatives=_others(text, [normalise(other, seconds=seconds) for other in heard.alternatives]),
    )


def _others(text: str, readings: list[str]) -> tuple[str, ...]:
    """The readings that differ in more than their marks and capitals; none of what was taken for noise."""
    known = {_plain(text)}
    return tuple(
        reading for reading in readings if text and not (_plain(reading) in known or known.add(_plain(reading)))
    )


def _plain(text: str) -> str:
    return " ".join("".join(letter for letter in text.casefold() if letter.isalnum() or letter.isspace()).split())
