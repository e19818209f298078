"""What this module does when it hears of others' facts."""

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec

from voicetodo.kit.bus import BatchHandler, Envelope, Handler
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Transaction
from voicetodo.kit.erasing import take_time
from voicetodo.modules.auth.events import (
    DeletionAsked,
    DeletionCancelled,
    UserDeleted,
    UserRegistered,
    UserRenamed,
)
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.service.ending_lists import defer_letters
from voicetodo.modules.todo.service.erasing import erase, forget_address
from voicetodo.modules.todo.service.first_categories import create_first
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import members, search_changes


def on_user_registered(*, clock: Clock, versions: Versions) -> Handler:
    """A new user finds categories to begin with; hearing of it again adds none."""
    bumping = _Bumping(versions)

    async def handle(tx: Transaction, event: UserRegistered, _envelope: Envelope) -> None:
        ledger = Ledger(tx, user_id=event.user_id, origin=Origin(source="system"), now=clock.now())
        await create_first(ledger, language=event.language)
        tx.after_commit(lambda: bumping.bump(event.user_id))

    return handle


def on_user_renamed(*, versions: Versions) -> Handler:
    """Whoever shares something with them sees the new name."""
    bumping = _Bumping(versions)

    async def handle(tx: Transaction, event: UserRenamed, _envelope: Envelope) -> None:
        await members.rename(tx, event.user_id, event.full_name)
        seeing = await members.list_sharing_with(tx, event.user_id)
        tx.after_commit(lambda: bumping.bump(event.user_id, *seeing))

    return handle


async def on_deletion_asked(tx: Transaction, event: DeletionAsked, envelope: Envelope) -> None:
    """Whoever shares a list of theirs is told that it is going to end."""
    await defer_letters(tx, event.user_id, due_at=event.due_at, event_id=envelope.id)


async def on_deletion_cancelled(tx: Transaction, event: DeletionCancelled, envelope: Envelope) -> None:
    """And that it is not."""
    await defer_letters(tx, event.user_id, due_at=None, event_id=envelope.id)


def on_user_deleted(*, clock: Clock, versions: Versions, key: bytes, is_indexed: bool) -> Handler:
    """Nothing is left of them. `key` digests addresses; `is_indexed`: there is an index of words."""
    bumping = _Bumping(versions)

    async def handle(tx: Transaction, event: UserDeleted, _envelope: Envelope) -> None:
        ledger = Ledger(tx, user_id=event.user_id, origin=Origin(source="system"), now=clock.now())
        await take_time(tx)
        await erase(ledger, is_indexed=is_indexed)
        await forget_address(ledger, event.address_digests, key=key)
        tx.after_commit(lambda: bumping.bump(*ledger.readers))

    return handle


def on_searchable_changed(wake: Callable[[], None]) -> BatchHandler:
    """Notes which todos the index of words is to be told of, and calls `wake` once that is kept."""

    async def handle(tx: Transaction, envelopes: Sequence[Envelope]) -> None:
        await search_changes.note(tx, [pair for envelope in envelopes for pair in _about(envelope)])
        tx.after_commit(wake)

    return handle


class _Todo(msgspec.Struct):
    id: UUID


class _Comment(msgspec.Struct):
    todo_id: UUID


class _About(msgspec.Struct):
    """Which todos an event is about; it names them in one of three ways."""

    todo: _Todo | None = None
    comment: _Comment | None = None
    todo_ids: tuple[UUID, ...] = ()


_decoder: "msgspec.json.Decoder[_About]" = msgspec.json.Decoder(_About)


def _about(envelope: Envelope) -> list[tuple[UUID, UUID]]:
    """Owners and todos."""
    about = _decoder.decode(envelope.payload)
    ids = [*about.todo_ids]
    if about.todo is not None:
        ids.append(about.todo.id)
    if about.comment is not None:
        ids.append(about.comment.todo_id)
    return [(envelope.user_id, todo_id) for todo_id in ids]


class _Bumping:
    """Moves versions once a transaction is committed."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        # The event loop holds tasks weakly only.
        self._tasks: set[asyncio.Task[None]] = set()

    def bump(self, *user_ids: UUID) -> None:
        task = asyncio.ensure_future(self._versions.bump(*user_ids))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
