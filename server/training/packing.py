"""From sentences as features to the file of a model."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import cast

import numpy as np

from training.regression import Floats, learn
from voicetodo.language.ranking.model import ZERO, Header, write_model

#: A feature that stands in fewer examples tells nothing of others.
_LEAST = 2


def fitted(
    examples: Sequence[Collection[str]],
    answers: Sequence[str],
    header: Header,
    *,
    most_features: int,
    epochs: int,
    say: Callable[[str], None],
) -> bytes:
    """The file of a model that has learnt to answer so; the unit of `header` is set from the weights."""
    counts = Counter(feature for features in examples for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= _LEAST)
    places = {name: place for place, name in enumerate(names)}
    inputs = [np.array([places[name] for name in sorted(features) if name in places], int) for features in examples]
    numbers = [header.answers.index(answer) for answer in answers]
    weights = learn(inputs, numbers, (len(names), len(header.answers)), epochs, say)
    return _packed(names, weights - weights.mean(axis=1, keepdims=True), header, most_features)


def _packed(names: Sequence[str], weights: Floats, header: Header, most_features: int) -> bytes:
    """The strongest features, each weight in one byte."""
    strength = cast("Floats", np.round(np.abs(weights).max(axis=1), 9))
    kept: list[int] = sorted(np.argsort(-strength, kind="stable")[:most_features].tolist())
    unit = round(float(np.abs(weights[kept]).max()) / (ZERO - 1), 9)
    steps = (np.round(weights[kept] / unit).astype(np.int64) + ZERO).clip(0, 2 * ZERO - 1)
    made = Header(header.answers, header.classes, unit, header.trust)
    return write_model(made, [names[place] for place in kept], steps.astype(np.uint8).tobytes())
