"""What repeats: "every other friday", "mon, wed and fri", "last day of each month", "twice a week", "every! 3 days"."""

from voicetodo.language.time import parts_of_day
from voicetodo.language.time.clock_time import clock
from voicetodo.language.time.reading import Text
from voicetodo.language.time.recurrence_counted import every_counted, interval_of
from voicetodo.language.time.recurrence_dates import every_date, every_edge
from voicetodo.language.time.recurrence_days import month_day_list, more_months, weekday_list
from voicetodo.language.time.rule import Rule
from voicetodo.language.time.spread import spread, times


def core(text: Text, at: int) -> tuple[Rule, int] | None:
    """The heart of a recurrence at word `at`, and the index after it. What bounds and times it comes later."""
    start = text.skip(at, text.vocabulary.on | text.vocabulary.at)
    if text.word(at) in text.vocabulary.for_:
        return _every(text, at + 1) or _position_of_every(text, at + 1)
    return (
        _every(text, start)
        or _adverb(text, start)
        or _plural(text, start)
        or _position_of_every(text, start)
        or _times_a_unit(text, start)
    )


def _every(text: Text, at: int) -> tuple[Rule, int] | None:
    vocabulary = text.vocabulary
    if text.word(at) in vocabulary.alternate:
        return _alternate(text, at + 1)
    if text.word(at) in vocabulary.all_ and (
        text.word(at + 1) in vocabulary.weekday_plurals or _is_plural_group(text, at + 1)
    ):
        return _plural(text, at + 1)
    if text.word(at) not in vocabulary.every:
        return None
    rule, start = Rule(), at + 1
    if text.word(start) == "!":
        rule.from_completion, start = True, start + 1
    start = text.skip(start, vocabulary.and_) if text.word(start + 1) in vocabulary.every else start
    if text.word(start) in vocabulary.every:
        start += 1
    start = text.skip(start, vocabulary.the | vocabulary.single)
    return (
        every_date(text, start, rule)
        or every_edge(text, start, rule)
        or every_counted(text, start, rule)
        or _every_position(text, start, rule)
    )


def _alternate(text: Text, at: int) -> tuple[Rule, int] | None:
    """ "alternate days", "alternating mondays"."""
    rule = Rule()
    unit = text.vocabulary.units.get(text.word(at)) if text.word(at) in text.vocabulary.countable else None
    if unit:
        rule.every(unit.name, 2)
        return rule, at + 1
    days = weekday_list(text, at, plural_only=True)
    if days is None:
        return None
    rule.every("week", 2)
    rule.add_weekdays(days[0])
    return rule, days[1]


def _is_plural_group(text: Text, at: int) -> bool:
    group = text.vocabulary.weekday_groups.find(text.words, at)
    return group is not None and text.word(group[1] - 1) in text.vocabulary.plural_groups


def _every_position(text: Text, at: int, rule: Rule) -> tuple[Rule, int] | None:
    """ "every 3rd friday", "every last day of the month", "every 4th and 10th of the month", "every 15th"."""
    stop = month_day_list(text, at, rule)
    if stop is None:
        return None
    vocabulary = text.vocabulary
    if text.word(stop) in vocabulary.of:
        after = text.skip(stop + 1, vocabulary.the | vocabulary.every, 2)
        unit = vocabulary.units.get(text.word(after))
        if unit and unit.name in ("month", "year", "quarter"):
            rule.every(unit.name, 1)
            return rule, after + 1
        months = vocabulary.months.get(text.word(after))
        if months:
            rule.every("year", 1)
            rule.months = [months]
            return rule, more_months(text, after + 1, rule)
    rule.every("month", 1)
    return rule, stop


def _adverb(text: Text, at: int) -> tuple[Rule, int] | None:
    """ "daily", "biweekly", "annually"."""
    found = text.vocabulary.adverbs.find(text.words, at)
    if found is None:
        return None
    (unit, interval), stop = found
    rule = Rule(strength=0.9)
    if unit == "night":
        rule.minutes = [parts_of_day.start_of("night", text.settings)]
    rule.every(unit, interval)
    follows = text.word(stop)
    if (
        text.word(at) in text.vocabulary.adjectives
        and follows.isalpha()
        and follows not in text.vocabulary.function_words
        and follows not in text.vocabulary.reminders
    ):
        rule.strength = 0.4
    return rule, stop


