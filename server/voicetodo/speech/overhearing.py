"""Recordings heard while they go on: asked again and again about a growing recording, nothing of it is heard twice."""

from collections import OrderedDict

import numpy as np

from voicetodo.speech.engine import Overheard, SpeechStream, StreamingEngine
from voicetodo.speech.patience import Patience
from voicetodo.speech.recogniser import Recogniser
from voicetodo.speech.samples import SAMPLE_RATE, Samples
from voicetodo.speech.voice_activity import FRAME, Stretch, spoken_frames

MOST_RECORDINGS = 64
"""Kept in mind at once; one that was forgotten is heard from its beginning again."""

LEAD_FRAMES = 16
"""The detector of speech has no memory between two looks: it hears this much again to find its feet."""


class _Growing:
    """What is known of one recording."""

    def __init__(self, stream: SpeechStream | None) -> None:
        self.likelihood: Samples = np.zeros(0, dtype=np.float32)
        self.words: dict[tuple[Stretch, ...], str] = {}
        self.stream = stream
        self.heard = 0
        self.text = ""


class Overhearing:
    """One recogniser's memory of the recordings that go on. Synchronous; used by one thread at a time."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._growing: OrderedDict[str, _Growing] = OrderedDict()

    def hear(self, recording: str, audio: bytes, patience: Patience) -> Overheard | None:
        """What was heard so far of `recording`, of which `audio` are all samples until now, 16 bits each.

        None soon after `patience` is lost; what was found out until then is kept for the next time.
        """
        samples = np.frombuffer(audio[: len(audio) // 2 * 2], dtype="<i2").astype(np.float32) / np.float32(32_768)
        growing = self._find(recording)
        growing.likelihood = self._measure(growing.likelihood, samples)
        spoken = spoken_frames(growing.likelihood)
        text = self._words(growing, samples, patience) if spoken else ""
        if text is None:
            return None
        end = spoken[-1][1] * FRAME if spoken else 0
        return Overheard(
            text=text,
            speech_seconds=round(sum(last - first for first, last in spoken) * FRAME / SAMPLE_RATE, 2),
            quiet_seconds=round(max(0, len(samples) - end) / SAMPLE_RATE, 2),
        )

    def _find(self, recording: str) -> _Growing:
        if recording not in self._growing:
            engine = self._recogniser.engine
            self._growing[recording] = _Growing(engine.listen() if isinstance(engine, StreamingEngine) else None)
            if len(self._growing) > MOST_RECORDINGS:
                self._growing.popitem(last=False)
        self._growing.move_to_end(recording)
        return self._growing[recording]

    def _measure(self, known: Samples, samples: Samples) -> Samples:
        """The likelihood of speech in each whole frame; only new frames are looked at."""
        whole = len(samples) // FRAME
        if whole <= len(known):
            return known[:whole]
        first = max(0, len(known) - LEAD_FRAMES)
        new = self._recogniser.activity.measure(samples[first * FRAME : whole * FRAME])
        return np.concatenate([known, new[len(known) - first :]])

    def _words(self, growing: _Growing, samples: Samples, patience: Patience) -> str | None:
        if growing.stream is None:
            return self._words_of_pieces(growing, samples, patience)
        if len(samples) > growing.heard:
            growing.text = growing.stream.hear(samples[growing.heard :])
            growing.heard = len(samples)
        return growing.text

    def _words_of_pieces(self, growing: _Growing, samples: Samples, patience: Patience) -> str | None:
        """A piece that has not changed says what it said before; mostly that is all but the last."""
        words: dict[tuple[Stretch, ...], str] = {}
        for piece in self._recogniser.pieces(samples, growing.likelihood):
            if piece.place in growing.words:
                words[piece.place] = growing.words[piece.place]
                continue
            heard = self._recogniser.hear_while(piece, patience)
            if heard is None:
                return None
            words[piece.place] = growing.words[piece.place] = heard.text
        growing.words = words
        return " ".join(text for text in words.values() if text)
