"""The time, as something that can be handed over: rules never look at a clock themselves."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment, always aware and in UTC."""

    def now(self) -> datetime: ...


def is_moment(value: datetime) -> bool:
    """Whether it is one for everybody: with an offset, and within the calendar in UTC as well as there."""
    try:
        return value.tzinfo is not None and value.astimezone(UTC).tzinfo is not None
    except OverflowError:
        return False


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        self._at += by
