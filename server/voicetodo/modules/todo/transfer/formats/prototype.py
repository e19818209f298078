"""What the browser prototype kept in `localStorage` under `voice-todo-app-data`.

`{"todos": [{"id", "text", "completed", "createdAt", "completedAt"?, "priority": "low|medium|high", "category"?}], …}`
"""

from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from voicetodo.modules.todo.api import Priority
from voicetodo.modules.todo.transfer.draft import BadRow, Draft, Reading, Setting, Unreadable, drafts_of
from voicetodo.modules.todo.transfer.moments import moment
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.told import tell

_PRIORITIES: Final[dict[str, Priority]] = {"high": 1, "medium": 2, "low": 4}


class _Todo(msgspec.Struct, frozen=True, rename="camel"):
    id: str | int
    text: str
    completed: bool = False
    created_at: str | int | None = None
    completed_at: str | int | None = None
    priority: str = "low"
    category: str | None = None


def recognises(source: Source) -> bool:
    value = _value(source.json)
    todos = value.get("todos") if isinstance(value, dict) else None
    return isinstance(todos, list) and all(isinstance(each, dict) and "text" in each for each in todos[:5])


def read(source: Source, setting: Setting) -> Reading:
    if not recognises(source):
        raise Unreadable("import-foreign-prototype")

    def draft(row: int, item: object) -> Draft:
        todo = msgspec.convert(item, _Todo)
        title, notes = titled(todo.text, "")
        if todo.priority not in _PRIORITIES:
            raise BadRow("import-priority-foreign", text=todo.priority)
        done_at = _when(todo.completed_at)
        return Draft(
            row=row,
            key=str(todo.id),
            title=title,
            notes=notes,
            category=(todo.category or "").strip() or None,
            priority=_PRIORITIES[todo.priority],
            completed_at=(done_at or setting.now) if todo.completed else None,
            created_at=_when(todo.created_at),
            notices=() if done_at or not todo.completed else (tell("import-done-today"),),
        )

    return Reading(drafts=drafts_of(_value(source.json)["todos"], draft))


def _value(json: Any) -> Any:
    """Some copy the entry of the storage with its name around it, as text in text."""
    if isinstance(json, dict) and isinstance(json.get("voice-todo-app-data"), (str, dict)):
        json = json["voice-todo-app-data"]
        if isinstance(json, str):
            try:
                json = msgspec.json.decode(json)
            except (msgspec.DecodeError, RecursionError):
                return None
    return json


def _when(written: str | int | None) -> datetime | None:
    """ISO 8601, or JavaScript's milliseconds."""
    if isinstance(written, int):
        return datetime.fromtimestamp(written / 1000, UTC)
    return moment(written) if written else None
