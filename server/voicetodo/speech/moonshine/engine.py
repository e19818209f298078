"""Moonshine on onnxruntime: greedy decoding with kept keys and values, and a second reading where it was unsure."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voicetodo.speech.engine import Transcript
from voicetodo.speech.errors import SpeechUnavailable
from voicetodo.speech.moonshine.runtime import (
    Run,
    Session,
    Stopped,
    Tensor,
    empty_past,
    open_session,
    outputs_of,
)
from voicetodo.speech.moonshine.tokens import END, START, join_tokens, load_tokens
from voicetodo.speech.patience import Patience
from voicetodo.speech.samples import SAMPLE_RATE, Samples

TOKENS_PER_SECOND = 6.5
"""Faster than anybody speaks; what goes on beyond is invention."""

SPARE_TOKENS = 6
LONGEST_LOOP = 12
"""Tokens in the longest phrase whose repetition is noticed."""

REPETITIONS = 3

UNSURE = 0.6
"""Where the likeliest word is less likely than this, the next likely one is worth hearing out."""

LEAST_CHANCE = 0.15
"""Of a runner-up."""


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
        began, model = time.process_time(), self._loaded()
        said = _decode(model, _encode(model, samples), _Said([], []), START, most=_most(samples))
        other = _other(model, said, most=_most(samples))
        return _transcript(model, said, samples, began, (join_tokens(model.tokens, other),) if other else ())

    def transcribe_while(self, samples: Samples, patience: Patience) -> Transcript | None:
        """The first reading alone, or None, within some milliseconds."""
        began, model, run = time.process_time(), self._loaded(), Run()
        with patience.stopping(run.stop):
            try:
                state = _encode(model, samples, run)
                said = _decode(model, state, _Said([], []), START, most=_most(samples), run=run)
            except Stopped:
                return None
        return _transcript(model, said, samples, began, ())

    def _loaded(self) -> "_Model":
        if self._model is None:
            raise SpeechUnavailable("The speech engine is not loaded.")
        return self._model


@dataclass(slots=True)
class _Said:
    """Tokens as they were chosen, how likely each was, and where another choice was nearest."""

    numbers: list[int]
    chances: list[float]
    fork: "_Fork | None" = None


@dataclass(frozen=True, slots=True)
class _Fork:
    """The runner-up at one step, with all that had been said before it."""

    step: int
    token: int
    chance: float
    state: dict[str, Tensor]


def _most(samples: Samples) -> int:
    return int(len(samples) / SAMPLE_RATE * TOKENS_PER_SECOND) + SPARE_TOKENS


def _transcript(
    model: _Model, said: _Said, samples: Samples, began: float, alternatives: tuple[str, ...]
) -> Transcript:
    return Transcript(
        text=join_tokens(model.tokens, said.numbers),
        confidence=_confidence(model.tokens, said.numbers, said.chances),
        seconds_audio=len(samples) / SAMPLE_RATE,
        seconds_cpu=time.process_time() - began,
        alternatives=alternatives,
    )


def _encode(model: _Model, samples: Samples, run: Run | None = None) -> dict[str, Tensor]:
    encoded = outputs_of(model.encoder, {"input_values": samples[None, :]}, run)
    state: dict[str, Tensor] = dict(zip(model.outputs, encoded, strict=True))
    state.update((name, empty_past()) for name in model.carried)
    return state


def _decode(
    model: _Model,
    state: dict[str, Tensor],
    said: _Said,
    token: int,
    *,
    most: int,
    run: Run | None = None,
) -> _Said:
    """The likeliest token at each step after `token`, up to the end, a loop or `most` steps in all. Raises Stopped."""
    for step in range(len(said.chances), most):
        logits, *grown = outputs_of(model.decoder, {"input_ids": np.array([[token]]), **state}, run)
        state = {**state, **dict(zip(model.carried, grown, strict=True))}
        scores = logits[0, -1]
        if step == 0:
            scores[END] = -np.inf  # otherwise a quarter of short clips come back empty
        token = int(scores.argmax())
        weights = np.exp(scores - scores[token])
        total = float(weights.sum())
        said.chances.append(1.0 / total)
        if token == END:
            break
        if said.chances[-1] < UNSURE:
            _note_fork(model, said, _runner_up(weights, total, token, step, state))
        said.numbers.append(token)
        if loop := find_loop(said.numbers):
            del said.numbers[-loop * (REPETITIONS - 1) :]
            break
    return said


def _runner_up(weights: Tensor, total: float, token: int, step: int, state: dict[str, Tensor]) -> _Fork:
    weights[token] = 0.0
    second = int(weights.argmax())
    return _Fork(step, second, float(weights[second]) / total, state)


def _note_fork(model: _Model, said: _Said, fork: _Fork) -> None:
    """Keeps the likeliest other word; another comma is no other reading."""
    is_word = fork.token != END and _is_word(model.tokens[fork.token])
    if is_word and fork.chance >= LEAST_CHANCE and (said.fork is None or fork.chance > said.fork.chance):
        said.fork = fork


def _other(model: _Model, said: _Said, *, most: int) -> list[int] | None:
    """What was said if the nearest other choice was the right one; None where every choice was sure."""
    fork = said.fork
    if fork is None:
        return None
    before = _Said([*said.numbers[: fork.step], fork.token], said.chances[: fork.step + 1])
    return _decode(model, fork.state, before, fork.token, most=most).numbers


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
        if _is_word(tokens[number])
    ]
    return round(math.exp(sum(said) / len(said)), 3) if said else 0.0


def _is_word(token: bytes) -> bool:
    return any(character.isalnum() for character in token.decode(errors="ignore"))


def _carried(output: str) -> str:
    """The decoder's input that takes an output of the step before."""
    return output.replace("present", "past_key_values")
