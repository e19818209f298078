"""Files that belong to a todo."""

from datetime import datetime
from uuid import UUID

import msgspec


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a todo, perhaps of a comment on it. It lies in the space of the todo's owner, whoever brought it.

    `name` is safe to be saved under; `media_type` is what the bytes look like, whatever was said of them.
    """

    id: UUID
    todo_id: UUID
    comment_id: UUID | None = None
    #: Who brought it or, where another brought it elsewhere, who took it over from there.
    author_id: UUID
    #: Who brought it elsewhere, as they are called there.
    author_name: str | None = None
    name: str
    media_type: str
    #: Bytes.
    size: int
    #: Of the bytes, in hexadecimal digits.
    sha256: str
    created_at: datetime
