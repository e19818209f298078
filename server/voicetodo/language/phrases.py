"""A small language for what people say, and the machine that reads it.

`add <title> (to|on) [my] <list> list` matches words in order: `(a|b)` one of, `[a]` or nothing, `{name}` a phrase
defined elsewhere, `<slot>` at least one word (as few as possible), `<when>` a moment found before, `<known_list>` one of the
caller's own list names. Marks such as commas between words are passed over. Matching visits each pair of step and word
at most once, so its time is linear in the length of the text for any phrase.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

_SYMBOLS = re.compile(r"<\w+>|\{\w+\}|[()\[\]|]|[^\s()\[\]|<>{}]+")
SOFT_MARKS = frozenset({",", ":", "-", "–", "—", '"', "“", "”", "'", ";", ".", "…", "(", ")"})
_CLOSING_MARKS = SOFT_MARKS | {"?", "!"}
#: Words that cannot stand inside a slot of that name.
_OUTSIDE: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "list": "to on in into from off onto for add my the this that list lists is are it , . ? !",
        "person": "to about that of for me at on i a tonight tomorrow today , . ? !",
        "short": ", . ? !",
    }.items()
}
#: Slots that hold nothing but these words.
_INSIDE: Mapping[str, frozenset[str]] = {"todo_list": frozenset(("things", "stuff", "items", "to", "do", "buy", "get"))}
_NOTHING: frozenset[str] = frozenset()


class Found(NamedTuple):
    """A phrase that matched: slot name → `[first, last)` token positions, and where the match stopped."""

    slots: dict[str, tuple[int, int]]
    end: int


class Clause(NamedTuple):
    """What a phrase is matched against: words in normal form, and where moments and own list names that begin at a
    word end.
    """

    words: Sequence[str]
    moments: Mapping[int, int] = {}
    owned: Mapping[int, int] = {}


class _Step(NamedTuple):
    kind: Literal["word", "any", "only", "split", "open", "close", "moment", "owned", "done"]
    words: frozenset[str] = _NOTHING
    name: str = ""
    go: int = 0
    other: int = 0


class _Node(NamedTuple):
    """A piece of a phrase: `words` (one of), `slot` (by name), `all` of its parts, or one of its parts (`any`)."""

    kind: Literal["words", "slot", "all", "any"]
    words: frozenset[str] = _NOTHING
    name: str = ""
    parts: tuple["_Node", ...] = ()


_Marks = tuple[str, int, "_Marks"] | None


class Phrase:
    """One compiled phrase. `first` are the words it can begin with (None: any); of `needs`, one must occur (None:
    none).
    """

    __slots__ = ("_steps", "first", "needs", "source")

    def __init__(self, source: str, named: Mapping[str, str] | None = None) -> None:
        self.source = source
        tree = _Reader(source, named or {}).read()
        self._steps: list[_Step] = []
        self._emit(tree)
        self._steps.append(_Step("done"))
        self.first = None if _can_be_empty(tree) else _first(tree)
        self.needs = _needs(tree)

    def __repr__(self) -> str:
        return f"Phrase({self.source!r})"

    def match(self, clause: Clause, start: int = 0, *, whole: bool = True) -> Found | None:
        """The first reading from `start`, preferring earlier alternatives and shorter slots;
        `whole` must reach the end.
        """
        size = len(clause.words)
        seen: set[int] = set()
        waiting: list[tuple[int, int, _Marks]] = [(0, start, None)]
        while waiting:
            at_step, at, marks = waiting.pop()
            while True:
                key = at_step * (size + 1) + at
                if key in seen:
                    break
                seen.add(key)
                step = self._steps[at_step]
                at_step += 1
                if step.kind == "split":
                    waiting.append((step.other, at, marks))
                    at_step = step.go
                elif step.kind == "close":
                    marks = (step.name, at, marks)
                elif step.kind == "done":
                    if not whole or _skip(clause.words, at, _CLOSING_MARKS) == size:
                        return Found(_slots(marks), at)
                    break
                else:
                    at = _take(step, clause, at)
                    if at < 0:
                        break
                    if step.kind == "open":
                        marks = (step.name, at, marks)
        return None

    def _emit(self, node: _Node) -> None:
        steps = self._steps
        if node.kind == "words":
            steps.append(_Step("word", words=node.words))
        elif node.kind == "all":
            for part in node.parts:
                self._emit(part)
        elif node.kind == "slot":
            steps.append(_Step("open", name=node.name))
            if node.name in {"when", "since"}:
                steps.append(_Step("moment"))
            elif node.name == "known_list":
                steps.append(_Step("owned"))
            else:
                only = _INSIDE.get(node.name)
                steps.append(
                    _Step("only", words=only) if only else _Step("any", words=_OUTSIDE.get(node.name, _NOTHING))
                )
                steps.append(_Step("split", go=len(steps) + 1, other=len(steps) - 1))
            steps.append(_Step("close", name=node.name))
        else:
            self._emit_choice(node.parts)

    def _emit_choice(self, parts: tuple[_Node, ...]) -> None:
        steps = self._steps
        jumps: list[int] = []
        for part in parts[:-1]:
            split = len(steps)
            steps.append(_Step("split"))
            self._emit(part)
            jumps.append(len(steps))
            steps.append(_Step("split"))
            steps[split] = _Step("split", go=split + 1, other=len(steps))
        self._emit(parts[-1])
        for jump in jumps:
            steps[jump] = _Step("split", go=len(steps), other=len(steps))


def _take(step: _Step, clause: Clause, at: int) -> int:
    """Where the step leads from word `at`, or -1 where it does not hold."""
    words = clause.words
    if step.kind == "any":
        return at + 1 if at < len(words) and words[at] not in step.words else -1
    if step.kind == "only":
        return at + 1 if at < len(words) and words[at] in step.words else -1
    if step.kind == "word":
        while at < len(words):
            if words[at] in step.words:
                return at + 1
            if words[at] not in SOFT_MARKS:
                return -1
            at += 1
        return -1
    at = _skip(words, at, SOFT_MARKS)
    if step.kind == "open":
        return at
    return (clause.moments if step.kind == "moment" else clause.owned).get(at, -1)


def _skip(words: Sequence[str], at: int, marks: frozenset[str]) -> int:
    while at < len(words) and words[at] in marks:
        at += 1
    return at


def _slots(marks: _Marks) -> dict[str, tuple[int, int]]:
    slots: dict[str, tuple[int, int]] = {}
    ends: dict[str, int] = {}
    while marks is not None:
        name, at, marks = marks
        if name in ends:
            slots[name] = (at, ends.pop(name))
        else:
            ends[name] = at
    return slots


class _Reader:
    """Reads the notation of a phrase. Raises ValueError where it is not well formed."""

    def __init__(self, source: str, named: Mapping[str, str]) -> None:
        self._symbols: list[str] = _SYMBOLS.findall(source)
        self._named = named
        self._at = 0
        self._source = source

    def read(self) -> _Node:
        node = self._choice()
        if self._at < len(self._symbols):
            raise ValueError(f"unbalanced phrase: {self._source}")
        return node

    def _choice(self) -> _Node:
        parts = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            parts.append(self._sequence())
        return _choice_of(parts)

    def _sequence(self) -> _Node:
        parts: list[_Node] = []
        while (symbol := self._peek()) not in {"", "|", ")", "]"}:
            self._at += 1
            if symbol == "(":
                parts.append(self._choice())
                self._close(")")
            elif symbol == "[":
                inner = self._choice()
                self._close("]")
                parts.append(_Node("any", parts=(inner, _Node("all"))))
            elif symbol[0] == "<":
                parts.append(_Node("slot", name=symbol[1:-1]))
            elif symbol[0] == "{":
                parts.append(_Reader(self._named[symbol[1:-1]], self._named).read())
            else:
                parts.append(_Node("words", words=frozenset({symbol})))
        return parts[0] if len(parts) == 1 else _Node("all", parts=tuple(parts))

    def _close(self, bracket: str) -> None:
        if self._peek() != bracket:
            raise ValueError(f"missing {bracket} in phrase: {self._source}")
        self._at += 1

    def _peek(self) -> str:
        return self._symbols[self._at] if self._at < len(self._symbols) else ""


def _choice_of(parts: list[_Node]) -> _Node:
    """One node for `parts`; single words are gathered into one set when nothing else is to choose."""
    if len(parts) == 1:
        return parts[0]
    if all(part.kind == "words" for part in parts):
        return _Node("words", words=frozenset[str]().union(*(part.words for part in parts)))
    return _Node("any", parts=tuple(parts))


def _first(node: _Node) -> frozenset[str] | None:
    """The words the node can begin with (none if it is empty); None where that is open."""
    if node.kind == "words":
        return node.words
    if node.kind == "slot":
        return None
    found: frozenset[str] = _NOTHING
    for part in node.parts:
        first = _first(part)
        if first is None:
            return None
        found |= first
        if node.kind == "all" and not _can_be_empty(part):
            break
    return found


def _can_be_empty(node: _Node) -> bool:
    if node.kind == "any":
        return any(_can_be_empty(part) for part in node.parts)
    return node.kind == "all" and all(_can_be_empty(part) for part in node.parts)


def _needs(node: _Node) -> frozenset[str] | None:
    """A set of words of which one must occur wherever the node matches; None where there is none. Smaller is better."""
    if node.kind == "words":
        return node.words
    if node.kind == "slot":
        return None
    needs = [_needs(part) for part in node.parts]
    if node.kind == "any":
        return None if None in needs else frozenset[str]().union(*(need for need in needs if need is not None))
    known = [need for need in needs if need is not None]
    return min(known, key=len) if known else None
