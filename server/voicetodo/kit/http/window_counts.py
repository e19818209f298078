"""Counts per window within one process, for the `limits` library.

Its own memory storage starts a thread every few milliseconds to throw old counts away; here the next count does that.
"""

import time
from itertools import islice

from limits.storage import Storage

#: So many old counts are looked at with each new one: more than one, so that they vanish faster than they come.
_SWEPT_AT_ONCE = 3


class WindowCounts(Storage):
    """Fixed windows. Used from one thread."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__()
        #: Key → count and the moment (seconds since 1970) at which it starts anew; the oldest first.
        self._counts: dict[str, tuple[int, float]] = {}

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        count, ends = self._counts.get(key, (0, 0.0))
        if ends <= now:
            self._counts.pop(key, None)
            self._sweep(now)
            count, ends = 0, now + expiry
        self._counts[key] = (count + amount, ends)
        return count + amount

    def get(self, key: str) -> int:
        count, ends = self._counts.get(key, (0, 0.0))
        return count if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        now = time.time()
        _, ends = self._counts.get(key, (0, now))
        return max(ends, now)

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        number = len(self._counts)
        self._counts.clear()
        return number

    def clear(self, key: str) -> None:
        self._counts.pop(key, None)

    def _sweep(self, now: float) -> None:
        for key, (_, ends) in list(islice(self._counts.items(), _SWEPT_AT_ONCE)):
            if ends <= now:
                del self._counts[key]
