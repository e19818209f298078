"""Taskwarrior's `task export`: a JSON array, or one object on each line.

A recurring todo is a template (status `recurring`) with the occurrences made of it so far: the template comes in, due
when its first open occurrence is.
"""

from typing import Any, Final

import msgspec

from voicetodo.modules.todo.api import Priority, Recurrence, Told
from voicetodo.modules.todo.transfer.draft import BadRow, Draft, Reading, Setting, Unreadable, drafts_of
from voicetodo.modules.todo.transfer.moments import due_of, kept, moment
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.repeating import of_amount
from voicetodo.modules.todo.transfer.source import Source, check_size
from voicetodo.modules.todo.transfer.told import tell

_PRIORITIES: Final[dict[str | None, Priority]] = {"H": 1, "M": 2, "L": 3}


class _Annotation(msgspec.Struct, frozen=True):
    description: str = ""
    entry: str = ""


class _Task(msgspec.Struct, frozen=True):
    uuid: str
    description: str
    status: str = "pending"
    entry: str = ""
    end: str = ""
    due: str = ""
    scheduled: str = ""
    wait: str = ""
    until: str = ""
    project: str | None = None
    priority: str | None = None
    recur: str | None = None
    parent: str | None = None
    tags: list[str] = []
    annotations: list[_Annotation] = []


def recognises(source: Source) -> bool:
    rows = _rows(source)
    return bool(rows) and all(
        isinstance(each, dict) and {"uuid", "description", "status"} <= each.keys() for each in rows[:5]
    )


def read(source: Source, setting: Setting) -> Reading:
    rows = _rows(source)
    if not rows:
        raise Unreadable("import-foreign-taskwarrior")
    next_due = _next_due(rows)

    def draft(row: int, item: object) -> Draft | None:
        task = msgspec.convert(item, _Task)
        if task.status == "deleted" or (task.parent and task.status != "completed"):
            return None
        return _draft(row, task, next_due.get(task.uuid, task.due), setting)

    return Reading(drafts=drafts_of(rows, draft))


def _draft(row: int, task: _Task, due_text: str, setting: Setting) -> Draft:
    said = "\n".join(each.description for each in task.annotations if each.description)
    title, notes = titled(task.description, said)
    due = due_of(due_text, setting.timezone)
    rule, notices = None, list[Told]()
    if task.recur and task.status == "recurring":
        until = f";UNTIL={task.until}" if task.until else ""
        try:
            rule = Recurrence(of_amount(task.recur) + until)
        except BadRow as error:
            notices.append(tell("import-repetition-lost", text=task.recur, why=error))
    due, rule, notice = kept(rule, due, setting)
    start = due_of(task.wait or task.scheduled, setting.timezone)
    return Draft(
        row=row,
        key=task.uuid,
        title=title,
        notes=notes,
        category=(task.project or "").strip()[:100] or None,
        priority=_PRIORITIES.get(task.priority, 4),
        start_date=start.date if start else None,
        due=due,
        recurrence=rule,
        labels=tuple(dict.fromkeys(each.strip() for each in task.tags if each.strip())),
        completed_at=(moment(task.end) or setting.now) if task.status == "completed" else None,
        created_at=moment(task.entry),
        notices=(*notices, *([notice] if notice else [])),
    )


def _next_due(rows: list[Any]) -> dict[str, str]:
    """Of each template, when its first open occurrence is due."""
    found: dict[str, str] = {}
    for each in rows:
        if isinstance(each, dict) and each.get("parent") and each.get("status") in ("pending", "waiting"):
            due, parent = str(each.get("due") or ""), str(each["parent"])
            if due and due < found.get(parent, "~"):
                found[parent] = due
    return found


def _rows(source: Source) -> list[Any]:
    if isinstance(source.json, list):
        return source.json
    check_size(source.text)
    lines = [line.strip().rstrip(",") for line in source.text.splitlines() if line.strip()]
    if not lines or not lines[0].startswith("{"):
        return []
    try:
        return [msgspec.json.decode(line) for line in lines]
    except (msgspec.DecodeError, RecursionError):
        return []
