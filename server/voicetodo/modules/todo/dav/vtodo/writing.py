"""A todo → VTODO. On top of what a client wrote before, only what differs is written anew; all else stays as it was."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from voicetodo.modules.todo.api import Due, Todo
from voicetodo.modules.todo.dav.vtodo import names
from voicetodo.modules.todo.dav.vtodo.alarms import alarm_of, find_reminder, is_fixed
from voicetodo.modules.todo.dav.vtodo.content_lines import Component, Line, escaped, folded, read_line
from voicetodo.modules.todo.dav.vtodo.moments import find_moment, moment_line, stamp, vtimezones, zones_of
from voicetodo.modules.todo.dav.vtodo.reading import Reading, Times, master_of, read

PRODUCT: Final = "-//Voice Todo//CalDAV//EN"
#: Told anew with every version.
_MOVING: Final = frozenset({"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"})
_TIMES: Final = frozenset(
    {"DTSTART", "DUE", "DURATION", "RRULE", "RDATE", "EXDATE", names.START_DATE, names.TIMEZONE}
    | {names.FROM_COMPLETION, names.OCCURRENCE}
)


def write(todo: Todo, *, uid: str, labels: tuple[str, ...], parent_uid: str | None, timezone: str) -> str:
    """A calendar object that nobody wrote before us. `labels` are names; `timezone` is the user's own.

    `parent_uid` is the UID of its parent, or of one that a client named and that is not here yet.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}"]
    for zone in vtimezones([todo.due]).values():
        lines += zone.split("\n") if zone else []
    lines += ["BEGIN:VTODO", f"UID:{escaped(uid)}", f"CREATED:{stamp(todo.created_at)}", *_moving(todo)]
    for group in (_title, _notes, _priority, _times, _status, _ours):
        lines += group(todo, timezone)
    if labels:
        lines.append(_labels(labels))
    if parent_uid is not None:
        lines.append(_parent(parent_uid))
    for reminder in todo.reminders:
        lines += alarm_of(reminder, due=todo.due, title=todo.title, timezone=timezone).written()
    lines += ["END:VTODO", "END:VCALENDAR"]
    return folded(iter(lines))


def overwrite(kept: Component, todo: Todo, *, labels: tuple[str, ...], parent_uid: str | None, timezone: str) -> str:
    """What a client wrote, with what the todo is now. A property that still says so stays as it was written."""
    was = read(kept, timezone=timezone)
    master = master_of(kept)
    start = find_moment(master.find("DTSTART"), timezone=timezone, zones=zones_of(kept))
    gone, new = set(_MOVING), _moving(todo)
    for names_of_group, is_same, written in _groups(todo, was, labels, parent_uid, timezone, started=start):
        if not is_same:
            gone |= names_of_group
            new += written()
    lines_now = [line for line in master.lines if line.name not in gone or _is_foreign(line)]
    lines_now += [read_line(raw) for raw in new]
    after = Component("VTODO", lines_now, _alarms(master, lines_now, kept, todo, was, timezone=timezone))
    is_moved = _times_of(todo) != was.times
    zones = vtimezones([todo.due]) if is_moved else {}
    components = [each for each in kept.components if each.name == "VTIMEZONE" and _tzid(each) not in zones]
    lines = list(Component("VCALENDAR", kept.lines, components).written())[:-1]
    for zone in zones.values():
        lines += zone.split("\n") if zone else []
    lines += after.written()
    # Occurrences by themselves belong to the days they were written for.
    others = [] if is_moved else [each for each in kept.parts("VTODO") if each is not master]
    for each in others:
        lines += each.written()
    return folded(iter([*lines, "END:VCALENDAR"]))


def with_uid(kept: Component, uid: str) -> str:
    """The same under another UID, its overridden occurrences too."""
    own = read_line(f"UID:{escaped(uid)}")
    components = [
        Component(each.name, [own if line.name == "UID" else line for line in each.lines], each.components)
        if each.name == "VTODO"
        else each
        for each in kept.components
    ]
    return folded(Component(kept.name, kept.lines, components).written())


Group = tuple[frozenset[str], bool, Callable[[], list[str]]]


def _groups(
    todo: Todo,
    was: Reading,
    labels: tuple[str, ...],
    parent_uid: str | None,
    timezone: str,
    *,
    started: Due | None,
) -> Iterator[Group]:
    """The properties that belong together, whether they say what the todo is, and how to say it."""
    has_same_labels = {each.lower() for each in was.labels} == {each.lower() for each in labels}
    ours_were = (was.deadline or None, was.duration_minutes or None, was.assignee or None)
    yield frozenset({"SUMMARY"}), was.title == todo.title, lambda: _title(todo, timezone)
    yield frozenset({"DESCRIPTION"}), was.notes == todo.notes, lambda: _notes(todo, timezone)
    yield frozenset({"PRIORITY"}), was.priority == todo.priority, lambda: _priority(todo, timezone)
    yield _TIMES, was.times == _times_of(todo), lambda: _times(todo, timezone, started=started)
    yield (
        frozenset({"STATUS", "COMPLETED", "PERCENT-COMPLETE"}),
        _is_same_completion(was, todo),
        lambda: _status(todo, timezone),
    )
    yield (
        frozenset({names.DEADLINE, names.DURATION_MINUTES, names.ASSIGNEE}),
        ours_were == (todo.deadline, todo.duration_minutes, todo.assignee),
        lambda: _ours(todo, timezone),
    )
    yield frozenset({"CATEGORIES"}), has_same_labels, lambda: [_labels(labels)] if labels else []
    has_same_parent = was.parent_uid == parent_uid
    yield frozenset({"RELATED-TO"}), has_same_parent, lambda: [_parent(parent_uid)] if parent_uid else []


