"""The times of day of a recurrence: "at 9 and 17", "in the morning", "between 9 and 5"."""

from voicetodo.language.time import numbers
from voicetodo.language.time.clock_time import NOON
from voicetodo.language.time.moments import Moment, moment
from voicetodo.language.time.parts_of_day import part_of_day, start_of, waking, within
from voicetodo.language.time.ranges import stretch
from voicetodo.language.time.reading import Text
from voicetodo.language.time.resolve import clock_minutes
from voicetodo.language.time.rule import Rule

#: Of a bare hour the morning is meant from here on, however late it is now.
_FIRST_WAKING = 7 * 60
_MOST_CLOCKS = 12
_MOST_TIMES_A_DAY = 96
_COMMA = frozenset(",")


def hours(text: Text, at: int, rule: Rule) -> int | None:
    """ "every hour between 9 and 5", "every 30 minutes from 8 to 10": so many times a day, each day.

    Of "every monday from 3 to 4" it is the beginning.
    """
    step = rule.interval * {"hour": 60, "minute": 1}.get(rule.unit, 0)
    is_between = text.word(at) in text.vocabulary.between
    if not is_between and (step or rule.minutes or not text.is_number(at)):
        return None
    said = moment(text, at)
    row = (stretch(text, said) if said else None) or stretch(text, at)
    if row is None or not row.first.has_time or not row.last.has_time:
        return None
    first = row.first.at.hour * 60 + row.first.at.minute
    if row.first.others and first - NOON >= _FIRST_WAKING:
        first -= NOON
    if not step:
        rule.minutes = [first]
        return row.stop
    last = first + int((row.last.at - row.first.at).total_seconds()) // 60
    end = last + 1 if rule.unit == "hour" else last
    if first >= last or end > 24 * 60 or (end - first) // step >= _MOST_TIMES_A_DAY:
        return None
    rule.every("day", 1)
    rule.minutes = list(range(first, end, step))
    return row.stop


def clocks(text: Text, at: int, rule: Rule) -> int | None:
    """ "at 9 and 17", "in the morning", "@ 3pm": a time replaces the hour that a part of day stood for."""
    vocabulary = text.vocabulary
    found = moment(text, at, takes_day=False)
    if found is None or found.lead == "until" or found.lead in {"from", "after", "for"}:
        return None
    if found.clock is None:
        part = part_of_day(text, text.skip(at, vocabulary.inside | vocabulary.at))
        if part is None or text.word(found.stop) in vocabulary.times:
            return None
        rule.minutes = [start_of(part[0], text.settings)]
        return found.stop
    if found.strength < 0.5:
        return None
    rule.minutes = [_in_part(text, rule, found)]
    stop, is_sure = found.stop, found.clock.is_sure
    for _ in range(_MOST_CLOCKS):
        start = text.skip(stop, _COMMA | vocabulary.and_ | vocabulary.at, 3)
        more = moment(text, start, takes_day=False) if start > stop else None
        if more is None and start > stop:
            bare = numbers.cardinal(text, start)
            if bare and 0 <= bare[0] <= 23 and text.word(bare[1]) not in vocabulary.units:
                rule.minutes.append(bare[0] * 60)
                stop = bare[1]
                continue
        if more is None or more.clock is None or more.start != start:
            break
        rule.minutes.append(clock_minutes(text, more))
        stop, is_sure = more.stop, is_sure or more.clock.is_sure
    if (
        len(rule.minutes) > 1
        and not found.clock.is_sure
        and max(rule.minutes) >= 13 * 60
        and found.clock.minutes >= 7 * 60
    ):
        rule.minutes[0] = found.clock.minutes
    return stop


def _in_part(text: Text, rule: Rule, found: Moment) -> int:
    """A clock after "every evening" is an hour of the evening."""
    if found.clock is None or found.clock.is_sure or found.part or not rule.minutes:
        return clock_minutes(text, found)
    settings = text.settings
    for part in ("morning", "afternoon", "evening", "night"):
        if rule.minutes == [start_of(part, settings)]:
            return within(part, found.clock.minutes) % 1440
    return waking(found.clock.minutes)
