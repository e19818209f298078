"""A day of somebody's, counted from its facts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from voicetodo.modules.analytics.model.facts import OF_COMMANDS, Fact, Kind, source_named

#: What one command counts as: each is one of these, the first that fits.
CommandOutcome = Literal["undone", "missed", "clarified", "understood"]
_OUTCOMES: Final[tuple[CommandOutcome, ...]] = ("undone", "missed", "clarified", "understood")
#: Stands for no category.
INBOX: Final = "inbox"


class Day(msgspec.Struct, frozen=True, omit_defaults=True):
    """Counts over one local day. What is not named in a mapping happened not once."""

    completed: int = 0
    created: int = 0
    #: Of those created: not thrown away since.
    kept: int = 0
    #: Of those created: done by now, whoever did it.
    done: int = 0
    #: Completed, by local hour.
    hours: dict[int, int] = {}
    #: Completed, by the category in which it was then; `inbox` where in none.
    categories: dict[str, int] = {}
    #: Created, by how.
    sources: dict[str, int] = {}
    commands: dict[CommandOutcome, int] = {}
    #: Of the commands: said aloud, and not typed.
    spoken: int = 0


_NOTHING: Final = Day()


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """The local day of a moment."""
    return at.astimezone(zone).date()


def bounds_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when until before when it is that day there, in UTC."""
    first, after = (datetime.combine(each, time(), zone).astimezone(UTC) for each in (day, day + timedelta(days=1)))
    return first, after


def counted(facts: Iterable[Fact], zone: ZoneInfo) -> dict[date, Day]:
    """Days by what happened on them; the facts are settled."""
    by_day: dict[date, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_day[day_of(fact.at, zone)].append(fact)
    days = {day: _count(told, zone) for day, told in by_day.items()}
    return {day: each for day, each in days.items() if each != _NOTHING}


def _count(facts: Sequence[Fact], zone: ZoneInfo) -> Day:
    created = [fact for fact in facts if fact.kind == "created"]
    completed = [fact for fact in facts if fact.kind == "completed" and fact.is_kept]
    commands: dict[UUID, dict[Kind, Fact]] = defaultdict(dict)
    for fact in facts:
        if fact.kind in OF_COMMANDS:
            commands[fact.subject_id][fact.kind] = fact
    return Day(
        completed=len(completed),
        created=len(created),
        kept=sum(fact.is_kept for fact in created),
        done=sum(fact.is_done for fact in created),
        hours=Counter(fact.at.astimezone(zone).hour for fact in completed),
        categories=Counter(str(fact.category_id) if fact.category_id else INBOX for fact in completed),
        sources=Counter(source_named(fact.source) for fact in created),
        commands=Counter(_outcome(told) for told in commands.values()),
        spoken=sum(any(fact.source == "audio" for fact in told.values()) for told in commands.values()),
    )


def _outcome(told: Mapping[Kind, Fact]) -> CommandOutcome:
    return next(outcome for outcome in _OUTCOMES if outcome in told)
