"""Counts per window within one process.

The memory storage of the `limits` library starts a thread every few milliseconds to throw old counts away, and wraps
each call; here the next count does it, and says all there is to know.
"""

import time
from itertools import islice

#: So many old counts are looked at with each new one: more than one, so that they vanish faster than they come.
_SWEPT_AT_ONCE = 3


class WindowCounts:
    """Fixed windows. Used from one thread."""

    def __init__(self) -> None:
        #: For each length of windows in seconds: key → count and the moment (seconds since 1970) at which it starts
        #: anew; the oldest first, which they would not be if long windows stood among short ones.
        self._counts: dict[int, dict[str, tuple[int, float]]] = {}

    def count(self, key: str, *, window_seconds: int) -> tuple[int, float]:
        """One more: how many it is now in this window, and how many seconds the window has left."""
        now = time.time()
        counts = self._counts.setdefault(window_seconds, {})
        count, ends = counts.get(key, (0, 0.0))
        if ends <= now:
            counts.pop(key, None)
            _sweep(counts, now)
            count, ends = 0, now + window_seconds
        counts[key] = (count + 1, ends)
        return count + 1, ends - now

    def look(self, key: str, *, window_seconds: int) -> tuple[int, float]:
        """How many it is in this window, and how many seconds the window has left; none before the first."""
        count, ends = self._counts.get(window_seconds, {}).get(key, (0, 0.0))
        left = ends - time.time()
        return (count, left) if left > 0 else (0, 0.0)

    def __len__(self) -> int:
        return sum(map(len, self._counts.values()))


def _sweep(counts: dict[str, tuple[int, float]], now: float) -> None:
    for key, (_, ends) in list(islice(counts.items(), _SWEPT_AT_ONCE)):
        if ends <= now:
            del counts[key]
