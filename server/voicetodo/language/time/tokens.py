"""A text as words with their places. Linear in the length of the text."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[^\s]")
_APOSTROPHES = str.maketrans("", "", "'\u2019")


class Token(NamedTuple):
    """A run of digits, a word or one sign; `text` is lower case without apostrophes, `[start, end)` its characters."""

    text: str
    start: int
    end: int
    is_number: bool
    is_glued: bool
    is_possessive: bool


def tokenise(text: str, splits: Mapping[str, int]) -> list[Token]:
    """Every character that is not white space belongs to exactly one token; digits and letters never share one.

    A word in `splits` is two, the second from there on.
    """
    tokens: list[Token] = []
    last_end = -1
    for found in _TOKEN.finditer(text):
        raw, start, end = found.group(), found.start(), found.end()
        lowered = raw.lower()
        plain = lowered.translate(_APOSTROPHES) or raw
        is_number = raw.isascii() and raw.isdigit()
        is_possessive = lowered.endswith(("'s", "\u2019s"))
        cut = splits.get(plain) if splits else None
        if cut:
            tokens.append(Token(plain[:cut], start, start + cut, False, start == last_end, False))
            tokens.append(Token(plain[cut:], start + cut, end, False, True, is_possessive))
        else:
            tokens.append(Token(plain, start, end, is_number, start == last_end, is_possessive))
        last_end = end
    return tokens
