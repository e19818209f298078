"""What this module does when it hears of others' facts."""

import asyncio
from uuid import UUID

from voicetodo.kit.bus import Envelope, Handler
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Transaction
from voicetodo.modules.auth.events import UserRegistered, UserRenamed
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.service.categories import create_defaults
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import members


def on_user_registered(*, clock: Clock, versions: Versions) -> Handler:
    """A new user finds categories to begin with; hearing of it again adds none."""
    bumping = _Bumping(versions)

    async def handle(tx: Transaction, event: UserRegistered, _envelope: Envelope) -> None:
        await create_defaults(Ledger(tx, user_id=event.user_id, origin=Origin(source="system"), now=clock.now()))
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
