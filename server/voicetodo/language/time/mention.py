"""What a time expression means: the values that leave this package."""

from typing import Annotated, Literal

import msgspec

Kind = Literal["date", "datetime", "time", "range", "recurrence", "duration"]
Role = Literal["due", "deadline", "reminder"]


Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="`HH:MM`, 00:00 to 23:59")]


class DayHours(msgspec.Struct, frozen=True, omit_defaults=True):
    """When the parts of somebody's day are: what "in the morning", "at lunch" and "end of day" mean to them."""

    morning: Clock = "09:00"
    noon: Clock = "12:00"
    afternoon: Clock = "15:00"
    evening: Clock = "18:00"
    night: Clock = "20:00"
    end_of_day: Clock = "17:00"


class TimeSettings(msgspec.Struct, frozen=True):
    """How one person reads a clock and a calendar. `first_weekday` is 0 Monday … 6 Sunday."""

    #: `en`, `en-GB`, `de` …; English where it is not known.
    language: str = "en"
    day_first: bool = False
    first_weekday: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0
    hours: DayHours = DayHours()


class Alternative(msgspec.Struct, frozen=True):
    """Another reading of the words of a time, in ISO as the time's own. `score` is the share of people who mean it."""

    value: str
    score: float


class TimeMention(msgspec.Struct, frozen=True, omit_defaults=True):
    """One time expression in a text.

    `start` and `end` are a half-open range of characters and cover the prepositions that belong to it. `value` is
    ISO 8601: `2026-05-01`, `2026-05-01T09:00` (also for a bare time: its next occurrence), `start/end` with the end
    exclusive, `PT20M`; for a recurrence it is the start where one was said. `date` and `time` are the local due that
    follows: the first occurrence of a recurrence, the next of a bare time, the start of a range (its last day once it
    has begun). `score` (0..1) says how sure it is that a time was meant at all.

    `alternatives` are what else the same words may mean, likeliest first, the earlier of two alike. Their scores are
    estimated shares of one; of what they leave, `value` has the most, and never less than any of them.
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
    alternatives: tuple[Alternative, ...] = ()
    score: float = 1.0
