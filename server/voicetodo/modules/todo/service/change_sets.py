"""Sets of changes made as one, known by an id: asked for twice they are made once, and they can be taken back."""

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from voicetodo.kit.errors import DomainError, NotFound
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model, recurrence
from voicetodo.modules.todo.api import (
    Change,
    ChangeResult,
    CompleteTodo,
    CreateCategory,
    CreateLabel,
    CreateTodo,
    DeleteCategory,
    DeleteTodo,
    Origin,
    ReopenTodo,
    RestoreTodo,
    SkipTodo,
    UpdateTodo,
)
from voicetodo.modules.todo.checks import is_timezone
from voicetodo.modules.todo.errors import ChangeSetNotFound, ChangeSetReused, TodoNotFound
from voicetodo.modules.todo.occurrence import Occurrence
from voicetodo.modules.todo.recurrence import RuleError
from voicetodo.modules.todo.service import access, categories, completing, labels, verbs
from voicetodo.modules.todo.service.categories import CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, LABEL
from voicetodo.modules.todo.service.references import (
    enter,
    hold_labels,
    named_categories,
    named_todos,
    refused,
    space_of_draft,
)
from voicetodo.modules.todo.service.reverting import revert
from voicetodo.modules.todo.service.verbs import Outcome
from voicetodo.modules.todo.store import change_sets, todos


class ChangeSets:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def apply(
        self,
        user_id: UUID,
        change_set_id: UUID,
        changes: tuple[Change, ...],
        *,
        source: str,
        now: datetime,
        timezone: str,
    ) -> tuple[ChangeResult, ...]:
        """One result for each change, in order. `now` and `timezone` say which day is today where a rule needs one.

        Raises ChangeSetReused.
        """
        digest = hashlib.blake2b(msgspec.json.encode(changes), digest_size=32).digest()
        origin = Origin(source=source, command_id=change_set_id)
        async with self._desk.writing(user_id, origin, change_set_id=change_set_id) as ledger:
            if not await change_sets.begin(ledger.tx, user_id, change_set_id, digest=digest, at=ledger.now):
                return await _answered(ledger, change_set_id, digest)
            await enter(
                ledger,
                todo_ids=[each for change in changes for each in named_todos(change.id, change)],
                category_ids=[each for change in changes for each in named_categories(change)],
            )
            making = _Making(ledger, now=now, timezone=timezone)
            results = tuple([await making.make(change, nth) for nth, change in enumerate(changes)])
            await change_sets.keep_results(
                ledger.tx, user_id, change_set_id, results, owner_ids=sorted(ledger.owner_ids)
            )
            return results

    async def revert(self, user_id: UUID, change_set_id: UUID) -> tuple[ChangeResult, ...]:
        """One result for each thing that was touched. Raises ChangeSetNotFound."""
        origin = Origin(source="undo", command_id=change_set_id)
        async with self._desk.writing(user_id, origin, change_set_id=change_set_id) as ledger:
            found = await change_sets.lock(ledger.tx, user_id, change_set_id)
            if found is None:
                raise ChangeSetNotFound
            if found.revert_results is not None:
                return found.revert_results
            results = await revert(ledger, change_set_id, owner_ids=found.owner_ids)
            await change_sets.keep_revert(ledger.tx, user_id, change_set_id, results, at=ledger.now)
            return results


async def _answered(ledger: Ledger, change_set_id: UUID, digest: bytes) -> tuple[ChangeResult, ...]:
    found = await change_sets.lock(ledger.tx, ledger.user_id, change_set_id)
    if found is None or found.digest != digest:
        raise ChangeSetReused
    return found.results


