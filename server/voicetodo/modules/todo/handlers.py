"""What this module does when it hears of others' facts."""

import asyncio
from uuid import UUID

from voicetodo.kit.bus import Envelope, Handler
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Transaction
from voicetodo.modules.auth.events import UserRegistered
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.service.categories import create_defaults
from voicetodo.modules.todo.service.ledger import Ledger


def on_user_registered(*, clock: Clock, versions: Versions) -> Handler:
    """A new user finds categories to begin with; hearing of it again adds none."""
    bumping: set[asyncio.Task[None]] = set()

    def bump(user_id: UUID) -> None:
        task = asyncio.ensure_future(versions.bump(user_id))
        bumping.add(task)
        task.add_done_callback(bumping.discard)

    async def handle(tx: Transaction, event: UserRegistered, _envelope: Envelope) -> None:
        await create_defaults(Ledger(tx, user_id=event.user_id, origin=Origin(source="system"), now=clock.now()))
        tx.after_commit(lambda: bump(event.user_id))

    return handle
