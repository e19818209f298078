"""What a todo reads like to a client, and the tag of that."""

from typing import Final

import msgspec

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.dav.calendars import Words
from voicetodo.modules.todo.dav.vtodo.content_lines import parse
from voicetodo.modules.todo.dav.vtodo.writing import overwrite, write
from voicetodo.modules.todo.store.calendar_members import Member

CONTENT_TYPE: Final = "text/calendar; charset=utf-8; component=VTODO"
#: Moved whenever we write something else of the same todo, as tags are strong.
_WRITING: Final = 1

_decoder: Final = msgspec.json.Decoder(Todo)


def etag_of(member: Member, words: Words) -> str:
    """Strong (RFC 9110, 8.8.3): content follows from the todo and the names of its labels, and these count versions."""
    return f'"{_WRITING}-{member.id.hex[-8:]}-{member.version}-{words.version(member.label_ids)}"'


def is_verbatim(member: Member, words: Words, *, timezone: str) -> bool:
    """What a client wrote last is what the todo is, to a reader of this time zone."""
    is_current = (member.content_version, member.labels_version) == (member.version, words.version(member.label_ids))
    return member.content is not None and is_current and member.timezone in (None, timezone)


def content_of(member: Member, words: Words, *, timezone: str) -> str:
    """The calendar object. `member` was asked for with its content."""
    if member.content is not None and is_verbatim(member, words, timezone=timezone):
        return member.content
    todo = _decoder.decode(member.document or "")
    labels = words.names(todo.label_ids)
    if member.content is None:
        return write(todo, uid=member.uid, labels=labels, parent_uid=member.parent_uid, timezone=timezone)
    kept = parse(member.content)
    return overwrite(kept, todo, labels=labels, parent_uid=member.parent_uid, timezone=timezone)
