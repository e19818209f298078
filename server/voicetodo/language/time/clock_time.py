"""Times of day: "5pm", "17:30", "1530", "13h30", "quarter past three", "half seven", "nine fifty nine a m", "noon"."""

from voicetodo.language.time import numbers
from voicetodo.language.time.reading import Clock, Text, once

NOON, DAY = 12 * 60, 24 * 60
_SEPARATORS = {":", "."}


@once
def clock(text: Text, at: int) -> Clock | None:
    """A time of day that starts at word `at`. A bare hour is a reading too, a weak one."""
    found = (
        _named(text, at)
        or _offset(text, at)
        or _towards(text, at)
        or _digital(text, at)
        or _compact(text, at)
        or _spoken(text, at)
    )
    return _with_zone(text, found) if found else None


def meridiem(text: Text, at: int) -> tuple[str, int] | None:
    """`am`, `p.m.`, "a m", or a letter glued to its number: `am` or `pm`, and the index after it."""
    vocabulary = text.vocabulary
    half = vocabulary.meridiems.get(text.word(at))
    if half is None:
        return None
    if len(text.word(at)) > 1:
        return half, at + 1
    middle = text.skip(at + 1, frozenset("."))
    if text.word(middle) == vocabulary.meridiem_tail:
        return half, text.skip(middle + 1, frozenset(".")) if middle > at + 1 else middle + 1
    if text.is_number(at - 1) and text.is_glued(at):
        return half, at + 1
    return None


def with_half(minutes: int, half: str) -> int:
    """`minutes` of a twelve-hour clock in that half of the day."""
    if minutes >= 13 * 60:
        return minutes
    return minutes % NOON + (NOON if half == "pm" else 0)


def _named(text: Text, at: int) -> Clock | None:
    start = text.skip(at, text.vocabulary.the)
    found = text.vocabulary.clock_names.find(text.words, start)
    if not found:
        return None
    name, stop = found
    return Clock(stop, NOON if name == "noon" else 0, is_sure=True, part="midnight" if name == "midnight" else None)


def _offset(text: Text, at: int) -> Clock | None:
    """Minutes before or after an hour: "quarter past three", "20 minutes to 2pm", "half seven"."""
    vocabulary = text.vocabulary
    found = _minutes(text, at)
    if found is None:
        return None
    minutes, stop, is_exact = found
    word = text.word(stop)
    if not is_exact and word not in vocabulary.past | vocabulary.to:
        return _part_hour(text, stop, minutes, is_before=vocabulary.half_is_before)
    if word not in vocabulary.past and word not in vocabulary.to:
        return None
    if word in vocabulary.to and text.word(at - 1) in vocabulary.between:
        return None
    if text.is_number(at) and text.is_number(stop + 1) and minutes % 5 and stop == at + 1:
        return None
    hour = _named(text, stop + 1) or _towards(text, stop + 1) or _digital(text, stop + 1) or _spoken(text, stop + 1)
    if hour is None:
        return None
    total = hour.minutes + (minutes if word in vocabulary.past else -minutes)
    if word in vocabulary.to and not hour.is_sure and total < 60:
        total += NOON
    return Clock(hour.stop, total % DAY, is_sure=hour.is_sure, strength=0.95)


def _part_hour(text: Text, at: int, minutes: int, *, is_before: bool) -> Clock | None:
    """So many minutes past the hour that is said, or past the one before it."""
    hour = numbers.cardinal(text, at)
    if hour is None or not 1 <= hour[0] <= 12 or text.word(hour[1]) in text.vocabulary.units:
        return None
    return _finish(text, hour[1], (hour[0] - is_before) or 12, minutes, is_sure=False, strength=0.75)


def _towards(text: Text, at: int) -> Clock | None:
    """An hour that is reached by halves and quarters ("halb acht", "dreiviertel acht")."""
    vocabulary = text.vocabulary
    if text.word(at) in vocabulary.half and vocabulary.half_is_before:
        return _part_hour(text, at + 1, 30, is_before=True)
    minutes = vocabulary.quarters_towards.get(text.word(at))
    return _part_hour(text, at + 1, minutes, is_before=True) if minutes else None


