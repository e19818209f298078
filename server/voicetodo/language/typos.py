"""Words spelt in haste, where they carry a request: "remnd me", "shoping list", "dont", "pls"."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from voicetodo.language.languages.hearing import Spelling
from voicetodo.language.tokens import Token

#: A shorter word is too near to too many others.
_SHORTEST = 5
_REMEMBERED = 16_384


class Typos:
    """Finds the few words that carry requests, one slip of a finger away. `known` words are none of them.

    Only the normal form of a token changes: what people wrote stays in their titles.
    """

    def __init__(self, spelling: Spelling, known: Collection[str]) -> None:
        self._written = spelling.written
        self._known = frozenset(known) | spelling.not_carriers
        self._carriers = frozenset(spelling.carriers)
        self._near: dict[str, list[str]] = {}
        for carrier in sorted(self._carriers):
            for variant in {carrier, *_shortened(carrier)}:
                self._near.setdefault(variant, []).append(carrier)
        self._meant = lru_cache(_REMEMBERED)(self._find)

    def mended(self, tokens: Sequence[Token]) -> list[Token]:
        """`tokens` with the normal forms of what was meant."""
        meant = self._meant
        return [
            token if (norm := meant(token.norm)) is None else token._replace(norm=norm) for token in tokens
        ]  # fmt: skip

    def _find(self, word: str) -> str | None:
        """The word that was meant; None where it stands as it is."""
        if word in self._written:
            return self._written[word]
        if len(word) < _SHORTEST or not word.isalpha() or word in self._known or word in self._carriers:
            return None
        for variant in (word, *_shortened(word)):
            for carrier in self._near.get(variant, ()):
                if not word.startswith(carrier) and _is_one_slip(word, carrier):
                    return carrier
        return None


def _shortened(word: str) -> list[str]:
    return [word[:index] + word[index + 1 :] for index in range(len(word))]


def _is_one_slip(word: str, other: str) -> bool:
    """Whether one letter is missing, too much or wrong, or two have changed places."""
    if len(word) > len(other):
        word, other = other, word
    first = next((index for index, letter in enumerate(word) if letter != other[index]), len(word))
    if len(word) < len(other):
        return word[first:] == other[first + 1 :]
    swapped = word[first : first + 2] == other[first : first + 2][::-1]
    return word[first + 1 :] == other[first + 1 :] or (swapped and word[first + 2 :] == other[first + 2 :])
