"""Engines for what a real one does only on bad days; a pool opens each as `python:<this module>:<name>`."""

import os
import signal
import time
from pathlib import Path

from voicetodo.speech import SpeechUnavailable, Transcript
from voicetodo.speech.patience import Patience
from voicetodo.speech.samples import Samples

FOLDER = "VOICETODO_TEST_FOLDER"


class Recording:
    """Notes every recording it is given in the test's folder and answers at once."""

    name = "recording"

    def load(self) -> None:
        """Nothing to load."""

    def transcribe(self, samples: Samples) -> Transcript:
        count = note("heard")
        return Transcript(f"Heard {count}.", confidence=1.0, seconds_audio=len(samples) / 16_000, seconds_cpu=0.0)


class Waiting(Recording):
    """Answers only once the test has put a file called `go` into its folder."""

    def transcribe(self, samples: Samples) -> Transcript:
        note("begun")
        while not (folder() / "go").exists():
            time.sleep(0.005)
        return super().transcribe(samples)


class Pondering(Recording):
    """Ponders on a recording that still goes on for as long as it may; a whole one it hears at once."""

    def transcribe_while(self, samples: Samples, patience: Patience) -> Transcript | None:  # noqa: ARG002
        note("pondered")
        while not patience.is_lost:
            time.sleep(0.005)
        return None


class DyingOnce(Recording):
    """Is killed by its first recording, hears the next."""

    def transcribe(self, samples: Samples) -> Transcript:
        if note("given") == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().transcribe(samples)


class DyingAlways(Recording):
    """Is killed by every recording."""

    def transcribe(self, samples: Samples) -> Transcript:
        note("given")
        os.kill(os.getpid(), signal.SIGKILL)
        return super().transcribe(samples)


class Unloadable(Recording):
    """Lacks its weights."""

    def load(self) -> None:
        raise SpeechUnavailable("The weights are missing.")


class Printing(Recording):
    """Prints where answers are expected, as native libraries do."""

    def transcribe(self, samples: Samples) -> Transcript:
        os.write(1, b"warning: something\n")
        return super().transcribe(samples)


def folder() -> Path:
    """The test's own folder."""
    return Path(os.environ[FOLDER])


def note(word: str) -> int:
    """Write down one more `word`; how many there are now."""
    with (folder() / word).open("a") as file:
        file.write(f"{os.getpid()}\n")
    return len((folder() / word).read_text().splitlines())
