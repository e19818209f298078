"""Days and moments counted from now or from another day: "tomorrow", "in half an hour", "2 days before christmas"."""

from datetime import date, datetime

from voicetodo.language.time.calendar import add_days, after, at_minutes, before, shift
from voicetodo.language.time.clock_time import clock
from voicetodo.language.time.durations import amount
from voicetodo.language.time.named_days import next_day
from voicetodo.language.time.numbers import quantity
from voicetodo.language.time.parts_of_day import waking
from voicetodo.language.time.reading import Amount, Day, Text, once

_MOST_COUNTED = 1000
_MINUTE_SIGNS = frozenset("'\u2019\u2032")


def named_day(text: Text, at: int) -> Day | None:
    """ "today", "the day after tomorrow", "tonight", "now"."""
    vocabulary = text.vocabulary
    found = vocabulary.relative_days.find(text.words, at)
    if found:
        day = add_days(text.today, found[0])
        if day and text.word(found[1]) in vocabulary.week_word and found[0] >= 0:
            day, found = add_days(day, 7), (found[0], found[1] + 1)
        strength = vocabulary.weak_days.get(text.word(at), 0.6 if text.is_possessive(at) else 0.97)
        return Day(found[1], day, next_day(day), strength=strength) if day else None
    if text.word(at) in vocabulary.tonight:
        return Day(at + 1, text.today, next_day(text.today), part="night", strength=0.97)
    now = vocabulary.now.find(text.words, at)
    if now:
        return _now_plus(text, now[1])
    return None


def _now_plus(text: Text, stop: int) -> Day:
    if text.word(stop) == "+":
        length = amount(text, stop + 1)
        moved = shifted_by(text, length, 1) if length else None
        if moved:
            return moved
    is_strong = stop > 1 and text.word(stop - 2) != "" and text.word(stop - 1) in text.vocabulary.now.first_words()
    return Day(stop, text.today, next_day(text.today), at=text.now, strength=0.6 if is_strong else 0.55)


@once
def ahead(text: Text, at: int) -> Day | None:
    """A length after "in" or "within": "in 2 and a half hours", "in a week's time", "within 3 days"."""
    vocabulary = text.vocabulary
    if text.word(at) == "+":
        return _plus(text, at + 1)
    if text.word(at) not in vocabulary.inside and text.word(at) not in vocabulary.after_words:
        return None
    is_within = text.word(at) in vocabulary.within or text.word(at + 1) in vocabulary.the
    start = text.skip(at + 1, vocabulary.from_) if text.word(at) in vocabulary.within else at + 1
    start = text.skip(start, vocabulary.approximate, 3)
    start = text.skip(start, vocabulary.the | vocabulary.next | vocabulary.coming, 2)
    length = amount(text, start) or _from_to(text, start)
    if length is None:
        return _in_working_days(text, start) or _in_bare(text, at, start)
    if length.months == 0 and length.days == 0 and length.seconds == 0:
        return None
    moved = shifted_by(text, length, 1)
    if moved is None:
        return None
    stop = vocabulary.from_now.find(text.words, moved.stop)
    moved = moved._replace(stop=stop[1] if stop else moved.stop)
    return moved._replace(role="deadline") if is_within and at + 1 == start else moved


def _plus(text: Text, at: int) -> Day | None:
    """ "+15 minutes", "+1 day"."""
    length = amount(text, at)
    return shifted_by(text, length, 1) if length and not length.is_letter else None


def _from_to(text: Text, at: int) -> Amount | None:
    """ "(in) 5 to 10 minutes", "2 or 3 days": the shorter of the two, so that nothing comes too late."""
    vocabulary = text.vocabulary
    first = quantity(text, at)
    if first is None or text.word(first[1]) not in vocabulary.range_words | vocabulary.or_:
        return None
    last, length = quantity(text, first[1] + 1), amount(text, first[1] + 1)
    if last is None or length is None or not 0 < first[0] < last[0]:
        return None
    months, days, seconds = (int(unit * first[0] / last[0]) for unit in (length.months, length.days, length.seconds))
    return length._replace(months=months, days=days, seconds=seconds)


