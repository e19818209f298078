"""TickTick's backup: a CSV with a few lines before the names of its columns.

Times are in UTC beside a Timezone, `Is All Day` says that only the day counts. Priority 0 none, 1 low, 3 medium, 5
high. Status 0 open, 1 and 2 done, -1 given up. Repeat is an RRULE; a reminder is `-PT30M`. Checklists are lines of the
content that begin with ▫ (open) or ▪ (done).
"""

import re
from typing import Final

from voicetodo.modules.todo.api import Priority, Recurrence, Reminder
from voicetodo.modules.todo.transfer.draft import BadRow, Draft, Keys, Reading, Setting, drafts_of
from voicetodo.modules.todo.transfer.moments import due_of, in_words, kept, moment, zone
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.tables import Row, header_of, line_of, rows_of
from voicetodo.modules.todo.transfer.told import tell

_COLUMNS: Final = ("list name", "title", "status", "repeat")
_PRIORITIES: Final[dict[str, Priority]] = {"5": 1, "3": 2, "1": 3}
_REMINDER: Final = re.compile(r"(?:TRIGGER:)?(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_CHECKED: Final = re.compile(r"(?m)^[ \t]*▪[ \t]*")
_UNCHECKED: Final = re.compile(r"(?m)^[ \t]*▫[ \t]*")


def recognises(source: Source) -> bool:
    return header_of(source.text, _COLUMNS) is not None


def read(source: Source, setting: Setting) -> Reading:
    keys = Keys()

    def draft(_row: int, row: Row) -> Draft:
        return _draft(row, setting, keys)

    return Reading(drafts=drafts_of(rows_of(source.text, _COLUMNS), draft, row_of=line_of), notices=source.notices)


def _draft(row: Row, setting: Setting, keys: Keys) -> Draft:
    timezone = zone(row.get("timezone"), setting.timezone)
    is_whole_day = row.get("is all day", "").lower() == "true"
    content = _UNCHECKED.sub("[ ] ", _CHECKED.sub("[x] ", row.get("content", "")))
    title, notes = titled(row["title"], content)
    category = row.get("list name", "").strip()[:100]
    section = row.get("column name", "").strip()[:100]
    start = due_of(row.get("start date", ""), timezone, is_whole_day=is_whole_day)
    due = due_of(row.get("due date", ""), timezone, is_whole_day=is_whole_day) or start
    due, rule, notice = kept(_rule(row.get("repeat", ""), setting, timezone), due, setting)
    skips = "TT_SKIP=" in row.get("repeat", "").upper()
    status = row.get("status", "").strip()
    reminder = _reminder(row.get("reminder", "")) if due else None
    return Draft(
        row=row.line,
        key=row.get("taskid", "").strip() or keys.of(category, title),
        title=title,
        notes=notes,
        category=None if category.lower() in ("", "inbox") else category,
        section=None if section.lower() in ("", "not sectioned") else section,
        parent=row.get("parentid", "").strip() or None,
        priority=_PRIORITIES.get(row.get("priority", "").strip(), 4),
        start_date=start.date if start and due and start.date != due.date else None,
        due=due,
        recurrence=rule,
        reminders=() if reminder is None else (Reminder(minutes_before=reminder),),
        labels=tuple(dict.fromkeys(tag.strip().lstrip("#") for tag in row.get("tags", "").split(",") if tag.strip())),
        completed_at=(moment(row.get("completed time", "")) or setting.now) if status in ("1", "2", "-1") else None,
        created_at=moment(row.get("created time", "")),
        notices=tuple(
            filter(
                None,
                (
                    notice,
                    tell("import-days-kept") if skips else None,
                    tell("import-given-up") if status == "-1" else None,
                ),
            )
        ),
    )


def _rule(text: str, setting: Setting, timezone: str) -> Recurrence | None:
    """`FREQ=…`, TickTick's own `ERULE:…` (which is told of as one that cannot be followed), or words."""
    text = text.strip()
    if not text:
        return None
    parts = [part for part in text.removeprefix("RRULE:").split(";") if not part.startswith("TT_")]
    if text.upper().startswith(("FREQ=", "RRULE:", "ERULE:")):
        return Recurrence(";".join(parts))
    try:
        return in_words(text, setting, timezone=timezone, language="en")[1]
    except BadRow:
        return Recurrence(text)


def _reminder(text: str) -> int | None:
    """Minutes before; None for none, and for one after."""
    found = _REMINDER.match(text.strip().split(",")[0])
    if found is None:
        return None
    weeks, days, hours, minutes, _ = (int(part or 0) for part in found.groups()[1:])
    total = ((weeks * 7 + days) * 24 + hours) * 60 + minutes
    return total if found[1] or not total else None
