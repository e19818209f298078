"""Moonshine on onnxruntime: greedy decoding with kept keys and values."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voicetodo.speech.engine import Transcript
from voicetodo.speech.errors import SpeechUnavailable
from voicetodo.speech.moonshine.runtime import Session, Tensor, empty_past, open_session
from voicetodo.speech.moonshine.tokens import END, START, join_tokens, load_tokens
from voicetodo.speech.samples import SAMPLE_RATE, Samples

TOKENS_PER_SECOND = 6.5
"""Faster than anybody speaks; what goes on beyond is invention."""

SPARE_TOKENS = 6
LONGEST_LOOP = 12
"""Tokens in the longest phrase whose repetition is noticed."""

REPETITIONS = 3


@dataclass(frozen=True, slots=True)
class _Model:
    encoder: Session
    decoder: Session
    tokens: list[bytes]
    outputs: list[str]
    carried: list[str]


class MoonshineEngine:
    """Converted Moonshine weights (`encoder.onnx`, `decoder.onnx`, `tokenizer.bin`) in a folder."""

    def __init__(self, *, name: str, find_folder: Callable[[], Path]) -> None:
        self.name = name
        self._find_folder = find_folder
        self._model: _Model | None = None

    def load(self) -> None:
        """Raises `SpeechUnavailable` when the folder does not hold the three files."""
        folder = self._find_folder()
        files = [folder / name for name in ("encoder.onnx", "decoder.onnx", "tokenizer.bin")]
        missing = [file.name for file in files if not file.is_file()]
        if missing:
            raise SpeechUnavailable(f"The speech model in {folder} lacks {', '.join(missing)}.")
        encoder, decoder = open_session(files[0]), open_session(files[1])
        self._model = _Model(
            encoder=encoder,
            decoder=decoder,
            tokens=load_tokens(files[2]),
            outputs=[_carried(port.name) for port in encoder.get_outputs()],
            carried=[_carried(port.name) for port in decoder.get_outputs()[1:]],
        )
        self.transcribe(np.zeros(SAMPLE_RATE, dtype=np.float32))  # the first run allocates

    def transcribe(self, samples: Samples) -> Transcript:
        """The words spoken in `samples`; they are taken to hold speech."""
        if self._model is None:
            raise SpeechUnavailable("The speech engine is not loaded.")
        began = time.process_time()
        numbers, chances = _decode(self._model, samples)
        return Transcript(
            text=join_tokens(self._model.tokens, numbers),
            confidence=_confidence(self._model.tokens, numbers, chances),
            seconds_audio=len(samples) / SAMPLE_RATE,
            seconds_cpu=time.process_time() - began,
        )


def _decode(model: _Model, samples: Samples) -> tuple[list[int], list[float]]:
    """The likeliest token at each step, and how likely it was, up to the end, a loop or the cap."""
    encoded = model.encoder.run(None, {"input_values": samples[None, :]})
    state: dict[str, Tensor] = dict(zip(model.outputs, encoded, strict=True))
    state.update((name, empty_past()) for name in model.carried)
    numbers: list[int] = []
    chances: list[float] = []
    token = START
    for step in range(int(len(samples) / SAMPLE_RATE * TOKENS_PER_SECOND) + SPARE_TOKENS):
        logits, *grown = model.decoder.run(None, {"input_ids": np.array([[token]]), **state})
        state.update(zip(model.carried, grown, strict=True))
        scores = logits[0, -1]
        if step == 0:
            scores[END] = -np.inf  # otherwise a quarter of short clips come back empty
        token = int(scores.argmax())
        chances.append(float(1.0 / np.exp(scores - scores[token]).sum()))
        if token == END:
            break
        numbers.append(token)
        if loop := find_loop(numbers):
            del numbers[-loop * (REPETITIONS - 1) :]
            break
    return numbers, chances


def find_loop(numbers: list[int]) -> int:
    """The length of the phrase that `numbers` end with `REPETITIONS` times over; 0 if none."""
    for size in range(1, min(LONGEST_LOOP, len(numbers) // REPETITIONS) + 1):
        phrase = numbers[-size:]
        if all(numbers[-size * n : -size * (n - 1)] == phrase for n in range(2, REPETITIONS + 1)):
            return size
    return 0


def _confidence(tokens: list[bytes], numbers: list[int], chances: list[float]) -> float:
    """The geometric mean of the likelihoods of what makes up words; stops and commas are anybody's guess."""
    said = [
        math.log(max(chance, 1e-6))
        for number, chance in zip(numbers, chances, strict=False)
        if any(character.isalnum() for character in tokens[number].decode(errors="ignore"))
    ]
    return round(math.exp(sum(said) / len(said)), 3) if said else 0.0


def _carried(output: str) -> str:
    """The decoder's input that takes an output of the step before."""
    return output.replace("present", "past_key_values")
