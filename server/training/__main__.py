"""Trains the models that help where the English grammar is unsure, and tells how good they are.

    cd server && .venv/bin/python -m training              # writes the weights
    cd server && .venv/bin/python -m training --measure    # and cross-validates them, beside the grammar

The same rows give the same files, byte for byte (`tests/language/ranking/`).
"""

import argparse
import sys
from pathlib import Path

from training import intents, subjects
from training.measuring import measure
from training.rows import training_rows
from voicetodo.language.ranking import model, subject


def main() -> None:
    """Trains on everything; with --measure also tells how well unseen sentences are understood."""
    wishes = argparse.ArgumentParser(prog="python -m training", description="Train the models of the language engine.")
    wishes.add_argument("--measure", action="store_true", help="cross-validate, beside the grammar (minutes)")
    wishes.add_argument("--on", type=Path, action="append", default=[], help="JSON Lines with other rows to measure on")
    wish = wishes.parse_args()
    rows = training_rows()
    for file_name, train in ((model.FILE_NAME, intents.train), (subject.FILE_NAME, subjects.train)):
        data = train(rows, _say)
        intents.weights_path(file_name).write_bytes(data)
        _say(f"{file_name}: {len(data) / 1024:.0f} KiB from {len(rows)} rows")
    if wish.measure:
        measure(rows, wish.on, _say)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
