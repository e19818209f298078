"""How long somebody waits who guessed wrong: not at all, then a second, two, four, and so on."""

from datetime import datetime, timedelta
from typing import Final

import msgspec

#: Guesses are forgotten that nobody added to for this long.
FORGOTTEN_AFTER: Final = timedelta(days=1)


class Budget(msgspec.Struct, frozen=True):
    """After `free` wrong guesses each further one doubles the pause, up to `longest`."""

    free: int
    longest: timedelta

    def pause_after(self, failures: int) -> timedelta:
        if failures < self.free:
            return timedelta()
        return min(self.longest, timedelta(seconds=2.0 ** min(failures - self.free, 30)))


class Attempts(msgspec.Struct, frozen=True):
    """Wrong guesses in a row, as far as they count."""

    failures: int
    last_at: datetime

    def wait(self, budget: Budget, at: datetime) -> timedelta:
        """How long until the next may be tried; nothing or less where it may be at once."""
        if self.failures == 0 or at - self.last_at >= FORGOTTEN_AFTER:
            return timedelta()
        return self.last_at + budget.pause_after(self.failures) - at

    def one_more(self, at: datetime) -> "Attempts":
        is_forgotten = at - self.last_at >= FORGOTTEN_AFTER
        return Attempts(1 if is_forgotten else self.failures + 1, at)
