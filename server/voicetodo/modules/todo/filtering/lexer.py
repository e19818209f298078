"""Parts the text of a filter into operators and what stands between them. Linear in its length."""

import re
from typing import Final, Literal

import msgspec

from voicetodo.modules.todo.filtering.mistakes import Mistake

TokenKind = Literal["phrase", "and", "or", "not", "open", "close", "comma"]

OPERATORS: Final[dict[str, TokenKind]] = {
    "&": "and",
    "|": "or",
    "!": "not",
    "(": "open",
    ")": "close",
    ",": "comma",
}
#: Telephones write round ones.
QUOTES: Final = '"“”„'
_NOT_IN_FILTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Token(msgspec.Struct, frozen=True):
    """An operator, or a phrase without blanks around it: half-open character range of the text."""

    kind: TokenKind
    start: int
    end: int


class Letter(msgspec.Struct, frozen=True):
    """A character that is meant. `is_literal` where a backslash or quotation marks say that it is nothing more."""

    char: str
    at: int
    is_literal: bool


def tokens(text: str) -> list[Token]:
    """Raises Mistake for an open quotation mark, a backslash before nothing, and characters no text may have."""
    wrong = _NOT_IN_FILTERS.search(text)
    if wrong:
        raise Mistake("A filter cannot hold control characters.", "query-characters", *wrong.span())
    found: list[Token] = []
    at = first = 0
    while at < len(text):
        char = text[at]
        if char in OPERATORS:
            _add_phrase(found, text, first, at)
            found.append(Token(OPERATORS[char], at, at + 1))
            at = first = at + 1
        elif char in QUOTES:
            at = _closing(text, at) + 1
        elif char == "\\":
            if at + 1 == len(text):
                sentence = r"A character was expected after this backslash. Write \\ for the backslash itself."
                raise Mistake(sentence, "query-backslash", at, at + 1)
            at += 2
        else:
            at += 1
    _add_phrase(found, text, first, at)
    return found


def letters(text: str, token: Token) -> list[Letter]:
    """The characters of a phrase without backslashes and quotation marks around them, runs of blanks as one blank."""
    found: list[Letter] = []
    is_quoted = False
    at = token.start
    while at < token.end:
        char = text[at]
        is_escaped = char == "\\"
        if char in QUOTES:
            is_quoted = not is_quoted
        else:
            at += is_escaped
            if not text[at].isspace():
                found.append(Letter(text[at], at, is_literal=is_escaped or is_quoted))
            elif found and found[-1].char != " ":
                found.append(Letter(" ", at, is_literal=is_quoted))
        at += 1
    return found


def _add_phrase(found: list[Token], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Token("phrase", start, end))


def _closing(text: str, opening: int) -> int:
    at = opening + 1
    while at < len(text):
        if text[at] in QUOTES:
            return at
        at += 2 if text[at] == "\\" else 1
    sentence = 'This quotation mark is never closed. Write \\" for the mark itself.'
    raise Mistake(sentence, "query-quotation-open", opening, opening + 1)
