"""What a model may know of a request: its words without what they are about, and pieces of them."""

from collections.abc import Mapping, Sequence

from voicetodo.language.tokens import LITERAL

#: Of longer requests the rest is not looked at, so that none takes longer than that many words.
_MOST_WORDS = 40
_PIECES = (3, 4)
_STEM = 4
_NUMBER = "0"


def features_of(norms: Sequence[str], classes: Mapping[str, str]) -> set[str]:
    """Features of a request in normal form. Digits and the words of `classes` (day names and the like)
    count as their class, so that it does not matter which of them was said.
    """
    words = _classed(norms, classes)
    if not words:
        return set()
    found = {f"={word}" for word in words}
    found.update([f"{first}|{second}" for first, second in zip(["^", *words], [*words, "$"], strict=True)])
    found.update([f"{first}|*|{second}" for first, second in zip(words, words[2:], strict=False)])
    found.update([f"s:{word[:_STEM]}" for word in words if len(word) > _STEM])
    found.update(("1:" + "|".join(words[:1]), "2:" + "|".join(words[:2]), "3:" + "|".join(words[:3])))
    found.add(f"n:{min(len(words) // 2, 8)}")
    text = f" {' '.join(words)} "
    for length in _PIECES:
        found.update([text[start : start + length] for start in range(len(text) - length + 1)])
    return found


def _classed(norms: Sequence[str], classes: Mapping[str, str]) -> list[str]:
    words: list[str] = []
    for norm in norms:
        word = classed(norm, classes)
        if word is None or (words and words[-1] == word and (word == _NUMBER or word[0] == "<")):
            continue
        words.append(word)
        if len(words) == _MOST_WORDS:
            break
    return words


def classed(norm: str, classes: Mapping[str, str]) -> str | None:
    """A word, or the class it counts as; None for a mark that asks nothing. Quoted or not, a word is the same here."""
    norm = norm.removesuffix(LITERAL)
    if norm[:1].isdigit():
        return _NUMBER
    return classes.get(norm, norm) if norm[:1].isalpha() or norm == "?" else None
