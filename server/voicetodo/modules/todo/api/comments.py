"""What people say about a todo."""

from datetime import datetime
from uuid import UUID

import msgspec


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """A comment on a todo. It lies in the space of the todo's owner, whoever wrote it.

    `body` is Markdown, kept as it was written: whoever shows it renders it, and sanitises what comes of that.
    `mentions` are those people of the list that it names.
    """

    id: UUID
    todo_id: UUID
    #: Who wrote it or, where it was brought from elsewhere and is another's, who brought it.
    author_id: UUID
    #: Who wrote it elsewhere, as they are called there.
    author_name: str | None = None
    body: str
    mentions: tuple[UUID, ...] = ()
    created_at: datetime
    edited_at: datetime | None = None
    version: int = 1
