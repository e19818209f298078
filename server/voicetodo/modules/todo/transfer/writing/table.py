"""CSV: one todo a line, in the columns that `formats/csv_mapping.py` knows. UTF-8 with a mark, as spreadsheets want it.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which is taken away on the way in.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.transfer.writing.shelf import Shelf

COLUMNS: Final = (
    "id", "title", "notes", "category", "section", "parent", "priority", "start_date", "due", "due_time", "timezone",
    "deadline", "duration_minutes", "recurrence", "labels", "assignee", "completed_at", "created_at",
)  # fmt: skip
#: What begins so (whatever apostrophes stand before) would be reckoned out: OWASP, CSV injection.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n]")


class Writer:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def head(self) -> bytes:
        return b"\xef\xbb\xbf" + _lines([COLUMNS])

    def todos(self, some: Sequence[Todo]) -> bytes:
        return _lines([self._cells(each) for each in some])

    def tail(self) -> bytes:
        return b""

    def _cells(self, todo: Todo) -> list[str]:
        due, rule, labels = todo.due, todo.recurrence, self._shelf.labels_of(todo)
        cells = (
            todo.id,
            todo.title,
            todo.notes,
            self._shelf.category_of(todo),
            self._shelf.section_of(todo),
            todo.parent_id,
            todo.priority,
            todo.start_date,
            due.date if due else None,
            due.time if due else None,
            due.timezone if due else None,
            todo.deadline,
            todo.duration_minutes,
            f"{rule.rrule};FROM-COMPLETION" if rule and rule.from_completion else rule.rrule if rule else None,
            ";".join(labels) + (";" if len(labels) == 1 and "," in labels[0] else ""),
            todo.assignee,
            todo.completed_at.isoformat() if todo.completed_at else None,
            todo.created_at.isoformat(),
        )
        return [guarded("" if cell is None else str(cell)) for cell in cells]


def guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
