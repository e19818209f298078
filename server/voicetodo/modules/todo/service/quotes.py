"""Comments that an import brings: kept as said by whoever brings them, with the names of all others."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Comment
from voicetodo.modules.todo.transfer.draft import CommentDraft


class Quotes:
    """`my_name` is how whoever brings them is called. Ids of a file of ours are kept where they are not `taken`."""

    def __init__(self, user_id: UUID, *, my_name: str | None, taken: Iterable[UUID], now: datetime) -> None:
        self._user_id = user_id
        self._my_name = (my_name or "").casefold()
        self._taken = set(taken)
        self._now = now
        #: The comments, by their todos and the keys of their drafts.
        self.said: dict[tuple[UUID, str], UUID] = {}

    def author_of(self, name: str | None) -> tuple[UUID, str | None]:
        """Whoever brings it, and the name of whoever it is from, where that is another."""
        is_mine = name is None or name.casefold() == self._my_name
        return self._user_id, None if is_mine else name

    def of(self, todo_id: UUID, drafts: Iterable[CommentDraft]) -> list[Comment]:
        return [self._comment(todo_id, each) for each in drafts]

    def _comment(self, todo_id: UUID, draft: CommentDraft) -> Comment:
        comment_id = draft.id if draft.id is not None and draft.id not in self._taken else new_id()
        self._taken.add(comment_id)
        self.said[todo_id, draft.key] = comment_id
        author_id, author_name = self.author_of(draft.author)
        return Comment(
            id=comment_id,
            todo_id=todo_id,
            author_id=author_id,
            author_name=author_name,
            body=draft.body,
            created_at=min(draft.created_at, self._now) if draft.created_at is not None else self._now,
            edited_at=min(draft.edited_at, self._now) if draft.edited_at is not None else None,
        )
