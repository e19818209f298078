"""Writes changes: each with its note in the journal and its event in the outbox, in one transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Category, Filter, Label, Origin, Preferences, Section, Todo
from voicetodo.modules.todo.events import (
    AnyEvent,
    CategoryShared,
    CategoryUnshared,
    PreferencesChanged,
    TodoChanged,
    TodoCompleted,
    TodoCreated,
    TodoDeleted,
    TodoEvent,
    TodoReopened,
    TodoRestored,
    TodosWithdrawn,
)
from voicetodo.modules.todo.service.nouns import Noun, T
from voicetodo.modules.todo.service.space import Space
from voicetodo.modules.todo.store import calendar_objects, lending, preferences, shares, todos
from voicetodo.modules.todo.store.journal import Note
from voicetodo.modules.todo.store.todos import Stored, Writing

Verb = Literal["changed", "moved", "completed", "skipped", "reopened", "deleted", "restored", "reverted"]

#: Called with the version about to be changed; raises where the client has seen another one.
Check = Callable[[int], None]


class Ledger(Space):
    """Every write is seen by the reads that follow."""

    async def todo_created(self, todo: Todo, depth: int) -> bool:
        """False when the id is there already."""
        self.wake()
        readers = await todos.insert(
            self.tx, self.user_id, created(self.user_id, todo, depth, self.origin, self.change_set_id)
        )
        self.readers.update(readers or ())
        return readers is not None

    async def todos_changed(
        self, verb: Verb, pairs: Sequence[tuple[Stored, Todo]], *, deeper: int = 0, completed_version: int | None = None
    ) -> None:
        """Write each todo as it is now beside what it was; those that are the same are left out.

        `deeper` is how many levels lower all of them stand now. Where a recurring todo stands at an occurrence again,
        `completed_version` is the one to which it came by the completion that is taken back.
        """
        writings = [
            self._changed(verb, before, after, before.depth + deeper, completed_version)
            for before, after in pairs
            if after is not before.todo
        ]
        if writings:
            self.wake()
            self.readers.update(await todos.update(self.tx, self.user_id, writings))
            came = [(after.id, before.todo.category_id) for before, after in pairs if _comes(before.todo, after)]
            if came:
                await calendar_objects.name_arrived(self.tx, self.user_id, came)
            await self._withdrawn([(before.todo, after) for before, after in pairs if after is not before.todo])

    async def todos_purged(self, gone: Sequence[Todo]) -> None:
        """Removed for good, subtasks first."""
        self.wake()
        rows = [
            (
                self.note(
                    "todo",
                    todo.id,
                    "purged",
                    todo.version + 1,
                    {"title": (todo.title, None)},
                    category_id=todo.category_id,
                ),
                TodoDeleted(user_id=self.user_id, todo=todo, is_final=True, origin=self.origin),
            )
            for todo in gone
        ]
        self.readers.update(await todos.delete(self.tx, self.user_id, rows))

    async def todos_left(self, gone: Sequence[Todo], *, audience: set[UUID]) -> None:
        """Into somebody else's space, subtasks first; `audience` does not see them any more."""
        self.wake()
        self.readers |= audience
        rows = [
            (
                self.note("todo", todo.id, "left", todo.version, {}, category_id=todo.category_id),
                TodosWithdrawn(
                    user_id=self.user_id, todo_ids=(todo.id,), origin=self.origin, audience=tuple(sorted(audience))
                ),
            )
            for todo in gone
        ]
        await todos.take_out(self.tx, self.user_id, rows)

    async def todos_arrived(self, pairs: Sequence[tuple[Stored, Todo]], *, deeper: int, owner_id: UUID) -> bool:
        """Out of the space of `owner_id`, parents first. False when one of the ids is in use here."""
        self.wake()
        writings = [self._arrived(before, after, before.depth + deeper, owner_id) for before, after in pairs]
        readers = await todos.insert_all(self.tx, self.user_id, writings)
        self.readers.update(readers or ())
        return readers is not None

    async def created(self, noun: Noun[T], made: T) -> bool:
        """False when the id or the name is there already."""
        self.wake()
        note = self.note(noun.word, made.id, "created", made.version, {}, category_id=await self._place_of(made))
        return await noun.rows.insert(self.tx, self.user_id, made, note, self._told(noun.created, noun, made))

    async def changed(self, noun: Noun[T], before: T, after: T, *, verb: str = "changed") -> None:
        """Raises the problem of a name that is taken."""
        self.wake()
        changes, category_id = _differences(before, after), await self._place_of(after)
        note = self.note(noun.word, after.id, verb, after.version, changes, category_id=category_id)
        await noun.rows.update(self.tx, self.user_id, after, note, self._told(noun.changed, noun, after))
        if isinstance(after, Category):
            await self.category_shared(after.id)

    async def deleted(self, noun: Noun[T], gone: T, **more: str) -> None:
        """`more` is what the event tells besides."""
        self.wake()
        if isinstance(gone, Category):
            await self.category_unshared(gone.id, await shares.members_of(self.tx, self.user_id, [gone.id]))
        category_id = await self._place_of(gone)
        note = self.note(noun.word, gone.id, "deleted", gone.version + 1, _whole(gone), category_id=category_id)
        await noun.rows.delete(self.tx, self.user_id, note, self._told(noun.deleted, noun, gone, **more))

    async def _place_of(self, value: Category | Section | Label | Filter) -> UUID | None:
        """The category it stands in, whose members see it."""
        if not isinstance(value, Section):
            return None
        self.readers |= await shares.members_of(self.tx, self.user_id, [value.category_id])
        return value.category_id

    async def preferences_changed(self, before: Preferences, after: Preferences) -> None:
        self.wake()
        event = PreferencesChanged(user_id=self.user_id, preferences=after, origin=self.origin)
        note = self.note("preferences", self.user_id, "changed", after.version, _differences(before, after))
        await preferences.put(self.tx, self.user_id, after, note, event)

    def _told(self, event: Callable[..., AnyEvent], noun: Noun[T], value: T, **more: str) -> AnyEvent:
        return event(user_id=self.user_id, origin=self.origin, **{noun.word: value}, **more)

    async def category_shared(self, category_id: UUID, *, to: Collection[UUID] | None = None) -> None:
        """Tell the members, or only these, what the category is to each."""
        found = await lending.list_categories(self.tx, self.user_id, category_id)
        await self.share_announced(
            *(
                CategoryShared(user_id=self.user_id, category=category, origin=self.origin, audience=(member_id,))
                for member_id, category in found
                if to is None or member_id in to
            )
        )

    async def category_unshared(self, category_id: UUID, audience: Iterable[UUID]) -> None:
        """These do not see it any more, nor anything in it."""
        if gone := tuple(sorted(audience)):
            await self.share_announced(
                CategoryUnshared(user_id=self.user_id, category_id=category_id, origin=self.origin, audience=gone)
            )

    async def share_placed(self, category_id: UUID, *, position: str, is_favorite: bool) -> None:
        """Among the categories of the actor, who is a member."""
        await shares.place(
            self.tx, self.user_id, category_id, self.actor_id, position=position, is_favorite=is_favorite
        )
        await self.category_shared(category_id, to={self.actor_id})

    async def _withdrawn(self, pairs: Sequence[tuple[Todo, Todo]]) -> None:
        """Who saw a todo where it was and does not where it is now is told that it is gone."""
        moved = [(before, after) for before, after in pairs if before.category_id != after.category_id]
        for old in {before.category_id for before, _ in moved if before.category_id is not None}:
            saw = await shares.members_of(self.tx, self.user_id, [old])
            for new in {after.category_id for before, after in moved if before.category_id == old} if saw else ():
                see = await shares.members_of(self.tx, self.user_id, [new]) if new is not None else set[UUID]()
                gone = tuple(
                    after.id for before, after in moved if (before.category_id, after.category_id) == (old, new)
                )
                if saw - see:
                    await self.share_announced(
                        TodosWithdrawn(
                            user_id=self.user_id, todo_ids=gone, origin=self.origin, audience=tuple(sorted(saw - see))
                        )
                    )

    def _changed(self, verb: Verb, before: Stored, after: Todo, depth: int, completed_version: int | None) -> Writing:
        fields = model.fields_changed(before.todo, after)
        note = self.note(
            "todo", after.id, verb, after.version, _differences(before.todo, after), category_id=after.category_id
        )
        if completed_version is None:
            return Writing(after, depth, note, self._event(verb, before.todo, after, fields))
        event = TodoReopened(
            user_id=self.user_id,
            todo=after,
            occurrence=after.due,
            completed_version=completed_version,
            origin=self.origin,
        )
        return Writing(after, depth, note, event)

    def _arrived(self, before: Stored, after: Todo, depth: int, owner_id: UUID) -> Writing:
        changes = {"owner_id": (owner_id, self.user_id), **_differences(before.todo, after)}
        note = self.note("todo", after.id, "arrived", after.version, changes, category_id=after.category_id)
        return Writing(after, depth, note, TodoCreated(user_id=self.user_id, todo=after, origin=self.origin))

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


