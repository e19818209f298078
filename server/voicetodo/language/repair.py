"""What people take back while they speak: fillers, doubled words, "on Friday, no, Thursday"."""

from collections.abc import Sequence
from itertools import pairwise

from voicetodo.language.english import speech
from voicetodo.language.scene import Scene
from voicetodo.language.tokens import Token


def without_fillers(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without "um" and without asides set apart by commas ("to, like, remember")."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.norm in speech.FILLERS:
            index += 1
            while kept and kept[-1].norm == "," and index < len(tokens) and tokens[index].norm == ",":
                index += 1
            continue
        width = _aside_at(tokens, index)
        if width:
            index += width
            continue
        kept.append(token)
        index += 1
    return kept


def _aside_at(tokens: Sequence[Token], index: int) -> int:
    """How many tokens from `index` are an aside between commas, the comma after it included."""
    if index and tokens[index - 1].norm != ",":
        return 0
    for width in (3, 2, 1):
        after = index + width
        if after < len(tokens) and tokens[after].norm == ",":
            said = " ".join(token.norm for token in tokens[index:after])
            if said in speech.ASIDES:
                return width + 1
    return 0


def without_doubles(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without restarts: one to four words said twice in a row, of which the first holds a word that is
    never doubled on purpose.
    """
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        for width in (4, 3, 2, 1):
            if len(kept) < 2 * width or (width == 1 and token.norm not in speech.NEVER_DOUBLED):
                continue
            first = [one.norm for one in kept[-2 * width : -width]]
            second = [one.norm for one in kept[-width:]]
            if first == second and not speech.NEVER_DOUBLED.isdisjoint(first):
                del kept[-2 * width : -width]
                break
    return kept


def without_corrections(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` where a moment that was corrected at once has given way to the next ("on Friday, no, Thursday")."""
    mentions = scene.moments_in(tokens)
    dropped: set[int] = set()
    for first, second in pairwise(mentions):
        between = [token for token in tokens if first.end <= token.start and token.end <= second.start]
        said = " ".join(token.norm for token in between if token.is_word)
        if said in speech.CORRECTIONS and first.kind != "recurrence":
            dropped.update(token.start for token in tokens if first.start <= token.start < second.start)
    if not dropped:
        return list(tokens)
    return [token for token in tokens if token.start not in dropped]


def take_back(tokens: Sequence[Token]) -> tuple[list[Token], bool]:
    """What stands after the last "scratch that" or "never mind", and whether something before it was taken back."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].norm not in _TAKING_BACK:
            continue
        for phrase in speech.TAKEN_BACK if index else speech.TAKEN_BACK[1:]:
            if tuple(token.norm for token in tokens[index : index + len(phrase)]) == phrase:
                return list(tokens[index + len(phrase) :]), True
    return list(tokens), False


_TAKING_BACK = frozenset(phrase[0] for phrase in speech.TAKEN_BACK)
