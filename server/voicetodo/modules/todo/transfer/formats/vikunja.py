"""Vikunja's export: a ZIP archive with `VERSION`, `data.json` (lists with all their tasks), `filters.json`, and in
`files/` what is attached to tasks, each under the number of its file.

Subtasks may stand before their parents, and know them by `related_tasks`. `repeat_after` counts seconds;
`repeat_mode` is 0 from the due date, 1 monthly, 2 from the day of completion. The year 1 stands for no date.
"""

from typing import Any, Final

import msgspec

from voicetodo.modules.todo.api import Due, Priority, Recurrence, Reminder
from voicetodo.modules.todo.files import clean_name
from voicetodo.modules.todo.transfer.draft import (
    AttachmentDraft,
    BadRow,
    CategoryDraft,
    Draft,
    NamedDraft,
    Reading,
    Setting,
    Unreadable,
    drafts_of,
)
from voicetodo.modules.todo.transfer.html import words_of
from voicetodo.modules.todo.transfer.moments import due_of, kept, moment
from voicetodo.modules.todo.transfer.plain import color_of, titled
from voicetodo.modules.todo.transfer.repeating import of_seconds
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.talk import Said, author_of, comments_of, said_at

_PRIORITIES: Final[dict[int, Priority]] = {5: 1, 4: 1, 3: 2, 2: 3, 1: 4}


class _Label(msgspec.Struct, frozen=True):
    title: str
    hex_color: str = ""


class _Person(msgspec.Struct, frozen=True):
    name: str = ""
    username: str = ""


class _Comment(msgspec.Struct, frozen=True):
    id: int = 0
    comment: str = ""
    created: str = ""
    author: _Person | None = None


class _File(msgspec.Struct, frozen=True):
    id: int = 0
    name: str = ""


class _Attachment(msgspec.Struct, frozen=True):
    id: int = 0
    file: _File | None = None
    created: str = ""
    created_by: _Person | None = None


class _Reminder(msgspec.Struct, frozen=True):
    reminder: str = ""
    relative_period: int = 0
    relative_to: str = ""


class _Related(msgspec.Struct, frozen=True):
    id: int


class _Task(msgspec.Struct, frozen=True):
    id: int
    title: str
    description: str = ""
    done: bool = False
    done_at: str = ""
    due_date: str = ""
    start_date: str = ""
    end_date: str = ""
    reminders: list[_Reminder] | None = None
    repeat_after: int = 0
    repeat_mode: int = 0
    priority: int = 0
    labels: list[_Label] | None = None
    assignees: list[_Person] | None = None
    related_tasks: dict[str, list[_Related] | None] | None = None
    comments: list[_Comment] | None = None
    attachments: list[_Attachment] | None = None
    created: str = ""
    bucket_id: int = 0


def recognises(source: Source) -> bool:
    return "data.json" in source.files and _projects(source) is not None


def read(source: Source, setting: Setting) -> Reading:
    projects = _projects(source) if "data.json" in source.files else None
    if projects is None:
        raise Unreadable("import-foreign-vikunja")
    rows = [(project, task) for project in projects for task in project.get("tasks") or ()]
    parents = _parents(rows)

    def draft(row: int, item: tuple[dict[str, Any], object]) -> Draft:
        project, task = item[0], msgspec.convert(item[1], _Task)
        return _draft(row, _Place(project, task), task, parents.get(task.id), setting)

    return Reading(
        drafts=drafts_of(rows, draft),
        categories=tuple(
            CategoryDraft(name=name, color=color_of(project.get("hex_color")))
            for project in projects
            if (name := _name(project))
        ),
        labels=_labels(rows),
    )


class _Place:
    """The category and the section a task stands in."""

    def __init__(self, project: dict[str, Any], task: _Task) -> None:
        buckets = {each.get("id"): str(each.get("title") or "") for each in project.get("buckets") or ()}
        self.category = _name(project)
        self.section = buckets.get(task.bucket_id, "")[:100] or None if len(buckets) > 1 else None


