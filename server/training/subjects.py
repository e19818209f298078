"""The model that finds which words of a request name its subject (`voicetodo.language.ranking.subject`)."""

from collections.abc import Callable, Sequence

from training.english import CLASSES
from training.packing import fitted
from training.rows import Row
from voicetodo.language.languages import language_for
from voicetodo.language.ranking.model import Header, read_model
from voicetodo.language.ranking.subject import AROUND, INSIDE, features_by_word, find_subject
from voicetodo.language.tokens import Token, read_tokens

_MOST_FEATURES = 6000
_EPOCHS = 6


def train(rows: Sequence[Row], say: Callable[[str], None]) -> bytes:
    """The file of a model that has learnt from those `rows` whose subject is known."""
    examples: list[set[str]] = []
    answers: list[str] = []
    for row in rows:
        if row.subject is None:
            continue
        tokens = tokens_of(row.text)
        first, last = place_of(row, tokens)
        examples += features_by_word([token.norm for token in tokens], row.intent, CLASSES)
        answers += [INSIDE if first <= index < last else AROUND for index in range(len(tokens))]
    header = Header((INSIDE, AROUND), CLASSES, unit=0.0)
    return fitted(examples, answers, header, most_features=_MOST_FEATURES, epochs=_EPOCHS, say=say)


def share_found(seen: Sequence[Row], unseen: Sequence[Row]) -> float:
    """How many subjects of `unseen` a model that has learnt from `seen` finds, to the word."""
    model = read_model(train(seen, lambda _: None))
    known = [row for row in unseen if row.subject is not None]
    right = 0
    for row in known:
        tokens = tokens_of(row.text)
        right += find_subject(model, [token.norm for token in tokens], row.intent) == place_of(row, tokens)
    return right / max(len(known), 1)


def place_of(row: Row, tokens: Sequence[Token]) -> tuple[int, int]:
    """The tokens that the subject of `row` covers."""
    start = row.text.index(row.subject or "")
    end = start + len(row.subject or "")
    inside = [index for index, token in enumerate(tokens) if token.start < end and token.end > start]
    return inside[0], inside[-1] + 1


def tokens_of(text: str) -> list[Token]:
    return read_tokens(text, language_for("en").spelling)
