"""Text as words that remember where they stood.
Everything after this works on tokens, so that each field can point at its words.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from voicetodo.language.languages.hearing import Spelling

_WORD_OR_MARK = r"\w+(?:['’.\-:/@&+]\w+)*|[^\w\s]"
#: Ends the normal form of a literal word, so that no phrase knows it.
LITERAL = "\ue000"


#: Less before a noun is no word of its own.
_SHORTEST_PART = 3


class Token(NamedTuple):
    """A word or a single mark; `norm` is its lower-case form, `[start, end)` its place in the text.

    `meant` is how the word is to be written where it was misheard ("by milk").
    """

    start: int
    end: int
    norm: str
    meant: str = ""

    @property
    def is_word(self) -> bool:
        return self.norm[0].isalnum() or self.norm[0] == "_"


def read_tokens(text: str, spelling: Spelling) -> list[Token]:
    """The words and marks of `text` in order; "to do" and "to-do" become one token where they name a todo or a list."""
    pattern = _pattern(spelling.abbreviations)
    found = [
        Token(match.start(), match.end(), match.group().lower().replace("’", "'")) for match in pattern.finditer(text)
    ]
    if spelling.spellings:
        found = [token._replace(norm=spelling.spellings.get(token.norm, token.norm)) for token in found]
    if spelling.compounds:
        found = [part for token in found for part in _parted(token, spelling)]
    return _join_todo(found, spelling)


@cache
def _pattern(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    """Words and marks; the full stop of an abbreviation is part of it."""
    short = "|".join(re.escape(word) for word in abbreviations)
    return re.compile(rf"(?:{short})\.(?=\s\w)|{_WORD_OR_MARK}" if short else _WORD_OR_MARK)


def parted(word: str, spelling: Spelling) -> tuple[str, str] | None:
    """ "einkaufsliste" as "einkauf" and "liste"; None for a word that is one."""
    if not word.endswith(spelling.compounds) or word in spelling.wholes:
        return None
    noun = next(noun for noun in spelling.compounds if word.endswith(noun))
    first = word.removesuffix(noun).rstrip("-")
    if len(first) < _SHORTEST_PART:
        return None
    return (first[:-1] if first.endswith(spelling.linked) else first), noun


def _parted(token: Token, spelling: Spelling) -> list[Token]:
    """What links two words in one belongs to the first, but not to its normal form."""
    parts = parted(token.norm, spelling)
    if parts is None:
        return [token]
    cut = token.end - len(parts[1])
    return [Token(token.start, cut, parts[0]), Token(cut, token.end, parts[1])]


def text_of(text: str, tokens: Sequence[Token]) -> str:
    """The words of `tokens` as they were written (or meant); tokens left out between them leave one space."""
    spans = spans_of(text, tokens)
    misheard = [token for token in tokens if token.meant]
    if not misheard:
        return " ".join(text[start:end] for start, end in spans)
    parts: list[str] = []
    for start, end in spans:
        for token in misheard:
            if start <= token.start < end:
                parts += [text[start : token.start], token.meant]
                start = token.end  # noqa: PLW2901 - what is left of the span
        parts += [text[start:end], " "]
    return "".join(parts[:-1])


def spans_of(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The shortest list of ranges that covers `tokens` and nothing that was said between them."""
    spans: list[tuple[int, int]] = []
    for token in tokens:
        if spans and not text[spans[-1][1] : token.start].strip():
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
    return spans


def _join_todo(found: list[Token], spelling: Spelling) -> list[Token]:
    joined: list[Token] = []
    index = 0
    while index < len(found):
        token = found[index]
        after = found[index + 1].norm if index + 1 < len(found) else ""
        if token.norm in spelling.todo_forms:
            joined.append(token._replace(norm=spelling.todo_forms[token.norm]))
        elif (
            token.norm == spelling.todo_first and after in spelling.todo_second and _names_todo(found, index, spelling)
        ):
            joined.append(Token(token.start, found[index + 1].end, spelling.todo_second[after]))
            index += 1
        else:
            joined.append(token)
        index += 1
    return joined


def _names_todo(found: list[Token], index: int, spelling: Spelling) -> bool:
    before = found[index - 1].norm if index else ""
    after = found[index + 2].norm if index + 2 < len(found) else ""
    if found[index + 1].norm in spelling.todo_plurals or after in spelling.todo_nouns:
        return True
    return before in spelling.todo_owners or (not before and after not in spelling.todo_ends)
