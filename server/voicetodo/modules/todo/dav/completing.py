"""How clients complete one occurrence of a recurring todo, which no standard tells them.

Tasks.org and Apple's Reminders move DUE (and DTSTART) on to the next occurrence, and Apple's writes the done one down
as a todo of its own; Thunderbird adds a done VTODO with RECURRENCE-ID, from which `vtodo.reading` finds the first open
occurrence; others set STATUS:COMPLETED and leave it to the server to move on. See docs/caldav.md.
"""

from datetime import datetime

from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.dav.vtodo.moments import instant
from voicetodo.modules.todo.dav.vtodo.reading import Reading
from voicetodo.modules.todo.recurrence import RuleError, is_same_rhythm


def completes_occurrence(todo: Todo, reading: Reading, *, now: datetime) -> bool:
    """Whether an open recurring todo was moved on by its own rule, to the next occurrence or the next to come."""
    due, rule, after = todo.due, todo.recurrence, reading.times
    if due is None or rule is None or after.due is None or after.rule is None:
        return False
    if todo.is_done or reading.is_done or after.due == due or not is_same_rhythm(after.rule, rule):
        return False
    try:
        following = [recurrence.following(due, rule, completed_at=at) for at in (instant(due), now)]
    except (RuleError, ValueError, OverflowError):
        return False
    moments = {(each[0].date, each[0].time) for each in following if each is not None}
    return (after.due.date, after.due.time) in moments
