"""Multinomial logistic regression by AdaGrad, one row after the other in an order that is always the same."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_STEP = 0.5
_SEED = 20260105
#: Probabilities are rounded to this fineness before they teach anything, so that the last bit of a machine's `exp`
#: cannot grow into another model.
_FINENESS = 2.0**20


def learn(
    rows: Sequence[Places], answers: Sequence[int], shape: tuple[int, int], epochs: int, say: Callable[[str], None]
) -> Floats:
    """Weights by feature and answer. A row is the places of its features, each worth 1 / √(number of features)."""
    weights, steps, total = np.zeros(shape), np.full(shape, 1e-2), np.zeros(shape)
    dice = np.random.default_rng(_SEED)
    for epoch in range(epochs):
        missed = 0
        for number in map(int, dice.permutation(len(rows))):
            places = rows[number]
            if not len(places):
                continue
            worth = len(places) ** -0.5
            scores = weights[places].sum(axis=0) * worth
            missed += int(scores.argmax() != answers[number])
            slope = np.round(softmax(scores) * _FINENESS) / _FINENESS
            slope[answers[number]] -= 1.0
            slope *= worth
            steps[places] += slope * slope
            weights[places] -= _STEP * slope / np.sqrt(steps[places])
        if epoch >= epochs // 2:
            total += weights
        say(f"epoch {epoch + 1} of {epochs}: {missed} of {len(rows)} rows missed")
    return total / (epochs - epochs // 2)


def softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()
