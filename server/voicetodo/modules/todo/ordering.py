"""Places in an order made by hand, as text: between any two there is room for another (fractional indexing).

A place is a fraction written in base 62, compared byte by byte. New things stand at the end, as their place is the time
they were made, so that no other row is read. Two people moving things into the same gap at once get different
places, as each adds a little chance of its own (`salt`).
"""

import random
from datetime import datetime
from typing import TypeGuard

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_BASE = len(_DIGITS)
_PAIRS = [high + low for high in _DIGITS for low in _DIGITS]
#: Places must differ, not be secret. Of its own, so that nobody's seed decides them.
_chance = random.Random()  # noqa: S311 - as above
#: Microseconds since 1970 fit nine digits until the year 2398.
_TIME_DIGITS = 9
#: A place longer than this asks for its neighbours to get new ones, as if they had been made just now.
MAX_LENGTH = 120


def at_end(now: datetime, *, nth: int = 0, salt: str | None = None) -> str:
    """The place after all that was made before `now`; `nth` keeps the order of things made together."""
    microseconds = int(now.timestamp() * 1_000_000) + nth
    return _number(microseconds, _TIME_DIGITS) + (fresh_salt() if salt is None else salt)


def between(before: str | None, after: str | None, *, salt: str | None = None) -> str:
    """A place after `before` and before `after`; None is the open end.

    Raises ValueError where there is none: `before` is not before `after`, or is followed by nothing but zeros.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError("There is no place between these two.")
    return _middle(before or "", after) + (fresh_salt() if salt is None else salt)


def is_place(text: str | None) -> TypeGuard[str]:
    """Whether there is room before and after it."""
    return text is not None and len(text) <= MAX_LENGTH and set(text) <= _VALUE.keys() and text[-1:] not in ("", "0")


def fresh_salt() -> str:
    """Three digits of chance; the last is never zero, as nothing would fit before a trailing zero."""
    number, last = divmod(int(_chance.random() * _BASE * _BASE * (_BASE - 1)), _BASE - 1)
    return _number(number, 2) + _DIGITS[1 + last]


def _middle(before: str, after: str | None) -> str:
    """Digits after `before` that, whatever follows them, stay before `after`. Never ends in zero."""
    digits: list[str] = []
    bound = after
    place = 0
    while True:
        low = _VALUE[before[place]] if place < len(before) else 0
        high = _BASE if bound is None else _VALUE[bound[place]] if place < len(bound) else 0
        if high - low > 1:
            return "".join(digits) + _DIGITS[(low + high) // 2]
        if high < low or (bound is not None and place >= len(bound)):
            raise ValueError("There is no place between these two.")
        digits.append(_DIGITS[low])
        if high > low:
            bound = None
        place += 1


def _number(value: int, width: int) -> str:
    digits = ""
    while len(digits) < width:
        value, pair = divmod(value, _BASE * _BASE)
        digits = _PAIRS[pair] + digits
    return digits[-width:]
