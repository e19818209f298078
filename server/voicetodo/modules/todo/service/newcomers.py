"""The new todos of an import, put together some at a time: what a row says, in its place among what is there.

Nothing here waits for anything, so that it can be done beside the event loop.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Origin, Todo
from voicetodo.modules.todo.ordering import at_end, is_place
from voicetodo.modules.todo.service.places import Place, Places
from voicetodo.modules.todo.service.quotes import Quotes
from voicetodo.modules.todo.store import import_keys, imported_comments, imported_todos
from voicetodo.modules.todo.store.import_keys import KeyRows
from voicetodo.modules.todo.store.imported_comments import CommentRows
from voicetodo.modules.todo.store.imported_todos import TodoRows
from voicetodo.modules.todo.transfer.comparing import PLAIN
from voicetodo.modules.todo.transfer.planning import Planned


class Batch(msgspec.Struct, frozen=True):
    """As it is written, a statement for each."""

    todos: TodoRows
    keys: KeyRows
    comments: CommentRows | None


class Newcomers:
    """`here` are the todos that new ones may be hung on. Parents are put together before their subtasks."""

    def __init__(
        self,
        places: Places,
        quotes: Quotes,
        here: Mapping[UUID, Todo],
        *,
        user_id: UUID,
        origin: Origin,
        now: datetime,
    ) -> None:
        self._places = places
        self._quotes = quotes
        self._here = here
        self._user_id = user_id
        self._origin = origin
        self._now = now
        self._made: dict[UUID, Place] = {}

    @property
    def category_ids(self) -> set[UUID]:
        """Those in which any of them stands."""
        return {category_id for category_id, _ in self._made.values() if category_id is not None}

    def batch(self, new: Sequence[tuple[int, Planned]]) -> Batch:
        """Of rows with their numbers. Raises TodoInvalid."""
        made = [(self._todo(one, nth), one.depth) for nth, one in new]
        drafts = [(one.draft, todo) for (_, one), (todo, _) in zip(new, made, strict=True)]
        said = [
            (comment, todo.category_id)
            for draft, todo in drafts
            if draft.comments
            for comment in self._quotes.of(todo.id, draft.comments)
        ]
        return Batch(
            imported_todos.rows_of(self._user_id, made, self._origin),
            import_keys.rows_of([(draft, todo.id) for draft, todo in drafts]),
            imported_comments.rows_of(said, origin=self._origin),
        )

    def _todo(self, one: Planned, nth: int) -> Todo:
        draft, now = one.draft, self._now
        category_id, section_id = self._place_of(one)
        wanted = CreateTodo(
            category_id=category_id,
            section_id=section_id,
            parent_id=one.parent_id,
            label_ids=self._places.label_ids(draft),
            **{name: getattr(draft, name) for name in PLAIN},
        )
        position = draft.position if is_place(draft.position) else at_end(now, nth=nth)
        todo_id = one.todo_id or new_id()
        todo = model.drafted(wanted, todo_id=todo_id, position=position, now=now, origin=self._origin)
        self._made[todo.id] = category_id, section_id
        created_at = min(draft.created_at, now) if draft.created_at is not None else now
        return replace(todo, created_at=created_at, completed_at=draft.completed_at)

    def _place_of(self, one: Planned) -> Place:
        """A subtask is where its parent is."""
        if one.parent_id is None:
            return self._places.of(one.draft)
        if one.parent_id in self._made:
            return self._made[one.parent_id]
        parent = self._here[one.parent_id]
        return parent.category_id, parent.section_id
