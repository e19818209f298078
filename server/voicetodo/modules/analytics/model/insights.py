"""What somebody is told of their days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.analytics.model.days import INBOX, Day
from voicetodo.modules.analytics.model.facts import SOURCES

#: In one answer.
MOST_DAYS: Final = 366
_USUAL: Final = timedelta(days=29)
_HOURS: Final = 24
_DAY: Final = timedelta(days=1)


class DayTotals(msgspec.Struct, frozen=True):
    """One day."""

    date: date
    created: int
    completed: int


class Streak(msgspec.Struct, frozen=True):
    """Days in a row with a completed todo on each.

    As today is not over, the current streak may have its last day yesterday. `longest` is the longest of all that is
    known, whatever days were asked for.
    """

    current: int
    longest: int
    is_today_done: bool


class Completion(msgspec.Struct, frozen=True):
    """Of the todos made on these days and not thrown away since: how many are done by now.

    `rate` is from 0 to 1, and null where there are none.
    """

    made: int
    done: int
    rate: float | None


class CategoryTotals(msgspec.Struct, frozen=True):
    """Completed in one category; null is the inbox."""

    category_id: UUID | None
    completed: int


class Commands(msgspec.Struct, frozen=True):
    """What became of commands, each of which counts once.

    As `understood` at once, `clarified` after a question, `missed` or `undone`. `success_rate` is the share of the
    first two, from 0 to 1, and null where there are none.
    """

    total: int
    spoken: int
    understood: int
    clarified: int
    missed: int
    undone: int
    success_rate: float | None


class Insights(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over days of the person's own zone, both ends included, each of them named in `days`."""

    first: date = msgspec.field(name="from")
    last: date = msgspec.field(name="to")
    timezone: str
    created: int
    completed: int
    completion: Completion
    streak: Streak
    days: tuple[DayTotals, ...]
    #: Completed in each hour of the day, from 0 to 23.
    hours: tuple[int, ...]
    #: The busiest first.
    categories: tuple[CategoryTotals, ...]
    #: How todos were added: `voice`, `text` (typed words), `web`, `api` (programs), `caldav`, `import`.
    sources: dict[str, int]
    commands: Commands


def range_of(first: date | None, last: date | None, *, today: date) -> tuple[date, date]:
    """What was asked for: until today and of thirty days, where nothing is said. Raises Invalid."""
    end = today if last is None else last
    start = end - min(_USUAL, end - date.min) if first is None else first
    if start > end:
        raise Invalid(errors=[FieldError("from", "The first day comes after the last one.")])
    if (end - start).days >= MOST_DAYS:
        raise Invalid(errors=[FieldError("from", f"Ask for {MOST_DAYS} days at most.")])
    return start, end


def insights_of(
    days: Mapping[date, Day], completing: Sequence[date], *, first: date, last: date, today: date, timezone: str
) -> Insights:
    """`days` are those of the range that have anything, `completing` all days with a completion, in order."""
    inside = days.values()
    return Insights(
        first=first,
        last=last,
        timezone=timezone,
        created=sum(day.created for day in inside),
        completed=sum(day.completed for day in inside),
        completion=_completion(inside),
        streak=streak_of(completing, today=today),
        days=tuple(_totals(each, days.get(each)) for each in _each_day(first, last)),
        hours=_hours(inside),
        categories=_categories(inside),
        sources={source: sum(day.sources.get(source, 0) for day in inside) for source in SOURCES},
        commands=_commands(inside),
    )


def streak_of(completing: Sequence[date], *, today: date) -> Streak:
    """Of days in ascending order, each once."""
    longest = current = 0
    before: date | None = None
    for day in completing:
        current = current + 1 if before == day - _DAY else 1
        longest, before = max(longest, current), day
    is_running = before is not None and before >= today - _DAY
    return Streak(current=current if is_running else 0, longest=longest, is_today_done=today in completing[-2:])


def _each_day(first: date, last: date) -> Iterable[date]:
    return (first + _DAY * n for n in range((last - first).days + 1))


def _totals(day: date, counts: Day | None) -> DayTotals:
    if counts is None:
        return DayTotals(day, 0, 0)
    return DayTotals(day, counts.created, counts.completed)


def _completion(days: Iterable[Day]) -> Completion:
    made, done = sum(day.kept for day in days), sum(day.done for day in days)
    return Completion(made, done, _share(done, made))


def _hours(days: Iterable[Day]) -> tuple[int, ...]:
    total: Counter[int] = Counter()
    for day in days:
        total.update(day.hours)
    return tuple(total[hour] for hour in range(_HOURS))


def _categories(days: Iterable[Day]) -> tuple[CategoryTotals, ...]:
    total: Counter[str] = Counter()
    for day in days:
        total.update(day.categories)
    busiest = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(CategoryTotals(None if key == INBOX else UUID(key), count) for key, count in busiest)


def _commands(days: Iterable[Day]) -> Commands:
    by: Counter[str] = Counter()
    for day in days:
        by.update(day.commands)
    total = by.total()
    return Commands(
        total=total,
        spoken=sum(day.spoken for day in days),
        understood=by["understood"],
        clarified=by["clarified"],
        missed=by["missed"],
        undone=by["undone"],
        success_rate=_share(by["understood"] + by["clarified"], total),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
