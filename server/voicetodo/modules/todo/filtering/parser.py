"""From text to tree, in linear time. `!` binds closest, then `&`, then `|`; commas part whole lists."""

import functools
from typing import Final, Literal

import msgspec

from voicetodo.modules.todo.filtering import phrases
from voicetodo.modules.todo.filtering.lexer import Token, letters, tokens
from voicetodo.modules.todo.filtering.mistakes import Mistake
from voicetodo.modules.todo.filtering.tree import (
    And,
    AssignedTo,
    Condition,
    Dated,
    InCategory,
    InSection,
    Is,
    Labelled,
    Node,
    Not,
    Or,
    Priority,
    Query,
    Says,
)

MAX_LENGTH: Final = 2000
MAX_CONDITIONS: Final = 100
MAX_DEPTH: Final = 30

PieceKind = Literal[
    "and",
    "or",
    "not",
    "open",
    "close",
    "comma",
    "fact",
    "priority",
    "date",
    "category",
    "section",
    "label",
    "assignee",
    "text",
]
_KINDS: Final[dict[type[Condition], PieceKind]] = {
    Is: "fact",
    Priority: "priority",
    Dated: "date",
    InCategory: "category",
    InSection: "section",
    Labelled: "label",
    AssignedTo: "assignee",
    Says: "text",
}
_A_CONDITION: Final = "such as today, p1, #List or @label"


class Span(msgspec.Struct, frozen=True):
    """A half-open range of characters."""

    start: int
    end: int


class Piece(msgspec.Struct, frozen=True):
    """One operator or condition, for whoever shows the text in colours."""

    kind: PieceKind
    start: int
    end: int


class Parsed(msgspec.Struct, frozen=True):
    """`conditions` are the places of the tree's conditions, in order; `lists` those of its lists."""

    query: Query
    pieces: tuple[Piece, ...]
    conditions: tuple[Span, ...]
    lists: tuple[Span, ...]


@functools.lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """Raises Mistake."""
    if len(text) > MAX_LENGTH:
        sentence = f"A filter may have at most {MAX_LENGTH:,} characters."
        raise Mistake(sentence, "query-length", MAX_LENGTH, len(text))
    return _Parser(text).parsed()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0
        self._pieces: list[Piece] = []
        self._conditions: list[Span] = []

    def parsed(self) -> Parsed:
        lists: list[Node] = []
        spans: list[Span] = []
        while not lists or self._take("comma"):
            first = self._at
            lists.append(self._any())
            spans.append(Span(self._tokens[first].start, self._tokens[self._at - 1].end))
        self._expect_end()
        return Parsed(Query(tuple(lists)), tuple(self._pieces), tuple(self._conditions), tuple(spans))

    def _any(self) -> Node:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return Or(tuple(parts)) if len(parts) > 1 else parts[0]

    def _all(self) -> Node:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def _one(self) -> Node:
        token = self._next()
        if token is not None and token.kind in ("not", "open"):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise Mistake(f"Brackets and ! may nest {MAX_DEPTH} deep.", "query-depth", *_at(token))
            self._take(token.kind)
            node = Not(self._one()) if token.kind == "not" else self._bracketed(token)
            self._depth -= 1
            return node
        if token is not None and token.kind == "phrase":
            return self._condition(token)
        raise self._missing(token)

    def _bracketed(self, opening: Token) -> Node:
        node = self._any()
        token = self._next()
        if self._take("close"):
            return node
        if token is None:
            raise Mistake("This bracket is never closed: a ) was expected.", "query-bracket-open", *_at(opening))
        if token.kind == "comma":
            sentence = r"A comma parts whole lists and cannot stand in brackets. Write \, for the comma itself."
            raise Mistake(sentence, "query-comma-bracketed", *_at(token))
        raise Mistake("An & or | was expected before this.", "query-operator-missing", *_at(token))

    def _condition(self, token: Token) -> Condition:
        if len(self._conditions) == MAX_CONDITIONS:
            sentence = f"A filter may have at most {MAX_CONDITIONS} conditions."
            raise Mistake(sentence, "query-conditions-many", *_at(token))
        condition = phrases.read(letters(self._text, token), token.start, token.end)
        self._pieces.append(Piece(_KINDS[type(condition)], token.start, token.end))
        self._conditions.append(Span(token.start, token.end))
        self._at += 1
        return condition

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, kind: str) -> bool:
        token = self._next()
        if token is None or token.kind != kind or token.kind == "phrase":
            return False
        self._pieces.append(Piece(token.kind, token.start, token.end))
        self._at += 1
        return True

    def _expect_end(self) -> None:
        token = self._next()
        if token is None:
            return
        if token.kind == "close":
            sentence = r"This bracket was never opened. Write \) for the bracket itself."
            raise Mistake(sentence, "query-bracket-unopened", *_at(token))
        raise Mistake("An & or | was expected before this.", "query-operator-missing", *_at(token))

    def _missing(self, token: Token | None) -> Mistake:
        if token is not None:
            sentence = f"A condition was expected before this, {_A_CONDITION}."
            return Mistake(sentence, "query-condition-before", *_at(token))
        if not self._tokens:
            sentence = f"A condition was expected, {_A_CONDITION}."
            return Mistake(sentence, "query-condition-missing", 0, len(self._text))
        sentence = f"A condition was expected after this, {_A_CONDITION}."
        return Mistake(sentence, "query-condition-after", *_at(self._tokens[-1]))


def _at(token: Token) -> tuple[int, int]:
    return token.start, token.end
