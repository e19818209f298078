"""A calendar object that was sent becomes a todo, or changes one: all verbs are those that everybody else uses."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Todo, UpdateTodo
from voicetodo.modules.todo.dav.calendars import Calendar, load_words
from voicetodo.modules.todo.dav.completing import completes_occurrence
from voicetodo.modules.todo.dav.errors import UidTaken
from voicetodo.modules.todo.dav.relating import adopt_waiting, attach
from voicetodo.modules.todo.dav.vtodo.reading import Reading, Times
from voicetodo.modules.todo.errors import OpenSubtasks
from voicetodo.modules.todo.recurrence import is_same_rhythm
from voicetodo.modules.todo.service import completing, labels, verbs
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import calendar_objects, todos
from voicetodo.modules.todo.store.calendar_changes import note_left
from voicetodo.modules.todo.store.calendar_members import Member
from voicetodo.modules.todo.store.calendar_objects import Known
from voicetodo.modules.todo.store.todos import Stored


class Sent(msgspec.Struct, frozen=True):
    """What a client wrote, word for word, and what we read in it, in the time zone of who sent it."""

    content: str
    reading: Reading
    timezone: str


async def store(ledger: Ledger, calendar: Calendar, name: str, sent: Sent, there: Member | None) -> None:
    """`there` is what has this name in the calendar, which lies in the space of `ledger` and was entered.

    Raises UidTaken, TodoInvalid.
    """
    reading = sent.reading
    if there is not None and there.uid != reading.uid:
        raise UidTaken
    known = await _known(ledger, calendar, reading.uid, there)
    is_here = known is not None and not known.is_deleted and known.category_id == calendar.category_id
    if there is None and is_here:
        raise UidTaken
    if known is None:
        todo_id, version_before = await _create(ledger, calendar, reading), 0
    else:
        # A todo has one place: sent to another calendar it moves there, and comes out of the trash.
        todo_id = known.todo_id
        if known.name != name:
            await note_left(ledger.tx, ledger.user_id, known.category_id, known.name)
        if known.is_deleted:
            await verbs.restore(ledger, todo_id)
        version_before = await _change(ledger, calendar, await _locked(ledger, todo_id), reading)
    waiting_for = await attach(ledger, todo_id, reading.parent_uid)
    await calendar_objects.name_object(
        ledger.tx, ledger.user_id, todo_id, name=name, uid=reading.uid, parent_uid=waiting_for
    )
    await adopt_waiting(ledger, todo_id, reading.uid)
    is_same_content = there is not None and there.content == sent.content
    await _keep(ledger, todo_id, sent, is_new_content=not is_same_content, version_before=version_before)


async def _known(ledger: Ledger, calendar: Calendar, uid: str, there: Member | None) -> Known | None:
    """What the UID means here. Of somebody else's space nothing is known but what stands in this calendar."""
    if there is not None:
        return Known(there.id, there.name, there.uid, calendar.category_id, is_deleted=False)
    return await calendar_objects.find_uid(
        ledger.tx, ledger.user_id, uid, category_id=calendar.category_id, is_anywhere=ledger.is_own
    )


async def _create(ledger: Ledger, calendar: Calendar, reading: Reading) -> UUID:
    times = reading.times
    draft = CreateTodo(
        title=reading.title,
        notes=reading.notes,
        category_id=calendar.category_id,
        priority=reading.priority,
        start_date=times.start_date,
        due=times.due,
        deadline=reading.deadline or None,
        duration_minutes=reading.duration_minutes or None,
        # One that comes here done is done for good.
        recurrence=None if reading.is_done else times.rule,
        reminders=reading.reminders,
        label_ids=await labels.ids_of(ledger, reading.labels),
        assignee=reading.assignee or None,
    )
    todo, _ = await verbs.create(ledger, draft, todo_id=new_id())
    if reading.is_done:
        await _complete(ledger, todo.id, at=reading.completed_at)
    return todo.id


