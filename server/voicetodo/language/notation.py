"""The notation of phrases, read into a tree; and what can be known of a tree before anything is matched."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

_SYMBOLS = re.compile(r"<\w+>|\{\w+\}|[()\[\]|]|[^\s()\[\]|<>{}]+")
_NOTHING: frozenset[str] = frozenset()


class Node(NamedTuple):
    """A piece of a phrase: `words` (one of), `slot` (by name), `all` of its parts, or one of its parts (`any`)."""

    kind: Literal["words", "slot", "all", "any"]
    words: frozenset[str] = _NOTHING
    name: str = ""
    parts: tuple["Node", ...] = ()


def read_phrase(source: str, named: Mapping[str, str], trees: dict[str, Node]) -> Node:
    """The tree of `source`, with `{names}` put in from `named`. Raises ValueError where it is not well formed.

    `trees` keeps what names stand for: give the same one with the same `named`.
    """
    return _Reader(source, named, trees).read()


def first_words(node: Node) -> frozenset[str] | None:
    """The words the node can begin with (none if it is empty); None where that is open."""
    if node.kind == "words":
        return node.words
    if node.kind == "slot":
        return None
    found: frozenset[str] = _NOTHING
    for part in node.parts:
        first = first_words(part)
        if first is None:
            return None
        found |= first
        if node.kind == "all" and not can_be_empty(part):
            break
    return found


def can_be_empty(node: Node) -> bool:
    if node.kind == "any":
        return any(can_be_empty(part) for part in node.parts)
    return node.kind == "all" and all(can_be_empty(part) for part in node.parts)


def needed_words(node: Node) -> tuple[frozenset[str], ...]:
    """Sets of words of which each has one that must occur wherever the node matches; the most telling sets first."""
    return tuple(sorted(dict.fromkeys(_needed(node)), key=len))


def _needed(node: Node) -> list[frozenset[str]]:
    if node.kind == "words":
        return [node.words]
    if node.kind == "all":
        return [need for part in node.parts for need in _needed(part)]
    smallest = [min(_needed(part), key=len, default=_NOTHING) for part in node.parts]
    return [frozenset[str]().union(*smallest)] if smallest and all(smallest) else []


class _Reader:
    """Reads the notation of a phrase. Raises ValueError where it is not well formed."""

    def __init__(self, source: str, named: Mapping[str, str], trees: dict[str, Node]) -> None:
        self._symbols: list[str] = _SYMBOLS.findall(source)
        self._named = named
        self._trees = trees
        self._at = 0
        self._source = source

    def read(self) -> Node:
        node = self._choice()
        if self._at < len(self._symbols):
            raise ValueError(f"unbalanced phrase: {self._source}")
        return node

    def _choice(self) -> Node:
        parts = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            parts.append(self._sequence())
        return _choice_of(parts)

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while (symbol := self._peek()) not in {"", "|", ")", "]"}:
            self._at += 1
            if symbol == "(":
                parts.append(self._choice())
                self._close(")")
            elif symbol == "[":
                inner = self._choice()
                self._close("]")
                parts.append(Node("any", parts=(inner, Node("all"))))
            elif symbol[0] == "<":
                parts.append(Node("slot", name=symbol[1:-1]))
            elif symbol[0] == "{":
                parts.append(self._tree_of(symbol[1:-1]))
            else:
                parts.append(Node("words", words=frozenset({symbol})))
        return parts[0] if len(parts) == 1 else Node("all", parts=tuple(parts))

    def _tree_of(self, name: str) -> Node:
        """The tree of a phrase that others use by name, read once."""
        if name not in self._trees:
            self._trees[name] = read_phrase(self._named[name], self._named, self._trees)
        return self._trees[name]

    def _close(self, bracket: str) -> None:
        if self._peek() != bracket:
            raise ValueError(f"missing {bracket} in phrase: {self._source}")
        self._at += 1

    def _peek(self) -> str:
        return self._symbols[self._at] if self._at < len(self._symbols) else ""


def _choice_of(parts: list[Node]) -> Node:
    """One node for `parts`; single words are gathered into one set when nothing else is to choose. Of words and words
    in a row those in a row come first: "put down" before "put".
    """
    if len(parts) == 1:
        return parts[0]
    if all(part.kind == "words" for part in parts):
        return Node("words", words=frozenset[str]().union(*(part.words for part in parts)))
    if all(_is_plain(part) for part in parts):
        parts = sorted(parts, key=lambda part: -len(part.parts))
    return Node("any", parts=tuple(parts))


def _is_plain(node: Node) -> bool:
    """Whether the node is a word, or words in a row."""
    return node.kind == "words" or (node.kind == "all" and all(part.kind == "words" for part in node.parts))
