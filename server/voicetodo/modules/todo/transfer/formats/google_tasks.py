"""Google Tasks as Takeout gives them: `Tasks.json`, lists of todos. Google exports no recurrences, and mostly no times.

`{"kind": "tasks#taskLists", "items": [{"title", "items": [{"id", "title", "notes"?, "status", "due"?, "completed"?,
"parent"?, …}]}]}`
"""

import msgspec

from voicetodo.modules.todo.api import Due
from voicetodo.modules.todo.transfer.draft import CategoryDraft, Draft, Reading, Setting, Unreadable, drafts_of
from voicetodo.modules.todo.transfer.moments import day, due_of, moment
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.told import tell

#: What Google calls the list everybody has.
_DEFAULTS = frozenset({"my tasks", "tasks", "meine aufgaben"})


class _Scheduled(msgspec.Struct, frozen=True):
    current: bool = False
    start: str | None = None


class _Link(msgspec.Struct, frozen=True):
    link: str = ""


class _Task(msgspec.Struct, frozen=True):
    id: str
    title: str = ""
    notes: str = ""
    status: str = "needsAction"
    due: str | None = None
    completed: str | None = None
    created: str | None = None
    updated: str | None = None
    parent: str | None = None
    deleted: bool = False
    scheduled_time: list[_Scheduled] = []
    links: list[_Link] = []


def recognises(source: Source) -> bool:
    json = source.json
    return isinstance(json, dict) and json.get("kind") == "tasks#taskLists"


def read(source: Source, setting: Setting) -> Reading:
    lists = source.json.get("items") if recognises(source) else None
    if not isinstance(lists, list):
        raise Unreadable("import-foreign-google")
    rows = [(str(each.get("title") or ""), item) for each in lists for item in each.get("items") or ()]

    def draft(row: int, item: tuple[str, object]) -> Draft | None:
        category, task = item[0].strip()[:100], msgspec.convert(item[1], _Task)
        if task.deleted:
            return None
        links = "\n".join(each.link for each in task.links if each.link)
        title, notes = titled(task.title or "(no title)", "\n\n".join(filter(None, (task.notes, links))))
        is_done = task.status == "completed"
        return Draft(
            row=row,
            key=task.id,
            title=title,
            notes=notes,
            category=None if category.lower() in _DEFAULTS or not category else category,
            parent=task.parent,
            due=_due(task, setting),
            completed_at=(moment(task.completed or task.updated or "") or setting.now) if is_done else None,
            created_at=moment(task.created or ""),
        )

    categories = (str(each.get("title") or "").strip()[:100] for each in lists)
    return Reading(
        drafts=drafts_of(rows, draft),
        categories=tuple(CategoryDraft(name=name) for name in categories if name and name.lower() not in _DEFAULTS),
        notices=(tell("import-google-once"),),
    )


def _due(task: _Task, setting: Setting) -> Due | None:
    """The day; its time stands elsewhere, if there is one."""
    start = next((each.start for each in task.scheduled_time if each.current and each.start), None)
    if start is not None:
        return due_of(start, setting.timezone, is_whole_day="T00:00:00Z" in start)
    found = day((task.due or "")[:10])
    return Due(found, None, setting.timezone) if found else None
