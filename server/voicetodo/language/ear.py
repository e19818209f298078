"""How one language tells words: what of a name counts, which words are of one stem, and which sound alike."""

import re
from functools import cache, lru_cache

from voicetodo.language.languages import language_for
from voicetodo.language.languages.tables import Language
from voicetodo.language.tokens import parted

_WORD = re.compile(r"\w+(?:['’]\w+)*")
#: Words heard in so many different ways are remembered.
_REMEMBERED = 16_384


@cache
def ear_for(code: str) -> "Ear":
    """The ear of the language with that `Language.code`."""
    return Ear(language_for(code))


class Ear:
    """Compares words of one language, each way of it remembered."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.stem = lru_cache(_REMEMBERED)(self._stem)
        self.sound = lru_cache(_REMEMBERED)(self._sound)
        self.content = lru_cache(_REMEMBERED)(self._content)
        self.likeness = lru_cache(_REMEMBERED)(self._likeness)

    def plain(self, text: str) -> str:
        """A name without what need not be said of it ("my", "the … list")."""
        words = _words(text)
        own, endings = self._language.words.own, self._language.words.list_endings
        while len(words) > 1 and words[0] in own:
            words = words[1:]
        while len(words) > 1 and words[-1] in endings:
            words = words[:-1]
        parts = parted(words[-1], self._language.spelling) if words and self._language.spelling.compounds else None
        if parts:
            words = [*words[:-1], parts[0]]
        return " ".join(words)

    def near_words(self, word: str, vocabulary: list[str], *, least: float) -> list[tuple[str, float]]:
        """A few of `vocabulary` that are spelt at least so much alike, each with how much."""
        return _libraries().near_words(word, vocabulary, least=least)

    def _content(self, text: str) -> list[str]:
        """The words that tell one task from another; all words where there are no such."""
        titles, past = self._language.titles, self._language.verbs.past
        words = [self._without_kind(self._without_possessive(word)) for word in _words(text)]
        telling = [word for word in words if word not in titles.tells_nothing]
        return [past.get(word, word) for word in telling or words]

    def _without_possessive(self, word: str) -> str:
        for ending in self._language.spelling.possessives:
            word = word.removesuffix(ending)
        return word

    def _without_kind(self, word: str) -> str:
        """A joined word without what kind of thing it is ("Zahnarzt" of "Zahnarzttermin")."""
        if not self._language.spelling.compounds or len(word) < _SHORTEST_KIND + _SHORTEST_THING:
            return word
        kinds = (kind for kind in self._language.titles.kinds if len(kind) >= _SHORTEST_KIND and word.endswith(kind))
        thing = word.removesuffix(max(kinds, key=len, default=""))
        return thing if len(thing) >= _SHORTEST_THING else word

    def _stem(self, word: str) -> str:
        spelling = self._language.spelling
        for ending, instead in spelling.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)] + instead
        return word.removesuffix(spelling.silent) if len(word) > 3 else word

    def _sound(self, word: str) -> str:
        return _libraries().sound(word, self._language.spelling.sound)

    def _likeness(self, said: str, name: str) -> float:
        """0..1 of two names."""
        if said == name:
            return 1.0
        if self.stem(said) == self.stem(name):
            return 0.97
        if len(name) < 3 or len(said) < 3:
            return 0.0
        likeness = _libraries().ratio(said, name)
        if self.sound(said) == self.sound(name):
            likeness = max(likeness, 0.88)
        if likeness < 0.8 and (name.startswith(said + " ") or said.startswith(name + " ") or name.endswith(" " + said)):
            likeness = 0.82
        return likeness


#: Shorter ones end words that are no joined ones.
_SHORTEST_KIND = 6
_SHORTEST_THING = 4


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


@cache
def _libraries():
    """The libraries that compare words, loaded when first needed: most requests name nothing of the caller's."""
    from voicetodo.language import likeness  # noqa: PLC0415 - see above

    return likeness