class _Making:
    """The changes of one set, one after the other; each leaves the rest standing when it is refused."""

    def __init__(self, ledger: Ledger, *, now: datetime, timezone: str) -> None:
        self._ledger = ledger
        self._now = now
        self._timezone = timezone
        #: The id a change asked for → the id of the category of that name which was there already.
        self._categories: dict[UUID, UUID] = {}

    async def make(self, change: Change, nth: int) -> ChangeResult:
        try:
            return await self._make(change, nth)
        except NotFound as error:
            return ChangeResult(status="not_found", message=error.sentence, code=error.code)
        except DomainError as error:
            return ChangeResult(status="refused", message=error.sentence, code=error.code)

    async def _make(self, change: Change, nth: int) -> ChangeResult:
        match change:
            case CreateTodo():
                return await self._create(change, nth)
            case UpdateTodo():
                return _told(await self._update(change))
            case CompleteTodo():
                return _told(await completing.complete(await self._at(change.id), change.id, subtasks=change.subtasks))
            case SkipTodo():
                named = Occurrence(change.occurrence)
                return _told(await completing.skip(await self._at(change.id), change.id, occurrence=named))
            case ReopenTodo():
                return _told(await completing.reopen(await self._at(change.id), change.id))
            case DeleteTodo():
                return _told(await verbs.delete(await self._at(change.id), change.id))
            case RestoreTodo():
                return _told(await verbs.restore(await self._at(change.id), change.id))
            case CreateCategory():
                return await self._create_category(change, nth)
            case DeleteCategory():
                category_id = self._categories.get(change.id, change.id)
                ledger = await access.at_category(self._ledger, category_id, needs="owner")
                category, moved = await categories.delete(ledger, category_id, todos_to=change.todos)
                return ChangeResult(status="done", category=category, todos=moved)
            case CreateLabel():
                return await self._create_label(change)

    async def _at(self, todo_id: UUID) -> Ledger:
        return await access.at_todo(self._ledger, todo_id)

    async def _create(self, change: CreateTodo, nth: int) -> ChangeResult:
        todo_id = change.id or new_id()
        draft = replace(change, due=self._due(change), category_id=self._category(change.category_id))
        # what is refused must not leave labels behind
        model.drafted(draft, todo_id=todo_id, position="0", now=self._ledger.now, origin=self._ledger.origin)
        if change.labels:
            there = await space_of_draft(self._ledger, draft)
            draft = replace(draft, label_ids=await hold_labels(there, draft.label_ids))
            named = await labels.ids_of(there, change.labels)
        else:
            named = ()
        draft = replace(draft, label_ids=(*draft.label_ids, *named))
        todo, is_new = await verbs.create(self._ledger, draft, todo_id=todo_id, nth=nth)
        return ChangeResult(status="done" if is_new else "unchanged", todo=todo)

    async def _update(self, change: UpdateTodo) -> Outcome:
        patch, ledger = change, await self._at(change.id)
        if change.category_id is not UNSET:
            patch = replace(patch, category_id=self._category(change.category_id))
        if change.recurrence is not UNSET and change.recurrence is not None and change.due is UNSET:
            found = await todos.find(ledger.tx, ledger.user_id, change.id)
            if found is not None and found.due is None:
                patch = replace(patch, due=self._due(CreateTodo(title="", recurrence=change.recurrence)))
        if change.add_labels or change.remove_labels:
            patch = replace(patch, label_ids=await _labels(ledger, change))
        return await verbs.update(ledger, patch)

    async def _create_category(self, change: CreateCategory, nth: int) -> ChangeResult:
        found = await CATEGORY.rows.find_by_name(self._ledger.tx, self._ledger.user_id, change.name.strip())
        if found is not None:
            if change.id is not None:
                self._categories[change.id] = found.id
            return ChangeResult(status="unchanged", category=found, message=f"There is a list “{found.name}” already.")
        draft = CategoryDraft(name=change.name, color=change.color)
        category, is_new = await categories.create(self._ledger, draft, category_id=change.id or new_id(), nth=nth)
        return ChangeResult(status="done" if is_new else "unchanged", category=category)

    async def _create_label(self, change: CreateLabel) -> ChangeResult:
        found = await LABEL.rows.find_by_name(self._ledger.tx, self._ledger.user_id, change.name.strip())
        if found is not None:
            return ChangeResult(status="unchanged", label=found, message=f"There is a label “{found.name}” already.")
        label, is_new = await labels.create(
            self._ledger, label_id=change.id or new_id(), name=change.name, color=change.color
        )
        return ChangeResult(status="done" if is_new else "unchanged", label=label)

    def _category(self, category_id: UUID | None) -> UUID | None:
        return None if category_id is None else self._categories.get(category_id, category_id)

    def _due(self, draft: CreateTodo) -> model.Due | None:
        """A rule without a date starts at its first occurrence. Raises TodoInvalid."""
        if draft.due is not None or draft.recurrence is None:
            return draft.due
        if not is_timezone(self._timezone):
            raise refused("due.timezone", "The timezone must be an IANA name such as Europe/Berlin.")
        try:
            return recurrence.first_due(draft.recurrence, now=self._now, timezone=self._timezone)
        except RuleError as error:
            raise refused("recurrence.rrule", str(error)) from error


async def _labels(ledger: Ledger, change: UpdateTodo) -> tuple[UUID, ...]:
    found = await todos.find(ledger.tx, ledger.user_id, change.id)
    if found is None or found.is_deleted:
        raise TodoNotFound
    label_ids = found.label_ids if change.label_ids is UNSET else change.label_ids
    removed: set[UUID] = set()
    for name in change.remove_labels:
        label = await LABEL.rows.find_by_name(ledger.tx, ledger.user_id, name)
        if label is not None:
            removed.add(label.id)
    added = await labels.ids_of(ledger, change.add_labels)
    return tuple(dict.fromkeys(each for each in (*label_ids, *added) if each not in removed))


def _told(outcome: Outcome) -> ChangeResult:
    return ChangeResult(
        status="done" if outcome.is_changed else "unchanged",
        todo=outcome.todo,
        before=outcome.before,
        todos=outcome.others,
    )
