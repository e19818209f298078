"""What is said about todos, and what is attached to them."""

from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Attachment, Comment, Origin


class CommentCreated(msgspec.Struct, frozen=True, kw_only=True):
    """Something was said about a todo."""

    name: ClassVar[str] = "todo.comment_created.v1"
    user_id: UUID
    comment: Comment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class CommentChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever said it says it otherwise."""

    name: ClassVar[str] = "todo.comment_changed.v1"
    user_id: UUID
    comment: Comment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class CommentDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A comment was taken back, and its words with it: `body` is empty.

    Those on a todo that is removed for good go with it, and are not announced.
    """

    name: ClassVar[str] = "todo.comment_deleted.v1"
    user_id: UUID
    comment: Comment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class PeopleMentioned(msgspec.Struct, frozen=True, kw_only=True):
    """A comment names people whom it did not name before; never who wrote it. Told beside the comment's own event."""

    name: ClassVar[str] = "todo.people_mentioned.v1"
    user_id: UUID
    comment: Comment
    mentioned_ids: tuple[UUID, ...]
    origin: Origin


class AttachmentCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A file was attached to a todo, or to a comment on it."""

    name: ClassVar[str] = "todo.attachment_created.v1"
    user_id: UUID
    attachment: Attachment
    origin: Origin
    audience: tuple[UUID, ...] = ()


class AttachmentDeleted(msgspec.Struct, frozen=True, kw_only=True):
    """A file was taken away. Those of what is itself removed go with it, and are not announced."""

    name: ClassVar[str] = "todo.attachment_deleted.v1"
    user_id: UUID
    attachment: Attachment
    origin: Origin
    audience: tuple[UUID, ...] = ()


CommentEvent = CommentCreated | CommentChanged | CommentDeleted
AttachmentEvent = AttachmentCreated | AttachmentDeleted