async def _change(ledger: Ledger, calendar: Calendar, before: Stored, reading: Reading) -> int:
    """The version it had. Reopened before its fields are set, and completed after."""
    todo = before.todo
    label_ids = await labels.ids_of(ledger, reading.labels)
    if todo.is_done and not reading.is_done:
        await completing.reopen(ledger, todo.id)
    elif completes_occurrence(todo, reading, now=ledger.now):
        await _complete(ledger, todo.id, at=None)
    moves = todo.category_id != calendar.category_id
    times = _as_we_knew(todo, reading)
    patch = UpdateTodo(
        id=todo.id,
        title=reading.title,
        notes=reading.notes,
        category_id=calendar.category_id if moves else UNSET,
        parent_id=None if moves and todo.parent_id is not None else UNSET,
        priority=reading.priority,
        start_date=times.start_date,
        due=times.due,
        deadline=reading.deadline,
        duration_minutes=reading.duration_minutes,
        recurrence=times.rule,
        reminders=reading.reminders,
        label_ids=todo.label_ids if set(label_ids) == set(todo.label_ids) else label_ids,
        assignee=reading.assignee,
    )
    await verbs.update(ledger, patch)
    if reading.is_done and not todo.is_done:
        await _complete(ledger, todo.id, at=reading.completed_at)
    return todo.version


async def _complete(ledger: Ledger, todo_id: UUID, *, at: datetime | None) -> None:
    """Who wants to be asked about open subtasks cannot be asked here: clients complete each by itself."""
    try:
        await completing.complete(ledger, todo_id, at=at)
    except OpenSubtasks:
        await completing.complete(ledger, todo_id, at=at, subtasks="leave")


def _as_we_knew(todo: Todo, reading: Reading) -> Times:
    """What a client has no word for stays as it was: the zone of a day without a time, and what a rule counts from."""
    times = reading.times
    due, rule = times.due, times.rule
    if due is not None and todo.due is not None and due.time is None and todo.due.time is None:
        due = replace(due, timezone=todo.due.timezone)
    if rule is not None and todo.recurrence is not None and is_same_rhythm(rule, todo.recurrence):
        if not reading.is_from_completion_said:
            rule = replace(rule, from_completion=todo.recurrence.from_completion)
        if rule.occurrence is None and due == todo.due:
            rule = replace(rule, occurrence=todo.recurrence.occurrence)
    return Times(times.start_date, due, rule)


async def _keep(ledger: Ledger, todo_id: UUID, sent: Sent, *, is_new_content: bool, version_before: int) -> None:
    """Keep what was written, and let the version move where only that is new: tags and tokens follow from versions."""
    stored = await _locked(ledger, todo_id)
    if is_new_content and stored.todo.version == version_before:
        await ledger.todos_changed("changed", [(stored, model.touched(stored.todo, now=ledger.now))])
        stored = await _locked(ledger, todo_id)
    words = await load_words(ledger.tx, ledger.user_id)
    is_true = _says(sent.reading, stored.todo, words.names(stored.todo.label_ids))
    await calendar_objects.keep_content(
        ledger.tx,
        ledger.user_id,
        todo_id,
        sent.content,
        version=stored.todo.version if is_true else 0,
        labels_version=words.version(stored.todo.label_ids),
        timezone=sent.timezone,
    )


def _says(reading: Reading, todo: Todo, labels_now: tuple[str, ...]) -> bool:
    """Whether what was sent says what the todo is now."""
    times = _as_we_knew(todo, reading)
    due_and_rule = (todo.due, None if todo.is_done and times.rule is not None else todo.recurrence)
    return (
        (reading.title, reading.notes, reading.priority) == (todo.title, todo.notes, todo.priority)
        and times.start_date == todo.start_date
        and (times.due, None if todo.is_done else times.rule) == due_and_rule
        and reading.reminders == todo.reminders
        and reading.is_done == todo.is_done
        and {each.lower() for each in reading.labels} == {each.lower() for each in labels_now}
    )


async def _locked(ledger: Ledger, todo_id: UUID) -> Stored:
    found = await todos.lock(ledger.tx, ledger.user_id, todo_id)
    if found is None:
        raise LookupError(f"todo {todo_id} is not there, though the tree is locked")
    return found
