"""What can be written: todos out of here, a piece at a time, so that no file is ever held whole."""

from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar, Final, Literal, Protocol, cast

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.transfer.writing.shelf import Beside, Shelf

#: `voicetodo_archive` is `voicetodo` with the attached files beside it.
ExportFormat = Literal["voicetodo_archive", "voicetodo", "csv", "icalendar", "todo_txt"]

#: Media type, and how the file's name ends.
KINDS: Final[dict[ExportFormat, tuple[str, str]]] = {
    "voicetodo_archive": ("application/zip", "zip"),
    "voicetodo": ("application/json", "json"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "icalendar": ("text/calendar; charset=utf-8", "ics"),
    "todo_txt": ("text/plain; charset=utf-8", "txt"),
}
_FILES: Final[dict[ExportFormat, str]] = {"voicetodo": "own", "voicetodo_archive": "packed", "csv": "table"}


class Writer(Protocol):
    """`head`, then some todos at a time, then `tail`."""

    #: Whether it writes down what was said about todos, and is told of it; and which files lie beside what it writes.
    has_comments: ClassVar[bool]
    has_attachments: ClassVar[bool]

    def __init__(self, shelf: Shelf) -> None: ...

    def head(self) -> bytes: ...

    def todos(self, some: Sequence[Todo], beside: Beside) -> bytes: ...

    def tail(self) -> bytes: ...


def writer(kind: ExportFormat, shelf: Shelf) -> Writer:
    """Loaded when first asked for."""
    module = import_module(f"{__name__}.{_FILES.get(kind, kind)}")
    return cast("type[Writer]", module.Writer)(shelf)
