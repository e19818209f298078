"""Microsoft To Do, as Microsoft Graph answers: lists with `tasks` (`$expand=tasks`), or the tasks of one list.

https://learn.microsoft.com/graph/api/resources/todotask: times are local, with the name of a zone, which may be one of
Windows' own.
"""

from typing import Any, Final

import msgspec

from voicetodo.modules.todo.api import Due, Priority, Reminder
from voicetodo.modules.todo.transfer.draft import CategoryDraft, Draft, Reading, Setting, Unreadable, drafts_of
from voicetodo.modules.todo.transfer.html import words_of
from voicetodo.modules.todo.transfer.moments import due_of, kept, moment, zone
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.repeating import of_microsoft
from voicetodo.modules.todo.transfer.source import Source

_PRIORITIES: Final[dict[str, Priority]] = {"high": 1, "normal": 4, "low": 4}


class _Moment(msgspec.Struct, frozen=True, rename="camel"):
    date_time: str
    time_zone: str = "UTC"


class _Body(msgspec.Struct, frozen=True, rename="camel"):
    content: str = ""
    content_type: str = "text"


class _Step(msgspec.Struct, frozen=True, rename="camel"):
    display_name: str
    is_checked: bool = False


class _Task(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    title: str
    body: _Body = _Body()
    importance: str = "normal"
    status: str = "notStarted"
    categories: list[str] = []
    is_reminder_on: bool = False
    reminder_date_time: _Moment | None = None
    due_date_time: _Moment | None = None
    start_date_time: _Moment | None = None
    completed_date_time: _Moment | None = None
    created_date_time: str | None = None
    recurrence: dict[str, Any] | None = None
    checklist_items: list[_Step] = []


def recognises(source: Source) -> bool:
    rows = _rows(source.json)
    return bool(rows) and all(isinstance(each[1], dict) and _is_task(each[1]) for each in rows[:5])


def read(source: Source, setting: Setting) -> Reading:
    rows = _rows(source.json)
    if not rows:
        raise Unreadable("import-foreign-microsoft")
    names = dict.fromkeys(name for name, _ in rows if name)

    def draft(row: int, item: tuple[str | None, object]) -> Draft:
        return _draft(row, item[0], msgspec.convert(item[1], _Task), setting)

    return Reading(drafts=drafts_of(rows, draft), categories=tuple(CategoryDraft(name=name) for name in names))


def _draft(row: int, category: str | None, task: _Task, setting: Setting) -> Draft:
    notes = words_of(task.body.content) if task.body.content_type == "html" else task.body.content
    steps = "\n".join(f"[{'x' if each.is_checked else ' '}] {each.display_name}" for each in task.checklist_items)
    title, notes = titled(task.title, "\n\n".join(filter(None, (notes.strip(), steps))))
    reminder = _due(task.reminder_date_time, setting) if task.is_reminder_on else None
    due = _due(task.due_date_time, setting, is_whole_day=True)
    due, rule, notice = kept(of_microsoft(task.recurrence), due, setting)
    start = _due(task.start_date_time, setting, is_whole_day=True)
    done = task.completed_date_time
    return Draft(
        row=row,
        key=task.id,
        title=title,
        notes=notes,
        category=category,
        priority=_PRIORITIES.get(task.importance, 4),
        start_date=start.date if start else None,
        due=due,
        recurrence=rule,
        reminders=(Reminder(at=reminder),) if reminder else (),
        labels=tuple(dict.fromkeys(each.strip() for each in task.categories if each.strip())),
        completed_at=(moment(done.date_time[:19] + "Z") if done else None) or setting.now
        if task.status == "completed"
        else None,
        created_at=moment(task.created_date_time or ""),
        notices=(notice,) if notice else (),
    )


def _due(at: _Moment | None, setting: Setting, *, is_whole_day: bool = False) -> Due | None:
    """A due date of To Do is a day: midnight where the person was, told in UTC by some clients."""
    if at is None:
        return None
    text = at.date_time[:19]
    is_utc = at.time_zone.upper() == "UTC" and (not is_whole_day or "T00:00:00" not in text)
    return due_of(
        text + "Z" if is_utc else text,
        setting.timezone if at.time_zone.upper() == "UTC" else zone(at.time_zone, setting.timezone),
        is_whole_day=is_whole_day,
    )


def _rows(json: Any) -> list[tuple[str | None, Any]]:
    """The name of its list, and a task, in order."""
    values = json.get("value") if isinstance(json, dict) else json
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        return []
    rows: list[tuple[str | None, Any]] = []
    for each in values:
        if isinstance(each.get("tasks"), list) and "displayName" in each:
            is_default = each.get("wellknownListName") == "defaultList"
            name = None if is_default else str(each["displayName"]).strip()[:100]
            rows += [(name or None, task) for task in each["tasks"]]
        elif _is_task(each):
            rows.append((None, each))
    return rows


def _is_task(value: dict[str, Any]) -> bool:
    return "title" in value and ("importance" in value or "isReminderOn" in value)
