"""Which words of a request name what it is about, where no phrase tells."""

from collections.abc import Mapping, Sequence

from voicetodo.language.ranking.features import classed
from voicetodo.language.ranking.model import Model

FILE_NAME = "subjects.weights"
#: What a word is: named inside the subject, or part of the request around it.
INSIDE, AROUND = "inside", "around"
_EDGE = ("^", "$")
_FAR = 5


def find_subject(model: Model, norms: Sequence[str], intent: str) -> tuple[int, int]:
    """Where the subject begins and ends in `norms`: the run of words that is likeliest all of it; empty if none is."""
    best, first, total, place = 0.0, 0, 0.0, (0, 0)
    for index, found in enumerate(features_by_word(norms, intent, model.classes)):
        ranks = model.rank(found)
        total += ranks[INSIDE] - ranks[AROUND]
        if total <= 0.0:
            first, total = index + 1, 0.0
        elif total > best:
            best, place = total, (first, index + 1)
    return place


def features_by_word(norms: Sequence[str], intent: str, classes: Mapping[str, str]) -> list[set[str]]:
    """For each word what tells whether it is inside: itself, its neighbours, how near it is to either end, and all of
    that by intent.
    """
    words = [_EDGE[0], _EDGE[0], *(classed(norm, classes) or norm for norm in norms), _EDGE[1], _EDGE[1]]
    count = len(norms)
    opening = " ".join(words[2:4])
    found: list[set[str]] = []
    for index in range(count):
        before2, before, word, after, after2 = words[index : index + 5]
        said = {
            f"={word}",
            f"<{before}",
            f">{after}",
            f"<={before} {word}",
            f"=>{word} {after}",
            f"<<{before2} {before}",
            f">>{after} {after2}",
            f"<>{before} {after}",
            f"first {min(index, _FAR)}",
            f"last {min(count - 1 - index, _FAR)}",
            f"opening {opening} {min(index, _FAR)}",
        }
        found.append(said | {f"{intent} {feature}" for feature in said})
    return found
