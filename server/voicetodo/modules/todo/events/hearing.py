"""Whom an event is for and what it is of, read without the rest of it."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.modules.todo.events.sharing import (
    CategoryShared,
    CategoryUnshared,
    TeamChanged,
    TeamLeft,
    TodosWithdrawn,
)

_FOR_OTHERS: Final = frozenset(
    {TodosWithdrawn.name, CategoryShared.name, CategoryUnshared.name, TeamChanged.name, TeamLeft.name}
)


class Heard(msgspec.Struct, frozen=True):
    """`readers` are whose clients are to be told. `todo_id` and `comment_id` are what it is, or hangs on."""

    readers: tuple[UUID, ...]
    todo_id: UUID | None = None
    comment_id: UUID | None = None


class _Todo(msgspec.Struct):
    id: UUID


class _Comment(msgspec.Struct):
    id: UUID
    todo_id: UUID


class _Attachment(msgspec.Struct):
    todo_id: UUID
    comment_id: UUID | None = None


class _Payload(msgspec.Struct):
    user_id: UUID
    todo: _Todo | None = None
    comment: _Comment | None = None
    attachment: _Attachment | None = None
    audience: tuple[UUID, ...] = ()


_payload: Final = msgspec.json.Decoder(_Payload)


def heard(name: str, payload: bytes | msgspec.Raw) -> Heard:
    """Of an event of this module, or of any other that is its user's alone."""
    told = _payload.decode(payload)
    readers = told.audience if name in _FOR_OTHERS else (told.user_id, *told.audience)
    if told.todo is not None:
        return Heard(readers, told.todo.id)
    if told.comment is not None:
        return Heard(readers, told.comment.todo_id, told.comment.id)
    if told.attachment is not None:
        return Heard(readers, told.attachment.todo_id, told.attachment.comment_id)
    return Heard(readers)
