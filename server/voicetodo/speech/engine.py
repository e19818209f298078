"""What was heard, and the one small interface behind which every recogniser stands."""

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:  # a server process names transcripts but handles no samples: it need not load numpy
    from voicetodo.speech.samples import Samples


class Transcript(msgspec.Struct, frozen=True):
    """The words of one recording. An empty `text` means that nothing was said: nobody's words are invented.

    `confidence` lies within 0..1 (1 for certain silence, too); clear speech is above 0.8. `seconds_audio` is the
    length of the recording as received, `seconds_cpu` what hearing it cost. `alternatives` are other readings,
    best first.
    """

    text: str
    confidence: float
    seconds_audio: float
    seconds_cpu: float
    alternatives: tuple[str, ...] = ()


class SpeechEngine(Protocol):
    """Samples in, words out; synchronous, used by one worker at a time."""

    name: str

    def load(self) -> None:
        """Make ready to transcribe; slow, done once. Raises `SpeechUnavailable` when it cannot."""
        ...

    def transcribe(self, samples: "Samples") -> Transcript:
        """The words spoken in `samples`, at most some twenty seconds that hold speech."""
        ...
