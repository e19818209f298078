"""Dates in numbers alone: ISO, or with day and month in either order."""

from voicetodo.language.time import numbers
from voicetodo.language.time.calendar import make_date
from voicetodo.language.time.named_days import Impossible, Named
from voicetodo.language.time.reading import Text

#: "3.12" and "12-18" are seldom dates to who writes dates with slashes: only where nothing else was said.
_LIKE_A_NUMBER = 0.25
_MONTHS = 12
_SIGNS = {"/", "-", ".", "\u2013"}


def numeric(text: Text, at: int) -> Named | Impossible | None:
    """Two or three numbers with signs between; with blanks only where all three are there."""
    first = text.word(at)
    second_at = after_sign(text, at + 1)
    if second_at is None:
        return _blank_separated(text, at)
    if not text.is_number(second_at) or len(text.word(second_at)) > 2 or len(first) > 4:
        return None
    third_at = _third(text, second_at + 1)
    if third_at is None:
        return _without_year(text, at, second_at)
    third = text.word(third_at)
    if len(first) == 4 and text.word(at + 1) == "-" and int(text.word(second_at)) > _MONTHS:
        return Impossible(third_at + 1)
    if len(first) == 4:
        return _ordered(
            third_at + 1, int(first), int(text.word(second_at)), int(third), day_first=False, is_ordered=True
        )
    if len(third) not in (2, 4) or len(first) > 2:
        return None
    return _ordered(
        third_at + 1,
        numbers.full_year(int(third)),
        int(first),
        int(text.word(second_at)),
        day_first=_is_day_first(text, at),
        is_ordered=text.word(at + 1) == ".",
    )


def _is_day_first(text: Text, at: int) -> bool:
    """Before a year, dots separate day and month in that order everywhere; other signs as the reader is used to."""
    return text.settings.day_first or text.word(at + 1) == "."


def after_sign(text: Text, at: int) -> int | None:
    return at + 1 if text.word(at) in _SIGNS and text.is_glued(at) and text.is_glued(at + 1) else None


def _third(text: Text, at: int) -> int | None:
    found = after_sign(text, at)
    if found is None and text.word(at) == "," and text.is_number(at + 1) and len(text.word(at + 1)) == 4:
        found = at + 1
    return found if found is not None and text.is_number(found) else None


def _ordered(
    stop: int,
    year: int | None,
    first: int,
    second: int,
    *,
    day_first: bool,
    strength: float = 0.95,
    is_ordered: bool = False,
) -> Named | Impossible:
    """Month and day in the order that is possible, the preferred one first. Twelve and less may be either."""
    month, day = (second, first) if day_first else (first, second)
    readings = [
        (m, d) for m, d in ((month, day), (day, month)) if make_date(2000 if year is None else year, m, d) is not None
    ]
    if not readings:
        return Impossible(stop)
    others = tuple(reading for reading in readings[1:] if reading != readings[0])
    return Named(stop, year, *readings[0], strength=strength, others=others, is_ordered=is_ordered)


def _without_year(text: Text, at: int, second_at: int) -> Named | Impossible | None:
    sign, first, second = text.word(at + 1), text.word(at), text.word(second_at)
    stop = second_at + 1
    if (
        len(first) > 2
        or not int(first)
        or not int(second)
        or (text.word(stop) in _SIGNS | {"%", ":"} and text.is_glued(stop + 1))
    ):
        return None
    if text.word(stop) == "%":
        return None
    if text.vocabulary.has_dotted_dates and sign == "." and text.word(stop) == "." and text.is_glued(stop):
        return _ordered(stop + 1, None, int(first), int(second), day_first=True, is_ordered=True)
    is_long = len(first) + len(second) > 2
    if sign == "/":
        strength = 0.7 if is_long else 0.35
    else:
        writes_so = text.is_whole or text.settings.day_first or text.vocabulary.has_dotted_dates
        strength = 0.35 if writes_so and sign == "." and len(second) == 2 else 0.3 if writes_so else _LIKE_A_NUMBER
    if sign != "/" and not is_long and not _has_weekday_before(text, at):
        return None
    found = _ordered(stop, None, int(first), int(second), day_first=text.settings.day_first, strength=strength)
    return None if isinstance(found, Impossible) and sign != "/" else found


def _has_weekday_before(text: Text, at: int) -> bool:
    vocabulary = text.vocabulary
    return any(text.word(at - n) in vocabulary.weekdays or text.word(at - n) in vocabulary.on for n in (1, 2))


def _blank_separated(text: Text, at: int) -> Named | Impossible | None:
    """`2016 10 16`, `10 31 1974`, `20170302`."""
    first, second, third = (text.word(at + n) for n in range(3))
    if len(first) == 8 and first[:2] in {"19", "20", "21"}:
        return _ordered(at + 1, int(first[:4]), int(first[4:6]), int(first[6:]), day_first=False, is_ordered=True)
    if not (text.is_number(at + 1) and text.is_number(at + 2)) or len(second) > 2:
        return None
    if len(first) == 4 and len(third) <= 2 and numbers.year(text, at):
        return _ordered(at + 3, int(first), int(second), int(third), day_first=False, is_ordered=True)
    if len(third) == 4 and len(first) <= 2 and numbers.year(text, at + 2):
        return _ordered(at + 3, int(third), int(first), int(second), day_first=text.settings.day_first)
    return None
