"""A day by its month and number, and what a missing year means."""

from datetime import date
from typing import NamedTuple

from voicetodo.language.time.calendar import add_days, make_date
from voicetodo.language.time.reading import Day, Text

#: How many read "3/4" in the other order: few where we know how somebody writes, else nearly half.
_MISORDERED, _EITHER_ORDER = 0.1, 0.45
#: A language without a region has so many.
_LETTERS = 2


class Named(NamedTuple):
    """A month and a day, perhaps a year. `others` are readings in the other order of day and month."""

    stop: int
    year: int | None
    month: int
    day: int
    strength: float = 0.95
    others: tuple[tuple[int, int], ...] = ()
    #: The order was told by how it is written ("2026-06-03", "3.6.2026"): others serve a weekday that says otherwise.
    is_ordered: bool = False


class Impossible(NamedTuple):
    """A date that does not exist ("June 31"): it is passed over whole, so that no part of it is read as another."""

    stop: int


def settle(text: Text, found: Named, weekday: int | None = None) -> Day | Impossible:
    """The day in its year: the one said, else the next from today (the next on that weekday, if within two years)."""
    readings = ((found.month, found.day), *found.others)
    if found.year is not None:
        days = [day for month, day_of in readings if (day := make_date(found.year, month, day_of))]
    else:
        days = [day for month, day_of in readings if (day := upcoming(text.today, month, day_of))]
        if weekday is not None:
            near = [day for month, day_of in readings for day in _on_weekday(text.today, month, day_of, weekday)]
            days = sorted(near) + days
    if not days:
        return Impossible(found.stop)
    if weekday is not None:
        days.sort(key=lambda day: day.weekday() != weekday)
    share = _MISORDERED if text.settings.day_first or len(text.settings.language) > _LETTERS else _EITHER_ORDER
    others = () if found.is_ordered else tuple((day, share) for day in dict.fromkeys(days) if day != days[0])[:1]
    return Day(found.stop, days[0], next_day(days[0]), strength=found.strength, others=others)


def next_day(day: date) -> date:
    """The day after, or the same at the end of time."""
    return add_days(day, 1) or day


def upcoming(today: date, month: int, day: int) -> date | None:
    """The next time that day of a month comes, today included; February 29th waits for its year."""
    for year in range(today.year, today.year + 9):
        found = make_date(year, month, day)
        if found and found >= today:
            return found
    return None


def _on_weekday(today: date, month: int, day: int, weekday: int) -> list[date]:
    found = (make_date(today.year + n, month, day) for n in range(3))
    return [each for each in found if each and each >= today and each.weekday() == weekday][:1]