def _minutes(text: Text, at: int) -> tuple[int, int, bool] | None:
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.articles)
    if text.word(start) in vocabulary.quarter:
        return 15, start + 1, True
    if text.word(start) in vocabulary.half:
        return 30, start + 1, text.word(start + 1) in vocabulary.past
    if text.word(start) in vocabulary.vague_minutes:
        return vocabulary.vague_minutes[text.word(start)], start + 1, True
    found = numbers.cardinal(text, at)
    if found is None or not 1 <= found[0] <= 59:
        return None
    return found[0], text.skip(found[1], vocabulary.minute_words), True


def _digital(text: Text, at: int) -> Clock | None:
    """Digits with a sign between: 9:30, 9.30pm, 13h30, 8:00:24pm, 1630h."""
    if not text.is_number(at) or len(text.word(at)) > 2:
        return None
    hour, sign, vocabulary = int(text.word(at)), text.word(at + 1), text.vocabulary
    is_padded = text.word(at)[0] == "0"
    if sign in vocabulary.hour_letters and len(sign) == 1 and text.is_glued(at + 1):
        has_minutes = text.is_number(at + 2) and text.is_glued(at + 2) and len(text.word(at + 2)) == 2
        minutes = int(text.word(at + 2)) if has_minutes else 0
        if not has_minutes and hour <= 12 and text.word(at - 1) not in vocabulary.at:
            return None
        return _finish(
            text, at + (3 if has_minutes else 2), hour, minutes, is_sure=True, strength=0.9 if has_minutes else 0.5
        )
    if sign in _SEPARATORS and text.is_glued(at + 1) and text.is_glued(at + 2) and len(text.word(at + 2)) == 2:
        if not text.is_number(at + 2):
            return None
        stop, has_seconds = _seconds(text, at + 3)
        strength = 0.9 if sign == ":" else 0.4 if int(text.word(at + 2)) % 5 == 0 else 0.34
        return _finish(text, stop, hour, int(text.word(at + 2)), is_sure=is_padded or has_seconds, strength=strength)
    return None


def _seconds(text: Text, at: int) -> tuple[int, bool]:
    if text.word(at) in _SEPARATORS and text.is_glued(at) and text.is_number(at + 1) and text.is_glued(at + 1):
        return at + 2, len(text.word(at + 1)) == 2
    return at, False


def _compact(text: Text, at: int) -> Clock | None:
    """`1530`, `730`, `0630`, `173000`."""
    word = text.word(at)
    if not text.is_number(at) or not 3 <= len(word) <= 6 or len(word) == 5:
        return None
    hour, minutes = (int(word[:2]), int(word[2:4])) if len(word) != 3 else (int(word[0]), int(word[1:]))
    if len(word) == 4 and text.word(at + 1) in text.vocabulary.hour_letters:
        return _finish(text, at + 2, hour, minutes, is_sure=True, strength=0.9)
    looks_like_year = len(word) == 4 and 1900 <= int(word) <= 2199
    return _finish(
        text, at + 1, hour, minutes, is_sure=word[0] == "0" or len(word) == 6, strength=0.1 if looks_like_year else 0.3
    )


