"""A language's tables, compiled once: frames of requests, ways to point at things, and the words in between."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple, cast

from voicetodo.language.interpretation import Intent
from voicetodo.language.languages import language_for
from voicetodo.language.languages.tables import Language
from voicetodo.language.notation import Node
from voicetodo.language.phrases import Clause, Found, Phrase
from voicetodo.language.typos import Typos

#: `certain` holds whatever the caller owns; `ours` only of a thing called a task or list, or owned; `calm` unless it is
#: somebody else's business (music, weather …); `firm` likewise, but only where a word says so outright.
Mode = Literal["certain", "ours", "calm", "firm"]
_MODES: dict[str, Mode] = {"": "certain", "?": "ours", "~": "calm", "!": "firm"}


class Frame(NamedTuple):
    """One way of saying something: its intent, when it may be believed, and what it fixes."""

    intent: Intent
    mode: Mode
    phrase: Phrase
    facts: dict[str, str]


class Table:
    """Phrases in order, found by the first word or by a word they need, so that few are tried."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = frames
        self._by_first: dict[str, list[int]] = {}
        self._by_needed: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._needs = [frame.phrase.needs for frame in frames]
        for number, frame in enumerate(frames):
            if frame.phrase.first is not None:
                for word in frame.phrase.first:
                    self._by_first.setdefault(word, []).append(number)
            elif frame.phrase.needs:
                for word in frame.phrase.needs[0]:
                    self._by_needed.setdefault(word, []).append(number)
            else:
                self._always.append(number)

    def matches(self, clause: Clause, start: int = 0, *, whole: bool = True) -> Iterator[tuple[Frame, Found]]:
        """Every frame that reads the clause from `start`, in the order of the table."""
        words = clause.words
        if start >= len(words):
            return
        numbers = list(self._by_first.get(words[start], ()))
        is_short = len(words) - start <= _LONGEST_OPEN
        said = set(words[start:]) if numbers or is_short else _NOTHING
        if is_short:
            numbers += self._always
            if self._by_needed or self._always:
                numbers = sorted({*numbers, *chain.from_iterable(self._by_needed.get(word, ()) for word in said)})
        for number in numbers:
            for need in self._needs[number]:
                if need.isdisjoint(said):
                    break
            else:
                frame = self._frames[number]
                found = frame.phrase.match(clause, start, whole=whole)
                if found is not None:
                    yield frame, found


_NOTHING: frozenset[str] = frozenset()
#: A phrase that begins with an open slot is not tried on longer clauses: nobody says a task's name for so long.
_LONGEST_OPEN = 60


class Grammar(NamedTuple):
    """One language with all its phrases compiled."""

    language: Language
    frames: Table
    distances: Table
    openers: Table
    closers: Table
    places: Table
    whole_lists: Table
    tasks: Table
    starts: Table
    priorities: Table
    tails: Table
    qualities: Table
    title_openings: Table
    elsewhere: Table
    statements: Table
    typos: Typos
    #: Past forms that are nothing else ("read" and "put" may be what is still to be done).
    deeds: frozenset[str]
    #: The first words of what takes a word back, and of what takes all of it back.
    slipping: frozenset[str]
    taking_back: frozenset[str]


def grammar_for(language: str) -> Grammar:
    """The grammar of `language` (`en`, `en-GB`); the English one where it is not known."""
    tables = language_for(language)
    return _compiled(tables.code)


@cache
def _compiled(code: str) -> Grammar:
    language = language_for(code)
    read = _Reader(language)
    priorities = "\n".join(f"{phrase} => priority={level}" for phrase, level in language.scales.priorities.items())
    return Grammar(
        language=language,
        frames=Table(list(read.frames(language.phrases.phrases + language.changes.changes))),
        distances=Table(list(read.frames(language.changes.distances))),
        openers=read.plain(language.speech.openers),
        closers=read.plain(language.speech.closers),
        places=read.plain(language.objects.places),
        whole_lists=read.plain(language.objects.whole_lists),
        tasks=read.plain(language.objects.tasks),
        starts=read.plain(language.starts.starts),
        priorities=read.plain(priorities),
        title_openings=read.plain(language.titles.title_openings),
        tails=read.plain(language.objects.tails),
        qualities=read.plain(language.objects.qualities),
        typos=Typos(language.spelling, {*language.verbs.todo_verbs, *language.verbs.past, *language.pantry.items}),
        statements=read.plain(language.joints.statements),
        elsewhere=read.plain(language.elsewhere.requests),
        deeds=frozenset(past for past, verb in language.verbs.past.items() if past != verb),
        slipping=frozenset(phrase[0] for phrase, _ in language.speech.slips),
        taking_back=frozenset(phrase[0] for phrase in language.speech.taken_back),
    )


class _Reader:
    """Reads the texts of one language into frames."""

    def __init__(self, language: Language) -> None:
        self._words = language.words
        self._trees: dict[str, Node] = {}

    def plain(self, lines: str) -> Table:
        return Table([self._frame("other", "", line) for line in lines.splitlines() if line.strip()])

    def frames(self, source: str) -> Iterator[Frame]:
        intent, mode = "other", ""
        for line in source.splitlines():
            if line[:1].strip():
                intent, _, mode = line.partition(" ")
            elif line.strip():
                yield self._frame(intent, mode.strip(), line)

    def _frame(self, intent: str, mode: str, line: str) -> Frame:
        source, _, facts = line.partition("=>")
        pairs = dict(fact.split("=", 1) for fact in facts.split())
        phrase = Phrase(source, self._words.named, self._trees, outside=self._words.outside, inside=self._words.inside)
        return Frame(cast("Intent", intent), _MODES[mode], phrase, pairs)
