"""How alike two words are, by spelling and by sound. The libraries for it load with this file, so it is loaded late."""

from collections.abc import Callable, Sequence

import jellyfish
from rapidfuzz import fuzz, process

from voicetodo.language.cologne import cologne


def ratio(said: str, name: str) -> float:
    """0..1: the share of letters that need no change."""
    return fuzz.ratio(said, name) / 100


def near_words(said: str, words: Sequence[str], *, least: float) -> list[tuple[str, float]]:
    """Up to eight of `words` that are at least that much alike `said`, each with its ratio."""
    found = process.extract(said, words, scorer=fuzz.ratio, limit=8, score_cutoff=least * 100)
    return [(word, score / 100) for word, score, _ in found]


def sound(word: str, way: str) -> str:
    """Words that sound alike share it; the word itself where it has no sound. `way` names one of `_WAYS`."""
    return _WAYS[way](word) or word


_WAYS: dict[str, Callable[[str], str]] = {"metaphone": jellyfish.metaphone, "cologne": cologne}
