"""Carries planned rows into somebody's todos, in a transaction that is open already."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import RunningJob
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Todo, UpdateTodo
from voicetodo.modules.todo.errors import TodoIdTaken
from voicetodo.modules.todo.ordering import at_end, is_place
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.places import Place, Places
from voicetodo.modules.todo.store import imported_todos, shares, todos
from voicetodo.modules.todo.transfer.comparing import PLAIN, changed_fields
from voicetodo.modules.todo.transfer.draft import Names
from voicetodo.modules.todo.transfer.planning import Known, Planned

#: Todos of one statement: large enough that it costs little, small enough that others get a word in.
_TOGETHER: Final = 500
_ARCHIVED: Final = "The list of its parent is in the archive. Take it out of there, and bring the file again."


class Arriving:
    """One import, under the tree's lock."""

    def __init__(self, ledger: Ledger, known: Mapping[str, Known], job: RunningJob) -> None:
        self._ledger = ledger
        self._before = known
        self._todos = {each.todo_id: each.todo for each in known.values() if each.todo is not None}
        self._job = job
        self._places = Places(ledger)
        #: Where the new todos are.
        self._made: dict[UUID, Place] = {}

    async def bring(self, planned: Sequence[Planned], names: Names) -> list[Planned]:
        """The rows as they came out.

        Raises NoRoom, and TodoIdTaken where somebody made one of the todos at the same time.
        """
        touched = [one.draft for one in planned if one.outcome in ("create", "update")]
        await self._places.prepare(touched, names)
        planned = self._without_archived(planned)
        new = sorted(
            ((nth, one) for nth, one in enumerate(planned) if one.outcome == "create"), key=lambda each: each[1].depth
        )
        for start in range(0, len(new), _TOGETHER):
            await self._create(new[start : start + _TOGETHER])
            await self._job.report(min(start + _TOGETHER, len(new)), len(touched))
        return [await self._update(one) if one.outcome == "update" else one for one in planned]

    def _without_archived(self, planned: Sequence[Planned]) -> list[Planned]:
        """No subtask is added where all is archived, nor anything that would hang on it."""
        closed = {todo_id for todo_id, todo in self._todos.items() if self._places.is_closed(todo.category_id)}
        for one in sorted((each for each in planned if each.outcome == "create"), key=lambda each: each.depth):
            if one.parent_id in closed and one.todo_id is not None:
                closed.add(one.todo_id)
        return [
            replace(one, outcome="error", reason=_ARCHIVED)
            if one.outcome == "create" and one.parent_id in closed
            else one
            for one in planned
        ]

    async def _create(self, new: Sequence[tuple[int, Planned]]) -> None:
        made = [(self._todo(one, nth), one.depth) for nth, one in new]
        ledger = self._ledger
        written = await imported_todos.insert_all(
            ledger.tx, ledger.user_id, made, origin=ledger.origin, change_set_id=ledger.change_set_id or new_id()
        )
        if written < len(made):
            raise TodoIdTaken
        filed_in = {todo.category_id for todo, _ in made if todo.category_id is not None}
        ledger.readers |= await shares.members_of(ledger.tx, ledger.user_id, filed_in)
        ledger.wake()

    def _todo(self, one: Planned, nth: int) -> Todo:
        draft, now = one.draft, self._ledger.now
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
        todo = model.drafted(wanted, todo_id=todo_id, position=position, now=now, origin=self._ledger.origin)
        self._made[todo.id] = category_id, section_id
        created_at = min(draft.created_at, now) if draft.created_at is not None else now
        return replace(todo, created_at=created_at, completed_at=draft.completed_at)

    def _place_of(self, one: Planned) -> Place:
        """A subtask is where its parent is."""
        if one.parent_id is None:
            return self._places.of(one.draft)
        if one.parent_id in self._made:
            return self._made[one.parent_id]
        parent = self._todos[one.parent_id]
        return parent.category_id, parent.section_id

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
        if one.parent_id is None and {"category", "section"} & changed.keys():
            fields["category_id"], fields["section_id"] = self._places.of(one.draft)
        if {"labels", "section"} & changed.keys():
            now = self._places.label_ids(one.draft)
            was = self._places.label_ids_named(self._places.words_of(self._before[one.draft.key].draft))
            stays = (each for each in self._todos[todo_id].label_ids if each not in was - set(now))
            fields["label_ids"] = tuple(dict.fromkeys((*stays, *now)))
        if fields:
            await verbs.update(ledger, UpdateTodo(id=todo_id, **fields))
        if "is_done" in changed and (found := await todos.lock(ledger.tx, ledger.user_id, todo_id)) is not None:
            after = replace(model.touched(found.todo, ledger.now), completed_at=one.draft.completed_at)
            await ledger.todos_changed("completed" if changed["is_done"] else "reopened", [(found, after)])
