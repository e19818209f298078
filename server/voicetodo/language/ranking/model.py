"""A trained model as it lies in a language's folder: read once, asked in a few dozen microseconds."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import msgspec

from voicetodo.language import languages

FILE_NAME: Final = "intents.weights"
#: A weight is stored as one byte: its worth in units of `Header.unit`, plus this.
ZERO: Final = 128
#: Weights of one feature are added as one number, in lanes of that many bytes: no sum can run over.
_LANE: Final = 4


class Header(msgspec.Struct, frozen=True):
    """What a model is made of, beside its weights. `answers` are in the order of the weights."""

    answers: tuple[str, ...]
    #: Words that count as one ("monday" → "<day>").
    classes: dict[str, str]
    #: What one step of a weight is worth, in units of log-likelihood.
    unit: float
    #: By what the grammar's reading rests on, how far the model is behind it, in log-likelihood.
    trust: dict[str, float] = {}


class Model:
    """Weights by feature. The answers are the same on every machine: sums are whole numbers."""

    def __init__(self, header: Header, features: Sequence[str], weights: bytes) -> None:
        self.answers = header.answers
        self.classes: Mapping[str, str] = header.classes
        self.trust: Mapping[str, float] = header.trust
        self._header = header
        width = len(header.answers)
        lanes = bytearray(len(weights) * _LANE)
        lanes[_LANE - 1 :: _LANE] = weights
        size = width * _LANE
        self._rows = {
            feature: int.from_bytes(lanes[number * size : (number + 1) * size])
            for number, feature in enumerate(features)
        }

    def rank(self, features: Iterable[str]) -> dict[str, float]:
        """The logarithm of how likely each answer is; all alike where no feature is known."""
        header = self._header
        known = [row for feature in features if (row := self._rows.get(feature)) is not None]
        worth = header.unit / math.sqrt(len(known) or 1)
        sums = sum(known).to_bytes(len(header.answers) * _LANE)
        scores = [
            (int.from_bytes(sums[place : place + _LANE]) - ZERO * len(known)) * worth
            for place in range(0, len(sums), _LANE)
        ]
        return dict(zip(header.answers, normal(scores), strict=True))


def normal(scores: Sequence[float]) -> list[float]:
    """`scores` moved so that their powers of e add up to 1."""
    best = max(scores)
    whole = best + math.log(sum(math.exp(score - best) for score in scores))
    return [score - whole for score in scores]


@cache
def find_model(code: str, file_name: str = FILE_NAME) -> Model | None:
    """A model of one of `LANGUAGES`, loaded when first asked for; None where it brings none."""
    from pathlib import Path  # noqa: PLC0415 - most who import the engine ask no model

    file = Path(languages.__file__).parent / languages.LANGUAGES[code] / file_name
    return read_model(file.read_bytes()) if file.is_file() else None


def read_model(data: bytes) -> Model:
    """A model out of its file: a line of JSON, the names of the features, a zero byte, and a byte for each weight."""
    head, _, rest = data.partition(b"\n")
    names, _, weights = rest.partition(b"\0")
    return Model(msgspec.json.decode(head, type=Header), names.decode().split("\n"), weights)


def write_model(header: Header, features: Sequence[str], weights: bytes) -> bytes:
    """The file that `read_model` reads."""
    return msgspec.json.encode(header) + b"\n" + "\n".join(features).encode() + b"\0" + weights
