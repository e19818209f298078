"""Rows that came before: of each, what the file changed since is carried into its todo, and what changed here stays."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.errors import DomainError
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Comment, Todo, UpdateTodo
from voicetodo.modules.todo.errors import CategoryArchived
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.places import Places
from voicetodo.modules.todo.service.quotes import Quotes
from voicetodo.modules.todo.store import imported_comments, shares, todos
from voicetodo.modules.todo.transfer.comparing import PLAIN, changed_fields
from voicetodo.modules.todo.transfer.planning import Known, Planned
from voicetodo.modules.todo.transfer.told import told_of

#: Of one statement.
_TOGETHER: Final = 500


class Revisions:
    """One after the other; `finish` writes what can be written together."""

    def __init__(self, ledger: Ledger, places: Places, quotes: Quotes, known: Mapping[str, Known]) -> None:
        self._ledger = ledger
        self._places = places
        self._quotes = quotes
        self._before = known
        self._todos = {each.todo_id: each.todo for each in known.values() if each.todo is not None}
        self._said: list[tuple[Comment, UUID | None]] = []

    async def carry(self, one: Planned) -> Planned:
        """The row as it came out."""
        before = self._before[one.draft.key]
        try:
            await self._change(self._todos[before.todo_id], one, changed_fields(before.draft, one.draft))
        except DomainError as error:
            return replace(one, outcome="error", reason=told_of(error))
        return one

    async def finish(self) -> None:
        ledger = self._ledger
        for start in range(0, len(self._said), _TOGETHER):
            some = self._said[start : start + _TOGETHER]
            if rows := imported_comments.rows_of(some, origin=ledger.origin):
                await imported_comments.insert_all(
                    ledger.tx,
                    ledger.user_id,
                    rows,
                    origin=ledger.origin,
                    change_set_id=ledger.change_set_id,
                    at=ledger.now,
                )
                ledger.wake()
        filed_in = {category_id for _, category_id in self._said if category_id is not None}
        ledger.readers |= await shares.members_of(ledger.tx, ledger.user_id, filed_in)

    async def _change(self, todo: Todo, one: Planned, changed: dict[str, Any]) -> None:
        """Raises TodoInvalid, CategoryArchived."""
        ledger = self._ledger
        if not {"comments", "attachments"}.isdisjoint(changed) and self._places.is_closed(todo.category_id):
            raise CategoryArchived
        fields = {name: value for name, value in changed.items() if name in PLAIN}
        if "parent" in changed:
            fields["parent_id"] = one.parent_id
        if one.parent_id is None and {"category", "section"} & changed.keys():
            fields["category_id"], fields["section_id"] = self._places.of(one.draft)
        if {"labels", "section"} & changed.keys():
            now = self._places.label_ids(one.draft)
            was = self._places.label_ids_named(self._places.words_of(self._before[one.draft.key].draft))
            stays = (each for each in todo.label_ids if each not in was - set(now))
            fields["label_ids"] = tuple(dict.fromkeys((*stays, *now)))
        if fields:
            todo = (await verbs.update(ledger, UpdateTodo(id=todo.id, **fields))).todo
        if "is_done" in changed and (found := await todos.lock(ledger.tx, ledger.user_id, todo.id)) is not None:
            after = replace(model.touched(found.todo, ledger.now), completed_at=one.draft.completed_at)
            await ledger.todos_changed("completed" if changed["is_done"] else "reopened", [(found, after)])
        self._said += [(each, todo.category_id) for each in self._quotes.of(todo.id, changed.get("comments", ()))]