def _plural(text: Text, at: int) -> tuple[Rule, int] | None:
    """ "tuesdays and thursdays", "weekends", "friday mornings", "on weekdays", "mornings"."""
    vocabulary = text.vocabulary
    rule = Rule(strength=0.9)
    rule.every("week", 1)
    days = weekday_list(text, at, plural_only=True)
    if days:
        rule.add_weekdays(days[0])
        part = vocabulary.part_plurals.get(text.word(days[1]))
        if part:
            rule.minutes = [parts_of_day.start_of(part, text.settings)]
            return rule, days[1] + 1
        return rule, days[1]
    singular = weekday_list(text, at)
    if singular and (_is_row(text, at, singular) or (len(singular[0]) > 1 and _is_every_week(text, singular[1]))):
        rule.add_weekdays(singular[0])
        return rule, singular[1]
    part = vocabulary.part_plurals.get(text.word(singular[1])) if singular else None
    if singular and part:
        rule.add_weekdays(singular[0])
        rule.minutes = [parts_of_day.start_of(part, text.settings)]
        return rule, singular[1] + 1
    start = text.skip(at, vocabulary.inside)
    start = text.skip(start, vocabulary.the) if start > at else start
    part = vocabulary.part_plurals.get(text.word(start))
    if part and (start > at or text.is_whole or part != "night"):
        rule.every("day", 1)
        rule.minutes = [parts_of_day.start_of(part, text.settings)]
        rule.strength = 0.85 if start > at else 0.5
        return rule, start + 1
    return None


def _is_every_week(text: Text, at: int) -> bool:
    """ "(sat and sun) every week"."""
    again = _every(text, at) if text.word(at) in text.vocabulary.every else None
    return again is not None and again[0].unit == "week" and not again[0].weekdays


def _is_row(text: Text, at: int, row: tuple[list[int], int]) -> bool:
    """ "mon, wed and fri", "tue/thu", "mon-fri", "monday to friday at 9": days in a row mean every week."""
    vocabulary = text.vocabulary
    days, stop = row
    words = text.words[at:stop]
    if any(word in vocabulary.or_ for word in words):
        return False
    is_short = all(len(word) <= 5 for word in words)
    if len(set(days)) >= 5 and days[0] == 0:
        return is_short or text.word(stop) in vocabulary.at or clock_follows(text, stop)
    return ("/" in words and len(days) >= 2) or (len(set(days)) >= 3 and any(word in vocabulary.and_ for word in words))


def clock_follows(text: Text, at: int) -> bool:
    """Whether a sure time comes next."""
    found = clock(text, at)
    return found is not None and found.strength >= 0.5


def _position_of_every(text: Text, at: int) -> tuple[Rule, int] | None:
    """ "first friday of every other month", "the 4th of each month", "start of each month"."""
    vocabulary = text.vocabulary
    rule = Rule()
    start = text.skip(at, vocabulary.the)
    edge = vocabulary.edges.find(text.words, at)
    if edge and edge[0] in ("start", "end"):
        rule.month_days, stop = [1 if edge[0] == "start" else -1], edge[1]
    else:
        found = month_day_list(text, start, rule)
        part = vocabulary.parts_of_day.find(text.words, found) if found else None
        if part:
            rule.minutes, found = [parts_of_day.start_of(part[0], text.settings)], part[1]
        if found is None or not (text.word(found) in vocabulary.of or vocabulary.has_genitive):
            return None
        stop = text.skip(found, vocabulary.of)
        within = _within_every(text, stop, rule)
        if within:
            return rule, within
    if text.word(stop) not in vocabulary.every:
        return None
    interval, unit_at, _ = interval_of(text, stop + 1)
    word = text.word(unit_at)
    unit = vocabulary.units.get(word)
    if unit is None and word in vocabulary.months:
        rule.every("year", 1)
        rule.months = [vocabulary.months[word]]
        return rule, unit_at + 1
    if unit is None or unit.name not in ("week", "month", "quarter", "year"):
        return None
    if edge and unit.name == "year":
        rule.month_days, rule.year_days = [], [rule.month_days[0]]
    if edge and unit.name == "week":
        rule.month_days, rule.weekdays = [], [0 if edge[0] == "start" else 4]
    rule.every(unit.name, interval)
    return rule, unit_at + 1


def _within_every(text: Text, at: int, rule: Rule) -> int | None:
    """ "(last monday in) may every year", "(first and third friday of) the month, every month"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    month = vocabulary.months.get(text.word(start))
    if month is None and (start == at or vocabulary.periods.get(text.word(start)) != "month"):
        return None
    after = text.skip(start + 1, frozenset(","))
    again = every_counted(text, after + 1, Rule()) if text.word(after) in vocabulary.every else None
    again = again or _adverb(text, after)
    if again is None or again[0].weekdays or again[0].unit != ("year" if month else "month"):
        return None
    rule.every(again[0].unit, again[0].interval)
    rule.months = [month] if month else []
    return again[1]


def _times_a_unit(text: Text, at: int) -> tuple[Rule, int] | None:
    """ "twice a week", "once every 3 days"."""
    counted = times(text, at)
    if counted is None:
        return None
    if counted[0] == 1 and text.word(counted[1]) in text.vocabulary.every:
        return _every(text, counted[1])
    return spread(text, *counted)