def same_time(text: Text, at: int) -> Day | None:
    """ "this time tomorrow", "the same time next friday"."""
    found = text.vocabulary.same_time.find(text.words, at)
    day = text.day(text.skip(found[1], text.vocabulary.on)) if found else None
    if day is None or day.span != "day" or day.at or day.strength < 0.5:
        return None
    return day._replace(at=datetime.combine(day.start, text.now.time()))


def _in_bare(text: Text, at: int, start: int) -> Day | None:
    """ "in 15": minutes; "within the hour": one of it."""
    vocabulary = text.vocabulary
    if start > at + 1 and text.word(start) in vocabulary.units:
        unit = vocabulary.units[text.word(start)]
        moved = shift(text.now, unit.months, unit.days, unit.seconds) if unit.seconds else None
        return _moment(start + 1, moved, 0.9) if moved else None
    sign = 1 if text.word(start + 1) in _MINUTE_SIGNS and text.is_glued(start + 1) else 0
    if text.is_number(start) and len(text.word(start)) == 2 and start == at + 1 and not text.word(start + 1 + sign):
        moved = shift(text.now, 0, 0, 60 * int(text.word(start)))
        return _moment(start + 1 + sign, moved, 0.6) if moved else None
    return None


def _in_working_days(text: Text, at: int) -> Day | None:
    """ "in 3 business days"."""
    count = quantity(text, at)
    group = text.vocabulary.weekday_groups.find(text.words, count[1]) if count else None
    if not count or not group or not 0 < count[0] <= _MOST_COUNTED:
        return None
    day: date = text.today
    for _ in range(int(count[0])):
        day = next_day(day)
        while day.weekday() not in group[0] and day < date.max:
            day = next_day(day)
    return Day(group[1], day, next_day(day), strength=0.95)


@once
def behind(text: Text, at: int) -> Day | None:
    """A length after a word that puts it into the past ("vor drei Tagen")."""
    length = amount(text, at + 1) if text.word(at) in text.vocabulary.ago else None
    return shifted_by(text, length, -1) if length else None


@once
def shifted(text: Text, at: int) -> Day | None:
    """A length counted from something: "3 weeks from now", "one hour from thursday", "5 minutes later"."""
    vocabulary = text.vocabulary
    length = amount(text, text.skip(at, vocabulary.the))
    unit = vocabulary.units.get(text.word(at)) if length is None else None
    if unit and text.word(at + 1) in vocabulary.from_:
        length = Amount(at + 1, unit.months, unit.days, unit.seconds, "")
    if length is None:
        return _weekdays_ahead(text, at)
    if text.is_whole and text.word(length.stop) in vocabulary.after_anchor and not text.word(length.stop + 1):
        moved = shifted_by(text, length, 1)
        return moved._replace(stop=length.stop + 1) if moved else None
    direction = vocabulary.from_now.find(text.words, length.stop)
    anchored = _from_anchor(text, length) or _from_named(text, length)
    if anchored and (not direction or anchored.stop > direction[1]):
        return anchored
    if direction and text.word(direction[1]) in vocabulary.current:
        return None
    if direction and not (text.word(length.stop) in vocabulary.time_word and not text.is_possessive(length.stop - 1)):
        moved = shifted_by(text, length, direction[0])
        return (
            moved._replace(stop=direction[1], strength=0.9 if direction[1] - length.stop == 1 else 0.97)
            if moved
            else None
        )
    return None


def _from_anchor(text: Text, length: Amount) -> Day | None:
    vocabulary = text.vocabulary
    word = text.word(length.stop)
    if word not in vocabulary.after_anchor and word not in vocabulary.before_anchor and word not in vocabulary.on:
        return None
    sign = -1 if word in vocabulary.before_anchor else 1
    if word in vocabulary.on and length.is_clock:
        return None
    anchor = text.day(length.stop + 1)
    if anchor and anchor.strength >= 0.3:
        base = anchor.at or datetime.combine(anchor.start, datetime.min.time())
        moved = shift(base, sign * length.months, sign * length.days, sign * length.seconds)
        if moved is None:
            return None
        if anchor.at or length.is_clock:
            return _moment(anchor.stop, moved, 0.95)
        return Day(anchor.stop, moved.date(), next_day(moved.date()))
    if word in vocabulary.on:
        return None
    return _from_clock(text, length, sign)


