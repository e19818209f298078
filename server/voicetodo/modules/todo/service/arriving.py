"""Carries planned rows into somebody's todos, in a transaction that is open already."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import RunningJob
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Category, CreateTodo, Filter, Label, Todo, UpdateTodo
from voicetodo.modules.todo.errors import TodoIdTaken
from voicetodo.modules.todo.filtering.parser import MAX_LENGTH
from voicetodo.modules.todo.naming import MAX_NAME, plain_color
from voicetodo.modules.todo.ordering import at_end, is_place
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, FILTER, LABEL
from voicetodo.modules.todo.store import import_keys, imported_todos, todos
from voicetodo.modules.todo.text import TextError, line
from voicetodo.modules.todo.transfer.comparing import PLAIN, changed_fields
from voicetodo.modules.todo.transfer.draft import Draft, NamedDraft, Names
from voicetodo.modules.todo.transfer.planning import Known, Planned

#: Todos of one statement: large enough that it costs little, small enough that others get a word in.
_TOGETHER: Final = 500


class Arriving:
    """One import, under the tree's lock."""

    def __init__(self, ledger: Ledger, source_format: str, known: Mapping[str, Known], job: RunningJob) -> None:
        self._ledger = ledger
        self._format = source_format
        self._todos = {each.todo_id: each.todo for each in known.values() if each.todo is not None}
        self._before = known
        self._job = job
        #: By their names in small letters.
        self._categories: dict[str, UUID] = {}
        self._labels: dict[str, UUID] = {}
        #: Where the new todos are.
        self._places: dict[UUID, UUID | None] = {}

    async def bring(self, planned: Sequence[Planned], names: Names) -> list[Planned]:
        """The rows as they came out. Raises TodoIdTaken where somebody made one of the todos at the same time."""
        await self._name(planned, names)
        new = sorted(
            ((nth, one) for nth, one in enumerate(planned) if one.outcome == "create"), key=lambda each: each[1].depth
        )
        total = sum(one.outcome in ("create", "update") for one in planned)
        for start in range(0, len(new), _TOGETHER):
            await self._create(new[start : start + _TOGETHER])
            await self._job.report(min(start + _TOGETHER, len(new)), total)
        outcomes = [await self._update(one) if one.outcome == "update" else one for one in planned]
        rows = [(one.draft, one.todo_id) for one in outcomes if one.outcome != "error" and one.todo_id is not None]
        await import_keys.remember(self._ledger.tx, self._ledger.user_id, self._format, rows)
        return outcomes

    async def _name(self, planned: Sequence[Planned], names: Names) -> None:
        """Categories, labels and filters that are to be there; those of the same name are taken as they are."""
        used = [one.draft for one in planned if one.outcome in ("create", "update")]
        ledger = self._ledger
        for each in await CATEGORY.rows.list_all(ledger.tx, ledger.user_id):
            self._categories[each.name.lower()] = each.id
        for each in await LABEL.rows.list_all(ledger.tx, ledger.user_id):
            self._labels[each.name.lower()] = each.id
        told = {each.name: each for each in names.categories}
        for nth, name in enumerate(dict.fromkeys([*told, *(draft.category for draft in used if draft.category)])):
            await self._category(name, nth, told.get(name))
        colors = {each.name: each.color for each in names.labels}
        for name in dict.fromkeys([*colors, *(word for draft in used for word in words_of(draft))]):
            await self._label(name, colors.get(name))
        for each in names.filters:
            await self._filter(each)

    async def _category(self, name: str, nth: int, told: NamedDraft | None) -> None:
        if name.lower() in self._categories or not _is_name(name):
            return
        now = self._ledger.now
        position = told.position if told is not None and is_place(told.position) else at_end(now, nth=nth)
        color = plain_color(told.color) if told is not None else None
        made = Category(id=new_id(), name=name, color=color, position=position, created_at=now, updated_at=now)
        await self._ledger.created(CATEGORY, made)
        self._categories[name.lower()] = made.id

    async def _label(self, name: str, color: str | None) -> None:
        if name.lower() not in self._labels and _is_name(name):
            made = Label(id=new_id(), name=name, color=plain_color(color))
            await self._ledger.created(LABEL, made)
            self._labels[name.lower()] = made.id

    async def _filter(self, told: Filter) -> None:
        now = self._ledger.now
        if _is_name(told.name) and 0 < len(told.query) <= MAX_LENGTH:
            position = told.position if is_place(told.position) else at_end(now)
            made = replace(told, id=new_id(), position=position, created_at=now, updated_at=now, version=1)
            await self._ledger.created(FILTER, made)

    async def _create(self, new: Sequence[tuple[int, Planned]]) -> None:
        made = [(self._todo(one, nth), one.depth) for nth, one in new]
        ledger = self._ledger
        written = await imported_todos.insert_all(
            ledger.tx, ledger.user_id, made, origin=ledger.origin, change_set_id=ledger.change_set_id or new_id()
        )
        if written < len(made):
            raise TodoIdTaken
        ledger.wake()

    def _todo(self, one: Planned, nth: int) -> Todo:
        draft, now = one.draft, self._ledger.now
        wanted = CreateTodo(
            category_id=self._category_of(one),
            parent_id=one.parent_id,
            label_ids=self._label_ids(draft),
            **{name: getattr(draft, name) for name in PLAIN},
        )
        position = draft.position if is_place(draft.position) else at_end(now, nth=nth)
        todo_id = one.todo_id or new_id()
        todo = model.drafted(wanted, todo_id=todo_id, position=position, now=now, origin=self._ledger.origin)
        self._places[todo.id] = todo.category_id
        created_at = min(draft.created_at, now) if draft.created_at is not None else now
        return replace(todo, created_at=created_at, completed_at=draft.completed_at)

    def _category_of(self, one: Planned) -> UUID | None:
        """A subtask is where its parent is."""
        if one.parent_id is None:
            return self._categories.get(one.draft.category.lower()) if one.draft.category else None
        if one.parent_id in self._places:
            return self._places[one.parent_id]
        return self._todos[one.parent_id].category_id

    def _label_ids(self, draft: Draft) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(self._labels[word.lower()] for word in words_of(draft)))

    async def _update(self, one: Planned) -> Planned:
        before = self._before[one.draft.key]
        try:
            await self._change(before.todo_id, one, changed_fields(before.draft, one.draft))
        except DomainError as error:
            return replace(one, outcome="error", reason=error.sentence)
        return one

    async def _change(self, todo_id: UUID, one: Planned, changed: dict[str, Any]) -> None:
        """What the file changed since it came last; what somebody changed here stays beside it. Raises TodoInvalid."""
        ledger = self._ledger
        fields = {name: value for name, value in changed.items() if name in PLAIN}
        if "parent" in changed:
            fields["parent_id"] = one.parent_id
        if "category" in changed and one.parent_id is None:
            fields["category_id"] = self._category_of(one)
        if "labels" in changed or "section" in changed:
            was, now = self._before[one.draft.key].draft, self._label_ids(one.draft)
            dropped = {self._labels.get(word.lower()) for word in words_of(was)} - set(now)
            stays = (each for each in self._todos[todo_id].label_ids if each not in dropped)
            fields["label_ids"] = tuple(dict.fromkeys((*stays, *now)))
        if fields:
            await verbs.update(ledger, UpdateTodo(id=todo_id, **fields))
        if "is_done" in changed and (found := await todos.lock(ledger.tx, ledger.user_id, todo_id)) is not None:
            after = replace(model.touched(found.todo, ledger.now), completed_at=one.draft.completed_at)
            await ledger.todos_changed("completed" if changed["is_done"] else "reopened", [(found, after)])


def words_of(draft: Draft) -> tuple[str, ...]:
    """Its labels, and its section as one more."""
    return tuple(dict.fromkeys((*draft.labels, *([draft.section] if draft.section else []))))


def _is_name(name: str) -> bool:
    try:
        return line(name, most=MAX_NAME) == name
    except TextError:
        return False
