"""Which columns of a CSV are which fields."""

from typing import Final

#: Those of the table that we write.
OUR_COLUMNS: Final = (
    "id", "title", "notes", "category", "section", "parent", "priority", "start_date", "due", "due_time", "timezone",
    "deadline", "duration_minutes", "recurrence", "labels", "assignee", "completed_at", "created_at",
)  # fmt: skip
#: Our fields, and the columns that are taken for them where nothing was said.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "title": (
        "title",
        "task",
        "task name",
        "name",
        "summary",
        "content",
        "subject",
        "todo",
        "text",
        "aufgabe",
        "titel",
    ),
    "notes": ("notes", "note", "description", "details", "body", "comment", "beschreibung", "notizen"),
    "category": ("category", "list", "list name", "project", "project name", "folder", "liste", "projekt"),
    "section": ("section", "column", "section/column", "group", "abschnitt"),
    "parent": ("parent", "parent_id", "parent id", "parent task"),
    "id": ("id", "uuid", "uid", "task id"),
    "priority": ("priority", "prio", "importance", "priorität"),
    "start_date": ("start_date", "start date", "start", "beginn"),
    "due": ("due", "due_date", "due date", "date", "deadline date", "fällig", "fälligkeitsdatum"),
    "due_time": ("due_time", "due time", "time", "uhrzeit"),
    "timezone": ("timezone", "due_timezone", "time zone"),
    "deadline": ("deadline",),
    "duration_minutes": ("duration_minutes", "duration", "estimate", "dauer"),
    "recurrence": ("recurrence", "repeat", "rrule", "repeats", "wiederholung"),
    "labels": ("labels", "tags", "label", "tag", "etiketten"),
    "assignee": ("assignee", "responsible", "assigned to", "owner"),
    "completed_at": ("completed_at", "completed at", "completed", "done", "status", "completion date", "erledigt"),
    "created_at": ("created_at", "created at", "created", "creation date", "erstellt"),
}