def _is_same_completion(was: Reading, todo: Todo) -> bool:
    """To the second. Some clients do not say when it was done."""
    at = None if todo.completed_at is None else todo.completed_at.replace(microsecond=0)
    return was.is_done == todo.is_done and was.completed_at in (None, at)


def _is_foreign(line: Line) -> bool:
    """A relation that is none to a parent."""
    return line.name == "RELATED-TO" and line.params.get("RELTYPE", "PARENT").upper() != "PARENT"


def _alarms(
    master: Component, lines_now: list[Line], kept: Component, todo: Todo, was: Reading, *, timezone: str
) -> list[Component]:
    """The alarms that still remind, those that we have no word for, and new ones; and whatever else stands inside."""
    if todo.reminders == was.reminders and todo.due == was.times.due:
        return master.components
    zones = zones_of(kept)
    start, start_now = (
        find_moment(each.find("DTSTART"), timezone=timezone, zones=zones)
        for each in (master, Component("VTODO", lines_now, []))
    )
    stay: list[Component] = []
    missing = list(todo.reminders)
    for each in master.components:
        found = now = None
        if each.name == "VALARM":
            found = find_reminder(each, start=start, due=was.times.due, timezone=timezone)
            now = find_reminder(each, start=start_now, due=todo.due, timezone=timezone)
        if found is None:
            stay.append(each)
        elif now in missing and (todo.due == was.times.due or not is_fixed(each)):
            stay.append(each)
            missing.remove(now)
    return stay + [alarm_of(each, due=todo.due, title=todo.title, timezone=timezone) for each in missing]


def _times_of(todo: Todo) -> Times:
    return Times(todo.start_date, todo.due, todo.recurrence)


def _moving(todo: Todo) -> list[str]:
    at = stamp(todo.updated_at)
    return [f"DTSTAMP:{at}", f"LAST-MODIFIED:{at}", f"SEQUENCE:{todo.version - 1}"]


def _title(todo: Todo, _timezone: str) -> list[str]:
    return [f"SUMMARY:{escaped(todo.title)}"]


def _notes(todo: Todo, _timezone: str) -> list[str]:
    return [f"DESCRIPTION:{escaped(todo.notes)}"] if todo.notes else []


def _priority(todo: Todo, _timezone: str) -> list[str]:
    number = names.PRIORITIES[todo.priority]
    return [f"PRIORITY:{number}"] if number else []


def _times(todo: Todo, timezone: str, *, started: Due | None = None) -> list[str]:
    """`started` is the DTSTART that a client wrote: of a start we know the day alone, and the hour stays."""
    due, rule, start = todo.due, todo.recurrence, todo.start_date
    lines: list[str] = []
    if due is None:
        return [f"DTSTART;VALUE=DATE:{start:%Y%m%d}"] if start is not None else []
    lines.append(moment_line("DUE", due))
    if start is not None:
        first = Due(start, None if due.time is None else _hour(started, start, due), due.timezone)
        lines.append(moment_line("DTSTART", first))
        if (rule is not None and first == due) or due.timezone == "UTC":
            # As it stands it would be taken for what a rule needs, or for a moment elsewhere.
            lines.append(f"{names.START_DATE};VALUE=DATE:{start:%Y%m%d}")
    elif rule is not None:
        lines.append(moment_line("DTSTART", due))  # RFC 5545, 3.8.5.3: a rule counts from there
    if due.timezone != timezone and (due.time is None or due.timezone == "UTC"):
        lines.append(f"{names.TIMEZONE}:{due.timezone}")
    if rule is not None:
        lines.append(f"RRULE:{rule.rrule}")
        if rule.from_completion:
            lines.append(f"{names.FROM_COMPLETION}:TRUE")
        if rule.occurrence is not None:
            lines.append(f"{names.OCCURRENCE};VALUE=DATE:{rule.occurrence:%Y%m%d}")
    return lines


def _hour(started: Due | None, day: date, due: Due) -> str:
    """At which it starts: where a client said none, or a DTSTART after DUE would come of it, at midnight."""
    hour = started.time if started is not None and started.timezone == due.timezone else None
    return hour if hour is not None and (day, hour) < (due.date, due.time or "") else "00:00"


def _status(todo: Todo, _timezone: str) -> list[str]:
    if todo.completed_at is None:
        return ["STATUS:NEEDS-ACTION"]
    return ["STATUS:COMPLETED", f"COMPLETED:{stamp(todo.completed_at)}", "PERCENT-COMPLETE:100"]


def _ours(todo: Todo, _timezone: str) -> list[str]:
    lines: list[str] = []
    if todo.deadline is not None:
        lines.append(f"{names.DEADLINE};VALUE=DATE:{todo.deadline:%Y%m%d}")
    if todo.duration_minutes is not None:
        lines.append(f"{names.DURATION_MINUTES}:{todo.duration_minutes}")
    if todo.assignee is not None:
        lines.append(f"{names.ASSIGNEE}:{escaped(todo.assignee)}")
    return lines


def _labels(labels: tuple[str, ...]) -> str:
    return f"CATEGORIES:{','.join(map(escaped, labels))}"


def _parent(parent_uid: str) -> str:
    return f"RELATED-TO;RELTYPE=PARENT:{escaped(parent_uid)}"


def _tzid(zone: Component) -> str:
    found = zone.find("TZID")
    return "" if found is None else found.value
