"""Finding the caller's own things by what was heard: exact words, stems, sound and typing slips."""

from collections.abc import Mapping, Sequence
from math import log

from voicetodo.language.ear import Ear, ear_for
from voicetodo.language.interpretation import Context, KnownSection, KnownTask, Match, Named
from voicetodo.language.languages.tables import Language

#: One of the caller's tasks, found so surely, is what was meant.
LEAST_OWNED = 0.75
#: Below this a candidate is no candidate.
_LEAST = 0.5
#: The weight of a word that need not be in a title.
_SLIGHT = 0.25
#: What is done tells less than what it is done to.
_VERB_SHARE = 0.4
#: A word heard counts as the same word from here on (0..1).
_ALIKE = 0.78
#: How sure a part of a joined word is that word, and from how many letters on it may be.
_PART_OF_COMPOUND = 0.85
_SHORTEST_PART = 4


class Names:
    """The index of one context. Built when first asked, per kind; asking is linear in the words asked."""

    def __init__(self, context: Context, language: Language) -> None:
        self._context = context
        self._language = language
        self._ear = ear_for(language.code)
        self._tasks: _Index | None = None
        self._done: _Index | None = None
        self._lists = _by_words(self._ear, context.lists)
        self._list_starts = {words[0] for words in self._lists}
        self._longest_list = max((len(words) for words in self._lists), default=0)
        self._labels = _by_words(self._ear, context.labels)
        self._longest_label = max((len(words) for words in self._labels), default=0)
        self._sections: dict[tuple[str, ...], list[KnownSection]] = {}
        for each in context.sections:
            if plain := self._ear.plain(each.name):
                self._sections.setdefault(tuple(plain.split()), []).append(each)
        self._section_starts = {words[0] for words in self._sections}
        self._longest_section = max((len(words) for words in self._sections), default=0)

    def list_ends(self, words: Sequence[str]) -> Mapping[int, int]:
        """Where the caller's list names stand word for word: first word → one after the last (the longest)."""
        ends: dict[int, int] = {}
        for start, word in enumerate(words):
            if word in self._list_starts:
                for end in range(min(len(words), start + self._longest_list), start, -1):
                    if tuple(words[start:end]) in self._lists:
                        ends[start] = end
                        break
        return ends

    def sections_at(self, words: Sequence[str], start: int) -> tuple[int, list[KnownSection]]:
        """Those whose name stands there word for word, the longest one, and one after its last word."""
        if words[start] in self._section_starts:
            for end in range(min(len(words), start + self._longest_section), start, -1):
                if found := self._sections.get(tuple(words[start:end])):
                    return end, found
        return start, []

    def find_list(self, said: str) -> Match | None:
        """The caller's list that `said` most likely names, by spelling or sound; None where none is near."""
        return _nearest(self._ear, said, self._context.lists)

    def label_end(self, words: Sequence[str], start: int) -> int:
        """One after the last word of the caller's label that stands there word for word (the longest); else `start`."""
        for end in range(min(len(words), start + self._longest_label), start, -1):
            if tuple(words[start:end]) in self._labels:
                return end
        return start

    def find_label(self, said: str) -> Match | None:
        return _nearest(self._ear, said, self._context.labels)

    def find_person(self, said: str) -> Match | None:
        """The one of the caller's people; None where none is near, or two are as near."""
        found = _nearest(self._ear, said, self._context.people)
        if found is None:
            return None
        others = tuple(each for each in self._context.people if each.id != found.id)
        second = _nearest(self._ear, said, others)
        return None if second is not None and second.score == found.score else found

    def is_person(self, said: str) -> bool:
        """Whether this is the name of one of the caller's people, letter by letter, in full or the first of several."""
        words = self._ear.plain(said).split()
        return bool(words) and any(
            self._ear.plain(each.name).split()[: len(words)] == words for each in self._context.people
        )

    def find_tasks(self, said: str, verb: str = "", *, done: bool = False) -> tuple[Match, ...]:
        """Tasks that `said` may mean, best first, at most five. One alone where it is clearly the best.

        `verb` (what was done to it) speaks for a task, but names none by itself.
        """
        index = self._done if done else self._tasks
        if index is None:
            tasks = [task for task in self._context.tasks if task.is_done == done]
            index = _Index(tasks, self._language)
            if done:
                self._done = index
            else:
                self._tasks = index
        return index.find(said, verb)