def _draft(row: int, place: _Place, task: _Task, parent: int | None, setting: Setting) -> Draft:
    title, notes = titled(task.title, words_of(task.description))
    due = _due(task.due_date, setting)
    due, rule, notice = kept(_rule(task), due, setting)
    start = _due(task.start_date, setting)
    people = ", ".join(each.name or each.username for each in task.assignees or ())
    return Draft(
        row=row,
        key=str(task.id),
        title=title,
        notes=notes,
        category=place.category,
        section=place.section,
        parent=str(parent) if parent else None,
        priority=_PRIORITIES.get(task.priority, 4),
        start_date=start.date if start else None,
        due=due or _due(task.end_date, setting),
        recurrence=rule,
        reminders=_reminders(task, due, setting),
        labels=tuple(dict.fromkeys(each.title.strip()[:100] for each in task.labels or () if each.title.strip())),
        assignee=people[:100] or None,
        comments=comments_of(_said(each) for each in task.comments or ()),
        attachments=tuple(_attached(each) for each in task.attachments or () if each.file is not None),
        completed_at=(moment(task.done_at) or setting.now) if task.done else None,
        created_at=moment(task.created),
        notices=(notice,) if notice else (),
    )


def _said(comment: _Comment) -> Said:
    who = (comment.author.name or comment.author.username) if comment.author else None
    key = str(comment.id) if comment.id else None
    return Said(body=words_of(comment.comment), author=who, at=said_at(comment.created), id=key)


def _attached(file: _Attachment) -> AttachmentDraft:
    found = file.file or _File()
    who = (file.created_by.name or file.created_by.username) if file.created_by else None
    return AttachmentDraft(
        key=str(file.id or found.id),
        name=clean_name(found.name),
        entry=f"files/{found.id}",
        author=author_of(who),
        created_at=said_at(file.created),
    )


def _rule(task: _Task) -> Recurrence | None:
    if task.repeat_mode == 1:
        return Recurrence("FREQ=MONTHLY")
    if task.repeat_after <= 0:
        return None
    try:
        return Recurrence(of_seconds(task.repeat_after), from_completion=task.repeat_mode == 2)
    except BadRow:
        return Recurrence(f"every {task.repeat_after} seconds")


def _reminders(task: _Task, due: Due | None, setting: Setting) -> tuple[Reminder, ...]:
    found: list[Reminder] = []
    for each in task.reminders or ():
        if each.relative_to == "due_date" and due is not None and each.relative_period <= 0:
            found.append(Reminder(minutes_before=-each.relative_period // 60))
        elif (at := _due(each.reminder, setting)) is not None:
            found.append(Reminder(at=at))
    return tuple(dict.fromkeys(found))[:10]


def _due(text: str, setting: Setting) -> Due | None:
    """With its time; midnight where the person is means the day alone."""
    due = due_of(text, setting.timezone)
    return Due(due.date, None, due.timezone) if due is not None and due.time == "00:00" else due


def _parents(rows: list[tuple[dict[str, Any], Any]]) -> dict[int, int]:
    """Child → parent, whichever of the two tells of it."""
    found: dict[int, int] = {}
    for _, task in rows:
        related = task.get("related_tasks") if isinstance(task, dict) else None
        if not isinstance(related, dict):
            continue
        for each in related.get("parenttask") or ():
            found[task["id"]] = each["id"]
        for each in related.get("subtask") or ():
            found.setdefault(each["id"], task["id"])
    return found


def _labels(rows: list[tuple[dict[str, Any], Any]]) -> tuple[NamedDraft, ...]:
    found = {
        str(label.get("title") or "").strip()[:100]: color_of(label.get("hex_color"))
        for _, task in rows
        if isinstance(task, dict)
        for label in task.get("labels") or ()
        if isinstance(label, dict)
    }
    return tuple(NamedDraft(name=name, color=color) for name, color in found.items() if name)


def _name(project: dict[str, Any]) -> str | None:
    name = str(project.get("title") or "").strip()[:100]
    return None if name.lower() == "inbox" else name or None


def _projects(source: Source) -> list[dict[str, Any]] | None:
    """Of every version: projects, or (before 0.21) namespaces that hold lists."""
    value = source.files["data.json"].json
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return None
    return [inner for each in value for inner in (each.get("lists") or [each]) if isinstance(inner, dict)]
