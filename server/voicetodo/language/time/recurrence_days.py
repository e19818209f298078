"""Rows of days in a recurrence: "mon, wed and fri", "4th and 10th", "2nd and last fri", "june 3rd and 5th"."""

from voicetodo.language.time import numbers
from voicetodo.language.time.days import position
from voicetodo.language.time.reading import Text
from voicetodo.language.time.rule import Rule
from voicetodo.language.time.weekdays import weekday_name

_MOST = 31
Days = tuple[list[int], int]


def weekday_list(text: Text, at: int, *, plural_only: bool = False) -> Days | None:
    """Weekdays and ranges of them, and the index after. With `plural_only` one of them must be said as a plural."""
    vocabulary = text.vocabulary
    days: list[int] = []
    stop = start = at
    is_plural = False
    while len(days) < _MOST:
        found = _one(text, start)
        if found is None:
            break
        some, stop, plural = found
        is_plural = is_plural or plural
        through = (
            _one(text, stop + 1)
            if text.word(stop) in vocabulary.range_words and text.word(stop) not in vocabulary.and_
            else None
        )
        if through and len(some) == 1 and len(through[0]) == 1:
            last = through[0][0]
            days += [(some[0] + n) % 7 for n in range((last - some[0]) % 7 + 1)]
            stop, is_plural = through[1], is_plural or through[2]
        else:
            days += some
        start = text.skip(
            stop, frozenset(",/") | vocabulary.and_ | vocabulary.or_ | vocabulary.on | vocabulary.every, 3
        )
        if start == stop:
            if not is_plural and (plural_only or _one(text, start) is None):
                break
            if _one(text, start) is None:
                break
    return (days, stop) if days and (is_plural or not plural_only) else None


def _one(text: Text, at: int) -> tuple[list[int], int, bool] | None:
    vocabulary = text.vocabulary
    word = text.word(at)
    if word in vocabulary.weekday_plurals and not text.is_possessive(at):
        return [vocabulary.weekday_plurals[word]], at + 1, True
    named = weekday_name(text, at)
    if named:
        if text.word(named[1]) in vocabulary.plural_marks and text.is_glued(named[1]):
            return [named[0]], named[1] + 1, True
        return [named[0]], at + 1 if text.word(at + 1) == "." and not text.word(at + 2) else named[1], False
    group = vocabulary.weekday_groups.find(text.words, at)
    if group:
        return list(group[0]), group[1], text.word(group[1] - 1) in vocabulary.plural_groups
    return None


def month_day_list(text: Text, at: int, rule: Rule) -> int | None:
    """Positions within a month into `rule`: days ("4th and 10th", "last day") or n-th weekdays ("2nd and last fri")."""
    vocabulary = text.vocabulary
    places: list[int] = []
    stop = start = at
    are_days = False
    while len(places) < _MOST:
        found = position(text, start)
        if found is None or not -31 <= found[0] <= 31:
            break
        places.append(found[0])
        stop = found[1]
        day = text.skip(stop, vocabulary.weekday_word)
        start = text.skip(day, frozenset(",/") | vocabulary.and_ | vocabulary.on | vocabulary.the, 3)
        if start == day:
            break
        are_days = are_days or day > stop
    if not places:
        return None
    if text.word(stop) in vocabulary.instances:
        days = weekday_list(text, text.skip(stop + 1, vocabulary.strict_of))
        if days:
            rule.weekdays, rule.positions = days[0], places
            return days[1]
        return None
    return _placed(text, places, stop, rule, are_days=are_days or text.word(stop) in vocabulary.weekday_word)


def _placed(text: Text, places: list[int], stop: int, rule: Rule, *, are_days: bool) -> int | None:
    """The days, or n-th weekdays, at those places; without a word for either, only days counted from the first."""
    vocabulary = text.vocabulary
    group = vocabulary.weekday_groups.find(text.words, stop)
    if group and len(group[0]) > 1:
        rule.weekdays, rule.positions = list(group[0]), places
        return group[1]
    named = _one(text, stop)
    if named and len(named[0]) == 1:
        rule.nth_weekdays += [(place, named[0][0]) for place in places]
        return _more_weekdays(text, named[1], rule)
    if min(places) < 0 and not are_days:
        return None
    rule.month_days += places
    return text.skip(stop, vocabulary.weekday_word)


def _more_weekdays(text: Text, stop: int, rule: Rule) -> int:
    """ "first monday and third friday"."""
    vocabulary = text.vocabulary
    while len(rule.nth_weekdays) < _MOST:
        start = text.skip(stop, frozenset(",") | vocabulary.and_ | vocabulary.the, 3)
        place = position(text, start) if start > stop else None
        named = _one(text, place[1]) if place else None
        if place is None or named is None or len(named[0]) != 1:
            break
        rule.nth_weekdays.append((place[0], named[0][0]))
        stop = named[1]
    return stop


def date_list(text: Text, at: int, rule: Rule) -> int | None:
    """Yearly dates into `rule`: "june 3rd", "december 21st and 31st", "3rd of june", "march and september"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    month = vocabulary.months.get(text.word(start))
    if month is None:
        return _day_first(text, start, rule)
    rule.every("year", 1)
    rule.months = [month]
    stop = start + 1
    days: list[int] = []
    at_day = text.skip(stop, vocabulary.the)
    while len(days) < _MOST:
        found = numbers.ordinal(text, at_day) or numbers.cardinal(text, at_day)
        if (
            found is None
            or not 1 <= found[0] <= 31
            or text.word(found[1]) in {":", *vocabulary.meridiems, *vocabulary.times}
        ):
            break
        days.append(found[0])
        stop = found[1]
        at_day = text.skip(stop, frozenset(",") | vocabulary.and_ | vocabulary.the, 3)
        if at_day == stop:
            break
    if not days:
        return more_months(text, stop, rule)
    rule.month_days = days
    return _same_day_again(text, stop, rule) if len(days) == 1 else stop


def _same_day_again(text: Text, stop: int, rule: Rule) -> int:
    """ "jan 1 and jul 1": other months with the same day, which is all that one rule can say."""
    vocabulary = text.vocabulary
    for _ in range(12):
        start = text.skip(stop, frozenset(",") | vocabulary.and_, 2)
        month = vocabulary.months.get(text.word(start)) if start > stop else None
        found = numbers.ordinal(text, start + 1) or numbers.cardinal(text, start + 1) if month else None
        if month is None or found is None or found[0] != rule.month_days[0]:
            break
        rule.months.append(month)
        stop = found[1]
    return stop


def more_months(text: Text, stop: int, rule: Rule) -> int:
    """Months after the first into `rule`: "(january), april and july"."""
    vocabulary = text.vocabulary
    for _ in range(12):
        start = text.skip(stop, frozenset(",") | vocabulary.and_, 2)
        month = vocabulary.months.get(text.word(start))
        if month is None or start == stop:
            break
        rule.months.append(month)
        stop = start + 1
    return stop


def _day_first(text: Text, at: int, rule: Rule) -> int | None:
    vocabulary = text.vocabulary
    found = numbers.ordinal(text, at) or numbers.cardinal(text, at)
    if found is None or not 1 <= found[0] <= 31:
        return None
    month_at = text.skip(found[1], vocabulary.strict_of)
    month = vocabulary.months.get(text.word(month_at))
    if month is None:
        return None
    rule.every("year", 1)
    rule.months, rule.month_days = [month], [found[0]]
    return month_at + 1
