"""A whole recurrence: its heart with the times, bounds and days said around it."""

from typing import NamedTuple

from voicetodo.language.time import bounds, numbers
from voicetodo.language.time.dates import day as any_day
from voicetodo.language.time.durations import amount
from voicetodo.language.time.moments import Moment, moment
from voicetodo.language.time.reading import Text
from voicetodo.language.time.recurrence import core
from voicetodo.language.time.recurrence_dates import holiday_date
from voicetodo.language.time.recurrence_days import date_list, month_day_list, more_months, weekday_list
from voicetodo.language.time.repeating_clock import clocks, hours
from voicetodo.language.time.resolve import clock_minutes
from voicetodo.language.time.rule import Rule

_MOST_PARTS = 8
_COMMA = frozenset(",")


class Repeating(NamedTuple):
    """A recurrence over words `[start, stop)`."""

    start: int
    stop: int
    rule: Rule


def repeating(text: Text, at: int, said: Moment | None) -> Repeating | None:
    """The recurrence that starts at word `at`, with what leads it: a time, a start, or the `said` moment."""
    found = core(text, at)
    if found:
        return _complete(text, text.skip(at, text.vocabulary.for_), *found)
    after = _after_completion(text, at)
    if after:
        return _complete(text, at, *after)
    return _led(text, at) or _said_first(text, at, said)


def _complete(text: Text, at: int, rule: Rule, stop: int, *, lead: Moment | None = None) -> Repeating | None:
    if lead:
        rule.minutes = [clock_minutes(text, lead)]
    for _ in range(_MOST_PARTS):
        longer = _part(text, text.skip(stop, _COMMA), rule)
        if longer is None:
            break
        stop = longer
    rule.settle()
    return Repeating(at, stop, rule) if rule.is_possible() else None


def _led(text: Text, at: int) -> Repeating | None:
    """ "3pm every day", "9am sundays", "starting next tuesday on the 4th of each month"."""
    vocabulary = text.vocabulary
    starting = vocabulary.starting.find(text.words, at)
    if starting:
        first = any_day(text, starting[1])
        heart = core(text, text.skip(first.stop, _COMMA)) if first and first.strength > 0.5 else None
        if first and heart:
            heart[0].start = first.start
            return _complete(text, at, *heart)
        return None
    if not (text.is_number(at) or text.word(at) in vocabulary.at or text.word(at) in vocabulary.cardinals
            or vocabulary.parts_of_day.find(text.words, at) or vocabulary.clock_names.find(text.words, at)
            or text.word(at) in vocabulary.inside):  # fmt: skip
        return None
    lead = moment(text, at, takes_day=False)
    if lead is None or lead.strength < 0.5:
        return None
    heart = core(text, text.skip(lead.stop, _COMMA))
    return _complete(text, at, *heart, lead=lead) if heart else None


def _said_first(text: Text, at: int, said: Moment | None) -> Repeating | None:
    """ "on june 3rd every year", "due by friday every 2 weeks": the day that repeats comes first."""
    day = said.day if said else None
    if said is None or day is None or day.span != "day" or day.at or not (said.role == "due" or said.lead == "by"):
        return None
    start = text.skip(said.stop, _COMMA | text.vocabulary.and_ | text.vocabulary.strict_of, 2)
    heart = (
        core(text, start)
        if text.word(start) in text.vocabulary.every or text.vocabulary.adverbs.find(text.words, start)
        else None
    )
    if heart is None:
        return None
    rule = heart[0]
    if rule.strength < 0.5 or rule.weekdays or rule.nth_weekdays or rule.month_days or rule.months:
        return None
    if rule.unit == "year":
        rule.months, rule.month_days = [day.start.month], [day.start.day]
    elif rule.unit == "month":
        rule.month_days = [day.start.day]
    elif rule.unit == "week":
        rule.weekdays = [day.start.weekday()]
    elif said.role == "due":
        rule.start = day.start
    else:
        return None
    found = _complete(text, at, *heart)
    if found and (said.clock or said.part) and not rule.minutes:
        rule.minutes = [clock_minutes(text, said)]
    return found


def _after_completion(text: Text, at: int) -> tuple[Rule, int] | None:
    """ "3 days after completion", "a week after i finish"."""
    length = amount(text, at)
    done = text.vocabulary.completion.find(text.words, length.stop) if length else None
    if length is None or done is None:
        return None
    rule = Rule(from_completion=True)
    rule.every_length(length.months, length.days, length.seconds)
    return rule, done[1]


