"""Trains the model that ranks intents, and tells how good it is.

    cd server && .venv/bin/python -m training.intents              # writes the weights
    cd server && .venv/bin/python -m training.intents --measure    # and cross-validates them, beside the grammar

The same rows give the same file, byte for byte (`tests/language/ranking/`).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from training.english import CLASSES, TRUST
from training.regression import Floats, learn
from training.rows import Row, training_rows
from voicetodo.language.languages import language_for
from voicetodo.language.ranking.features import features_of
from voicetodo.language.ranking.model import FILE_NAME, ZERO, Header, Model, read_model, write_model
from voicetodo.language.tokens import read_tokens

INTENTS = (
    "task.create",
    "task.query",
    "task.complete",
    "task.delete",
    "task.update",
    "list.create",
    "list.delete",
    "list.query",
    "other",
)
#: A feature that stands in fewer sentences tells nothing of others.
_LEAST_ROWS = 2
_MOST_FEATURES = 8000
#: Models are surer than they are right; their scores are divided by this (fitted by cross-validation).
_TEMPERATURE = 1.0


def train(rows: Sequence[Row], say: Callable[[str], None]) -> bytes:
    """The file of a model that has learnt from `rows`."""
    said = [sorted(features_of(norms_of(row.text), CLASSES)) for row in rows]
    counts = Counter(feature for features in said for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= _LEAST_ROWS)
    places = {name: place for place, name in enumerate(names)}
    inputs = [np.array([places[name] for name in features if name in places]) for features in said]
    answers = [INTENTS.index(row.intent) for row in rows]
    weights = learn(inputs, answers, (len(names), len(INTENTS)), say)
    return _packed(names, weights - weights.mean(axis=1, keepdims=True))


def norms_of(text: str) -> list[str]:
    """The words of `text` as the model sees them."""
    return [token.norm for token in read_tokens(text, language_for("en").spelling)]


def _packed(names: Sequence[str], weights: Floats) -> bytes:
    """The strongest features, each weight in one byte."""
    strength = np.round(np.abs(weights).max(axis=1), 9)
    kept: list[int] = sorted(np.argsort(-strength, kind="stable")[:_MOST_FEATURES].tolist())
    unit = float(np.abs(weights[kept]).max()) / (ZERO - 1)
    steps = np.round(weights[kept] / unit).astype(np.int64) + ZERO
    header = Header(INTENTS, CLASSES, round(unit / _TEMPERATURE, 9), TRUST)
    return write_model(header, [names[place] for place in kept], steps.astype(np.uint8).tobytes())


def trained_apart(rows: Sequence[Row], parts: Sequence[object]) -> list[Model]:
    """For each row, a model that has not seen its part."""
    models: dict[object, Model] = {}
    for part in sorted(set(parts), key=str):
        kept = [row for row, own in zip(rows, parts, strict=True) if own != part]
        models[part] = read_model(train(kept, say=lambda _: None))
    return [models[part] for part in parts]


def weights_path() -> Path:
    return Path(str(files("voicetodo.language.languages.english").joinpath(FILE_NAME)))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Trains on everything; with --measure also tells how well unseen sentences are ranked."""
    wishes = argparse.ArgumentParser(description="Train the model that ranks intents.")
    wishes.add_argument("--measure", action="store_true", help="cross-validate, beside the grammar (minutes)")
    wishes.add_argument("--on", type=Path, action="append", default=[], help="JSON Lines with other rows to measure on")
    wish = wishes.parse_args()
    rows = training_rows()
    data = train(rows, _say)
    weights_path().write_bytes(data)
    _say(f"{weights_path().name}: {len(data) / 1024:.0f} KiB from {len(rows)} rows")
    if wish.measure:
        from training.measuring import measure  # noqa: PLC0415 - it needs the weights that were just written

        measure(rows, wish.on, _say)


if __name__ == "__main__":
    main()
