"""Our own JSON: all there is but the trash, the journal, files, and what is told of a todo's last change.

`packed.py` is the same, of an archive with the files.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Final

import msgspec

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.transfer.draft import CategoryDraft, NamedDraft, SectionDraft
from voicetodo.modules.todo.transfer.formats.own import FORMAT, VERSION, OwnTodo
from voicetodo.modules.todo.transfer.writing.shelf import Beside, Shelf

_encoder: Final = msgspec.json.Encoder()


class Writer:
    has_comments: ClassVar = True
    has_attachments: ClassVar = False

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._is_first = True

    def go_on(self) -> None:
        """Todos were written before, by another one."""
        self._is_first = False

    def head(self) -> bytes:
        shelf = self._shelf
        names = {
            "format": FORMAT,
            "version": VERSION,
            "categories": written_as(CategoryDraft, shelf.categories.values()),
            "sections": written_as(SectionDraft, shelf.sections.values()),
            "labels": written_as(NamedDraft, shelf.labels.values()),
            "filters": shelf.filters,
        }
        return _encoder.encode(names)[:-1] + b',"todos":['

    def todos(self, some: Sequence[Todo], beside: Beside) -> bytes:
        lines = [_encoder.encode(each) for each in self._written(some, beside)]
        start = b"\n" if self._is_first else b",\n"
        self._is_first = self._is_first and not lines
        return start + b",\n".join(lines) if lines else b""

    def tail(self) -> bytes:
        return b"\n]}\n"

    def _written(self, some: Sequence[Todo], beside: Beside) -> Sequence[msgspec.Struct]:
        return written_as(OwnTodo, some, comments=lambda todo: beside.comments.get(todo.id, ()))


def written_as(
    kind: type[msgspec.Struct], values: Iterable[Any], **more: Callable[[Any], object]
) -> list[msgspec.Struct]:
    """The fields that both have, and what `more` says of each."""
    names = [name for name in kind.__struct_fields__ if name not in more]
    return [
        kind(**{name: getattr(each, name) for name in names}, **{name: of(each) for name, of in more.items()})
        for each in values
    ]
