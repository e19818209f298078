"""Any server that speaks OpenAI's `POST /audio/transcriptions`: OpenAI itself, speaches, LocalAI, whisper.cpp's server.

https://platform.openai.com/docs/api-reference/audio/createTranscription
"""

import io
import math
import time
import wave

import httpx
import msgspec
import numpy as np

from voicetodo.speech.engine import Transcript
from voicetodo.speech.errors import SpeechUnavailable
from voicetodo.speech.samples import SAMPLE_RATE, Samples

DEFAULT_MODEL = "whisper-1"
TIMEOUT_SECONDS = 20.0
UNKNOWN_CONFIDENCE = 0.5
"""What is said of a server that does not tell how sure it is."""

NO_SPEECH = 0.8
"""A segment that the server itself holds for silence with this probability is left out."""


class _Segment(msgspec.Struct, frozen=True):
    text: str = ""
    avg_logprob: float = math.log(UNKNOWN_CONFIDENCE)
    no_speech_prob: float = 0.0


class _Answer(msgspec.Struct, frozen=True):
    text: str = ""
    segments: list[_Segment] | None = None


class RemoteEngine:
    """Sends the speech, already trimmed, as WAV; the words come back."""

    def __init__(self, address: str, *, model: str = "", key: str = "") -> None:
        self.name = f"openai:{address}"
        self._model = model or DEFAULT_MODEL
        self._client = httpx.Client(
            base_url=address.rstrip("/"),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=TIMEOUT_SECONDS,
        )

    def load(self) -> None:
        """Raises `SpeechUnavailable` for what is no address; whether anybody answers shows at the first sentence."""
        if self._client.base_url.scheme not in {"http", "https"} or not self._client.base_url.host:
            raise SpeechUnavailable(f"{self.name} is not an address; it should look like openai:http://host:port/v1.")

    def transcribe(self, samples: Samples) -> Transcript:
        """The words spoken in `samples`. Raises `SpeechUnavailable` when the server does not answer as it should."""
        began = time.process_time()
        try:
            response = self._client.post(
                "/audio/transcriptions",
                data={"model": self._model, "language": "en", "response_format": "verbose_json", "temperature": "0"},
                files={"file": ("speech.wav", _write_wav(samples), "audio/wav")},
            )
            response.raise_for_status()
            answer = msgspec.json.decode(response.content, type=_Answer)
        except (httpx.HTTPError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as failure:
            raise SpeechUnavailable(f"The speech server did not answer as it should: {failure}") from failure
        text, confidence = _judge(answer)
        return Transcript(
            text=text,
            confidence=confidence,
            seconds_audio=len(samples) / SAMPLE_RATE,
            seconds_cpu=time.process_time() - began,
        )


def _judge(answer: _Answer) -> tuple[str, float]:
    """The words the server stands by, and how sure it is of them."""
    if not answer.segments:
        return answer.text.strip(), UNKNOWN_CONFIDENCE
    spoken = [segment for segment in answer.segments if segment.no_speech_prob < NO_SPEECH]
    if not spoken:
        return "", 1.0
    mean = sum(segment.avg_logprob for segment in spoken) / len(spoken)
    return " ".join(segment.text.strip() for segment in spoken), round(math.exp(min(0.0, mean)), 3)


def _write_wav(samples: Samples) -> bytes:
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((samples * 32_767).astype(np.int16).tobytes())
    return sink.getvalue()
