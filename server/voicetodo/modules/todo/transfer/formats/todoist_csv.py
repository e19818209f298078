"""Todoist's CSV: "Export as a template", or one file of a backup.

Columns TYPE (`task`, `section`, `note`, `meta`), CONTENT, DESCRIPTION, PRIORITY (1 the most pressing), INDENT (1 at the
top), AUTHOR, RESPONSIBLE, DATE (in words, of the language DATE_LANG), TIMEZONE, DURATION, DURATION_UNIT, DEADLINE.
`@words` of the content are labels. The list is named by the file. A note is a comment on the task above it; what is
attached to one stands in it as `[[file {"file_name": …, "file_url": …}]]`, and is not in the export.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec
from msgspec.structs import replace

from voicetodo.modules.todo.api import Priority, Told
from voicetodo.modules.todo.transfer.draft import BadRow, CommentDraft, Draft, Keys, Reading, Setting, drafts_of
from voicetodo.modules.todo.transfer.moments import day, in_words, kept, zone
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.tables import Row, header_of, rows_of
from voicetodo.modules.todo.transfer.talk import Said, comments_of, said_at
from voicetodo.modules.todo.transfer.told import tell

_COLUMNS: Final = ("type", "content", "indent")
_LABEL: Final = re.compile(r"(?<!\S)@([^\s@]+)")
#: `Home [2203306141]`: the name, and Todoist's own number.
_NUMBER: Final = re.compile(r"\[\w+\]$")
#: `Ann (4711)`, likewise.
_PERSON: Final = re.compile(r"\(\d+\)$")
_FILE: Final = "[[file "
#: Todoist has four.
_MAX_INDENT: Final = 10
_PRIORITIES: Final[dict[str, Priority]] = {"1": 1, "2": 2, "3": 3, "4": 4, "": 4}
_MINUTES: Final = {"minute": 1, "day": 24 * 60}


def recognises(source: Source) -> bool:
    return header_of(source.text, _COLUMNS) is not None


def read(source: Source, setting: Setting) -> Reading:
    name = _NUMBER.sub("", source.stem or "").strip() or None
    category = None if name is None or name.lower() == "inbox" else name[:100]
    rows, strays = _with_notes(rows_of(source.text, _COLUMNS))
    lost = tell("import-comments-lost", count=strays)
    return Reading(
        drafts=drafts_of(rows, _Reader(setting, category).read, row_of=lambda each: each[0].line),
        notices=(*source.notices, lost) if strays else source.notices,
    )


def _with_notes(rows: Iterable[Row]) -> tuple[list[tuple[Row, list[Row]]], int]:
    """Each row that is no note, with the notes that follow it; and how many follow none that is a task."""
    found: list[tuple[Row, list[Row]]] = []
    strays = 0
    for row in rows:
        if _kind_of(row) != "note":
            found.append((row, []))
        elif found and _kind_of(found[-1][0]) == "task":
            found[-1][1].append(row)
        else:
            strays += 1
    return found, strays


def _kind_of(row: Row) -> str:
    return row.get("type", "").strip().lower()


class _Reader:
    """Remembers the section and the todos above, as a row is where it stands."""

    def __init__(self, setting: Setting, category: str | None) -> None:
        self._setting = setting
        self._category = category
        self._section: str | None = None
        self._above: list[str] = []
        self._keys = Keys()

    def read(self, _row: int, rows: tuple[Row, list[Row]]) -> Draft | None:
        row, notes = rows
        kind = _kind_of(row)
        if kind == "section":
            self._section = row.get("content", "").strip()[:100] or None
            self._above = []
        if kind != "task":
            return None
        return self._task(row, notes)

    def _task(self, row: Row, notes: list[Row]) -> Draft:
        content = row.get("content", "").removeprefix("* ")
        labels = tuple(dict.fromkeys(_LABEL.findall(content)))
        title, text = titled(_LABEL.sub("", content), row.get("description", ""))
        # a key holds that of the todo above it, so levels without end would be keys without end
        level = min(int(row.get("indent", "").strip() or 1), _MAX_INDENT)
        parent = self._above[min(level - 2, len(self._above) - 1)] if level > 1 and self._above else None
        key = self._keys.of(self._category, self._section, parent, title)
        self._above = [*self._above[: max(level - 1, 0)], key]
        comments, files = _talk(notes)
        try:
            draft = self._draft(row, title, text, labels, key, parent)
            return replace(draft, comments=comments, notices=(*draft.notices, *files))
        except BadRow as error:
            # its subtasks hang on it, so it comes in all the same
            return Draft(
                row=row.line,
                key=key,
                title=title,
                notes="\n\n".join(filter(None, (text, f"Todoist: {row.get('date', '').strip()}"))),
                category=self._category,
                section=self._section,
                parent=parent,
                labels=labels,
                comments=comments,
                notices=(tell("import-date-lost", text=row.get("date", "").strip(), why=error), *files),
            )

    def _draft(  # noqa: PLR0917 - what its one caller has found
        self, row: Row, title: str, text: str, labels: tuple[str, ...], key: str, parent: str | None
    ) -> Draft:
        timezone = zone(row.get("timezone", "").strip(), self._setting.timezone)
        words = row.get("date", "").strip()
        due, rule = (
            in_words(words, self._setting, timezone=timezone, language=row.get("date_lang", "").strip())
            if words
            else (None, None)
        )
        due, rule, notice = kept(rule, due, self._setting)
        duration, unit = row.get("duration", "").strip(), row.get("duration_unit", "").strip().lower()
        return Draft(
            row=row.line,
            key=key,
            title=title,
            notes=text,
            category=self._category,
            section=self._section,
            parent=parent,
            priority=_PRIORITIES.get(row.get("priority", "").strip(), 4),
            due=due,
            deadline=self._deadline(row, timezone),
            duration_minutes=int(duration) * _MINUTES.get(unit, 1) if duration.isdigit() and int(duration) else None,
            recurrence=rule,
            is_due_from_rule=rule is not None,
            labels=labels,
            assignee=_person(row.get("responsible", "")),
            notices=(notice,) if notice else (),
        )

    def _deadline(self, row: Row, timezone: str) -> date | None:
        words = row.get("deadline", "").strip()
        if not words:
            return None
        try:
            return day(words)
        except BadRow:
            language = row.get("deadline_lang", "").strip()
            found, _ = in_words(words, self._setting, timezone=timezone, language=language)
            return found.date if found else None


class _File(msgspec.Struct, frozen=True):
    file_name: str = ""
    file_url: str = ""


def _talk(notes: Iterable[Row]) -> tuple[tuple[CommentDraft, ...], list[Told]]:
    """The comments, and a notice for each file that was attached to one."""
    said: list[Said] = []
    notices: list[Told] = []
    for note in notes:
        body, files = _without_files(note.get("content", ""))
        notices += [tell("import-file-not-exported", name=name) for name in files]
        said.append(Said(body=body, author=_person(note.get("author", "")), at=said_at(note.get("date", ""))))
    return comments_of(said), notices


def _without_files(content: str) -> tuple[str, list[str]]:
    """What is attached as its name and address, and the names."""
    words, *pieces = content.split(_FILE)
    names: list[str] = []
    for piece in pieces:
        raw, _, rest = piece.partition("]]")
        try:
            file = msgspec.json.decode(raw, type=_File)
        except msgspec.DecodeError:
            words += _FILE + piece
            continue
        names.append(file.file_name)
        words += f"{file.file_name} {file.file_url}{rest}"
    return words, names


def _person(text: str) -> str | None:
    """Without Todoist's own number."""
    return _PERSON.sub("", text.strip()).strip()[:100] or None
