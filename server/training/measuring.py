"""How well intents are found by the grammar alone, by the model alone, and by both: on rows that no model has seen."""

from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from unittest import mock

from training.intents import norms_of, trained_apart
from training.rows import Row, parts_of, read_rows
from training.subjects import share_found
from voicetodo.language import Context, interpret
from voicetodo.language.ranking.features import features_of
from voicetodo.language.ranking.model import FILE_NAME, Model, find_model

_NOW = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - local by contract
_FOLDS = 5


def measure(rows: Sequence[Row], others: Sequence[Path], say: Callable[[str], None]) -> None:
    """Says one table: cross-validated rows, rows of sources left out, and the rows of files that nothing is learnt
    from.
    """
    sources = [row.source for row in rows]
    shipped = find_model("en")
    assert shipped is not None  # noqa: S101 - it was written a moment ago
    parts = parts_of(rows, _FOLDS)
    apart = [row for row, part in zip(rows, parts, strict=True) if part == 0]
    share = share_found([row for row, part in zip(rows, parts, strict=True) if part != 0], apart)
    say(f"subjects found to the word where no phrase helps, cross-validated: {share:.3f}")
    say(f"{'':32}{'rows':>7}{'grammar':>9}{'model':>9}{'both':>9}")
    _tell("cross-validated", rows, trained_apart(rows, parts), say)
    _tell("its source left out", rows, trained_apart(rows, sources), say)
    for path in others:
        unseen = read_rows(path)
        _tell(f"unseen, {path.parent.name}/{path.stem}", unseen, [shipped] * len(unseen), say)


def _tell(name: str, rows: Sequence[Row], models: Sequence[Model], say: Callable[[str], None]) -> None:
    right: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for row, model in zip(rows, models, strict=True):
        ranks = model.rank(features_of(norms_of(row.text), model.classes))
        answers = (understood(row.text, None), max(ranks, key=ranks.__getitem__), understood(row.text, model))
        judged = (row.is_right(answers[0]), row.is_right(answers[1]), row.is_right(answers[2]))
        right[row.source].append(judged)
        right[""].append(judged)
    for source in sorted(right):
        count = len(right[source])
        shares = [sum(judged[column] for judged in right[source]) / count for column in range(3)]
        say(f"{name if not source else '   ' + source:32}{count:>7}" + "".join(f"{share:>9.3f}" for share in shares))


def understood(text: str, model: Model | None) -> str:
    """The intent that is found with `model` in place of the shipped one."""
    with _using(model):
        return interpret(text, _NOW, "UTC", Context(is_ranked=model is not None)).actions[0].intent


@contextmanager
def _using(model: Model | None) -> Generator[None]:
    def found(code: str, file_name: str = FILE_NAME) -> Model | None:
        return model if file_name == FILE_NAME else find_model(code, file_name)

    with mock.patch("voicetodo.language.rescue.find_model", found):
        yield
