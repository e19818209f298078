"""CSV: one todo a line, in columns that `formats/csv_mapping.py` knows. UTF-8 with a mark, as spreadsheets want it."""

import csv
import io
from collections.abc import Sequence
from typing import ClassVar

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.transfer.fields import OUR_COLUMNS
from voicetodo.modules.todo.transfer.formulas import guarded
from voicetodo.modules.todo.transfer.writing.shelf import Beside, Shelf


class Writer:
    has_comments: ClassVar = False
    has_attachments: ClassVar = False

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def head(self) -> bytes:
        return b"\xef\xbb\xbf" + _lines([OUR_COLUMNS])

    def todos(self, some: Sequence[Todo], beside: Beside) -> bytes:  # noqa: ARG002 - not told of
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


def _lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
