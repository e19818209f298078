"""The model that ranks intents (`voicetodo.language.ranking.features`)."""

from collections.abc import Callable, Sequence
from pathlib import Path

from training.english import CLASSES, TRUST
from training.packing import fitted
from training.rows import Row
from voicetodo.language import languages
from voicetodo.language.languages import language_for
from voicetodo.language.ranking.features import features_of
from voicetodo.language.ranking.model import FILE_NAME, Header, Model, read_model
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
_MOST_FEATURES = 8000
_EPOCHS = 8


def train(rows: Sequence[Row], say: Callable[[str], None]) -> bytes:
    """The file of a model that has learnt from `rows`."""
    return fitted(
        [features_of(norms_of(row.text), CLASSES) for row in rows],
        [row.intent for row in rows],
        Header(INTENTS, CLASSES, unit=0.0, trust=TRUST),
        most_features=_MOST_FEATURES,
        epochs=_EPOCHS,
        say=say,
    )


def norms_of(text: str) -> list[str]:
    """The words of `text` as the model sees them."""
    return [token.norm for token in read_tokens(text, language_for("en").spelling)]


def trained_apart(rows: Sequence[Row], parts: Sequence[object]) -> list[Model]:
    """For each row, a model that has not seen its part."""
    models: dict[object, Model] = {}
    for part in sorted(set(parts), key=str):
        kept = [row for row, own in zip(rows, parts, strict=True) if own != part]
        models[part] = read_model(train(kept, say=lambda _: None))
    return [models[part] for part in parts]


def weights_path(file_name: str = FILE_NAME) -> Path:
    """Where a file of weights lies in the package."""
    return Path(languages.__file__).parent / languages.LANGUAGES["en"] / file_name
