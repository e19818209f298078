"""What a language must bring: its calendar words as tables. The rules read these and know no word of their own."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar, cast

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

    def all_words(self) -> Iterator[str]:
        """The words of all phrases."""
        return (word for options in self._by_first.values() for phrase, _ in options for word in phrase)

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


def words(line: str) -> frozenset[str]:
    """The words of a line, as a class."""
    return frozenset(line.split())


def numbered(line: str, first: int) -> dict[str, int]:
    """`a|b c` → a and b are `first`, c the one after."""
    return {name: first + n for n, names in enumerate(line.split()) for name in names.split("|")}


def grouped(table: dict[T, str]) -> Phrases[T]:
    """Meaning → its phrases, with bars between them."""
    return Phrases({phrase: meaning for meaning, said in table.items() for phrase in said.split("|")})


def phrases(*lines: str) -> Phrases[None]:
    """Phrases that are only to be recognised."""
    return Phrases(dict.fromkeys(lines, None))


def words_in(value: Any) -> Iterator[str]:
    """Every word in tables of any kind, as often as it stands there."""
    if isinstance(value, str):
        yield from _WORD.findall(value.lower())
    elif isinstance(value, (dict, set, frozenset, tuple)):
        yield from (word for each in cast("Iterable[Any]", value) for word in words_in(each))
    elif isinstance(value, Phrases):
        yield from cast("Phrases[Any]", value).all_words()
    elif isinstance(value, msgspec.Struct):
        yield from (word for name in value.__struct_fields__ for word in words_in(getattr(value, name)))


_WORD = re.compile(r"[^\W\d_]+")


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
    half: frozenset[str]
    quarter: frozenset[str]
    quarter_plurals: frozenset[str]
    #: Other shares of a whole, as one word.
    fractions: dict[str, float]
    #: Between a number and its unit ("two more hours").
    more: frozenset[str]
    #: Of the suffixes of ordinals, those that must touch the number.
    glued_suffixes: frozenset[str]
    #: Tens and ones are two words ("twenty three").
    tens_first: bool
    #: Words written as one that are read as two: where the second begins.
    splits: dict[str, int]
    #: Another spelling → the word as it stands in these tables.
    spellings: dict[str, str]
    # calendar
    weekdays: dict[str, int]
    weekday_plurals: dict[str, int]
    weekday_groups: Phrases[tuple[int, ...]]
    #: Last words of such groups that mean every one of them.
    plural_groups: frozenset[str]
    #: After a weekday: every one ("mon's").
    plural_marks: frozenset[str]
    #: A name that is also an ordinary word → how sure it is a day when it stands alone (0..1).
    weak_weekdays: dict[str, float]
    months: dict[str, int]
    weak_months: dict[str, float]
    #: Short names of months that are no abbreviations.
    undotted_months: frozenset[str]
    seasons: dict[str, int]
    units: dict[str, Unit]
    unit_letters: dict[str, Unit]
    countable: frozenset[str]
    #: Units that mean the night.
    night_units: frozenset[str]
    periods: dict[str, str]
    long_periods: Phrases[str]
    quarters: frozenset[str]
    quarter_letters: frozenset[str]
    relative_days: Phrases[int]
    weak_days: dict[str, float]
    holidays: Phrases[str]
    # clock
    parts_of_day: Phrases[str]
    #: Parts of a day that are nothing else ("abends").
    sure_parts: frozenset[str]
    meals: frozenset[str]
    part_plurals: dict[str, str]
    clock_names: Phrases[str]
    meridiems: dict[str, str]
    meridiem_tail: str
    oclock: frozenset[str]
    #: Minutes may follow the word for the hour ("18 Uhr 30").
    has_minutes_after_hour: bool
    past: frozenset[str]
    to: frozenset[str]
    #: "Half seven" is half an hour before seven.
    half_is_before: bool
    #: Quarters counted on the way to an hour, in minutes past the one before.
    quarters_towards: dict[str, int]
    #: Little more or less than an hour, in minutes.
    vague_minutes: dict[str, int]
    minute_words: frozenset[str]
    hour_letters: frozenset[str]
    zero: frozenset[str]
    zones: frozenset[str]
    tonight: frozenset[str]
    now: Phrases[None]
    # pointing
    this: frozenset[str]
    after_next: frozenset[str]
    #: Before a length: it lies in the past.
    ago: frozenset[str]
    #: After a length that has a genitive ("in a week's time").
    time_word: frozenset[str]
    within: frozenset[str]
    #: A length may be counted from a day said before it ("today in a week").
    counts_from_day: bool
    #: One noun may belong to another without a word between ("the first of each month").
    has_genitive: bool
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
    #: A word before a moment → the preposition it stands for, where it is another: `on`, `at`, `in`, `by`, `the` …
    leads: dict[str, str]
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
    #: After a length: for so long.
    long: frozenset[str]
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
    #: Endings of nouns in the plural.
    plural_endings: tuple[str, ...]
    #: Regions in lower case, and empty for none, where the month comes before the day.
    month_first: frozenset[str]
    #: "3.5." is a date.
    has_dotted_dates: bool
    # what a language may do without
    #: Words that are read through a slip in them, and real words that are near one of these.
    misspelled: frozenset[str] = frozenset()
    spelled_right: frozenset[str] = frozenset()
    #: Turns of phrase and names that hold a time word and mean none ("now and then", "taco tuesday").
    idioms: Phrases[None] = Phrases({})
    #: A word before the day → the part of the day it makes of another ("early tomorrow morning").
    early_late: dict[str, dict[str, str]] = {}
    #: Before a plural, each second one ("alternate mondays").
    alternate: frozenset[str] = frozenset()
    #: Before a day: at the hour that it is now ("this time tomorrow").
    same_time: Phrases[None] = Phrases({})
