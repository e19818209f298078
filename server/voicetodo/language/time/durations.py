"""Lengths of time: "two and a half hours", "1h 30m", "half an hour", "a quarter of an hour", "couple of days"."""

from voicetodo.language.languages.vocabulary import Unit
from voicetodo.language.time.numbers import quantity
from voicetodo.language.time.reading import Amount, Text, once

_MOST_PARTS = 6
_DESIGNATORS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_PLAIN = {"fortnight": ("week", 2), "quarter": ("month", 3), "decade": ("year", 10)}


class _Part:
    """One number with its unit."""

    __slots__ = ("count", "has_article", "is_letter", "is_singular", "stop", "unit")

    def __init__(
        self,
        count: float,
        unit: Unit,
        stop: int,
        *,
        is_singular: bool = False,
        has_article: bool = False,
        is_letter: bool = False,
    ) -> None:
        self.count, self.unit, self.stop = count, unit, stop
        self.is_singular, self.has_article, self.is_letter = is_singular, has_article, is_letter


@once
def amount(text: Text, at: int) -> Amount | None:
    """A length of time that starts at word `at`."""
    part = _part(text, at)
    if part is None:
        return None
    parts = [part]
    while len(parts) < _MOST_PARTS:
        after = _next_part(text, parts[-1])
        if after is None:
            break
        parts.append(after)
    return _total(parts)


def _next_part(text: Text, previous: _Part) -> _Part | None:
    vocabulary = text.vocabulary
    at = text.skip(previous.stop, frozenset(",") | vocabulary.and_, 2)
    half_at = text.skip(at, vocabulary.articles)
    if at > previous.stop and half_at > at and text.word(half_at) in vocabulary.half:
        return _Part(0.5, previous.unit, half_at + 1)
    if at > previous.stop and half_at > at and previous.unit.seconds and text.word(half_at) in vocabulary.quarter:
        return _Part(0.25, previous.unit, half_at + 1)
    part = _part(text, at) or _glued_minutes(text, previous)
    if part is None or (part.has_article and at == previous.stop):
        return None
    return part if _size(part.unit) < _size(previous.unit) else None


def _size(unit: Unit) -> int:
    return unit.months * 2_592_000 + unit.days * 86_400 + unit.seconds


def _part(text: Text, at: int) -> _Part | None:
    vocabulary = text.vocabulary
    found = quantity(text, text.skip(at, frozenset("~")))
    if found:
        return _counted(text, *found)
    if text.word(at) in vocabulary.half:
        return _unit_after(text, text.skip(at + 1, vocabulary.articles), 0.5)
    start = text.skip(at, vocabulary.articles)
    if text.word(start) in vocabulary.half:
        return _unit_after(text, start + 1, 0.5)
    if text.word(start) in vocabulary.fractions:
        return _unit_after(text, start + 1, vocabulary.fractions[text.word(start)])
    if text.word(start) in vocabulary.quarter and text.word(start + 1) in vocabulary.strict_of:
        return _unit_after(text, text.skip(start + 2, vocabulary.articles), 0.25)
    if text.word(start) in vocabulary.quarter and text.word(start + 1) in vocabulary.units:
        return _unit_after(text, start + 1, 0.25)
    if start > at and text.word(start) in vocabulary.units:
        return _Part(1, vocabulary.units[text.word(start)], start + 1, has_article=True)
    return None


def _glued_minutes(text: Text, previous: _Part) -> _Part | None:
    """ "1h20": the minutes need no sign of their own."""
    at = previous.stop
    is_tied = text.is_number(at) and text.is_glued(at) and len(text.word(at)) == 2 and not text.is_glued(at + 1)
    minute = text.vocabulary.unit_letters.get("m")
    return _Part(int(text.word(at)), minute, at + 1) if is_tied and minute and previous.unit.seconds == 3600 else None


def _unit_after(text: Text, at: int, count: float) -> _Part | None:
    unit = text.vocabulary.units.get(text.word(at))
    return _Part(count, unit, at + 1) if unit else None


def _counted(text: Text, count: float, stop: int) -> _Part | None:
    vocabulary = text.vocabulary
    if text.word(stop) in vocabulary.quarter_plurals and text.word(stop + 1) in vocabulary.strict_of:
        return _unit_after(text, text.skip(stop + 2, vocabulary.articles), count / 4)
    at = stop + 1 if text.word(stop) == "-" or text.word(stop) in vocabulary.more else stop
    word = text.word(at)
    if word in vocabulary.hour_letters and text.is_number(stop - 1) and len(text.word(stop - 1)) == 4:
        return None
    if word in vocabulary.units:
        is_singular = count != 1 and word not in vocabulary.countable and len(word) > 3
        return _Part(count, vocabulary.units[word], at + 1, is_singular=is_singular or text.word(stop) == "-")
    if (
        word in vocabulary.unit_letters
        and text.is_number(at - 1)
        and (text.is_glued(at) or word in vocabulary.hour_letters)
        and len(text.word(at - 1)) < 4
    ):
        return _Part(count, vocabulary.unit_letters[word], at + 1, is_letter=True)
    return None


def _total(parts: list[_Part]) -> Amount:
    months = days = seconds = 0.0
    by_unit: dict[str, float] = {}
    for part in parts:
        months += part.unit.months * part.count
        days += part.unit.days * part.count
        seconds += part.unit.seconds * part.count
        name, times = _PLAIN.get(part.unit.name, (part.unit.name, 1))
        by_unit[name] = by_unit.get(name, 0) + part.count * times
    days += (months % 1) * 30
    seconds += (days % 1) * 86_400
    return Amount(
        parts[-1].stop,
        int(months),
        int(days),
        round(seconds),
        _iso(by_unit),
        parts[0].is_singular,
        parts[0].has_article,
        is_letter=len(parts) == 1 and parts[0].is_letter,
    )


def _iso(by_unit: dict[str, float]) -> str:
    whole: dict[str, int] = {}
    for name, count in by_unit.items():
        whole[name] = whole.get(name, 0) + int(count)
        rest = count % 1
        if rest:
            smaller, times = {"year": ("month", 12), "month": ("day", 30), "week": ("hour", 168), "day": ("hour", 24),
                              "hour": ("minute", 60), "minute": ("second", 60)}.get(name, ("", 0))  # fmt: skip
            if smaller:
                whole[smaller] = whole.get(smaller, 0) + round(rest * times)
    if set(whole) - {"week"} and "week" in whole:
        whole["day"] = whole.get("day", 0) + 7 * whole.pop("week")
    calendar = "".join(
        f"{whole[name]}{_DESIGNATORS[name]}" for name in ("year", "month", "week", "day") if whole.get(name)
    )
    clock = "".join(f"{whole[name]}{_DESIGNATORS[name]}" for name in ("hour", "minute", "second") if whole.get(name))
    return f"P{calendar}" + (f"T{clock}" if clock or not calendar else "") + ("" if clock or calendar else "0S")
