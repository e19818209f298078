"""What was read from a file: one draft for each row, used or not, and what stands around them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec

from voicetodo.kit.errors import Fault
from voicetodo.modules.todo.api import Due, Filter, Priority, Recurrence, Reminder, Told
from voicetodo.modules.todo.transfer.plain import excerpt
from voicetodo.modules.todo.transfer.rules import Rules
from voicetodo.modules.todo.transfer.told import tell

#: No more rows than this from one file.
MAX_ROWS = 50_000

T = TypeVar("T")

#: Of which everybody knows when it was.
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Unreadable(Exception):
    """The file as a whole cannot be used; the sentence says why, and what to do. It may hold words of the file."""

    def __init__(self, code: str, *, why: object = "", **values: object) -> None:
        told = tell(code, why=why, **values)
        self.told = msgspec.structs.replace(told, message=excerpt(told.message))
        super().__init__(self.told.message)


class BadRow(Fault):
    """This row cannot be used; the sentence says why, and so does its code with the values. The others can."""

    def __init__(self, code: str, *, why: object = "", **values: object) -> None:
        self.told = tell(code, why=why, **values)
        super().__init__(self.told.message, code)


class CommentDraft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that was said about the todo of a row. `key` is the same each time it comes."""

    key: str
    body: str = ""
    #: Whoever said it, as they are called there.
    author: str | None = None
    created_at: datetime | None = None
    edited_at: datetime | None = None
    #: Of a file of our own only.
    id: UUID | None = None


class AttachmentDraft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of the todo of a row, which lies in the same archive. `key` is the same each time it comes."""

    key: str
    name: str = ""
    #: Where in the archive it lies; None where it cannot be had.
    entry: str | None = None
    #: Bytes, unpacked.
    size: int = 0
    #: Of the bytes, in hexadecimal digits, where the file tells it.
    sha256: str | None = None
    #: The key of the comment that it belongs to.
    comment: str | None = None
    #: Whoever brought it, as they are called there.
    author: str | None = None
    created_at: datetime | None = None
    #: Of a file of our own only.
    id: UUID | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a file, as the todo it shall become. Names stand for categories, labels and sections.

    `key` is the same each time this todo comes in a file of the same format. `parent` is another draft's key. With a
    `problem` the row cannot be used; a `notice` tells of something that could not be kept as it was.
    """

    #: The place in the file, from 1: a line where the file has lines.
    row: int
    key: str
    title: str = ""
    notes: str = ""
    category: str | None = None
    section: str | None = None
    parent: str | None = None
    #: Of a file of our own only: the category and section of the file, whatever their names.
    category_id: UUID | None = None
    section_id: UUID | None = None
    priority: Priority = 4
    start_date: date | None = None
    due: Due | None = None
    deadline: date | None = None
    duration_minutes: int | None = None
    recurrence: Recurrence | None = None
    reminders: tuple[Reminder, ...] = ()
    labels: tuple[str, ...] = ()
    assignee: str | None = None
    comments: tuple[CommentDraft, ...] = ()
    attachments: tuple[AttachmentDraft, ...] = ()
    completed_at: datetime | None = None
    created_at: datetime | None = None
    #: Of a file of our own only: the id and the place it had.
    id: UUID | None = None
    position: str | None = None
    #: The rule alone says when it is due, so that it says another day each time.
    is_due_from_rule: bool = False
    problem: Told | None = msgspec.field(default=None, name="fault")
    notices: tuple[Told, ...] = msgspec.field(default=(), name="told")
    #: Of a row that was planned: why it is left out.
    reason: Told | None = None


class NamedDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A label that is to be there. Ids and positions come from a file of our own only."""

    name: str
    color: str | None = None
    id: UUID | None = None


class CategoryDraft(NamedDraft, frozen=True, kw_only=True):
    """A category that is to be there."""

    description: str = ""
    parent_id: UUID | None = None
    is_favorite: bool = False
    position: str | None = None
    archived_at: Moment | None = None


class SectionDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A section that is to be there, of a file of our own."""

    id: UUID
    category_id: UUID
    name: str
    position: str


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What a file tells of besides its rows. Categories and labels that drafts name need not be listed."""

    categories: tuple[CategoryDraft, ...] = ()
    sections: tuple[SectionDraft, ...] = ()
    labels: tuple[NamedDraft, ...] = ()
    filters: tuple[Filter, ...] = ()


class Reading(Names, frozen=True, kw_only=True):
    """All that a file holds."""

    drafts: list[Draft]
    notices: tuple[Told, ...] = ()

    @property
    def names(self) -> Names:
        return Names(categories=self.categories, sections=self.sections, labels=self.labels, filters=self.filters)


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader must know that no file says: the moment, whose zone, and (for CSV) which column is which field."""

    now: datetime
    timezone: str
    columns: Mapping[str, str] = {}
    #: What is known of the rules of this file.
    rules: Rules = msgspec.field(default_factory=Rules)


class Keys:
    """Keys for rows without an id of their own: of what they say, and the how-manieth that says so."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str | None, ...], int] = {}

    def of(self, *words: str | None) -> str:
        nth = self._seen.get(words, 0) + 1
        self._seen[words] = nth
        return "\x1f".join([*(word or "" for word in words), str(nth)])


def drafts_of(
    items: Iterable[T], read: Callable[[int, T], Draft | None], *, row_of: Callable[[T], int] | None = None
) -> list[Draft]:
    """A draft for each item, also for one that cannot be used; None is an item that is no todo.

    Items are counted from 1, unless they know their row. Raises Unreadable.
    """
    drafts: list[Draft] = []
    for nth, item in enumerate(items, start=1):
        row = nth if row_of is None else row_of(item)
        try:
            draft = read(row, item)
        except (ValueError, ArithmeticError, LookupError, TypeError, OSError) as error:
            draft = Draft(row=row, key=f"row {row}", title=_title_of(item), problem=_problem_of(error))
        if draft is not None:
            drafts.append(draft)
            if len(drafts) > MAX_ROWS:
                raise Unreadable("import-rows-many", most=MAX_ROWS)
    return drafts


def _problem_of(error: Exception) -> Told:
    message = excerpt(f"It cannot be read: {error}").rstrip(".") + "."
    if isinstance(error, BadRow):
        return msgspec.structs.replace(error.told, message=message)
    return Told(message, error.code if isinstance(error, Fault) else "import-row-unreadable")


def _title_of(item: object) -> str:
    """What a row that cannot be used would be called, for whoever looks for it."""
    if isinstance(item, tuple):
        return next(filter(None, map(_title_of, item)), "")
    if not isinstance(item, dict):
        return ""
    found = (item.get(name) for name in ("title", "task", "text", "name", "content", "description", "summary"))
    return next((" ".join(each.split())[:500] for each in found if isinstance(each, str) and each.strip()), "")
