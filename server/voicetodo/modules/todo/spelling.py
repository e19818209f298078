"""Words that were typed almost right. Pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

Key = TypeVar("Key")

#: Of a question, no more words than this are compared.
MAX_WORDS = 10

_WORD = re.compile(r"\w+")
#: A word of so many letters may have so many mistakes: a letter more, less, another, or two that changed places.
_MISTAKES = ((6, 2), (4, 1))


def folded(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def is_alike(word: str, wanted: str) -> bool:
    """Whether the word, or its beginning, is `wanted` with few mistakes. Both are folded."""
    most = _mistakes(wanted)
    return any(OSA.distance(wanted, each, score_cutoff=most) <= most for each in (word, word[: len(wanted)]))


def answers(word: str, wanted: str) -> bool:
    """Whether the word begins with `wanted`, or is alike to it. Both are folded."""
    return word.startswith(wanted) or is_alike(word, wanted)


def says(text: str, asked: str) -> bool:
    """Whether every word of `asked` is answered by one of the text."""
    words = words_of(text)
    return all(any(answers(word, wanted) for word in words) for wanted in words_of(asked))


def most_alike(texts: Mapping[Key, str], asked: str, *, limit: int) -> list[tuple[Key, float]]:
    """Where every word of `asked` is alike to one of the text, with how much: 1 is the same. The best first."""
    wanted = words_of(asked)[:MAX_WORDS]
    if not wanted:
        return []
    places: defaultdict[str, set[Key]] = defaultdict(set)
    for key, text in texts.items():
        for word in words_of(text):
            places[word].add(key)
    vocabulary = list(places)
    found = [_by_text(_close(vocabulary, word), places) for word in wanted]
    everywhere = set(found[0]).intersection(*found[1:])
    # in the order of `texts` where equal
    ranked = [(key, sum(each[key] for each in found) / len(found)) for key in texts if key in everywhere]
    return sorted(ranked, key=lambda pair: -pair[1])[:limit]


def _by_text(words: Mapping[str, float], places: Mapping[str, set[Key]]) -> dict[Key, float]:
    best: dict[Key, float] = {}
    for word, likeness in words.items():
        for key in places[word]:
            best[key] = max(likeness, best.get(key, 0.0))
    return best


def _close(vocabulary: Sequence[str], wanted: str) -> dict[str, float]:
    """The words that are alike, with how much."""
    most = _mistakes(wanted)
    found: dict[str, float] = {}
    for cut in (None, len(wanted)):
        choices = [word[:cut] for word in vocabulary]
        for _, distance, place in process.extract(wanted, choices, scorer=OSA.distance, score_cutoff=most, limit=None):
            likeness = 1 - distance / len(wanted)
            found[vocabulary[place]] = max(likeness, found.get(vocabulary[place], 0.0))
    return found


def _mistakes(wanted: str) -> int:
    return next((number for letters, number in _MISTAKES if len(wanted) >= letters), 0)
