"""A small language for what people say, and the machine that reads it.

`add <title> (to|on) [my] <list> list` matches words in order: `(a|b)` one of, `[a]` or nothing, `{name}` a phrase
defined elsewhere, `<slot>` at least one word (as few as possible), `<when>` a moment found before, `<known_list>` one
of the caller's own list names. Marks such as commas between words are passed over. Matching visits each pair of
step and word at most once, so its time is linear in the length of the text for any phrase.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from voicetodo.language.notation import Node, can_be_empty, first_words, needed_words, read_phrase

SOFT_MARKS = frozenset({",", ":", "-", "–", "—", '"', "“", "”", "'", ";", ".", "…", "(", ")"})
_CLOSING_MARKS = SOFT_MARKS | {"?", "!"}
#: No name goes on past these.
_NAME_ENDS = frozenset({",", ".", "?", "!"})
_NOTHING: frozenset[str] = frozenset()
_NO_CLASSES: Mapping[str, frozenset[str]] = {}


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
    kind: Literal["word", "any", "only", "split", "switch", "open", "close", "moment", "owned", "done"]
    words: frozenset[str] = _NOTHING
    name: str = ""
    go: int = 0
    other: int = 0
    #: Of a switch: where to go on, in order, by the next word; `rest` for words not in it, `every` before a mark.
    table: Mapping[str, tuple[int, ...]] = {}
    rest: tuple[int, ...] = ()
    every: tuple[int, ...] = ()


_Marks: TypeAlias = "tuple[str, int, _Marks] | None"


class Phrase:
    """One compiled phrase. `first` are the words it can begin with (None: any); of each set in `needs`, one word must
    occur. A slot named in `outside` holds none of those words, one in `inside` nothing else.
    """

    __slots__ = ("_inside", "_outside", "_steps", "_tree", "first", "needs", "source")

    def __init__(
        self,
        source: str,
        named: Mapping[str, str],
        trees: dict[str, Node],
        *,
        outside: Mapping[str, frozenset[str]] = _NO_CLASSES,
        inside: Mapping[str, frozenset[str]] = _NO_CLASSES,
    ) -> None:
        self.source = source
        tree = read_phrase(source, named, trees)
        self._tree = tree
        self._outside = outside
        self._inside = inside
        #: Empty until the phrase is first tried: most are never needed.
        self._steps: list[_Step] = []
        self.first = None if can_be_empty(tree) else first_words(tree)
        self.needs = needed_words(tree)

    def __repr__(self) -> str:
        return f"Phrase({self.source!r})"

    def match(  # noqa: C901, PLR0912 - one loop is the machine; calls in it would double its time
        self, clause: Clause, start: int = 0, *, whole: bool = True
    ) -> Found | None:
        """The first reading from `start`, preferring earlier alternatives and shorter slots;
        `whole` must reach the end.
        """
        if not self._steps:
            self._emit(self._tree)
            self._steps.append(_Step("done"))
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
                    if step.other != step.go:
                        waiting.append((step.other, at, marks))
                    at_step = step.go
                elif step.kind == "switch":
                    word = clause.words[at] if at < size else ""
                    ways = step.every if word in SOFT_MARKS else step.table.get(word, step.rest)
                    if not ways:
                        break
                    waiting.extend((way, at, marks) for way in reversed(ways[1:]))
                    at_step = ways[0]
                elif step.kind == "close":
                    marks = (step.name, at, marks)
                elif step.kind == "done":
                    if not whole or _skip(clause.words, at, _CLOSING_MARKS) == size:
                        return Found(_slots(marks), at)  # pyright: ignore[reportUnknownArgumentType] - a chain is more than it follows
                    break
                else:
                    at = _take(step, clause, at)
                    if at < 0:
                        break
                    if step.kind == "open":
                        marks = (step.name, at, marks)  # pyright: ignore[reportUnknownVariableType] - the same
        return None

    def _emit(self, node: Node) -> None:
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
                only = self._inside.get(node.name)
                not_in = self._outside.get(node.name)
                start = len(steps)
                not_in = _NOTHING if not_in is None else not_in | _NAME_ENDS
                steps.append(_Step("only", words=only) if only else _Step("any", words=not_in))
                onward = start + 2
                steps.append(_Step("split", go=start if only else onward, other=onward if only else start))
            steps.append(_Step("close", name=node.name))
        else:
            self._emit_choice(node.parts)

    def _emit_choice(self, parts: tuple[Node, ...]) -> None:
        steps = self._steps
        switch = len(steps)
        steps.append(_Step("switch"))
        starts: list[int] = []
        jumps: list[int] = []
        for part in parts:
            starts.append(len(steps))
            self._emit(part)
            jumps.append(len(steps))
            steps.append(_Step("split"))
        for jump in jumps:
            steps[jump] = _Step("split", go=len(steps), other=len(steps))
        firsts = [None if can_be_empty(part) else first_words(part) for part in parts]
        known = frozenset[str]().union(*(first for first in firsts if first is not None))
        ways = list(zip(starts, firsts, strict=True))
        steps[switch] = _Step(
            "switch",
            table={word: tuple(go for go, first in ways if first is None or word in first) for word in known},
            rest=tuple(go for go, first in ways if first is None),
            every=tuple(starts),
        )


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
