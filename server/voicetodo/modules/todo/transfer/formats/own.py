"""Our own JSON, as `writing/own.py` writes it: nothing is lost on the way out and in again."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Due, Filter, Priority, Recurrence, Reminder
from voicetodo.modules.todo.transfer.draft import Draft, NamedDraft, Reading, Setting, Unreadable, drafts_of
from voicetodo.modules.todo.transfer.source import Source

FORMAT: Final = "voicetodo"
VERSION: Final = 1


class OwnTodo(msgspec.Struct, frozen=True, kw_only=True):
    """A todo in the file. `category` and `labels` are names, `parent_id` is the id of another todo of the file."""

    id: UUID
    title: str
    notes: str = ""
    category: str | None = None
    parent_id: UUID | None = None
    priority: Priority = 4
    start_date: date | None = None
    due: Due | None = None
    deadline: date | None = None
    duration_minutes: int | None = None
    recurrence: Recurrence | None = None
    reminders: tuple[Reminder, ...] = ()
    labels: tuple[str, ...] = ()
    assignee: str | None = None
    position: str
    completed_at: datetime | None = None
    created_at: datetime


class OwnName(msgspec.Struct, frozen=True, kw_only=True):
    """A category or a label in the file; names are unique."""

    name: str
    color: str | None = None
    position: str | None = None


def recognises(source: Source) -> bool:
    json = source.json
    return isinstance(json, dict) and json.get("format") == FORMAT


def read(source: Source, setting: Setting) -> Reading:  # noqa: ARG001 - every reader is given it
    json = source.json
    if not recognises(source):
        raise Unreadable("This is not a file of ours: it does not say “format”: “voicetodo”.")
    if not isinstance(json.get("version"), int) or json["version"] > VERSION:
        raise Unreadable("This file was written by a later version of Voice Todo. Update this one first.")

    def draft(row: int, item: object) -> Draft:
        todo = msgspec.convert(item, OwnTodo)
        values: dict[str, Any] = {name: getattr(todo, name) for name in OwnTodo.__struct_fields__}
        parent = values.pop("parent_id")
        return Draft(row=row, key=str(todo.id), parent=str(parent) if parent else None, **values)

    try:
        categories = msgspec.convert(json.get("categories", []), list[OwnName])
        labels = msgspec.convert(json.get("labels", []), list[OwnName])
        filters = msgspec.convert(json.get("filters", []), tuple[Filter, ...])
    except msgspec.ValidationError as error:
        raise Unreadable(f"The file was changed, and cannot be read any more: {error}.") from error
    return Reading(
        drafts=drafts_of(_list(json.get("todos")), draft),
        categories=tuple(NamedDraft(each.name, each.color, each.position) for each in categories),
        labels=tuple(NamedDraft(each.name, each.color) for each in labels),
        filters=filters,
    )


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable("The file was changed, and cannot be read any more: “todos” is no list.")
    return value
