"""What comes every so many units: "every 2 weeks", "every other friday", "every 4th day", "every morning"."""

from voicetodo.language.time import numbers, parts_of_day
from voicetodo.language.time.clock_time import NOON
from voicetodo.language.time.durations import amount
from voicetodo.language.time.reading import Text
from voicetodo.language.time.recurrence_days import weekday_list
from voicetodo.language.time.rule import Rule
from voicetodo.language.time.weekdays import weekday_name


def every_counted(text: Text, at: int, rule: Rule) -> tuple[Rule, int] | None:
    """ "every day", "every 2 weeks", "every other friday", "every second month", "every 4th day"."""
    vocabulary = text.vocabulary
    if text.word(at) in vocabulary.half | vocabulary.quarter and (length := amount(text, at)):
        rule.every_length(length.months, length.days, length.seconds)
        return rule, length.stop
    interval, start, is_ordinal = interval_of(text, at)
    word = text.word(start)
    unit = vocabulary.units.get(word) or (
        vocabulary.unit_letters.get(word) if text.is_glued(start) and start > at else None
    )
    group = vocabulary.weekday_groups.find(text.words, start)
    if start == at + 1 and is_ordinal and text.word(at) in vocabulary.units and not (unit or _names_days(text, start)):
        rule.every(vocabulary.units[text.word(at)].name, 1)
        return rule, start
    if unit and not (group and group[1] > start + 1):
        if is_ordinal and text.word(start + 1) in vocabulary.of and unit.name == "day":
            return None
        rule.every("day" if unit.name == "night" else unit.name, interval)
        if word in vocabulary.night_units:
            rule.minutes = [parts_of_day.start_of("night", text.settings)]
        return rule, start + 1
    named = vocabulary.clock_names.find(text.words, start)
    if named:
        rule.every("day", interval)
        rule.minutes = [NOON if named[0] == "noon" else 0]
        return rule, named[1]
    part = vocabulary.parts_of_day.find(text.words, start)
    plural = vocabulary.part_plurals.get(word)
    if part or plural:
        rule.every("day", interval)
        rule.minutes = [parts_of_day.start_of(part[0] if part else plural or "", text.settings)]
        return rule, _more_parts(text, part[1] if part else start + 1, rule)
    if is_ordinal and interval in (1, 3, 4) and (group or weekday_name(text, start)):
        return None
    days = weekday_list(text, start)
    if days is None or (is_ordinal and text.word(days[1]) in vocabulary.of):
        return None
    rule.every("week", interval)
    rule.add_weekdays(days[0])
    return rule, days[1]


def _more_parts(text: Text, stop: int, rule: Rule) -> int:
    """ "every morning and evening"."""
    vocabulary = text.vocabulary
    for _ in vocabulary.part_plurals:
        start = text.skip(stop, frozenset(",") | vocabulary.and_, 2)
        part = vocabulary.parts_of_day.find(text.words, start) if start > stop else None
        if part is None:
            break
        rule.minutes.append(parts_of_day.start_of(part[0], text.settings))
        stop = part[1]
    return stop


def _names_days(text: Text, at: int) -> bool:
    vocabulary = text.vocabulary
    return bool(
        weekday_list(text, at)
        or vocabulary.parts_of_day.find(text.words, at)
        or text.word(at) in vocabulary.strict_of
        or text.word(at) in vocabulary.last
    )


def interval_of(text: Text, at: int) -> tuple[int, int, bool]:
    """How many units apart, the index after it, and whether an ordinal said so."""
    vocabulary = text.vocabulary
    if text.word(at) in vocabulary.other and text.word(at) not in vocabulary.ordinals and not text.is_number(at):
        return 2, at + 1, False
    couple = vocabulary.vague_amounts.find(text.words, at)
    if couple:
        return couple[0], couple[1], False
    ordinal = numbers.ordinal(text, at)
    if ordinal and 1 <= ordinal[0] <= 366 and text.word(ordinal[1]) not in vocabulary.function_words:
        return ordinal[0], ordinal[1], True
    cardinal = numbers.cardinal(text, at)
    if cardinal and 1 <= cardinal[0] <= 9999:
        return cardinal[0], text.skip(cardinal[1], frozenset("-")), False
    return 1, at, False
