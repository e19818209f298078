"""iCalendar (RFC 5545): each VTODO is a todo. Events and journals are not.

RELATED-TO names the parent, PRIORITY 1–4 is high, 5 medium, 6–9 low, CATEGORIES are labels, and the calendar's name
(X-WR-CALNAME) the category.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, ComponentFactory, Todo
from icalendar.parser.ical.calendar import CalendarIcalParser

from voicetodo.modules.todo.api import Due, Priority, Recurrence, Reminder, Told
from voicetodo.modules.todo.transfer.draft import (
    MAX_ROWS,
    BadRow,
    CategoryDraft,
    Draft,
    Keys,
    Reading,
    Setting,
    Unreadable,
    drafts_of,
)
from voicetodo.modules.todo.transfer.moments import MORNING, kept, zone
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.told import tell

_PRIORITIES: Final[dict[int, Priority]] = {1: 1, 2: 1, 3: 1, 4: 1, 5: 2, 6: 3, 7: 3, 8: 3, 9: 3}


class _Todo(Todo):
    ignore_exceptions = True


class _Alarm(Alarm):
    ignore_exceptions = True


def recognises(source: Source) -> bool:
    return source.text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def read(source: Source, setting: Setting) -> Reading:
    if source.text.upper().count("BEGIN:") > 5 * MAX_ROWS:
        raise Unreadable("import-rows-many", most=MAX_ROWS)
    try:
        calendars = CalendarIcalParser(source.text, _components(), Calendar.types_factory).parse()
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        raise Unreadable("import-calendar-broken", why=error) from error
    rows = [(_name(calendar), todo) for calendar in calendars for todo in calendar.walk("VTODO")]
    events = sum(len(calendar.walk("VEVENT")) for calendar in calendars)
    if not rows and events:
        raise Unreadable("import-calendar-events-only")
    keys = Keys()

    def draft(row: int, item: tuple[str | None, Component]) -> Draft:
        try:
            return _draft(row, item[0], item[1], setting, keys)
        except (AttributeError, TypeError, KeyError) as error:
            raise BadRow("import-properties-broken", why=error) from error

    return Reading(
        drafts=drafts_of(rows, draft),
        categories=tuple(CategoryDraft(name=name) for name in dict.fromkeys(name for name, _ in rows) if name),
        notices=(*source.notices, *((tell("import-calendar-events", count=events),) if events else ())),
    )


def _components() -> ComponentFactory:
    """What is broken in a todo keeps neither the rest of it nor the others from being read."""
    factory = ComponentFactory()
    factory.add_component_class(_Todo)
    factory.add_component_class(_Alarm)
    return factory


def _without_broken(todo: Component) -> Iterator[Told]:
    """Takes what could not be read out of a todo, and tells of it."""
    for name in dict.fromkeys(name for name, _ in todo.errors):
        if name is not None:
            todo.pop(name, None)
            yield tell("import-property-lost", name=name)
    if any(name is None for name, _ in todo.errors):
        yield tell("import-lines-lost")
    if any(alarm.errors for alarm in todo.subcomponents):
        yield tell("import-alarm-lost")
    todo.subcomponents = [each for each in todo.subcomponents if not each.errors]


def _draft(row: int, category: str | None, todo: Component, setting: Setting, keys: Keys) -> Draft:
    broken = tuple(_without_broken(todo))
    title, notes = titled(_text(todo, "summary"), _text(todo, "description"))
    start, due = _due(_value(todo, "dtstart"), setting), _due(_value(todo, "due"), setting)
    length = _value(todo, "duration")
    if due is None and isinstance(length, timedelta):
        due = start
    rule = todo.get("rrule")
    due, rule, notice = kept(None if rule is None else Recurrence(rule.to_ical().decode()), due or start, setting)
    done_at = _moment(_value(todo, "completed"))
    is_done = done_at is not None or _text(todo, "status").upper() in ("COMPLETED", "CANCELLED")
    return Draft(
        row=row,
        key=_text(todo, "uid") or keys.of(category, title),
        title=title,
        notes=notes,
        category=category,
        parent=_parent(todo),
        priority=_PRIORITIES.get(int(todo.get("priority") or 0), 4),
        start_date=start.date if start and (due is None or start.date != due.date) else None,
        due=due,
        duration_minutes=(int(length.total_seconds() // 60) or None) if isinstance(length, timedelta) else None,
        recurrence=rule,
        reminders=tuple(_reminders(todo, start, due, setting))[:10],
        labels=tuple(dict.fromkeys(_categories(todo))),
        completed_at=(done_at or setting.now) if is_done else None,
        created_at=_moment(_value(todo, "created")),
        notices=(*broken, *((notice,) if notice else ())),
    )


def _name(calendar: Component) -> str | None:
    return str(calendar.get("x-wr-calname") or calendar.get("name") or "").strip()[:100] or None


def _text(todo: Component, name: str) -> str:
    value = todo.get(name)
    return "" if value is None else str(value[0] if isinstance(value, list) else value)


def _value(component: Component, name: str) -> Any:
    found = component.get(name)
    return getattr(found[0] if isinstance(found, list) else found, "dt", None)


def _due(value: Any, setting: Setting) -> Due | None:
    if isinstance(value, datetime):
        name = getattr(value.tzinfo, "key", None) or getattr(value.tzinfo, "zone", None)
        timezone = zone(None if name == "UTC" else name, setting.timezone)
        if value.tzinfo is not None:
            value = value.astimezone(ZoneInfo(timezone))
        return Due(value.date(), f"{value:%H:%M}", timezone)
    return Due(value, None, setting.timezone) if isinstance(value, date) else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime(value.year, value.month, value.day, 12, tzinfo=UTC) if isinstance(value, date) else None


def _parent(todo: Component) -> str | None:
    """The first relation that is none to a sibling or a child: PARENT is what is meant without a word."""
    related = todo.get("related-to")
    for each in related if isinstance(related, list) else [related] if related is not None else []:
        if str(getattr(each, "params", {}).get("RELTYPE", "PARENT")).upper() == "PARENT":
            return str(each)
    return None


def _categories(todo: Component) -> Iterator[str]:
    given = todo.get("categories")
    for group in given if isinstance(given, list) else [given] if given is not None else []:
        for name in getattr(group, "cats", [group]):
            if str(name).strip():
                yield str(name).strip()


def _reminders(todo: Component, start: Due | None, due: Due | None, setting: Setting) -> Iterator[Reminder]:
    for alarm in todo.subcomponents:
        if alarm.name != "VALARM":
            continue
        trigger = _value(alarm, "trigger")
        if isinstance(trigger, timedelta):
            is_from_end = alarm["trigger"].params.get("RELATED", "").upper() == "END"
            yield from _relative(trigger, due if is_from_end else start or due, due)
        elif isinstance(trigger, datetime):
            yield Reminder(at=_due(trigger, setting))


def _relative(by: timedelta, anchor: Due | None, due: Due | None) -> Iterator[Reminder]:
    """What is not before the due time is a moment of its own."""
    if anchor is None:
        return
    before = (MORNING if anchor.time is None else timedelta()) - by
    if anchor == due and before >= timedelta():
        yield Reminder(minutes_before=int(before.total_seconds() // 60))
        return
    with suppress(OverflowError):
        at = datetime.combine(anchor.date, time.fromisoformat(anchor.time or "00:00")) + by
        yield Reminder(at=Due(at.date(), f"{at:%H:%M}", anchor.timezone))
