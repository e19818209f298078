"""What bounds a recurrence: its start, its end, how often, which days not, and whether it counts from completion."""

from datetime import date

from voicetodo.language.time import numbers
from voicetodo.language.time.calendar import add_days, shift
from voicetodo.language.time.dates import day as any_day
from voicetodo.language.time.durations import amount
from voicetodo.language.time.periods import month_or_season, pointed_period
from voicetodo.language.time.reading import Amount, Text
from voicetodo.language.time.recurrence_days import weekday_list
from voicetodo.language.time.rule import Rule


def exception(text: Text, at: int, rule: Rule) -> int | None:
    """ "every day except sunday"."""
    found = text.vocabulary.except_.find(text.words, at)
    listed = weekday_list(text, text.skip(found[1], text.vocabulary.on)) if found else None
    if listed is None or rule.unit not in ("day", "week") or rule.interval != 1:
        return None
    rule.weekdays = [day for day in rule.weekdays or range(7) if day not in listed[0]]
    return listed[1] if rule.weekdays else None


def completion(text: Text, at: int, rule: Rule) -> int | None:
    found = text.vocabulary.completion.find(text.words, at)
    if found:
        rule.from_completion = True
    return found[1] if found else None


def starting(text: Text, at: int, rule: Rule) -> int | None:
    found = text.vocabulary.starting.find(text.words, at)
    if found is None or rule.start is not None:
        return None
    first = any_day(text, text.skip(found[1], text.vocabulary.on | text.vocabulary.inside))
    if first is None or (first.strength < 0.3 and first.span != "month"):
        return None
    rule.start = first.start
    return first.stop


def during(text: Text, at: int, rule: Rule) -> int | None:
    """ "every day this week", "every friday in june": within a period and no longer."""
    start = text.skip(at, text.vocabulary.prepositions.first_words())
    inside = pointed_period(text, start)
    if inside is None and start > at and rule.unit in ("day", "week") and not rule.from_completion:
        found = month_or_season(text, start)
        inside = found._replace(strength=0.9) if found else None
    if inside is None or inside.strength < 0.9 or inside.end <= text.today or rule.until is not None:
        return None
    rule.until = add_days(inside.end, -1)
    if inside.start > text.today:
        rule.start = rule.start or inside.start
    return inside.stop


def between(text: Text, at: int, rule: Rule) -> int | None:
    """ "every day between march 1 and march 10"."""
    if text.word(at) not in text.vocabulary.between or rule.until is not None or rule.start is not None:
        return None
    first = any_day(text, at + 1)
    if first is None or text.word(first.stop) not in text.vocabulary.and_:
        return None
    last = any_day(text, text.skip(first.stop + 1, text.vocabulary.the))
    if last is None or min(first.strength, last.strength) < 0.4 or last.start < first.start:
        return None
    rule.start, rule.until = first.start, add_days(last.end, -1)
    return last.stop


def ending(text: Text, at: int, rule: Rule) -> int | None:
    found = text.vocabulary.ending.find(text.words, at)
    if found is None or rule.until is not None:
        return None
    last = any_day(text, text.skip(found[1], text.vocabulary.on | text.vocabulary.inside | text.vocabulary.the))
    if last is None or (last.span == "day" and last.strength < 0.4):
        return None
    until = last.start
    if rule.start and until < rule.start and (later := _year_later(until)):
        until = later
    rule.until = until
    return last.stop


def _year_later(day: date) -> date | None:
    """The same day a year on."""
    return (
        day.replace(year=day.year + 1)
        if day.year < date.max.year and (day.month, day.day) != (2, 29)
        else add_days(day, 366)
    )


def count(text: Text, at: int, rule: Rule) -> int | None:
    """ "for 5 weeks", "10 times", "twice", "up to 7x", "for the next 3 years"."""
    vocabulary = text.vocabulary
    ahead = vocabulary.next_span.find(text.words, at)
    if ahead:
        length = amount(text, ahead[1]) or amount(text, ahead[1] - 1)
        stop = length.stop if length else None
        if length is None and (unit := vocabulary.units.get(text.word(ahead[1]))):
            length, stop = Amount(ahead[1] + 1, unit.months, unit.days, unit.seconds, ""), ahead[1] + 1
        moved = shift(text.now, length.months, length.days, length.seconds) if length else None
        if moved and rule.count is None:
            rule.until = moved.date()
            return stop
    start = vocabulary.up_to.skip(text.words, at)
    if text.word(start) in vocabulary.counts and rule.count is None:
        if text.word(start + 1) in vocabulary.per:
            return None
        rule.count = vocabulary.counts[text.word(start)]
        return start + 1
    counted = numbers.cardinal(text, start)
    if counted and text.word(counted[1]) in vocabulary.times and rule.count is None and counted[0]:
        rule.count = counted[0]
        return counted[1] + 1
    length = _for_length(text, start, rule) if start > at else None
    return length or _so_long(text, at, rule)


def _so_long(text: Text, at: int, rule: Rule) -> int | None:
    """ "fünf Wochen lang"."""
    length = amount(text, at) if text.vocabulary.long else None
    if length is None or text.word(length.stop) not in text.vocabulary.long:
        return None
    stop = _for_length(text, at, rule)
    return stop + 1 if stop else None


def _for_length(text: Text, at: int, rule: Rule) -> int | None:
    """ "for 5 weeks": as many occurrences where the rule counts the same unit, else an end."""
    length = amount(text, at)
    if length is None or length.seconds:
        return None
    per_week, per_day = max(len(rule.weekdays), 1), rule.unit == "day" and not rule.weekdays
    if rule.unit == "week" and rule.interval == 1 and length.days and length.days % 7 == 0:
        rule.count = length.days // 7 * per_week
    elif per_day and rule.interval == 1 and length.days:
        rule.count = length.days * max(len(rule.minutes), 1)
    elif rule.unit == "month" and rule.interval == 1 and length.months:
        rule.count = length.months * max(len(rule.month_days) + len(rule.nth_weekdays), 1)
    elif moved := shift(text.now, length.months, length.days, 0):
        rule.until = moved.date()
    return length.stop
