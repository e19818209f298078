"""Calendar words with a slip in them: "thurday", "wendesday", "octuber", "tomrrow"."""

from collections.abc import Sequence

from voicetodo.language.languages.vocabulary import Vocabulary

#: Shorter words have too many neighbours that are words themselves.
_SHORTEST = 5
#: From so many letters on, one that is left out, added or changed is a slip; below, only two that changed places.
_SHORTEST_CHANGED = 6
#: From so many letters on, there may be two slips.
_SHORTEST_TWICE = 8

#: So many letters differ at most between a word and its slip: one goes, another comes, twice.
_MOST_OTHER_LETTERS = 4
#: Words remembered for each language, then all are forgotten.
_MOST_REMEMBERED = 4096


class _Spelling:
    """The words of one vocabulary that are read through a slip, by first letter, and the slips met so far."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.met: dict[str, str] = {}
        self.by_letter: dict[str, list[str]] = {}
        for word in sorted(vocabulary.misspelled):
            self.by_letter.setdefault(word[0], []).append(word)


_known: dict[int, _Spelling] = {}


def respelled(word: str, vocabulary: Vocabulary) -> str:
    """The calendar word that `word` is a slip of, or `word`; first letters are never slips, real words neither."""
    if len(word) < _SHORTEST or not word.isalpha() or word in vocabulary.spelled_right:
        return word
    spelling = _known.get(id(vocabulary)) or _known.setdefault(id(vocabulary), _Spelling(vocabulary))
    near = spelling.by_letter.get(word[0], ())
    if not near or word in near:
        return word
    if word not in spelling.met:
        if len(spelling.met) >= _MOST_REMEMBERED:
            spelling.met.clear()
        spelling.met[word] = _nearest(word, near)
    return spelling.met[word]


def _nearest(word: str, near: Sequence[str]) -> str:
    slips = [meant for meant in near if abs(len(meant) - len(word)) <= 2 and _is_slip(word, meant)]
    return min(slips, key=lambda meant: distance(word, meant)) if slips else word


def _is_slip(word: str, meant: str) -> bool:
    if len({*word} ^ {*meant}) > _MOST_OTHER_LETTERS:
        return False
    if len(meant) < _SHORTEST_CHANGED:
        return len(word) == len(meant) and sorted(word) == sorted(meant) and distance(word, meant) == 1
    most = 2 if len(meant) >= _SHORTEST_TWICE and len(word) >= _SHORTEST_CHANGED else 1
    away = distance(word, meant)
    return 0 < away <= most and (word[-1] == meant[-1] or sorted(word) == sorted(meant))


def distance(left: str, right: str) -> int:
    """Letters left out, added, changed or swapped with their neighbour (optimal string alignment)."""
    before, row = [0] * (len(right) + 1), list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        earlier, before, row = before, row, [i] + [0] * len(right)
        for j, other in enumerate(right, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1]
