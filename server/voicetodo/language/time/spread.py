"""So many times in a unit: "twice a day", "3 times a week". The times are spread over it."""

from voicetodo.language.time import numbers, parts_of_day
from voicetodo.language.time.reading import Text
from voicetodo.language.time.rule import Rule

_WEEK = {1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4), 6: (0, 1, 2, 3, 4, 5)}
_MOST_OFTEN = 12


def spread(text: Text, count: int, stop: int) -> tuple[Rule, int] | None:
    """The rule for `count` times in the unit after word `stop`."""
    after = _unit(text, stop)
    if after is None or not 1 <= count <= _MOST_OFTEN:
        return None
    unit = after[0]
    rule = Rule(is_spread=count > 1)
    rule.every("day" if unit == "night" else unit, 1)
    if unit == "week" and count > 1:
        rule.add_weekdays(_WEEK.get(count, tuple(range(7))))
    elif unit == "day" and count > 1:
        rule.minutes = _through_the_day(text, count)
    elif unit == "month" and count > 1:
        rule.month_days = [1 + 30 * n // count for n in range(count)]
    elif unit == "year" and count in (2, 3, 4, 6, 12):
        rule.every("month", 12 // count)
    elif unit == "hour" and count > 1:
        rule.every("minute", 60 // count)
    return rule, after[1]


def _unit(text: Text, at: int) -> tuple[str, int] | None:
    """The unit in "a week", "per day", "daily"."""
    vocabulary = text.vocabulary
    if text.word(at) in vocabulary.per:
        start = text.skip(at + 1, vocabulary.the)
        unit = vocabulary.units.get(text.word(start))
        return (unit.name, start + 1) if unit else None
    adverb = vocabulary.adverbs.find(text.words, at)
    return (adverb[0][0], adverb[1]) if adverb and adverb[0][1] == 1 else None


def times(text: Text, at: int) -> tuple[int, int] | None:
    vocabulary = text.vocabulary
    if text.word(at) in vocabulary.counts:
        return vocabulary.counts[text.word(at)], at + 1
    found = numbers.cardinal(text, at) or vocabulary.vague_amounts.find(text.words, at)
    return (found[0], found[1] + 1) if found and text.word(found[1]) in vocabulary.times else None


def _through_the_day(text: Text, count: int) -> list[int]:
    first = parts_of_day.start_of("morning", text.settings)
    last = parts_of_day.start_of("night" if count > 2 else "evening", text.settings)
    step = (last - first) // max(count - 1, 1)
    return [(first + n * step) // 60 * 60 for n in range(count)]
