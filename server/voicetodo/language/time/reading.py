"""The text being read, and what the rules hand to each other."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, TypeVar

from voicetodo.language.languages.vocabulary import Vocabulary
from voicetodo.language.time.mention import Role, TimeSettings
from voicetodo.language.time.spelling import respelled
from voicetodo.language.time.tokens import Token

Found = TypeVar("Found")
Span = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "edge"]


class Amount(NamedTuple):
    """A length of time; `iso` spells it as it was said."""

    stop: int
    months: int
    days: int
    seconds: int
    iso: str
    #: "24 hour" (an adjective) rather than "24 hours".
    is_singular: bool = False
    has_article: bool = False
    #: One number with a letter for its unit, which may as well be a size ("3m", "90s").
    is_letter: bool = False

    @property
    def is_clock(self) -> bool:
        """Whether it counts hours, minutes or seconds."""
        return self.seconds != 0


Other = tuple[date, float]
"""The first day of another reading, and the share of people who mean it."""


class Day(NamedTuple):
    """One or more whole days `[start, end)`, and the word index after them."""

    stop: int
    start: date
    end: date
    span: Span = "day"
    strength: float = 0.95
    #: A moment inside the day that came with it ("in 5 minutes", "tonight").
    at: datetime | None = None
    part: str | None = None
    role: Role | None = None
    others: tuple[Other, ...] = ()
    #: The weekday, where nothing but its name was said: a week said later places it.
    weekday: int | None = None
    #: A part said to be the end of the day, week, month or year.
    is_end: bool = False


class Clock(NamedTuple):
    """A time of day in minutes. `is_sure` when no other half of the day can be meant."""

    stop: int
    minutes: int
    is_sure: bool
    strength: float = 0.9
    part: str | None = None


_DEEPEST = 3
#: Rules look less far than this past the last word, and before the first.
_BEYOND = 64


class Text:
    """Words and settings that every rule reads. `is_whole`: the text is one expression, so weak readings count."""

    __slots__ = (
        "_depth",
        "_read_day",
        "_read_once",
        "is_glued",
        "is_number",
        "is_whole",
        "now",
        "settings",
        "today",
        "tokens",
        "vocabulary",
        "word",
        "words",
    )

    def __init__(
        self,
        tokens: list[Token],
        now: datetime,
        settings: TimeSettings,
        vocabulary: Vocabulary,
        *,
        read_day: "DayRule",
        is_whole: bool,
    ) -> None:
        self.tokens = tokens
        self.words = [_plain(token, vocabulary) for token in tokens]
        beyond = [""] * _BEYOND
        #: The word at an index, empty before and beyond the text.
        self.word: Callable[[int], str] = [*self.words, *beyond].__getitem__
        #: Whether the token at an index is a run of digits.
        self.is_number: Callable[[int], bool] = [*(token.is_number for token in tokens), *map(bool, beyond)].__getitem__
        #: Whether no white space parts an index from the token before it.
        self.is_glued: Callable[[int], bool] = [*(token.is_glued for token in tokens), *map(bool, beyond)].__getitem__
        self.now = now
        self.today = now.date()
        self.settings = settings
        self.vocabulary = vocabulary
        self.is_whole = is_whole
        self._read_day = read_day
        self._depth = 0
        self._read_once: dict[tuple[object, int, int], Any] = {}

    def day(self, at: int) -> Day | None:
        """Any day that starts at word `at`: how a rule asks for an anchor. Anchors of anchors end at the third."""
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            return self._read_day(self, at)
        finally:
            self._depth -= 1

    def once(self, rule: "Callable[[Text, int], Found]", at: int) -> "Found":
        """What `rule` reads at word `at`: worked out the first time it is asked, which keeps reading linear."""
        key = (rule, at, self._depth)
        if key not in self._read_once:
            self._read_once[key] = rule(self, at)
        return self._read_once[key]

    def is_possessive(self, at: int) -> bool:
        """Whether the word was written with 's."""
        return 0 <= at < len(self.tokens) and self.tokens[at].is_possessive

    def skip(self, at: int, words: frozenset[str], most: int = 1) -> int:
        """The index after up to `most` of these words."""
        for _ in range(most):
            if self.word(at) not in words or not self.word(at):
                break
            at += 1
        return at


def _plain(token: Token, vocabulary: Vocabulary) -> str:
    """The word without a slip, and without its 's where a time has one ("friday's meeting", "this afternoon's")."""
    if vocabulary.spellings and token.text in vocabulary.spellings:
        return vocabulary.spellings[token.text]
    if token.is_possessive:
        owner = respelled(token.text[:-1], vocabulary)
        return owner if owner in vocabulary.possessing else token.text
    return respelled(token.text, vocabulary)


def once(rule: Callable[[Text, int], Found]) -> Callable[[Text, int], Found]:
    """A rule that reads each word of a text once."""

    def read(text: Text, at: int) -> Found:
        return text.once(rule, at)

    return read


DayRule = Callable[[Text, int], Day | None]