def _spoken(text: Text, at: int) -> Clock | None:
    """A bare hour, or hour and minutes as words or as two numbers: "nine fifty nine", "9 30", "three oh five"."""
    start = at + 1 if text.word(at) in text.vocabulary.zero and not text.is_number(at) else at
    found = numbers.cardinal(text, start)
    if start > at and (found is None or text.word(found[1]) != text.vocabulary.hundred):
        found = numbers.cardinal(text, at)
    if found is None or found[0] > 24 or (text.is_number(at) and len(text.word(at)) > 2):
        return None
    hour, stop = found
    if text.word(stop) == text.vocabulary.hundred and not text.is_number(at):
        after = text.skip(stop + 1, text.vocabulary.hour_letters)
        return _finish(text, after, hour, 0, is_sure=True, strength=0.9 if after > stop + 1 else 0.3)
    if text.word(stop) in text.vocabulary.oclock:
        minutes = _minutes_after_hour(text, stop + 1)
        if minutes:
            return _finish(text, minutes[1], hour, minutes[0], is_sure=False, strength=0.95)
        return _finish(text, stop + 1, hour, 0, is_sure=False, strength=0.95)
    is_padded = text.word(at)[0] == "0"
    minutes = _spoken_minutes(text, stop)
    if minutes and not text.is_glued(stop):
        return _finish(text, minutes[1], hour, minutes[0], is_sure=is_padded, strength=0.6)
    return _finish(text, stop, hour, 0, is_sure=is_padded and hour > 0, strength=0.2)


def _minutes_after_hour(text: Text, at: int) -> tuple[int, int] | None:
    """ "18 Uhr 30", where minutes stand behind the word for the hour."""
    vocabulary = text.vocabulary
    found = numbers.cardinal(text, at) if vocabulary.has_minutes_after_hour else None
    if found is None or not 1 <= found[0] <= 59 or text.word(found[1]) in vocabulary.units:
        return None
    follows = text.word(found[1])
    is_date = follows in vocabulary.ordinal_suffixes or follows in vocabulary.months or follows in vocabulary.times
    return None if is_date else found


def _spoken_minutes(text: Text, at: int) -> tuple[int, int] | None:
    vocabulary = text.vocabulary
    if text.word(at) in vocabulary.zero:
        ones = numbers.cardinal(text, at + 1)
        return ones if ones and 1 <= ones[0] <= 9 else None
    if text.word(at) == "-" and not text.is_number(at + 1):
        at += 1
    found = numbers.cardinal(text, at)
    if found is None or not 10 <= found[0] <= 59 or text.word(found[1]) in vocabulary.units:
        return None
    if text.is_number(at) and text.word(found[1]) in {":", "/", "."} and text.is_glued(found[1] + 1):
        return None
    return None if text.word(found[1]) in vocabulary.months else found


def _finish(text: Text, stop: int, hour: int, minutes: int, *, is_sure: bool, strength: float) -> Clock | None:
    """The clock with the half of the day that follows, if it can be one at all."""
    if hour > 24 or minutes > 59 or (hour == 24 and minutes):
        return None
    half = meridiem(text, stop)
    if half:
        after = _after_ish(text, half[1])
        if hour > 12:
            return Clock(after, (hour * 60 + minutes) % DAY, is_sure=True, strength=0.95)
        return Clock(after, with_half(hour * 60 + minutes, half[0]), is_sure=True, strength=0.95)
    if text.word(stop) in text.vocabulary.oclock:
        stop, strength = stop + 1, max(strength, 0.9)
    if (after := _after_ish(text, stop)) > stop:
        stop, strength = after, max(strength, 0.7)
    is_sure = is_sure or hour > 12 or hour == 0
    return Clock(stop, (hour * 60 + minutes) % DAY, is_sure=is_sure, strength=strength)


def _after_ish(text: Text, stop: int) -> int:
    """The index after what makes a time vague when tied to it: "7ish", "5pm-ish"."""
    at = text.skip(stop, frozenset("-"))
    return at + 1 if text.word(at) in text.vocabulary.approximate and text.is_glued(at) else stop


def _with_zone(text: Text, found: Clock) -> Clock:
    """Zone names are passed over: times are local."""
    if text.word(found.stop) in {"+", "-"} and text.is_glued(found.stop) and text.word(found.stop - 4) == ":":
        offset = _digital(text, found.stop + 1) or _compact(text, found.stop + 1)
        if offset and text.is_glued(found.stop + 1):
            return found._replace(stop=offset.stop)
    at = text.skip(found.stop, frozenset("("))
    if text.word(at) in text.vocabulary.zones and found.strength > 0.5:
        return found._replace(stop=text.skip(at + 1, frozenset(")")) if at > found.stop else at + 1)
    return found
