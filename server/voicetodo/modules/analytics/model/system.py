"""What whoever looks after an installation is told of its days."""

import datetime

import msgspec


class SystemDay(msgspec.Struct, frozen=True):
    """One day in UTC, over those who agreed to be counted. How long commands took is null where there were none."""

    date: datetime.date
    #: Who did anything.
    people: int
    created: int
    completed: int
    commands: int
    undone: int
    p50_ms: float | None
    p95_ms: float | None


class SystemInsights(msgspec.Struct, frozen=True):
    """Days that were counted, in order; today's so far."""

    days: tuple[SystemDay, ...]
