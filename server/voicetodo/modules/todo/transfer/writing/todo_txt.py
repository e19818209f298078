"""todo.txt, as `formats/todo_txt.py` reads it. Notes, subtasks and rules it has no words for stay behind."""

import re
from collections.abc import Sequence
from typing import ClassVar, Final

from voicetodo.modules.todo.api import Recurrence, Todo
from voicetodo.modules.todo.transfer.writing.shelf import Beside, Shelf

_LETTERS: Final = {1: "A", 2: "B", 3: "C"}
_UNITS: Final = {"DAILY": "d", "WEEKLY": "w", "MONTHLY": "m", "YEARLY": "y"}
_SIMPLE: Final = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?")


class Writer:
    has_comments: ClassVar = False
    has_attachments: ClassVar = False

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def head(self) -> bytes:
        return b""

    def todos(self, some: Sequence[Todo], beside: Beside) -> bytes:  # noqa: ARG002 - not told of
        return "".join(self._line(each) + "\n" for each in some).encode()

    def tail(self) -> bytes:
        return b""

    def _line(self, todo: Todo) -> str:
        letter, created = _LETTERS.get(todo.priority), todo.created_at.date().isoformat()
        if todo.completed_at is not None:
            start = ["x", todo.completed_at.date().isoformat(), created]
        else:
            start = [f"({letter})", created] if letter else [created]
        category, due = self._shelf.category_of(todo), todo.due
        tags = [
            f"+{_word(category)}" if category else None,
            *(f"@{_word(name)}" for name in self._shelf.labels_of(todo)),
            f"due:{due.date}" if due else None,
            f"time:{due.time}" if due and due.time else None,
            f"t:{todo.start_date}" if todo.start_date else None,
            _rec(todo.recurrence),
            f"pri:{letter}" if letter and todo.completed_at else None,
        ]
        return " ".join([*start, todo.title, *filter(None, tags)])


def _word(name: str) -> str:
    """A name has no blanks there."""
    return re.sub(r"\s+", "_", name)


def _rec(rule: Recurrence | None) -> str | None:
    found = _SIMPLE.fullmatch(rule.rrule) if rule else None
    if rule is None or found is None:
        return None
    return f"rec:{'' if rule.from_completion else '+'}{found[2] or 1}{_UNITS[found[1]]}"
