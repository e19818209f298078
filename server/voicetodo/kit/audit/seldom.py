"""Acts that strangers may try as often as they like: told seldom enough that the log is not theirs to fill."""

from datetime import datetime, timedelta
from typing import Final

import msgspec

from voicetodo.kit.clock import Clock

#: However many there are and wherever they come from.
_MOST_A_MINUTE: Final = 60
_MOST_REMEMBERED: Final = 10_000
_MINUTE: Final = timedelta(minutes=1)


class _Told(msgspec.Struct):
    at: datetime
    untold: int = 0


class Seldom:
    """Of one process. Under each key once a minute, and all together no oftener than a person could read."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._told: dict[str, _Told] = {}
        self._minute: datetime | None = None
        self._told_in_minute = 0

    def count(self, key: str) -> int:
        """One more under this key: how many there were that are to be told of now; 0 where that can wait."""
        now = self._clock.now()
        told = self._told.get(key)
        if told is not None and now - told.at < _MINUTE:
            told.untold += 1
            return 0
        untold = 0 if told is None else told.untold
        if not self._has_room(now):
            self._remember(key, _Told(now, untold + 1))
            return 0
        self._remember(key, _Told(now))
        return untold + 1

    def _has_room(self, now: datetime) -> bool:
        if self._minute is None or now - self._minute >= _MINUTE:
            self._minute, self._told_in_minute = now, 0
        self._told_in_minute += 1
        return self._told_in_minute <= _MOST_A_MINUTE

    def _remember(self, key: str, told: _Told) -> None:
        self._told.pop(key, None)
        self._told[key] = told
        if len(self._told) > _MOST_REMEMBERED:
            del self._told[next(iter(self._told))]
