"""VTODO → what it says of a todo. What we cannot say in our own words is left out here, and kept where it stands."""

import re
from datetime import date, datetime, timedelta
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType

from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import Due, Priority, Recurrence, Reminder
from voicetodo.modules.todo.checks import (
    FIRST_YEAR,
    MAX_ASSIGNEE,
    MAX_DURATION_MINUTES,
    MAX_LABELS,
    MAX_NOTES,
    MAX_REMINDERS,
    MAX_TITLE,
    is_timezone,
)
from voicetodo.modules.todo.dav.vtodo import names
from voicetodo.modules.todo.dav.vtodo.alarms import find_reminder
from voicetodo.modules.todo.dav.vtodo.content_lines import Component, Line, Unreadable, listed
from voicetodo.modules.todo.dav.vtodo.moments import find_duration, find_moment, find_stamp, instant, later, zones_of
from voicetodo.modules.todo.naming import MAX_NAME
from voicetodo.modules.todo.recurrence import RuleError
from voicetodo.modules.todo.text import TextError, line, paragraphs

UNTITLED: Final = "Untitled"
_NOT_IN_TITLES: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_DONE: Final = frozenset({"COMPLETED", "CANCELLED"})
#: Of one that was completed occurrence by occurrence, for as long.
_MOST_OCCURRENCES: Final = 1000


class WrongComponent(Unreadable):
    """It is iCalendar, but no todo."""


class Times(msgspec.Struct, frozen=True):
    """What belongs together: moved by a client, all of it is written anew."""

    start_date: date | None = None
    due: Due | None = None
    rule: Recurrence | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a VTODO says. UNSET is what it says nothing of, as only we have a word for it."""

    uid: str
    title: str
    notes: str
    priority: Priority
    times: Times
    reminders: tuple[Reminder, ...]
    #: Names.
    labels: tuple[str, ...]
    #: The UID of the todo this is a subtask of.
    parent_uid: str | None
    is_done: bool
    completed_at: datetime | None
    deadline: date | UnsetType = UNSET
    duration_minutes: int | UnsetType = UNSET
    assignee: str | UnsetType = UNSET
    #: The rule itself says nothing of it.
    is_from_completion_said: bool = False


def master_of(calendar: Component) -> Component:
    """The VTODO itself, without its overridden occurrences. Raises Unreadable."""
    others = [each.name for each in calendar.components if each.name not in {"VTODO", "VTIMEZONE"}]
    if others:
        raise WrongComponent(f"Calendars here hold todos only, not {others[0][:40]}.")
    todos = list(calendar.parts("VTODO"))
    if not todos:
        raise Unreadable("It holds no VTODO.")
    if len({uid_of(each) for each in todos}) > 1:
        raise Unreadable("One resource holds one todo: all its components have the same UID.")
    masters = [each for each in todos if each.find("RECURRENCE-ID") is None]
    if len(masters) > 1:
        raise Unreadable("It holds the same todo twice.")
    return masters[0] if masters else todos[0]


def uid_of(component: Component) -> str:
    """Raises Unreadable."""
    uid = component.find("UID")
    if uid is None or not 1 <= len(uid.text.strip()) <= 500:
        raise Unreadable("A VTODO needs a UID of at most 500 characters.")
    return uid.text.strip()


def read(calendar: Component, *, timezone: str) -> Reading:
    """`timezone` is the user's own. Raises Unreadable."""
    todo = master_of(calendar)
    zones = zones_of(calendar)
    times, start, is_over = _times(todo, calendar, timezone=timezone, zones=zones)
    is_done = is_over or _is_done(todo)
    return Reading(
        uid=uid_of(todo),
        title=_title(todo.find("SUMMARY")),
        notes=_notes(todo.find("DESCRIPTION")),
        priority=names.priority_of(_value(todo, "PRIORITY")),
        times=times,
        reminders=_reminders(todo, start=start, due=times.due, timezone=timezone),
        labels=_labels(todo),
        parent_uid=_parent_uid(todo),
        is_done=is_done,
        completed_at=find_stamp(todo.find("COMPLETED")) if is_done else None,
        deadline=_day(todo.find(names.DEADLINE)),
        duration_minutes=_minutes(_value(todo, names.DURATION_MINUTES)),
        assignee=_line(todo.find(names.ASSIGNEE), most=MAX_ASSIGNEE),
        is_from_completion_said=todo.find(names.FROM_COMPLETION) is not None,
    )


def _times(
    todo: Component, calendar: Component, *, timezone: str, zones: dict[str, str]
) -> tuple[Times, Due | None, bool]:
    """The times, the moment that DTSTART is, and whether every occurrence was completed by itself."""
    own = _value(todo, names.TIMEZONE)
    own_zone = own if is_timezone(own) else None

    def moment(name: str) -> Due | None:
        found = find_moment(todo.find(name), timezone=timezone, zones=zones, own_zone=own_zone)
        return found if found is not None and found.date.year >= FIRST_YEAR else None

    start, due = moment("DTSTART"), moment("DUE")
    lasts = find_duration(_value(todo, "DURATION")) if due is None and start is not None else None
    if start is not None and lasts is not None and lasts >= timedelta():
        due = later(start, lasts)
    rule = _rule(todo)
    starts_of_its_own = start is not None
    if rule is not None and start is not None and (due is None or due == start):
        # it is there because a rule needs one
        due, starts_of_its_own = start, False
    said = _day(todo.find(names.START_DATE))
    start_date = said or (start.date if start is not None and starts_of_its_own else None)
    if rule is None or due is None:
        return Times(start_date or None, due, None), start, False
    completed = _completed_days(todo, calendar, timezone=timezone, zones=zones)
    due, left = _at_first_open(due, rule, completed)
    return Times(start_date or None, due, left), start, left is None


