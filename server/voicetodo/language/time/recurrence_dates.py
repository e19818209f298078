"""Dates that repeat each year, and edges of months: "every june 3rd", "every spring", "every end of month"."""

from voicetodo.language.time.calendar import holiday
from voicetodo.language.time.reading import Text
from voicetodo.language.time.recurrence_days import date_list
from voicetodo.language.time.rule import Rule

#: Where the edges of a month are.
_EDGE_DAYS = {"start": 1, "middle": 15, "end": -1}


def every_edge(text: Text, at: int, rule: Rule) -> tuple[Rule, int] | None:
    """ "every end of month", "every start of the quarter"."""
    vocabulary = text.vocabulary
    edge = vocabulary.edges.find(text.words, at)
    day = _EDGE_DAYS.get(edge[0]) if edge else None
    if edge is None or day is None:
        return None
    unit_at = text.skip(edge[1], vocabulary.the)
    unit = vocabulary.units.get(text.word(unit_at))
    if unit is None or unit.name not in ("month", "quarter"):
        return None
    rule.month_days = [day]
    rule.every(unit.name, 1)
    return rule, unit_at + 1


def every_date(text: Text, at: int, rule: Rule) -> tuple[Rule, int] | None:
    """ "every june 3rd", "every christmas", "every march"."""
    named = date_list(text, at, rule)
    if named:
        return rule, named
    stop = holiday_date(text, at, rule)
    season = text.vocabulary.seasons.get(text.word(at)) if stop is None else None
    if season:
        rule.months = [season]
        stop = _more_seasons(text, at + 1, rule)
    if stop is None:
        return None
    rule.every("year", 1)
    return rule, stop


def _more_seasons(text: Text, stop: int, rule: Rule) -> int:
    """ "(every spring) and autumn": by the months they begin with."""
    start = text.skip(stop, text.vocabulary.and_)
    season = text.vocabulary.seasons.get(text.word(start)) if start > stop else None
    if season is None:
        return stop
    rule.months = sorted({*rule.months, season})
    return start + 1


def holiday_date(text: Text, at: int, rule: Rule) -> int | None:
    """The date of a holiday into `rule`, unless it moves with the moon."""
    found = text.vocabulary.holidays.find(text.words, at)
    if found is None or found[0].startswith(("easter", "moon", "advent")):
        return None
    day = holiday(found[0], text.today.year)
    if day and ":" not in found[0]:
        rule.months, rule.month_days = [day.month], [day.day]
    elif "+" not in found[0]:
        month, nth, weekday = (int(part) for part in found[0].split(":"))
        rule.months, rule.nth_weekdays = [month], [(nth, weekday)]
    else:
        return None
    return found[1]
