"""What came of a command, as it is told."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import ChangeResult, Todo
from voicetodo.modules.voice.carrying_out import Done
from voicetodo.modules.voice.events import CommandProcessed, CommandUndone
from voicetodo.modules.voice.model import (
    ActionResult,
    Ask,
    Clarification,
    Command,
    Option,
    Outcome,
    Step,
    Timings,
)
from voicetodo.modules.voice.wording import Wording
from voicetodo.modules.voice.wording.sentences import Sentences


def outcome_of(command: Command, done: Done, *, reply: str, timings: Timings, is_undoable: bool) -> Outcome:
    """The whole answer."""
    return Outcome(
        id=command.id,
        transcript=command.transcript,
        interpretation=command.plan.interpretation,
        results=done.results,
        reply=reply,
        clarification=_clarification(done.questions),
        is_undoable=is_undoable,
        timings=timings,
        created_at=command.created_at,
    )


def reply_of(steps: Sequence[Step], results: Sequence[ActionResult], wording: Wording) -> str:
    """One sentence for each result; new tasks that share a list and a day are told together, nothing is told twice."""
    if len(steps) != len(results):
        return " ".join(dict.fromkeys(result.message for result in results))
    sentences: dict[str, None] = {}
    told = zip(steps, results, strict=True)
    for is_new, group in groupby(told, key=lambda pair: pair[1].action == "task.create" and pair[1].status == "done"):
        pairs = list(group)
        if is_new:
            sentences[wording.reply([step.action for step, _ in pairs])] = None
        else:
            sentences |= dict.fromkeys(result.message for _, result in pairs)
    return " ".join(sentences)


def with_answer(before: Sequence[ActionResult], new: Sequence[ActionResult]) -> tuple[ActionResult, ...]:
    """The first result that waited for an answer gives way to what the answer brought."""
    for place, result in enumerate(before):
        if result.status in {"needs_answer", "unsupported"}:
            return (*before[:place], *new, *before[place + 1 :])
    return (*before, *new)


def undone_outcome(outcome: Outcome, reverted: Sequence[ChangeResult], *, say: Sentences, at: datetime) -> Outcome:
    """The answer once it was taken back, which says whether all of it was put back, some of it, or nothing."""
    is_whole = not any(each.status == "kept" for each in reverted)
    in_part = say.undone_in_part if any(_is_put_back(each) for each in reverted) else say.not_undone
    return msgspec.structs.replace(
        outcome,
        results=_as_it_stands(outcome.results, reverted),
        reply=say.undone if is_whole else in_part,
        is_undoable=False,
        clarification=None,
        undone_at=at,
    )


def _is_put_back(change: ChangeResult) -> bool:
    if change.status != "kept":
        return change.status == "done"
    return change.before is not None and change.todo is not None and change.before.version != change.todo.version


def _as_it_stands(results: Sequence[ActionResult], reverted: Sequence[ChangeResult]) -> tuple[ActionResult, ...]:
    """The same results with the todos as they are after the undo; those that are gone are left out."""
    standing: dict[UUID, Todo | None] = {}
    for change in reverted:
        if change.todo is not None:
            standing[change.todo.id] = change.todo
        elif change.before is not None:
            standing[change.before.id] = None
    return tuple(
        msgspec.structs.replace(
            result,
            todo=standing.get(result.todo.id, result.todo) if result.todo is not None else None,
            todos=tuple(now for todo in result.todos if (now := standing.get(todo.id, todo)) is not None),
        )
        for result in results
    )


def processed(command: Command, outcome: Outcome) -> CommandProcessed:
    """The event that tells of it."""
    return CommandProcessed(
        user_id=command.user_id,
        command_id=command.id,
        processed_at=command.processed_at or command.created_at,
        kind=command.kind,
        intents=tuple(result.action for result in outcome.results),
        statuses=tuple(result.status for result in outcome.results),
        speech_ms=outcome.timings.speech_ms,
        language_ms=outcome.timings.language_ms,
        total_ms=outcome.timings.total_ms,
        said_at=command.created_at,
    )


def undoing(command: Command) -> CommandUndone:
    """The event that tells that it was taken back."""
    return CommandUndone(user_id=command.user_id, command_id=command.id, said_at=command.created_at, kind=command.kind)


def _clarification(questions: Sequence[Ask]) -> Clarification | None:
    if not questions:
        return None
    first = questions[0]
    options = tuple(Option(id=answer.id, label=answer.label) for answer in first.answers)
    return Clarification(question=first.question, options=options, takes_words=first.takes_words)