def _at_first_open(due: Due, rule: Recurrence, completed: set[date]) -> tuple[Due, Recurrence | None]:
    """The first occurrence that a client did not complete by itself (RECURRENCE-ID); without a rule, the last."""
    for _ in range(_MOST_OCCURRENCES):
        if due.date not in completed:
            break
        by_date = msgspec.structs.replace(rule, from_completion=False)
        after = recurrence.following(due, by_date, completed_at=instant(due))
        if after is None:
            return due, None
        due, rule = after[0], msgspec.structs.replace(after[1], from_completion=rule.from_completion)
    return due, rule


def _completed_days(todo: Component, calendar: Component, *, timezone: str, zones: dict[str, str]) -> set[date]:
    """The occurrences that were completed by themselves."""
    days: set[date] = set()
    for each in calendar.parts("VTODO"):
        of = find_moment(each.find("RECURRENCE-ID"), timezone=timezone, zones=zones)
        if each is not todo and of is not None and _is_done(each):
            days.add(of.date)
    start = find_moment(todo.find("DTSTART"), timezone=timezone, zones=zones)
    due = find_moment(todo.find("DUE"), timezone=timezone, zones=zones)
    if start is None or due is None:
        return days
    # RECURRENCE-ID names the start of an occurrence; we name occurrences by the day they are due.
    moved = (later(Due(day, None, timezone), due.date - start.date) for day in days)
    return {each.date for each in moved if each is not None}


def _rule(todo: Component) -> Recurrence | None:
    rule = todo.find("RRULE")
    if rule is None:
        return None
    try:
        spelled = recurrence.check(rule.value)
    except RuleError:
        return None
    return Recurrence(
        spelled,
        from_completion=_value(todo, names.FROM_COMPLETION).upper() == "TRUE",
        occurrence=_day(todo.find(names.OCCURRENCE)) or None,
    )


def _reminders(todo: Component, *, start: Due | None, due: Due | None, timezone: str) -> tuple[Reminder, ...]:
    found = (find_reminder(alarm, start=start, due=due, timezone=timezone) for alarm in todo.parts("VALARM"))
    return tuple(dict.fromkeys(each for each in found if each is not None))[:MAX_REMINDERS]


def _labels(todo: Component) -> tuple[str, ...]:
    labels: dict[str, str] = {}
    for each in todo.all("CATEGORIES"):
        for name in listed(each.value):
            try:
                kept = line(name, most=MAX_NAME)
            except TextError:
                continue
            labels.setdefault(kept.lower(), kept)
    return tuple(labels.values())[:MAX_LABELS]


def _parent_uid(todo: Component) -> str | None:
    """RELTYPE is PARENT where nothing is said (3.2.15)."""
    parents = (each for each in todo.all("RELATED-TO") if each.params.get("RELTYPE", "PARENT").upper() == "PARENT")
    return next((each.text.strip() for each in parents if 1 <= len(each.text.strip()) <= 500), None)


def _is_done(todo: Component) -> bool:
    status = _value(todo, "STATUS").upper()
    if status:
        return status in _DONE
    return todo.find("COMPLETED") is not None or _value(todo, "PERCENT-COMPLETE") == "100"


def _title(summary: Line | None) -> str:
    """One line of it, as long as a title may be; the rest stays where it was written."""
    text = summary.text if summary is not None else ""
    return _NOT_IN_TITLES.sub(" ", text).strip()[:MAX_TITLE].strip() or UNTITLED


def _notes(description: Line | None) -> str:
    text = description.text if description is not None else ""
    try:
        return paragraphs(text[:MAX_NOTES], most=MAX_NOTES)
    except TextError:
        return ""


def _line(found: Line | None, *, most: int) -> str | UnsetType:
    try:
        return UNSET if found is None else line(found.text, most=most)
    except TextError:
        return UNSET


def _day(found: Line | None) -> date | UnsetType:
    moment = find_moment(found, timezone="UTC", zones={})
    return UNSET if moment is None or moment.date.year < FIRST_YEAR else moment.date


def _minutes(value: str) -> int | UnsetType:
    number = int(value) if value.isdecimal() and len(value) < 7 else 0
    return number if 1 <= number <= MAX_DURATION_MINUTES else UNSET


def _value(component: Component, name: str) -> str:
    found = component.find(name)
    return "" if found is None else found.value.strip()


__all__ = ["UNTITLED", "Reading", "Times", "WrongComponent", "master_of", "read", "uid_of"]
