"""Does what a plan says, step by step, and tells what became of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.errors import DomainError
from voicetodo.modules.todo.api import ChangeResult, Todo, TodoApi
from voicetodo.modules.voice import wording
from voicetodo.modules.voice.model import ActionResult, Ask, Do, Look, Revert, Step, Tell
from voicetodo.modules.voice.scene import Scene


class Done(msgspec.Struct, frozen=True):
    """What became of all steps. `changed` are the todos touched, `shown` those to count in from now on."""

    results: tuple[ActionResult, ...]
    questions: tuple[Ask, ...]
    has_changed: bool
    shown: tuple[UUID, ...]
    reverted: tuple[UUID, ...] = ()


class Performer:
    """Asks the todo module. One command's changes are made in one transaction there."""

    def __init__(self, *, todos: TodoApi) -> None:
        self._todos = todos

    async def carry_out(
        self, steps: Sequence[Step], scene: Scene, *, user_id: UUID, change_set_id: UUID, now: datetime
    ) -> Done:
        """Everything that is not a question. May be repeated under the same `change_set_id` and does nothing twice."""
        changes = tuple(change for step in steps if isinstance(step, Do) for change in step.changes)
        outcomes: list[ChangeResult] = []
        if changes:
            outcomes += await self._todos.apply(
                user_id=user_id,
                change_set_id=change_set_id,
                source="voice",
                changes=changes,
                now=now,
                timezone=scene.timezone,
            )
        results: list[ActionResult] = []
        reverted: list[UUID] = []
        place = 0
        for step in steps:
            if isinstance(step, Do):
                results.append(_result(step, outcomes[place : place + len(step.changes)], scene))
                place += len(step.changes)
            elif isinstance(step, Revert):
                results.append(ActionResult(action="undo", status="done", message=wording.UNDONE))
                reverted.append(step.command_id)
            else:
                results.append(await self._say(step, scene, user_id))
        return Done(
            results=tuple(results),
            questions=tuple(step for step in steps if isinstance(step, Ask)),
            has_changed=any(outcome.status == "done" for outcome in outcomes),
            shown=_shown(results),
            reverted=tuple(reverted),
        )

    async def _say(self, step: Ask | Tell | Look, scene: Scene, user_id: UUID) -> ActionResult:
        intent = step.action.intent
        if isinstance(step, Tell):
            return ActionResult(action=intent, status=step.status, message=step.message)
        if isinstance(step, Ask):
            return ActionResult(action=intent, status=step.status, message=step.question)
        found = await self._todos.find(user_id=user_id, query=step.query)
        query = step.action.slots.query
        message = wording.found(
            step.heading, found, count_only=query is not None and query.count_only, now=scene.local_now
        )
        return ActionResult(action=intent, status="done", message=message, todos=found.todos)


def failed(steps: Sequence[Step], error: DomainError) -> tuple[ActionResult, ...]:
    """What to tell when the todo module refused the whole of it."""
    return tuple(ActionResult(action=step.action.intent, status="failed", message=error.sentence) for step in steps)


def _result(step: Do, outcomes: Sequence[ChangeResult], scene: Scene) -> ActionResult:
    """One result for one action, which may have taken several changes."""
    changed = [outcome.todo for outcome in outcomes if outcome.todo is not None]
    refused = [outcome for outcome in outcomes if outcome.status in {"refused", "not_found"}]
    category = next((outcome.category for outcome in outcomes if outcome.category is not None), None)
    if refused and len(refused) == len(outcomes):
        first = refused[0]
        status = "not_found" if first.status == "not_found" else "refused"
        return ActionResult(action=step.action.intent, status=status, message=first.message or wording.NOT_POSSIBLE)
    return ActionResult(
        action=step.action.intent,
        status="done",
        message=wording.done(step.action, changed, scene.local_now),
        todo=changed[0] if len(changed) == 1 else None,
        todos=tuple(changed) if len(changed) > 1 else (),
        category=category,
    )


def _shown(results: Sequence[ActionResult]) -> tuple[UUID, ...]:
    todos: list[Todo] = []
    for result in results:
        todos += [result.todo] if result.todo is not None else result.todos
    return tuple(dict.fromkeys(todo.id for todo in todos if not todo.is_deleted))
