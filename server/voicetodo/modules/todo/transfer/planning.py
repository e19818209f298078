"""What each row of a file would do, given what is there already. Asked for the preview, and again when it is done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.errors import DomainError
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Origin, RowOutcome, Todo
from voicetodo.modules.todo.naming import MAX_NAME
from voicetodo.modules.todo.text import TextError, line
from voicetodo.modules.todo.transfer.comparing import PLAIN, changed_fields
from voicetodo.modules.todo.transfer.draft import Draft

_NOWHERE: Final = UUID(int=0)


class Row(msgspec.Struct, frozen=True):
    """A draft, and the id that its todo has or shall have. One that was planned before is sound, or has its problem."""

    draft: Draft
    todo_id: UUID
    is_checked: bool = False


class Known(msgspec.Struct, frozen=True):
    """What is remembered of a row that came before. `todo` is None where it is gone for good."""

    draft: Draft
    todo_id: UUID
    todo: Todo | None = None
    depth: int = 0

    @property
    def is_there(self) -> bool:
        return self.todo is not None and not self.todo.is_deleted


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What the row does. `parent_id` and `depth` are where its todo shall stand."""

    draft: Draft
    outcome: RowOutcome
    reason: str | None = None
    todo_id: UUID | None = None
    parent_id: UUID | None = None
    depth: int = 0


def plan(rows: Sequence[Row], known: Mapping[str, Known], *, now: datetime) -> list[Planned]:
    """One for each row, in order."""
    planned = _outcomes(rows, known, now)
    tree = _Tree(planned, known)
    return [tree.placed(one) if one.outcome in ("create", "update") else one for one in planned]


def _outcomes(rows: Sequence[Row], known: Mapping[str, Known], now: datetime) -> list[Planned]:
    first: dict[str, int] = {}
    planned: list[Planned] = []
    for row in rows:
        draft = row.draft
        fault = draft.problem
        if fault is None and draft.key in first:
            fault = f"The same task stands in row {first[draft.key]} already."
        if fault is None and not row.is_checked:
            fault = _fault(draft, now)
        if fault is not None:
            planned.append(Planned(draft=draft, outcome="error", reason=fault))
            continue
        first[draft.key] = draft.row
        planned.append(_outcome(row, known.get(draft.key)))
    return planned


def _outcome(row: Row, before: Known | None) -> Planned:
    if before is None or before.todo is None:
        return Planned(draft=row.draft, outcome="create", todo_id=row.todo_id)
    if before.todo.is_deleted:
        return Planned(draft=row.draft, outcome="skip", reason="You deleted it here.", todo_id=before.todo_id)
    if not changed_fields(before.draft, row.draft):
        return Planned(draft=row.draft, outcome="skip", reason="It is here already.", todo_id=before.todo_id)
    return Planned(draft=row.draft, outcome="update", todo_id=before.todo_id)


def _fault(draft: Draft, now: datetime) -> str | None:
    """Why it cannot be a todo."""
    try:
        for name in (*draft.labels, *filter(None, (draft.category, draft.section))):
            line(name, most=MAX_NAME)
        wanted = CreateTodo(**{name: getattr(draft, name) for name in PLAIN})
        model.drafted(wanted, todo_id=_NOWHERE, position="0", now=now, origin=Origin())
    except DomainError as error:
        return error.errors[0].message if error.errors else error.sentence
    except TextError as error:
        return f"One of its names will not do. {error}"
    return None


class _Tree:
    """Who stands below whom. A child may come before its parent; what cannot be is put where it can, and told of."""

    def __init__(self, planned: Sequence[Planned], known: Mapping[str, Known]) -> None:
        self._known = known
        self._new = {one.draft.key: one for one in planned if one.outcome == "create"}
        self._depths: dict[str, int] = {}

    def placed(self, one: Planned) -> Planned:
        parent, notice = self._parent(one.draft)
        depth = 0 if parent is None else self._depth(parent) + 1
        while parent is not None and depth >= model.MAX_LEVELS:
            parent, notice = self._above(parent), f"It stands {depth + 1} levels deep, so it was moved up."
            depth = 0 if parent is None else self._depth(parent) + 1
        draft = one.draft
        if notice is not None:
            draft = replace(draft, notices=(*draft.notices, notice))
        return replace(one, draft=draft, parent_id=None if parent is None else self._id(parent), depth=depth)

    def _parent(self, draft: Draft) -> tuple[str | None, str | None]:
        """The parent's key if there is such a todo, and a notice if there is not."""
        if draft.parent is None:
            return None, None
        if not self._is_there(draft.parent):
            return None, "Its parent is not in the file, so it stands by itself."
        seen = {draft.key}
        above: str | None = draft.parent
        while above is not None:
            if above in seen:
                return None, "It is a subtask of its own subtask, so it stands by itself."
            seen.add(above)
            above = self._above(above)
        return draft.parent, None

    def _is_there(self, key: str) -> bool:
        return key in self._new or (key in self._known and self._known[key].is_there)

    def _above(self, key: str) -> str | None:
        """The key above a new todo; one that is here already has its depth, whatever is above it."""
        if key not in self._new:
            return None
        parent = self._new[key].draft.parent
        return parent if parent is not None and self._is_there(parent) else None

    def _depth(self, key: str) -> int:
        if key not in self._new:
            return self._known[key].depth
        if key not in self._depths:
            path = [key]
            while (above := self._above(path[-1])) is not None and above not in path and above not in self._depths:
                path.append(above)
            start = self._above(path[-1])
            depth = -1 if start is None or start in path else self._depths.get(start, 0)
            for each in reversed(path):
                depth = min(depth + 1, model.MAX_LEVELS - 1) if each in self._new else self._known[each].depth
                self._depths[each] = depth
        return self._depths[key]

    def _id(self, key: str) -> UUID | None:
        return self._new[key].todo_id if key in self._new else self._known[key].todo_id