def _part(text: Text, at: int, rule: Rule) -> int | None:
    """One more thing said of the recurrence, written into `rule`; the index after it."""
    for read in (
        bounds.exception,
        bounds.completion,
        hours,
        bounds.starting,
        bounds.ending,
        bounds.count,
        bounds.between,
        bounds.during,
        clocks,
        _days,
        _week_numbers,
        _again,
    ):
        stop = read(text, at, rule)
        if stop is not None and stop > at:
            return stop
    return None


def _days(text: Text, at: int, rule: Rule) -> int | None:
    """ "on monday and friday", "on the 4th", "on the last friday in november", "in june"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.on | vocabulary.of, 2)
    if rule.is_spread and start > at:
        return _instead_of_spread(text, start, rule)
    edge = vocabulary.edge_points.find(text.words, text.skip(at, vocabulary.on | vocabulary.at))
    if edge and rule.unit == "month" and not rule.month_days:
        rule.month_days = [edge[0]]
        return edge[1]
    if rule.unit in ("year", "") and (stop := _on_date(text, start, rule) or holiday_date(text, start, rule)):
        return stop
    if start == at and text.word(at) not in vocabulary.the and rule.unit != "week":
        return None
    listed = weekday_list(text, start)
    if listed and not rule.weekdays:
        rule.add_weekdays(listed[0])
        return listed[1]
    if rule.unit not in ("month", "year", "week"):
        return None
    place = (
        month_day_list(text, text.skip(start, vocabulary.the), rule)
        if not (rule.month_days or rule.nth_weekdays)
        else None
    )
    if place:
        return _held(text, place, rule)
    if start > at and text.word(start) in vocabulary.months:
        rule.months = [vocabulary.months[text.word(start)]]
        return more_months(text, start + 1, rule)
    if (
        start > at
        and text.is_number(start)
        and rule.unit in ("month", "year")
        and 1 <= int(text.word(start)) <= 31
        and len(text.word(start)) <= 2
    ):
        rule.month_days = [int(text.word(start))]
        return start + 1
    return None


def _instead_of_spread(text: Text, at: int, rule: Rule) -> int | None:
    """ "twice a week on tuesday and friday", "twice a month on the 5th and 20th"."""
    said = Rule()
    listed = weekday_list(text, at) if rule.unit == "week" else None
    stop = listed[1] if listed else month_day_list(text, at, said) if rule.unit == "month" else None
    if stop:
        rule.is_spread = False
        rule.weekdays = listed[0] if listed else said.weekdays
        rule.month_days, rule.nth_weekdays, rule.positions = said.month_days, said.nth_weekdays, said.positions
    return stop


def _on_date(text: Text, at: int, rule: Rule) -> int | None:
    interval, unit = rule.interval, rule.unit
    stop = date_list(text, at, rule)
    if stop and unit:
        rule.unit, rule.interval = unit, interval
    return stop


def _held(text: Text, stop: int, rule: Rule) -> int:
    """ "the fourth thursday in november", "the 1st of the month"."""
    vocabulary = text.vocabulary
    if text.word(stop) not in vocabulary.of:
        return stop
    start = text.skip(stop + 1, vocabulary.the | vocabulary.every)
    month = vocabulary.months.get(text.word(start))
    if month:
        rule.months = [month]
        return more_months(text, start + 1, rule)
    return start + 1 if text.word(start) in vocabulary.units and start > stop + 1 else stop


def _week_numbers(text: Text, at: int, rule: Rule) -> int | None:
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.inside | vocabulary.on)
    found = numbers.cardinal(text, start + 1) if text.word(start) in vocabulary.week_word else None
    if found is None or not 1 <= found[0] <= 53:
        return None
    rule.every("year", 1 if rule.unit == "week" else rule.interval)
    stop: int | None = None
    while found and 1 <= found[0] <= 53 and len(rule.weeks) < 53:
        rule.weeks.append(found[0])
        stop = found[1]
        start = text.skip(stop, _COMMA | vocabulary.and_ | vocabulary.week_word, 3)
        found = numbers.cardinal(text, start) if start > stop else None
    return stop


def _again(text: Text, at: int, rule: Rule) -> int | None:
    """ "mondays every week", "mornings at 9 every day": the interval said after the days."""
    if text.word(at) not in text.vocabulary.every:
        return None
    found = core(text, at)
    if found is None or found[0].weekdays or found[0].nth_weekdays or found[0].month_days:
        return None
    if rule.interval != 1 or found[0].unit not in ("week", "month", "year", "day"):
        return None
    rule.every(found[0].unit, found[0].interval)
    rule.minutes = rule.minutes or found[0].minutes
    return found[1]
