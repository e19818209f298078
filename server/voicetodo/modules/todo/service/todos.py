"""Todos, as one asks for them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from voicetodo.kit.bus.outbox import wake
from voicetodo.kit.db import Gathering, Record
from voicetodo.kit.errors import FieldError
from voicetodo.kit.telemetry.traces import current_traceparent
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Due, OfSubtasks, Origin, Recurrence, Todo, UpdateTodo
from voicetodo.modules.todo.checks import checked_rule, is_timezone
from voicetodo.modules.todo.errors import QueryInvalid, TodoNotFound
from voicetodo.modules.todo.occurrence import Occurrence
from voicetodo.modules.todo.ordering import at_end
from voicetodo.modules.todo.recurrence import upcoming
from voicetodo.modules.todo.service import completing, moving, verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Check, Ledger, created
from voicetodo.modules.todo.service.references import archived, named_categories
from voicetodo.modules.todo.service.verbs import Outcome
from voicetodo.modules.todo.store import counts, todo_lists, todos
from voicetodo.modules.todo.store.counts import Counts
from voicetodo.modules.todo.store.named import categories
from voicetodo.modules.todo.store.new_todos import NewTodo, insert_together
from voicetodo.modules.todo.store.todo_lists import TodoFilter
from voicetodo.modules.todo.store.todos import CategoryMissing


class Todos:
    """Every verb is scoped by `user_id`.

    What the user cannot see raises TodoNotFound, and what they may only look at NotAllowed.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._inserting = Gathering(alone=self._insert, together=self._insert_together)

    async def create(self, user_id: UUID, draft: CreateTodo, *, todo_id: UUID, origin: Origin) -> tuple[Todo, bool]:
        """The todo, and whether it is new. Raises TodoInvalid, TodoIdTaken, NotAllowed."""
        is_assigned = draft.assignee_id is not None or (draft.assignee is not None and draft.category_id is not None)
        if (
            draft.label_ids
            or draft.parent_id is not None
            or draft.section_id is not None
            or is_assigned
            or self._is_bound
        ):
            async with self._desk.writing(user_id, origin) as ledger:
                return await verbs.create(ledger, draft, todo_id=todo_id)
        # Most todos point at nothing that must be held: all of it is one statement, without BEGIN and COMMIT.
        if draft.category_id is not None:
            await self._refuse_archived(user_id, draft.category_id)
        now, origin = self._desk.clock.now(), replace(origin, actor_id=user_id)
        todo = model.drafted(draft, todo_id=todo_id, position=at_end(now), now=now, origin=origin)
        new = NewTodo(user_id, created(user_id, todo, 0, origin), current_traceparent())
        try:
            if await self._inserting.put(new):
                return todo, True
        except CategoryMissing:  # of the user's own; it may be one that is shared with them
            async with self._desk.writing(user_id, origin) as ledger:
                return await verbs.create(ledger, draft, todo_id=todo_id)
        async with self._desk.database.connection() as connection:
            return verbs.same(await todos.find(connection, user_id, todo_id), todo), False

    @property
    def _is_bound(self) -> bool:
        """Whether there may be too many for somebody: then they are counted, which takes a transaction."""
        return self._desk.plans.may_bind("todos")

    async def _refuse_archived(self, user_id: UUID, category_id: UUID) -> None:
        """Raises TodoInvalid. One that is archived right after this look takes the todo along."""
        async with self._desk.database.connection() as connection:
            found = await categories.find(connection, user_id, category_id)
        if found is not None and found.is_archived:
            raise archived()

    async def _insert(self, new: NewTodo) -> bool:
        """False when the id is there already. Raises CategoryMissing."""
        async with self._desk.database.connection() as connection:
            readers = await todos.insert(connection, new.user_id, new.writing)
        if readers is not None:
            await self._moved_on(new.user_id, *readers)
        return readers is not None

    async def _insert_together(self, new: Sequence[NewTodo]) -> list[bool | None]:
        async with self._desk.database.connection() as connection:
            written = await insert_together(connection, new)
        moved = {
            each
            for one, readers in zip(new, written, strict=True)
            if readers is not None
            for each in (one.user_id, *readers)
        }
        await self._moved_on(*moved)
        return [None if readers is None else True for readers in written]

    async def _moved_on(self, *user_ids: UUID) -> None:
        if user_ids:
            wake(self._desk.database)
            await self._desk.versions.bump(*user_ids)

    async def get_document(self, user_id: UUID, todo_id: UUID) -> tuple[str, int]:
        """The value as JSON, and its version. Raises TodoNotFound."""
        async with self._desk.database.connection() as connection:
            found = await todos.find_document(connection, user_id, todo_id)
        if found is None:
            raise TodoNotFound
        return found

    async def list_rows(
        self,
        user_id: UUID,
        wanted: TodoFilter,
        *,
        sort: str,
        is_descending: bool,
        after: tuple[Any, ...] | None,
        limit: int,
    ) -> list[Record]:
        """Documents, each followed by the values it was sorted by."""
        async with self._desk.database.connection() as connection:
            return await todo_lists.list_rows(
                connection, user_id, wanted, sort=sort, is_descending=is_descending, after=after, limit=limit
            )

    async def list_subtasks(self, user_id: UUID, todo_id: UUID) -> list[str]:
        """The documents of the direct ones. Raises TodoNotFound."""
        async with self._desk.database.connection() as connection:
            found = await todo_lists.list_subtasks(connection, user_id, todo_id)
            if not found and await todos.find_document(connection, user_id, todo_id) is None:
                raise TodoNotFound
        return found

    async def count_open(self, user_id: UUID, *, timezone: str) -> Counts:
        """By the user's own day. Raises QueryInvalid for an unknown zone."""
        today = self._today(timezone)
        async with self._desk.database.connection() as connection:
            return await counts.count_open(connection, user_id, today=today)

    async def update(self, user_id: UUID, patch: UpdateTodo, *, origin: Origin, check: Check | None = None) -> Todo:
        """Raises TodoNotFound, TodoInvalid."""

        async def work(ledger: Ledger) -> Todo:
            return (await verbs.update(ledger, patch, check=check)).todo

        return await self._desk.at_todo(user_id, patch.id, origin, work, reaching=named_categories(patch))

    async def complete(
        self,
        user_id: UUID,
        todo_id: UUID,
        *,
        origin: Origin,
        occurrence: Occurrence | None,
        subtasks: OfSubtasks | None = None,
        check: Check | None = None,
        at: datetime | None = None,
    ) -> Todo:
        """Of a recurring todo only the `occurrence` that is named, if one is: asked twice, it is done once.

        `at` is when it was done, where that was before now.
        """

        async def work(ledger: Ledger) -> Todo:
            done = await completing.complete(
                ledger, todo_id, occurrence=occurrence, subtasks=subtasks, check=check, at=at
            )
            return done.todo

        return await self._desk.at_todo(user_id, todo_id, origin, work)

    async def skip(
        self, user_id: UUID, todo_id: UUID, *, origin: Origin, occurrence: Occurrence, check: Check | None = None
    ) -> Todo:
        """Raises TodoNotFound, TodoInvalid, OccurrenceAhead, QueryInvalid."""

        async def work(ledger: Ledger) -> Todo:
            return (await completing.skip(ledger, todo_id, occurrence=occurrence, check=check)).todo

        return await self._desk.at_todo(user_id, todo_id, origin, work)

    async def list_upcoming(self, user_id: UUID, todo_id: UUID, *, limit: int) -> list[Due]:
        """The occurrences after the present one; none where it does not recur. Raises TodoNotFound."""
        async with self._desk.database.connection() as connection:
            todo = await todos.find_seen(connection, user_id, todo_id)
        if todo is None or todo.is_deleted:
            raise TodoNotFound
        if todo.due is None or todo.recurrence is None:
            return []
        return upcoming(todo.due, todo.recurrence, now=self._desk.clock.now(), limit=limit)

    def preview(self, due: Due, recurrence: Recurrence, *, limit: int) -> list[Due]:
        """What would come after `due` by a rule that is not saved yet. Raises TodoInvalid."""
        due, recurrence = checked_rule(due, recurrence)
        return upcoming(due, recurrence, now=self._desk.clock.now(), limit=limit)

    async def reopen(
        self,
        user_id: UUID,
        todo_id: UUID,
        *,
        origin: Origin,
        occurrence: Occurrence | None = None,
        check: Check | None = None,
    ) -> Todo:
        """Raises what `completing.reopen` does."""

        async def work(ledger: Ledger) -> Todo:
            return (await completing.reopen(ledger, todo_id, occurrence=occurrence, check=check)).todo

        return await self._desk.at_todo(user_id, todo_id, origin, work)

    async def delete(self, user_id: UUID, todo_id: UUID, *, origin: Origin, check: Check | None = None) -> Outcome:
        """Into the trash."""

        async def work(ledger: Ledger) -> Outcome:
            return await verbs.delete(ledger, todo_id, check=check)

        return await self._desk.at_todo(user_id, todo_id, origin, work)

    async def move(
        self,
        user_id: UUID,
        todo_id: UUID,
        *,
        after_id: UUID | None,
        before_id: UUID | None,
        origin: Origin,
        check: Check | None = None,
    ) -> Todo:
        """Raises TodoNotFound, TodoInvalid."""

        async def work(ledger: Ledger) -> Todo:
            outcome = await moving.move(ledger, todo_id, after_id=after_id, before_id=before_id, check=check)
            return outcome.todo

        return await self._desk.at_todo(user_id, todo_id, origin, work)

    def _today(self, timezone: str) -> date:
        if not is_timezone(timezone):
            sentence = "The timezone must be an IANA name such as Europe/Berlin."
            raise QueryInvalid(sentence, errors=[FieldError("timezone", sentence)])
        now: datetime = self._desk.clock.now()
        return now.astimezone(ZoneInfo(timezone)).date()
