"""How far what was heard is from what was said."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path


def read_clips(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each recording of `folder` with its words."""
    with (folder / "transcripts.tsv").open(newline="") as lines:
        for row in csv.reader(lines, delimiter="\t"):
            if row[0] != "file":
                yield folder / row[0], row[1]


def split_words(text: str) -> list[str]:
    """Words as they sound: without case, hyphens and punctuation."""
    spoken = text.lower().replace("-", " ").replace("mr.", "mister")
    return re.sub(r"[^a-z0-9' ]", " ", spoken).split()


def count_errors(said: str, heard: str) -> int:
    """Words to insert, delete or replace to turn one into the other (Levenshtein)."""
    left, right = split_words(said), split_words(heard)
    row = list(range(len(right) + 1))
    for count, word in enumerate(left, 1):
        above, row = row, [count]
        for column, other in enumerate(right, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (word != other)))
    return row[-1]
