"""A language's tables, compiled once: frames of requests, ways to point at things, and the words in between."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, cast

from voicetodo.language.english import changes, elsewhere, objects, phrases, scales, speech, starts, titles, words
from voicetodo.language.interpretation import Intent
from voicetodo.language.phrases import Clause, Found, Phrase

#: `certain` holds whatever the caller owns; `ours` only of a thing called a task or list, or owned; `calm` unless it is
#: somebody else's business (music, weather …); `firm` likewise, but only where a word says so outright.
_MODES = {"": "certain", "?": "ours", "~": "calm", "!": "firm"}


class Frame(NamedTuple):
    """One way of saying something: its intent, when it may be believed, and what it fixes."""

    intent: Intent
    mode: str
    phrase: Phrase
    facts: dict[str, str]


class Table:
    """Phrases in order, found by the first word or by a word they need, so that few are tried."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = frames
        self._by_first: dict[str, list[int]] = {}
        self._open: list[tuple[int, frozenset[str] | None]] = []
        for number, frame in enumerate(frames):
            if frame.phrase.first is None:
                self._open.append((number, frame.phrase.needs))
            else:
                for word in frame.phrase.first:
                    self._by_first.setdefault(word, []).append(number)

    def matches(self, clause: Clause, start: int = 0, *, whole: bool = True) -> Iterator[tuple[Frame, Found]]:
        """Every frame that reads the clause from `start`, in the order of the table."""
        words = clause.words
        if start >= len(words):
            return
        numbers = list(self._by_first.get(words[start], ()))
        is_short = len(words) - start <= _LONGEST_OPEN
        said = set(words[start:]) if numbers or is_short else _NOTHING
        if is_short:
            numbers += [number for number, needs in self._open if needs is None or not needs.isdisjoint(said)]
            numbers.sort()
        for number in numbers:
            frame = self._frames[number]
            needs = frame.phrase.needs
            if needs is not None and needs.isdisjoint(said):
                continue
            found = frame.phrase.match(clause, start, whole=whole)
            if found is not None:
                yield frame, found


_NOTHING: frozenset[str] = frozenset()
#: A phrase that begins with an open slot is not tried on longer clauses: nobody says a task's name for so long.
_LONGEST_OPEN = 60


class Grammar(NamedTuple):
    """All the tables of one language."""

    frames: Table
    openers: Table
    closers: Table
    places: Table
    whole_lists: Table
    tasks: Table
    starts: Table
    priorities: Table
    tails: Table
    title_openings: Table
    elsewhere: Table


@cache
def grammar_for(language: str) -> Grammar:
    """The tables of `language` (`en`, `en-GB`); English where it is not known."""
    del language
    return Grammar(
        frames=Table(list(_frames(phrases.PHRASES + changes.CHANGES))),
        openers=_plain(speech.OPENERS),
        closers=_plain(speech.CLOSERS),
        places=_plain(objects.PLACES),
        whole_lists=_plain(objects.WHOLE_LISTS),
        tasks=_plain(objects.TASKS),
        starts=_plain(starts.STARTS),
        priorities=_plain("\n".join(f"{phrase} => priority={level}" for phrase, level in scales.PRIORITIES.items())),
        title_openings=_plain(titles.TITLE_OPENINGS),
        tails=_plain(objects.TAILS),
        elsewhere=_plain(elsewhere.REQUESTS),
    )


def _plain(lines: str) -> Table:
    return Table([_frame("other", "", line) for line in lines.splitlines() if line.strip()])


def _frames(source: str) -> Iterator[Frame]:
    intent, mode = "other", ""
    for line in source.splitlines():
        if line[:1].strip():
            intent, _, mode = line.partition(" ")
        elif line.strip():
            yield _frame(intent, mode.strip(), line)


def _frame(intent: str, mode: str, line: str) -> Frame:
    phrase, _, facts = line.partition("=>")
    pairs = dict(fact.split("=", 1) for fact in facts.split())
    return Frame(cast("Intent", intent), _MODES[mode], Phrase(phrase, words.NAMED), pairs)
