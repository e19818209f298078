"""What was heard, and the small interfaces behind which every recogniser stands."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

import msgspec

from voicetodo.speech.patience import Patience

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


class Overheard(msgspec.Struct, frozen=True):
    """What was heard so far of a recording that still goes on.

    `text` is empty while nobody has spoken; what comes later may change it. `speech_seconds` of the recording are
    speech, and `quiet_seconds` have passed since.
    """

    text: str
    speech_seconds: float
    quiet_seconds: float


class SpeechEngine(Protocol):
    """Samples in, words out; synchronous, used by one worker at a time."""

    name: str

    def load(self) -> None:
        """Make ready to transcribe; slow, done once. Raises `SpeechUnavailable` when it cannot."""
        ...

    def transcribe(self, samples: "Samples") -> Transcript:
        """The words spoken in `samples`, at most some twenty seconds that hold speech."""
        ...


@runtime_checkable
class YieldingEngine(SpeechEngine, Protocol):
    """One that can be stopped half-way, when somebody else is in more of a hurry."""

    def transcribe_while(self, samples: "Samples", patience: Patience) -> Transcript | None:
        """The same as `transcribe`, or None soon after `patience` is lost."""
        ...


class SpeechStream(Protocol):
    """One recording, heard while it goes on."""

    def hear(self, samples: "Samples") -> str:
        """All words so far, once these are heard too; silence comes along."""
        ...


@runtime_checkable
class StreamingEngine(SpeechEngine, Protocol):
    """One that keeps where it was in a recording, and so never hears anything twice."""

    def listen(self) -> SpeechStream:
        """A new recording."""
        ...
