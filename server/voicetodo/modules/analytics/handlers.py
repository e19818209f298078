"""What this module does when it hears of others' facts."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.bus import BatchHandler, Envelope, Event
from voicetodo.kit.cache import Versions
from voicetodo.kit.db import Transaction
from voicetodo.kit.erasing import take_time
from voicetodo.modules.analytics.model.facts import Fact, Kind
from voicetodo.modules.analytics.service.counting import Counting
from voicetodo.modules.auth.events import ConsentChanged, UserDeleted, UserMoved, UserRegistered
from voicetodo.modules.todo.events import (
    TodoCompleted,
    TodoCreated,
    TodoDeleted,
    TodoEvent,
    TodoReopened,
    TodoRestored,
)
from voicetodo.modules.voice.events import CommandProcessed, CommandUndone

#: Results of an action with which it did what was wanted: leaving everything as it was is what a no asks for.
_DONE: Final = frozenset({"done", "refused"})


def on_anything(*, counting: Counting, versions: Versions) -> BatchHandler:
    """Everything in one turn, so that somebody who is deleted in it has nothing left of what came before."""
    bumping: set[asyncio.Task[None]] = set()

    def bump(user_ids: set[UUID]) -> None:
        task = asyncio.ensure_future(versions.bump(*user_ids))
        bumping.add(task)
        task.add_done_callback(bumping.discard)

    async def hear(tx: Transaction, envelopes: Sequence[Envelope]) -> None:
        events = [(envelope.open(_EVENTS[envelope.name]), envelope) for envelope in envelopes]
        told = [fact for event, envelope in events for fact in facts_of(event, envelope)]
        changed = await counting.add(tx, told, owners={envelope.user_id for envelope in envelopes})
        for event, _ in events:
            changed |= await _hear_of_person(tx, event, counting)
        if gone := [event.user_id for event, _ in events if isinstance(event, UserDeleted)]:
            await take_time(tx)
            await counting.forget(tx, gone)
        if changed:
            tx.after_commit(partial(bump, changed))

    return hear


async def _hear_of_person(tx: Transaction, event: Event, counting: Counting) -> set[UUID]:
    if isinstance(event, UserRegistered | UserMoved):
        await counting.move(tx, event.user_id, event.timezone)
        return {event.user_id}
    if isinstance(event, ConsentChanged) and event.purpose == "analytics":
        await counting.agree(tx, event.user_id, agrees=event.is_given)
    return set()


def facts_of(event: Any, envelope: Envelope) -> Iterator[Fact]:
    """What an event tells, under the same keys as the history of the same todo does."""
    if isinstance(event, CommandProcessed):
        yield _of_command(event, _outcome(event.statuses), took_ms=event.total_ms)
    elif isinstance(event, CommandUndone):
        yield _of_command(event, "undone")
    elif isinstance(event, TodoCreated):
        yield from _of_new(event)
    elif isinstance(event, TodoDeleted):
        # what is removed from the trash was deleted before
        if event.todo.deleted_at is None or not event.is_final:
            yield _of_todo(event, "deleted", at=event.todo.deleted_at or envelope.occurred_at)
    elif isinstance(event, TodoCompleted):
        yield _of_todo(event, "completed", at=event.todo.completed_at or event.todo.updated_at)
    elif isinstance(event, TodoReopened):
        yield _of_reopened(event)
    elif isinstance(event, TodoRestored):
        yield _of_todo(event, "restored", at=event.todo.updated_at)


def _of_new(event: TodoCreated) -> Iterator[Fact]:
    """Whoever made it may be somebody else than in whose space it comes to be, now that it has moved there."""
    todo = event.todo
    maker = todo.created_by or _actor(event)
    yield Fact(
        user_id=maker,
        at=todo.created_at,
        kind="created",
        subject_id=todo.id,
        version=1,
        category_id=todo.category_id,
        source=todo.source,
    )
    if todo.completed_at is not None and todo.version == 1:  # done already where it came from
        yield Fact(
            user_id=maker,
            at=todo.completed_at,
            kind="completed",
            subject_id=todo.id,
            version=1,
            category_id=todo.category_id,
            source=todo.source,
        )


def _of_reopened(event: TodoReopened) -> Fact:
    fact = _of_todo(event, "reopened", at=event.todo.updated_at)
    return fact if event.completed_version is None else replace(fact, version=event.completed_version)


def _of_todo(event: TodoEvent, kind: Kind, *, at: datetime) -> Fact:
    return Fact(
        user_id=_actor(event),
        at=at,
        kind=kind,
        subject_id=event.todo.id,
        version=event.todo.version,
        category_id=event.todo.category_id,
        source=event.origin.source,
    )


def _of_command(event: CommandProcessed | CommandUndone, kind: Kind, *, took_ms: float | None = None) -> Fact:
    """All facts of a command are of the moment at which it was given."""
    at = event.said_at if isinstance(event, CommandUndone) else event.said_at or event.processed_at
    return Fact(
        user_id=event.user_id, at=at, kind=kind, subject_id=event.command_id, source=event.kind, took_ms=took_ms
    )


def _outcome(statuses: Sequence[str]) -> Kind:
    """Of a command whose actions came out so."""
    if "needs_answer" in statuses:
        return "clarified"
    return "understood" if _DONE.intersection(statuses) else "missed"


def _actor(event: TodoEvent) -> UUID:
    return event.origin.actor_id or event.user_id


EVENTS: Final[tuple[type[Event], ...]] = (
    UserRegistered,
    UserMoved,
    UserDeleted,
    ConsentChanged,
    TodoCreated,
    TodoCompleted,
    TodoReopened,
    TodoDeleted,
    TodoRestored,
    CommandProcessed,
    CommandUndone,
)
_EVENTS: Final = {event.name: event for event in EVENTS}
