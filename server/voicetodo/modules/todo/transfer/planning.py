"""What each row of a file would do, given what is there already. Asked for the preview, and again when it is done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.errors import DomainError
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Origin, RowOutcome, Todo, Told
from voicetodo.modules.todo.checks import MAX_LABELS
from voicetodo.modules.todo.naming import MAX_NAME
from voicetodo.modules.todo.text import TextError, line
from voicetodo.modules.todo.transfer.comparing import PLAIN, changed_fields
from voicetodo.modules.todo.transfer.draft import Draft
from voicetodo.modules.todo.transfer.plain import excerpt
from voicetodo.modules.todo.transfer.told import each_once, tell, told_of

HERE_ALREADY: Final = tell("import-here-already")
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

    def differs_from(self, draft: Draft) -> bool:
        """Whether the row says anything now that it did not say before."""
        return bool(changed_fields(self.draft, draft))


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What the row does. `parent_id` and `depth` are where its todo shall stand."""

    draft: Draft
    outcome: RowOutcome
    reason: Told | None = None
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
            fault = tell("import-row-twice", row=first[draft.key])
        if fault is None and not row.is_checked:
            fault = _fault(draft, now)
        if fault is not None:
            planned.append(Planned(draft=draft, outcome="error", reason=replace(fault, message=excerpt(fault.message))))
            continue
        first[draft.key] = draft.row
        planned.append(_outcome(row, known.get(draft.key)))
    return planned


def _outcome(row: Row, before: Known | None) -> Planned:
    if before is None or before.todo is None:
        return Planned(draft=row.draft, outcome="create", todo_id=row.todo_id)
    if before.todo.is_deleted:
        return Planned(draft=row.draft, outcome="skip", reason=tell("import-deleted-here"), todo_id=before.todo_id)
    if not before.differs_from(row.draft):
        return Planned(draft=row.draft, outcome="skip", reason=HERE_ALREADY, todo_id=before.todo_id)
    return Planned(draft=row.draft, outcome="update", todo_id=before.todo_id)


def _fault(draft: Draft, now: datetime) -> Told | None:
    """Why it cannot be a todo."""
    try:
        for name in (*draft.labels, *filter(None, (draft.category, draft.section))):
            line(name, most=MAX_NAME)
        if len(draft.labels) > MAX_LABELS:
            return tell("import-labels-many", most=MAX_LABELS)
        wanted = CreateTodo(**{name: getattr(draft, name) for name in PLAIN})
        model.drafted(wanted, todo_id=_NOWHERE, position="0", now=now, origin=Origin())
    except DomainError as error:
        return told_of(error)
    except TextError as error:
        return tell("import-name-refused", why=error)
    return None


class _Stand(msgspec.Struct, frozen=True):
    """Below which key a todo is put, how deep that is, and a notice where it is not what the file says."""

    parent: str | None = None
    depth: int = 0
    notice: Told | None = None


_ORPHAN: Final = _Stand(notice=tell("import-parent-missing"))
_IN_CIRCLE: Final = _Stand(notice=tell("import-parent-circle"))
_TOO_DEEP: Final = tell("import-too-deep", levels=model.MAX_LEVELS)


class _Tree:
    """Who stands below whom. A child may come before its parent; what cannot be is put where it can, and told of."""

    def __init__(self, planned: Sequence[Planned], known: Mapping[str, Known]) -> None:
        self._known = known
        self._new = {one.draft.key: one for one in planned if one.outcome == "create"}
        self._stands: dict[str, _Stand] = {}

    def placed(self, one: Planned) -> Planned:
        draft = one.draft
        self._settle(draft.key if draft.key in self._new else draft.parent)
        stand = self._stands.get(draft.key) or self._below(draft.parent)
        if stand.notice is not None:
            draft = replace(draft, notices=each_once((*draft.notices, stand.notice)))
        parent_id = None if stand.parent is None else self._id(stand.parent)
        return replace(one, draft=draft, parent_id=parent_id, depth=stand.depth)

    def _settle(self, key: str | None) -> None:
        """It and all above it, the highest first. Each is looked at once, however many hang on it."""
        path: dict[str, None] = {}
        while key is not None and key in self._new and key not in self._stands:
            if key in path:
                above = list(path)
                self._stands |= dict.fromkeys(above[above.index(key) :], _IN_CIRCLE)
                break
            path[key] = None
            key = self._new[key].draft.parent
        for each in reversed(path):
            if each not in self._stands:
                self._stands[each] = self._below(self._new[each].draft.parent)

    def _below(self, parent: str | None) -> _Stand:
        """Where whoever names this parent stands; it is settled."""
        if parent is None:
            return _Stand()
        if parent in self._new:
            above = self._stands[parent]
        elif parent in self._known and self._known[parent].is_there:
            # it has its depth, whatever is above it
            above = _Stand(depth=self._known[parent].depth)
        else:
            return _ORPHAN
        if above.depth + 1 < model.MAX_LEVELS:
            return _Stand(parent, above.depth + 1)
        return _Stand(above.parent, above.depth if above.parent is not None else 0, _TOO_DEEP)

    def _id(self, key: str) -> UUID | None:
        return self._new[key].todo_id if key in self._new else self._known[key].todo_id
