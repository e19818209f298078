"""The sentences that models are trained on, as they lie in `training/data/`."""

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "data"


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sentence, the intent of its first request, and other intents that are as right.

    `subject` are the words that name what it is about, where that is known: a task, or the list of a `list.` intent.
    """

    text: str
    intent: str
    source: str = "ours"
    also: tuple[str, ...] = ()
    subject: str | None = None

    def is_right(self, intent: str) -> bool:
        return intent == self.intent or intent in self.also


def training_rows() -> list[Row]:
    """All rows, in the order of the files' names and lines."""
    return [row for path in sorted(_DATA.glob("*.jsonl")) for row in read_rows(path)]


def read_rows(path: Path) -> list[Row]:
    """Rows of JSON Lines; `intent_alt` is read as `also`."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [msgspec.convert({**line, "also": line.get("also") or line.get("intent_alt", ())}, Row) for line in lines]


def parts_of(rows: Sequence[Row], count: int) -> list[int]:
    """For each row the part, 0 … `count` - 1, it is kept aside in; rows of one text are always kept aside together."""
    order = {text: number for number, text in enumerate(sorted({row.text.lower() for row in rows}))}
    return [order[row.text.lower()] * 7919 % 10007 % count for row in rows]