class _Index:
    """Tasks by word, by stem and by sound."""

    def __init__(self, tasks: Sequence[KnownTask], language: Language) -> None:
        self._tasks = tasks
        self._language = language
        self._ear = ear = ear_for(language.code)
        self._words = [ear.content(task.title) for task in tasks]
        self._holders: dict[str, list[int]] = {}
        for number, words in enumerate(self._words):
            for word in set(words):
                self._holders.setdefault(word, []).append(number)
        self._vocabulary = list(self._holders)
        self._by_stem: dict[str, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in self._vocabulary:
            self._by_stem.setdefault(ear.stem(word), []).append(word)
            self._by_sound.setdefault(ear.sound(word), []).append(word)

    def find(self, said: str, verb: str = "") -> tuple[Match, ...]:
        named = self._ear.content(said)[:40]
        if not named or not self._tasks:
            return ()
        asked = [verb, *named] if verb else named
        weights = [self._weight(word) for word in asked]
        if verb:
            weights[0] = _SLIGHT
        elif len(asked) > 1 and asked[0] in self._language.verbs.todo_verbs:
            weights[0] *= _VERB_SHARE
        total = sum(weights)
        heard: dict[int, float] = {}
        covered: dict[int, float] = {}
        meant: set[int] = set()
        for place, (word, weight) in enumerate(zip(asked, weights, strict=True)):
            best: dict[int, float] = {}
            for near, likeness in self._near(word).items():
                for number in self._holders[near]:
                    best[number] = max(best.get(number, 0.0), likeness)
            if place or not verb:
                meant.update(best)
            for number, likeness in best.items():
                heard[number] = heard.get(number, 0.0) + weight * likeness
                covered[number] = covered.get(number, 0.0) + likeness
        scored = [
            (0.8 * heard[number] / total + 0.2 * min(1.0, covered[number] / len(self._words[number])), number)
            for number in (meant if verb else heard)
        ]
        scored = sorted((pair for pair in scored if pair[0] >= _LEAST), key=lambda pair: (-pair[0], pair[1]))[:5]
        matches = tuple(
            Match(id=self._tasks[number].id, name=self._tasks[number].title, score=round(score, 3))
            for score, number in scored
        )
        return _clearly(matches)

    def _weight(self, word: str) -> float:
        """Rare words say more than common ones; what kind of thing it is says little where no task says so."""
        if word in self._language.titles.kinds and word not in self._holders:
            return _SLIGHT
        return 1.0 + log((1 + len(self._tasks)) / (1 + len(self._holders.get(word, ())))) / 3

    def _near(self, word: str) -> dict[str, float]:
        near: dict[str, float] = {word: 1.0} if word in self._holders else {}
        for same in self._by_stem.get(self._ear.stem(word), ()):
            near.setdefault(same, 0.96)
        if near:
            return near
        if len(word) > 2:
            for same in self._by_sound.get(self._ear.sound(word), ()):
                near.setdefault(same, 0.85)
            for longer in self._compounds_of(word):
                near.setdefault(longer, _PART_OF_COMPOUND)
            for same, ratio in self._ear.near_words(word, self._vocabulary, least=_ALIKE):
                near[same] = max(near.get(same, 0.0), ratio)
        return near

    def _compounds_of(self, word: str) -> list[str]:
        """Words of tasks that begin or end with `word`, where words are joined ("Steuer" of "Steuererklärung")."""
        if not self._language.spelling.compounds or len(word) < _SHORTEST_PART:
            return []
        return [each for each in self._vocabulary if each.startswith(word) or each.endswith(word)]


def _clearly(matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Only the candidates that come near the best."""
    if not matches:
        return ()
    best = matches[0].score
    gap = 0.06 if best > 0.95 else 0.12
    return tuple(match for match in matches if match.score >= best - gap)


def _nearest(ear: Ear, said: str, things: Sequence[Named]) -> Match | None:
    words = ear.plain(said)
    if not words or not things:
        return None
    best, score = None, 0.0
    for thing in things:
        likeness = ear.likeness(words, ear.plain(thing.name))
        if likeness > score:
            best, score = thing, likeness
    return Match(id=best.id, name=best.name, score=round(score, 3)) if best is not None and score >= 0.8 else None


def _by_words(ear: Ear, things: Sequence[Named]) -> dict[tuple[str, ...], Named]:
    return {tuple(plain.split()): thing for thing in things if (plain := ear.plain(thing.name))}
