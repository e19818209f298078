"""Recordings heard while they go on."""

import threading
import wave
from pathlib import Path

import numpy as np
import pytest

from voicetodo.speech.engine import Transcript
from voicetodo.speech.overhearing import MOST_RECORDINGS, Overhearing
from voicetodo.speech.patience import Patience
from voicetodo.speech.recogniser import Recogniser
from voicetodo.speech.samples import SAMPLE_RATE, Samples

SECOND = 2 * SAMPLE_RATE
SILENCE = bytes(SECOND)


@pytest.fixture
def said(clips: Path) -> bytes:
    """Somebody says "turn on the living room lamp", in three seconds."""
    with wave.open(str(clips / "living_room_lamp.wav")) as file:
        return file.readframes(file.getnframes())


class Counting:
    """An engine that counts how often it is asked, and how much it heard."""

    name = "counting"

    def __init__(self) -> None:
        self.times = 0
        self.heard = 0

    def load(self) -> None:
        """Nothing to load."""

    def transcribe(self, samples: Samples) -> Transcript:
        self.times += 1
        return Transcript(f"Time {self.times}.", confidence=1.0, seconds_audio=len(samples), seconds_cpu=0.0)


class Streaming(Counting):
    """The same, of the kind that keeps where it was."""

    def listen(self) -> "Streaming":
        return self

    def hear(self, samples: Samples) -> str:
        self.heard += len(samples)
        return f"{self.heard} samples"


def lost() -> Patience:
    patience = Patience()
    patience.lose()
    return patience


class TestWords:
    def test_they_grow_with_the_recording(self, recogniser: Recogniser, said: bytes) -> None:
        overhearing = Overhearing(recogniser)

        told = [overhearing.hear("a", said[: int(seconds * SECOND)], Patience()) for seconds in (0.3, 1.2, 3)]

        first, half, whole = (each.text for each in told if each is not None)
        assert (first, whole) == ("", "Turn on the living room lamp.")
        assert half.startswith("Turn on")
        assert half != whole

    def test_silence_has_none_and_is_measured(self, recogniser: Recogniser, said: bytes) -> None:
        overhearing = Overhearing(recogniser)
        assert overhearing.hear("a", SILENCE, Patience()) is not None

        heard = overhearing.hear("a", SILENCE + said + SILENCE * 2, Patience())

        assert heard is not None
        assert 1 < heard.speech_seconds < 2.5
        assert 3 < heard.quiet_seconds < 4

    def test_speech_is_found_as_well_bit_by_bit_as_at_once(self, recogniser: Recogniser, said: bytes) -> None:
        overhearing = Overhearing(recogniser)
        for end in range(0, len(said), SECOND // 4):
            overhearing.hear("bit by bit", said[:end], lost())

        bit_by_bit = overhearing.hear("bit by bit", said, Patience())
        at_once = overhearing.hear("at once", said, Patience())

        assert bit_by_bit is not None
        assert at_once is not None
        assert bit_by_bit.text == at_once.text
        assert bit_by_bit.speech_seconds == pytest.approx(at_once.speech_seconds, abs=0.1)

    def test_nothing_is_told_to_somebody_who_does_not_want_it(self, recogniser: Recogniser, said: bytes) -> None:
        assert Overhearing(recogniser).hear("a", said, lost()) is None

    def test_an_engine_is_stopped_in_the_middle_of_its_work(self, recogniser: Recogniser, said: bytes) -> None:
        patience = Patience()
        threading.Timer(0.002, patience.lose).start()

        assert Overhearing(recogniser).hear("a", said * 4, patience) is None
        assert Overhearing(recogniser).hear("a", said, Patience()) is not None


class TestEffort:
    def test_what_has_not_changed_is_not_heard_again(self, said: bytes) -> None:
        engine = Counting()
        overhearing = Overhearing(Recogniser(engine))
        overhearing.hear("a", said + SILENCE, Patience())

        again = overhearing.hear("a", said + SILENCE * 3, Patience())

        assert again is not None
        assert (again.text, engine.times) == ("Time 1.", 1)

    def test_an_engine_that_streams_hears_everything_once(self, said: bytes) -> None:
        engine = Streaming()
        overhearing = Overhearing(Recogniser(engine))

        for end in (SECOND, 2 * SECOND, 2 * SECOND, len(said)):
            heard = overhearing.hear("a", said[:end], Patience())

        assert heard is not None
        assert heard.text == f"{len(said) // 2} samples"
        assert engine.times == 0

    def test_only_so_many_recordings_are_kept_in_mind(self, said: bytes) -> None:
        engine = Counting()
        overhearing = Overhearing(Recogniser(engine))

        for number in (*range(MOST_RECORDINGS + 1), 0, MOST_RECORDINGS):
            overhearing.hear(str(number), said, Patience())

        assert engine.times == MOST_RECORDINGS + 2


def test_half_a_sample_at_the_end_waits_for_its_other_half(recogniser: Recogniser) -> None:
    assert Overhearing(recogniser).hear("a", np.zeros(100, dtype="<i2").tobytes()[:-1], Patience()) is not None