def created(user_id: UUID, todo: Todo, depth: int, origin: Origin, change_set_id: UUID | None = None) -> Writing:
    """A new todo with its note and its event."""
    note = Note(
        kind="todo",
        entity_id=todo.id,
        verb="created",
        at=todo.created_at,
        origin=origin,
        version=todo.version,
        category_id=todo.category_id,
        change_set_id=change_set_id,
    )
    return Writing(todo, depth, note, TodoCreated(user_id=user_id, todo=todo, origin=origin))


def _comes(before: Todo, after: Todo) -> bool:
    """Into a calendar in which it was not."""
    return not after.is_deleted and (before.is_deleted or before.category_id != after.category_id)


#: What a category or label is to whoever looks at it.
_OF_READERS: Final = frozenset({"owner_id", "role", "is_shared"})
_NOT_TOLD: Final = frozenset({"updated_at", "version"}) | _OF_READERS


def _differences(before: msgspec.Struct, after: msgspec.Struct) -> dict[str, tuple[Any, Any]]:
    return {
        name: (getattr(before, name), getattr(after, name))
        for name in before.__struct_fields__
        if name not in _NOT_TOLD and getattr(before, name) != getattr(after, name)
    }


def _whole(value: msgspec.Struct) -> dict[str, tuple[Any, Any]]:
    return {name: (getattr(value, name), None) for name in value.__struct_fields__ if name not in _OF_READERS}
