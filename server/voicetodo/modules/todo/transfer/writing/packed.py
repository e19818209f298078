"""Our own JSON, of an archive: it tells of the files that lie beside it."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.transfer.formats.own import OwnComment, PackedTodo
from voicetodo.modules.todo.transfer.writing import own
from voicetodo.modules.todo.transfer.writing.shelf import Beside


class Writer(own.Writer):
    has_attachments: ClassVar = True

    def _written(self, some: Sequence[Todo], beside: Beside) -> Sequence[msgspec.Struct]:
        def comments(todo: Todo) -> tuple[OwnComment, ...]:
            said = beside.comments.get(todo.id, ())
            return tuple(replace(each, attachments=tuple(beside.attachments.get(each.id, ()))) for each in said)

        return own.written_as(
            PackedTodo, some, comments=comments, attachments=lambda todo: tuple(beside.attachments.get(todo.id, ()))
        )
