"""What a time expression means: the values that leave this package."""

from typing import Literal

import msgspec

Kind = Literal["date", "datetime", "time", "range", "recurrence", "duration"]
Role = Literal["due", "deadline", "reminder"]


class TimeSettings(msgspec.Struct, frozen=True):
    """How one person reads a clock and a calendar. Hours are `HH:MM`; `first_weekday` is 0 Monday … 6 Sunday."""

    #: `en`, `en-GB`, `de` …; English where it is not known.
    language: str = "en"
    day_first: bool = False
    first_weekday: int = 0
    morning: str = "09:00"
    noon: str = "12:00"
    afternoon: str = "15:00"
    evening: str = "18:00"
    night: str = "20:00"
    end_of_day: str = "17:00"


class TimeMention(msgspec.Struct, frozen=True):
    """One time expression in a text.

    `start` and `end` are a half-open range of characters and cover the prepositions that belong to it. `value` is
    ISO 8601: `2026-05-01`, `2026-05-01T09:00` (also for a bare time: its next occurrence), `start/end` with the end
    exclusive, `PT20M`; for a recurrence it is the start where one was said. `date` and `time` are the local due that
    follows: the first occurrence of a recurrence, the next of a bare time, the start of a range (its last day once it
    has begun). `alternatives` are other readings in ISO, likeliest first. `score` (0..1) says how sure it is that a
    time was meant at all.
    """

    start: int
    end: int
    kind: Kind
    value: str | None = None
    rrule: str | None = None
    from_completion: bool = False
    date: str | None = None
    time: str | None = None
    role: Role = "due"
    alternatives: tuple[str, ...] = ()
    score: float = 1.0
