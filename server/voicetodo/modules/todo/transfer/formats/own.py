"""Our own JSON, as `writing/own.py` writes it: nothing is lost on the way out and in again.

Ids are kept where they are free, so that what goes out again is what came in.
"""

from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Due, Filter, Priority, Recurrence, Reminder
from voicetodo.modules.todo.checks import MAX_COMMENT
from voicetodo.modules.todo.files import clean_name
from voicetodo.modules.todo.filtering.parser import MAX_LENGTH
from voicetodo.modules.todo.naming import MAX_DESCRIPTION, MAX_NAME
from voicetodo.modules.todo.text import TextError, line, paragraphs
from voicetodo.modules.todo.transfer.draft import (
    AttachmentDraft,
    CategoryDraft,
    CommentDraft,
    Draft,
    Moment,
    NamedDraft,
    Reading,
    SectionDraft,
    Setting,
    Unreadable,
    drafts_of,
)
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.talk import MAX_AUTHOR, author_of

FORMAT: Final = "voicetodo"
VERSION: Final = 1


class OwnAttachment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file, as the list in its archive tells of it: `path` is where in the archive it lies."""

    id: UUID
    name: str
    size: int
    sha256: str
    media_type: str
    author: str | None = None
    created_at: Moment
    path: str


class OwnComment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A comment in the file. `author` is what whoever wrote it is called, where that is known."""

    id: UUID
    author: str | None = None
    body: str
    created_at: Moment
    edited_at: Moment | None = None
    attachments: tuple[OwnAttachment, ...] = ()


class OwnTodo(msgspec.Struct, frozen=True, kw_only=True):
    """A todo in the file. Its category, section, labels and parent are in the same file."""

    id: UUID
    title: str
    notes: str = ""
    category_id: UUID | None = None
    section_id: UUID | None = None
    parent_id: UUID | None = None
    priority: Priority = 4
    start_date: date | None = None
    due: Due | None = None
    deadline: date | None = None
    duration_minutes: int | None = None
    recurrence: Recurrence | None = None
    reminders: tuple[Reminder, ...] = ()
    label_ids: tuple[UUID, ...] = ()
    assignee: str | None = None
    position: str
    completed_at: Moment | None = None
    created_at: Moment
    comments: tuple[OwnComment, ...] = ()


class PackedTodo(OwnTodo, frozen=True, kw_only=True):
    """A todo in an archive: its files lie beside it, and those of its comments."""

    attachments: tuple[OwnAttachment, ...] = ()


class OwnNames(msgspec.Struct, frozen=True, kw_only=True):
    """All that todos of the file refer to, and the filters."""

    categories: tuple[CategoryDraft, ...] = ()
    sections: tuple[SectionDraft, ...] = ()
    labels: tuple[NamedDraft, ...] = ()
    filters: tuple[Filter, ...] = ()


def path_of(attachment_id: UUID) -> str:
    """Where in our archive it lies."""
    return f"files/{attachment_id}"


def recognises(source: Source) -> bool:
    json = source.json
    return isinstance(json, dict) and json.get("format") == FORMAT


def read(source: Source, setting: Setting) -> Reading:  # noqa: ARG001 - every reader is given it
    json = source.json
    if not recognises(source):
        raise Unreadable("import-foreign-own")
    if not isinstance(json.get("version"), int) or json["version"] > VERSION:
        raise Unreadable("import-own-later")
    if not isinstance(json.get("todos"), list):
        raise Unreadable("import-own-changed", why="“todos” is no list")
    try:
        names = msgspec.convert(json, OwnNames)
        _check(names)
    except (msgspec.ValidationError, TextError) as error:
        raise Unreadable("import-own-changed", why=str(error).rstrip(".")) from error
    reader = _Reader(names)
    return Reading(
        drafts=drafts_of(json["todos"], reader.read),
        categories=names.categories,
        sections=names.sections,
        labels=names.labels,
        filters=names.filters,
    )


def _check(names: OwnNames) -> None:
    """Raises TextError for a text that is none of ours."""
    for each in (*names.categories, *names.sections, *names.labels, *names.filters):
        if line(each.name, most=MAX_NAME) != each.name:
            raise TextError(f"the name “{each.name}” begins or ends with a blank", "name-blanks")
    for category in names.categories:
        paragraphs(category.description, most=MAX_DESCRIPTION)
    for kept in names.filters:
        paragraphs(kept.query, most=MAX_LENGTH)


class _Reader:
    def __init__(self, names: OwnNames) -> None:
        self._categories = {each.id: each.name for each in names.categories}
        self._sections = {each.id: each.name for each in names.sections}
        self._labels = {each.id: each.name for each in names.labels}

    def read(self, row: int, item: object) -> Draft:
        todo = msgspec.convert(item, PackedTodo)
        values: dict[str, Any] = {name: getattr(todo, name) for name in OwnTodo.__struct_fields__}
        parent, labels = values.pop("parent_id"), values.pop("label_ids")
        created_at, done_at = values.pop("created_at"), values.pop("completed_at")
        said: tuple[OwnComment, ...] = values.pop("comments")
        files = [(None, each) for each in todo.attachments]
        files += [(str(comment.id), each) for comment in said for each in comment.attachments]
        return Draft(
            created_at=_in_utc(created_at),
            completed_at=_in_utc(done_at) if done_at is not None else None,
            row=row,
            key=str(todo.id),
            comments=tuple(map(_comment, said)),
            attachments=tuple(_attachment(each, comment) for comment, each in files),
            parent=str(parent) if parent else None,
            category=self._categories.get(todo.category_id) if todo.category_id else None,
            section=self._sections.get(todo.section_id) if todo.section_id else None,
            labels=tuple(self._labels[each] for each in labels if each in self._labels),
            **values,
        )


def _in_utc(moment: datetime) -> datetime:
    """Raises OverflowError at the ends of the calendar."""
    return moment.astimezone(UTC)


def _comment(said: OwnComment) -> CommentDraft:
    """Raises TextError, OverflowError."""
    if not said.body.strip():
        raise TextError("a comment is empty", "text-missing")
    return CommentDraft(
        key=str(said.id),
        id=said.id,
        author=_author(said.author),
        body=paragraphs(said.body, most=MAX_COMMENT),
        created_at=_in_utc(said.created_at),
        edited_at=_in_utc(said.edited_at) if said.edited_at is not None else None,
    )


def _author(name: str | None) -> str | None:
    """A name as people have it here stays as it is; what somebody wrote into the file is kept as other files' are."""
    try:
        return None if name is None else line(name, most=MAX_AUTHOR)
    except TextError:
        return author_of(name)


def _attachment(file: OwnAttachment, comment: str | None) -> AttachmentDraft:
    """Raises OverflowError. What it is we look for ourselves."""
    return AttachmentDraft(
        key=str(file.id),
        id=file.id,
        name=clean_name(file.name),
        entry=file.path,
        sha256=file.sha256,
        comment=comment,
        author=_author(file.author),
        created_at=_in_utc(file.created_at),
    )