def _from_named(text: Text, length: Amount) -> Day | None:
    """ "a week today", "a fortnight tomorrow"."""
    named = None if length.is_clock else text.vocabulary.relative_days.find(text.words, length.stop)
    if named is None or named[0] < 0 or not length.has_article:
        return None
    moved = shift(text.now, length.months, length.days + named[0], 0)
    return Day(named[1], moved.date(), next_day(moved.date())) if moved else None


def _from_clock(text: Text, length: Amount, sign: int) -> Day | None:
    """ "five hours after 12pm"."""
    found = clock(text, length.stop + 1)
    if found is None or found.strength < 0.5 or not length.is_clock:
        return None
    base = at_minutes(text.today, found.minutes if found.is_sure else waking(found.minutes))
    moved = shift(base, 0, sign * length.days, sign * length.seconds)
    if moved and moved <= text.now:
        moved = shift(moved, 0, 1, 0)
    return _moment(found.stop, moved, 0.9) if moved else None


def shifted_by(text: Text, length: Amount, sign: int) -> Day | None:
    """Now moved by a length: a moment where it counts hours or less, else a day."""
    moved = shift(text.now, sign * length.months, sign * length.days, sign * length.seconds)
    if moved is None:
        return None
    if length.is_clock:
        return _moment(length.stop, moved, 0.97)
    return Day(length.stop, moved.date(), next_day(moved.date()), strength=0.97)


def _moment(stop: int, at: datetime, strength: float) -> Day:
    return Day(stop, at.date(), next_day(at.date()), at=at, strength=strength)


def _weekdays_ahead(text: Text, at: int) -> Day | None:
    """ "three fridays from now", "two monday later", "2 business days from now"."""
    vocabulary = text.vocabulary
    count = quantity(text, at)
    if not count or not 0 < count[0] <= _MOST_COUNTED or count[0] % 1:
        return None
    word = text.word(count[1])
    number = vocabulary.weekday_plurals.get(word, vocabulary.weekdays.get(word))
    if number is None:
        working = _in_working_days(text, at)
        direction = vocabulary.from_now.find(text.words, working.stop) if working else None
        return working._replace(stop=direction[1]) if working and direction else None
    direction = vocabulary.from_now.find(text.words, count[1] + 1)
    if not direction:
        return None
    weeks = 7 * (int(count[0]) - 1)
    first = after(text.today, number) if direction[0] > 0 else before(text.today, number)
    day = add_days(first, direction[0] * weeks)
    return Day(direction[1], day, next_day(day)) if day else None


@once
def next_span(text: Text, at: int) -> Day | None:
    """ "next 2 weeks", "the coming three days": done by the end of them."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    if text.word(start) not in vocabulary.next | vocabulary.coming:
        return None
    unit = vocabulary.units.get(text.word(start + 1))
    if unit:
        moved = shift(text.now, 0, 0, unit.seconds) if unit.seconds else None
        return _moment(start + 2, moved, 0.6) if moved else None
    length = amount(text, start + 1)
    moved = shifted_by(text, length, 1) if length and not length.has_article else None
    return moved._replace(role="deadline", strength=0.9) if moved else None


def beside(text: Text, at: int) -> Day | None:
    """ "the day after christmas", "the day before thanksgiving"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.the)
    word = text.word(start + 1)
    if (
        text.word(start) not in vocabulary.weekday_word
        or word not in vocabulary.after_anchor | vocabulary.before_anchor
    ):
        return None
    anchor = text.day(start + 2)
    if anchor is None or anchor.at or anchor.span != "day" or anchor.strength < 0.3:
        return None
    day = add_days(anchor.start, -1 if word in vocabulary.before_anchor else 1)
    return Day(anchor.stop, day, next_day(day)) if day else None
