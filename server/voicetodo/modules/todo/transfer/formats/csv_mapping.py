"""Any CSV: which column is which field is said with the import, or told by the names of the columns."""

from datetime import datetime
from typing import Final

from voicetodo.modules.todo.api import Due, Priority, Recurrence
from voicetodo.modules.todo.transfer.draft import BadRow, Draft, Keys, Reading, Setting, Unreadable, drafts_of
from voicetodo.modules.todo.transfer.fields import FIELDS, OUR_COLUMNS
from voicetodo.modules.todo.transfer.formulas import unguarded, unguarded_as_a_whole
from voicetodo.modules.todo.transfer.moments import day, due_of, in_words, kept, moment, zone
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.tables import Row, header_of, line_of, rows_of

_PRIORITIES: Final[dict[str, Priority]] = {
    "1": 1, "p1": 1, "high": 1, "highest": 1, "urgent": 1, "hoch": 1, "2": 2, "p2": 2, "medium": 2, "normal": 2,
    "mittel": 2, "3": 3, "p3": 3, "low": 3, "niedrig": 3, "4": 4, "p4": 4, "none": 4, "lowest": 4,
}  # fmt: skip
_YES: Final = frozenset({"true", "yes", "1", "x", "done", "completed", "complete", "closed", "ja", "erledigt"})
_NO: Final = frozenset({"", "false", "no", "0", "open", "todo", "pending", "to do", "in progress", "nein", "offen"})


def recognises(source: Source) -> bool:
    return _title_column(source.text) is not None


def read(source: Source, setting: Setting) -> Reading:
    header, columns = _columns(source, setting)
    plain = unguarded if tuple(header) == OUR_COLUMNS else unguarded_as_a_whole
    keys = Keys()

    def draft(_row: int, row: Row) -> Draft:
        cells = {name: plain(row.get(column, "").strip()) for name, column in columns.items()}
        return _draft(row, cells, setting, keys)

    return Reading(
        drafts=drafts_of(rows_of(source.text, [columns["title"]]), draft, row_of=line_of), notices=source.notices
    )


def _columns(source: Source, setting: Setting) -> tuple[list[str], dict[str, str]]:
    """The columns, and of each field which one it is, in small letters.

    Raises Unreadable where no column is the title.
    """
    given = {name: column.strip().lower() for name, column in setting.columns.items() if column.strip()}
    title = given.get("title") or _title_column(source.text)
    header = header_of(source.text, [title]) if title else None
    if title is None or header is None:
        raise Unreadable("import-table-title-missing")
    there = {name.strip().lower() for name in header}
    missing = sorted(column for column in given.values() if column not in there)
    if missing:
        raise Unreadable("import-table-column-missing", name=missing[0], why=", ".join(header[:30]))
    guessed = {name: next((each for each in names if each in there), None) for name, names in FIELDS.items()}
    known = {name: column for name, column in guessed.items() if column and not given} | given
    return header, {**known, "title": title}


def _title_column(text: str) -> str | None:
    return next((name for name in FIELDS["title"] if header_of(text, [name]) is not None), None)


def _draft(row: Row, cells: dict[str, str], setting: Setting, keys: Keys) -> Draft:
    title, notes = titled(cells["title"], cells.get("notes", ""))
    timezone = zone(cells.get("timezone"), setting.timezone)
    due, spoken = _due(cells, setting, timezone)
    due, rule, notice = kept(_rule(cells, setting, timezone) or spoken, due, setting)
    priority = cells.get("priority", "").lower()
    if priority and priority not in _PRIORITIES:
        raise BadRow("import-priority-unknown", text=cells["priority"])
    category = cells.get("category", "")[:100] or None
    minutes = cells.get("duration_minutes", "")
    if minutes and not minutes.isdecimal():
        raise BadRow("import-minutes-broken", text=minutes)
    return Draft(
        row=row.line,
        key=cells.get("id") or keys.of(category, cells.get("parent"), title),
        title=title,
        notes=notes,
        category=category,
        section=cells.get("section", "")[:100] or None,
        parent=cells.get("parent") or None,
        priority=_PRIORITIES.get(priority, 4),
        start_date=day(cells.get("start_date", "")),
        due=due,
        deadline=day(cells.get("deadline", "")),
        duration_minutes=int(minutes) if minutes else None,
        recurrence=rule,
        is_due_from_rule=spoken is not None,
        labels=_names(cells.get("labels", "")),
        assignee=cells.get("assignee", "")[:100] or None,
        completed_at=_completion(cells.get("completed_at", ""), setting),
        created_at=moment(cells.get("created_at", "")),
        notices=(notice,) if notice else (),
    )


def _due(cells: dict[str, str], setting: Setting, timezone: str) -> tuple[Due | None, Recurrence | None]:
    """ISO 8601, or words in English."""
    text, clock = cells.get("due", ""), cells.get("due_time", "")
    if not text:
        return None, None
    try:
        due = due_of(text, timezone)
    except BadRow:
        return in_words(f"{text} {clock}".strip(), setting, timezone=timezone, language="en")
    return (Due(due.date, clock, due.timezone) if due and clock else due), None


def _rule(cells: dict[str, str], setting: Setting, timezone: str) -> Recurrence | None:
    text = cells.get("recurrence", "")
    if not text:
        return None
    if text.upper().removeprefix("RRULE:").startswith("FREQ="):
        plain = text.upper().removesuffix(";FROM-COMPLETION")
        return Recurrence(plain, from_completion=plain != text.upper())
    _, rule = in_words(text, setting, timezone=timezone, language="en")
    if rule is None:
        raise BadRow("import-repetition-unknown", text=text)
    return rule


def _completion(text: str, setting: Setting) -> datetime | None:
    if text.lower() in _NO:
        return None
    return setting.now if text.lower() in _YES else moment(text)


def _names(text: str) -> tuple[str, ...]:
    separator = ";" if ";" in text else ","
    return tuple(dict.fromkeys(name.strip().lstrip("@#") for name in text.split(separator) if name.strip("@# ")))
