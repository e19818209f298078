"""What a language must bring: its calendar words as tables. The rules read these and know no word of their own."""

from typing import Generic, NamedTuple, TypeVar

import msgspec

T = TypeVar("T")


class Unit(NamedTuple):
    """One unit of time, as calendar months, days or seconds; exactly one of them is not zero."""

    name: str
    months: int = 0
    days: int = 0
    seconds: int = 0


class Phrases(Generic[T]):
    """Phrases of one or more words, found longest first from their first word."""

    def __init__(self, table: dict[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in table.items():
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def first_words(self) -> frozenset[str]:
        """The words a phrase may start with."""
        return frozenset(self._by_first)

    def find(self, words: list[str], at: int) -> tuple[T, int] | None:
        """The value of the longest phrase that starts at word `at`, and the index after it."""
        options = self._by_first.get(words[at]) if at < len(words) else None
        for phrase, value in options or ():
            stop = at + len(phrase)
            if len(phrase) == 1 or tuple(words[at:stop]) == phrase:
                return value, stop
        return None

    def skip(self, words: list[str], at: int) -> int:
        """The index after the phrase at `at`, or `at` where there is none."""
        found = self.find(words, at)
        return found[1] if found else at


class Vocabulary(msgspec.Struct, frozen=True):
    """The words of one language. Weekdays count from 0 (Monday), months from 1; keys are lower case."""

    # numbers
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    ordinal_suffixes: frozenset[str]
    hundred: str
    thousand: str
    vague_amounts: Phrases[int]
    articles: frozenset[str]
    the: frozenset[str]
    half: str
    quarter: str
    # calendar
    weekdays: dict[str, int]
    weekday_plurals: dict[str, int]
    weekday_groups: Phrases[tuple[int, ...]]
    #: A name that is also an ordinary word → how sure it is a day when it stands alone (0..1).
    weak_weekdays: dict[str, float]
    months: dict[str, int]
    weak_months: dict[str, float]
    seasons: dict[str, int]
    units: dict[str, Unit]
    unit_letters: dict[str, Unit]
    countable: frozenset[str]
    periods: dict[str, str]
    long_periods: Phrases[str]
    quarters: frozenset[str]
    quarter_letters: frozenset[str]
    relative_days: Phrases[int]
    weak_days: dict[str, float]
    holidays: Phrases[str]
    # clock
    parts_of_day: Phrases[str]
    meals: frozenset[str]
    part_plurals: dict[str, str]
    clock_names: Phrases[str]
    meridiems: dict[str, str]
    meridiem_tail: str
    oclock: frozenset[str]
    past: frozenset[str]
    to: frozenset[str]
    minute_words: frozenset[str]
    hour_letters: frozenset[str]
    zero: frozenset[str]
    zones: frozenset[str]
    tonight: frozenset[str]
    now: Phrases[None]
    # pointing
    this: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]
    past_words: frozenset[str]
    coming: frozenset[str]
    current: frozenset[str]
    from_now: Phrases[int]
    after_anchor: frozenset[str]
    before_anchor: frozenset[str]
    edges: Phrases[str]
    edge_points: Phrases[int]
    edge_days: Phrases[str]
    end_words: Phrases[None]
    # joining
    on: frozenset[str]
    at: frozenset[str]
    inside: frozenset[str]
    deadline: Phrases[str]
    prepositions: Phrases[str]
    approximate: frozenset[str]
    and_: frozenset[str]
    or_: frozenset[str]
    of: frozenset[str]
    strict_of: frozenset[str]
    for_: frozenset[str]
    from_: frozenset[str]
    joiners: frozenset[str]
    fillers: frozenset[str]
    range_words: frozenset[str]
    between: frozenset[str]
    not_times: frozenset[str]
    function_words: frozenset[str]
    # recurring
    every: frozenset[str]
    #: Words that mean every one only before a plural ("all mondays").
    all_: frozenset[str]
    other: frozenset[str]
    single: frozenset[str]
    adverbs: Phrases[tuple[str, int]]
    adjectives: frozenset[str]
    counts: dict[str, int]
    times: frozenset[str]
    per: frozenset[str]
    except_: Phrases[None]
    starting: Phrases[None]
    ending: Phrases[None]
    up_to: Phrases[None]
    next_span: Phrases[None]
    instances: frozenset[str]
    completion: Phrases[None]
    weekday_word: frozenset[str]
    week_word: frozenset[str]
    lead: frozenset[str]
    #: What a recurrence may be said of as an adjective ("a weekly reminder").
    reminders: frozenset[str]
    #: Before a length, as good as "in" ("after 25 minutes").
    after_words: frozenset[str]
    #: Words whose genitive is read as the word itself.
    possessing: frozenset[str]
    entire: frozenset[str]
    #: Verbs after which "from A to B" moves something and is no range.
    moving: frozenset[str]
    #: Words after which a number is a name ("room 5", "version 2.30").
    naming: frozenset[str]
