"""Writes changes: each with its note in the journal and its event in the outbox, in one transaction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.bus.outbox import wake
from voicetodo.kit.db import Transaction
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Origin, Todo
from voicetodo.modules.todo.events import (
    AnyEvent,
    TodoChanged,
    TodoCompleted,
    TodoCreated,
    TodoDeleted,
    TodoEvent,
    TodoReopened,
    TodoRestored,
)
from voicetodo.modules.todo.service.nouns import Noun, T
from voicetodo.modules.todo.store import todos
from voicetodo.modules.todo.store.journal import Note
from voicetodo.modules.todo.store.todos import Stored, Writing

Verb = Literal["changed", "moved", "completed", "skipped", "reopened", "deleted", "restored", "reverted"]


class Ledger:
    """One user's changes in one transaction. Every write is seen by the reads that follow."""

    def __init__(
        self, tx: Transaction, *, user_id: UUID, origin: Origin, now: datetime, change_set_id: UUID | None = None
    ) -> None:
        self.tx = tx
        self.user_id = user_id
        self.origin = origin
        self.now = now
        self.change_set_id = change_set_id
        self._is_waking = False

    @property
    def has_written(self) -> bool:
        """Whether anything was changed in this transaction."""
        return self._is_waking

    async def todo_created(self, todo: Todo, depth: int) -> bool:
        """False when the id is there already."""
        self.wake()
        return await todos.insert(
            self.tx, self.user_id, created(self.user_id, todo, depth, self.origin, self.change_set_id)
        )

    async def todos_changed(
        self, verb: Verb, pairs: Sequence[tuple[Stored, Todo]], *, depth: int | None = None
    ) -> None:
        """Write each todo as it is now beside what it was; those that are the same are left out."""
        writings = [
            self._changed(verb, before, after, before.depth if depth is None else depth)
            for before, after in pairs
            if after is not before.todo
        ]
        if writings:
            self.wake()
            await todos.update(self.tx, self.user_id, writings)

    async def todos_purged(self, gone: Sequence[Todo]) -> None:
        """Removed for good, subtasks first."""
        self.wake()
        rows = [
            (
                self._note("todo", todo.id, "purged", todo.version + 1, {"title": (todo.title, None)}),
                TodoDeleted(user_id=self.user_id, todo=todo, is_final=True, origin=self.origin),
            )
            for todo in gone
        ]
        await todos.delete(self.tx, self.user_id, rows)

    async def created(self, noun: Noun[T], made: T) -> bool:
        """False when the id or the name is there already."""
        self.wake()
        note = self._note(noun.word, made.id, "created", made.version, {})
        return await noun.rows.insert(self.tx, self.user_id, made, note, self._told(noun.created, noun, made))

    async def changed(self, noun: Noun[T], before: T, after: T, *, verb: str = "changed") -> None:
        """Raises the problem of a name that is taken."""
        self.wake()
        note = self._note(noun.word, after.id, verb, after.version, _differences(before, after))
        await noun.rows.update(self.tx, self.user_id, after, note, self._told(noun.changed, noun, after))

    async def deleted(self, noun: Noun[T], gone: T, **more: str) -> None:
        """`more` is what the event tells besides."""
        self.wake()
        note = self._note(noun.word, gone.id, "deleted", gone.version + 1, _whole(gone))
        await noun.rows.delete(self.tx, self.user_id, note, self._told(noun.deleted, noun, gone, **more))

    def _told(self, event: Callable[..., AnyEvent], noun: Noun[T], value: T, **more: str) -> AnyEvent:
        return event(user_id=self.user_id, origin=self.origin, **{noun.word: value}, **more)

    def _changed(self, verb: Verb, before: Stored, after: Todo, depth: int) -> Writing:
        fields = model.fields_changed(before.todo, after)
        note = self._note("todo", after.id, verb, after.version, _differences(before.todo, after))
        return Writing(after, depth, note, self._event(verb, before.todo, after, fields))

    def _event(self, verb: Verb, before: Todo, after: Todo, fields: tuple[str, ...]) -> TodoEvent:
        """Told by what happened to the todo, whoever's verb it was: reverting a completion is a reopening."""
        user_id, origin = self.user_id, self.origin
        if before.is_deleted != after.is_deleted:
            kind = TodoDeleted if after.is_deleted else TodoRestored
            return kind(user_id=user_id, todo=after, origin=origin)
        if verb == "completed":
            occurrence = None if after.is_done else before.due
            return TodoCompleted(user_id=user_id, todo=after, occurrence=occurrence, origin=origin)
        if before.is_done != after.is_done:
            kind = TodoCompleted if after.is_done else TodoReopened
            return kind(user_id=user_id, todo=after, origin=origin)
        return TodoChanged(user_id=user_id, todo=after, fields=fields, origin=origin)

    def _note(self, kind: str, entity_id: UUID, verb: str, version: int, changes: dict[str, tuple[Any, Any]]) -> Note:
        return Note(
            kind=kind,
            entity_id=entity_id,
            verb=verb,
            at=self.now,
            origin=self.origin,
            version=version,
            changes=changes,
            change_set_id=self.change_set_id,
        )

    def wake(self) -> None:
        """Whoever carries the events on is told right after the commit, once."""
        if not self._is_waking:
            self._is_waking = True
            database = self.tx.database
            self.tx.after_commit(lambda: wake(database))


def created(user_id: UUID, todo: Todo, depth: int, origin: Origin, change_set_id: UUID | None = None) -> Writing:
    """A new todo with its note and its event."""
    note = Note(
        kind="todo",
        entity_id=todo.id,
        verb="created",
        at=todo.created_at,
        origin=origin,
        version=todo.version,
        change_set_id=change_set_id,
    )
    return Writing(todo, depth, note, TodoCreated(user_id=user_id, todo=todo, origin=origin))


def _differences(before: msgspec.Struct, after: msgspec.Struct) -> dict[str, tuple[Any, Any]]:
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in before.__struct_fields__
        if name not in {"updated_at", "version"} and getattr(before, name) != getattr(after, name)
    }


def _whole(value: msgspec.Struct) -> dict[str, tuple[Any, Any]]:
    return {name: (getattr(value, name), None) for name in value.__struct_fields__}
