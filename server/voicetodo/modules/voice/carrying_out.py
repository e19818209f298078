"""Does what a plan says, step by step, and tells what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from voicetodo.kit.errors import DomainError
from voicetodo.modules.todo.api import Change, ChangeResult, FoundTodos, Todo, TodoApi
from voicetodo.modules.voice.model import ActionResult, Ask, Do, Look, Outcome, Reply, Revert, Source, Step, Tell
from voicetodo.modules.voice.scene import Scene
from voicetodo.modules.voice.telling import tell
from voicetodo.modules.voice.wording import is_wholly_undone


class Done(msgspec.Struct, frozen=True):
    """What became of all steps. `shown` are the todos to count in from now on.

    `answered` is the earlier command that the words were an answer to, as it stands now.
    """

    results: tuple[ActionResult, ...]
    questions: tuple[Ask, ...]
    has_changed: bool
    shown: tuple[UUID, ...]
    answered: Outcome | None = None


class Earlier(Protocol):
    """What a command may do to the commands before it."""

    async def undo(self, user_id: UUID, command_id: UUID) -> Outcome: ...

    async def answer(self, user_id: UUID, command_id: UUID, *, option_id: str | None, text: str | None) -> Outcome: ...

    async def get(self, user_id: UUID, command_id: UUID) -> Outcome: ...


class Performer:
    """Asks the todo module. One command's changes are made in one transaction there."""

    def __init__(self, *, todos: TodoApi) -> None:
        self._todos = todos

    async def carry_out(
        self,
        steps: Sequence[Step],
        scene: Scene,
        *,
        user_id: UUID,
        change_set_id: UUID,
        source: Source,
        now: datetime,
        earlier: Earlier,
    ) -> Done:
        """Everything that is not a question. May be repeated under the same `change_set_id` and does nothing twice.

        A refusal is a result. Raises what a repeat may find better: Unavailable and its like.
        """
        changes = tuple(change for step in steps if isinstance(step, Do) for change in step.changes)
        outcomes = await self._apply(
            changes, scene, user_id=user_id, change_set_id=change_set_id, source=source, now=now
        )
        results: list[ActionResult] = []
        answered: Outcome | None = None
        place = 0
        for step in steps:
            match step:
                case Do():
                    results.append(_result(step, outcomes[place : place + len(step.changes)], scene))
                    place += len(step.changes)
                case Revert():
                    results.append(await _revert(step, scene, user_id, earlier))
                case Reply():
                    answered = await _reply(step, user_id, earlier)
                    results += answered.results
                case Look():
                    results.append(await self._look(step, scene, user_id))
                case Ask():
                    results.append(ActionResult(action=step.action.intent, status=step.status, message=step.question))
                case Tell():
                    results.append(ActionResult(action=step.action.intent, status=step.status, message=step.message))
        return Done(
            results=tuple(results),
            questions=tuple(step for step in steps if isinstance(step, Ask)),
            has_changed=any(outcome.status == "done" for outcome in outcomes),
            shown=_shown(results),
            answered=answered,
        )

    async def _apply(
        self,
        changes: tuple[Change, ...],
        scene: Scene,
        *,
        user_id: UUID,
        change_set_id: UUID,
        source: Source,
        now: datetime,
    ) -> tuple[ChangeResult, ...]:
        if not changes:
            return ()
        try:
            return await self._todos.apply(
                user_id=user_id,
                change_set_id=change_set_id,
                source=source,
                changes=changes,
                now=now,
                timezone=scene.timezone,
            )
        except DomainError as error:
            _raise_if_passing(error)
            return tuple(ChangeResult(status="refused", message=error.sentence, code=error.code) for _ in changes)

    async def _look(self, step: Look, scene: Scene, user_id: UUID) -> ActionResult:
        found = await self._todos.find(user_id=user_id, query=step.query)
        if not found.todos and step.likely:
            likely = await self._todos.get_many(user_id=user_id, ids=step.likely)
            standing = tuple(todo for todo in likely if not todo.is_deleted)
            found = FoundTodos(todos=standing, total=len(standing))
        if not found.todos and step.asks != "which":
            done = msgspec.structs.replace(step.query, status="completed", sort="-completed_at", limit=1)
            found = await self._todos.find(user_id=user_id, query=done)
        return ActionResult(
            action=step.action.intent, status="done", message=tell(step, found, scene), todos=found.todos
        )


async def _revert(step: Revert, scene: Scene, user_id: UUID, earlier: Earlier) -> ActionResult:
    try:
        undone = await earlier.undo(user_id, step.command_id)
    except DomainError as error:
        _raise_if_passing(error)
        return ActionResult(action="undo", status="refused", message=scene.wording.refused(error.code, error.sentence))
    message = scene.wording.undone(undone.transcript) if is_wholly_undone(undone.reply) else undone.reply
    return ActionResult(action="undo", status="done", message=message)


async def _reply(step: Reply, user_id: UUID, earlier: Earlier) -> Outcome:
    try:
        return await earlier.answer(user_id, step.command_id, option_id=None, text=step.text)
    except DomainError as error:
        _raise_if_passing(error)
        # it was answered meanwhile: by a repeat of this, or elsewhere
        return await earlier.get(user_id, step.command_id)


def _raise_if_passing(error: DomainError) -> None:
    """What may be better in a moment is no outcome: who repeats the command goes on where it stopped."""
    if error.status >= 500:
        raise error


def _result(step: Do, outcomes: Sequence[ChangeResult], scene: Scene) -> ActionResult:
    """One result for one action, which may have taken several changes."""
    changed = [outcome.todo for outcome in outcomes if outcome.todo is not None]
    category = next((outcome.category for outcome in outcomes if outcome.category is not None), None)
    refused = [outcome for outcome in outcomes if outcome.status in {"refused", "not_found"}]
    if refused and not changed:
        first = refused[0]
        status = "not_found" if first.status == "not_found" else "refused"
        return ActionResult(
            action=step.action.intent, status=status, message=scene.wording.refused(first.code, first.message)
        )
    todo = changed[0] if len(changed) == 1 else None
    return ActionResult(
        action=step.action.intent,
        status="done",
        message=scene.wording.done(step.action, changed),
        todo=todo,
        todos=tuple(changed) if len(changed) > 1 else (),
        category=category,
        labels=_label_names(todo, step, scene) if todo is not None else (),
    )


def _label_names(todo: Todo, step: Do, scene: Scene) -> tuple[str, ...]:
    """Labels that were there before have names of their own; the others are called as they were said."""
    known = {UUID(each.id): each.name for each in scene.context.labels}
    names = {name.casefold() for name in known.values()}
    new = iter([name for name in step.action.slots.labels if name.casefold() not in names])
    told = (known.get(label_id) or next(new, None) for label_id in todo.label_ids)
    return tuple(name for name in told if name)


def _shown(results: Sequence[ActionResult]) -> tuple[UUID, ...]:
    todos: list[Todo] = []
    for result in results:
        todos += [result.todo] if result.todo is not None else result.todos
    return tuple(dict.fromkeys(todo.id for todo in todos if not todo.is_deleted))
