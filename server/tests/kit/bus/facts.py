"""Facts for tests, and modules that announce and hear them."""

from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.kit.bus import Envelope, announce
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id

Databases = Callable[[str], Database]

ALICE = new_id()
BOB = new_id()


class Said(msgspec.Struct, frozen=True):
    """Somebody said something."""

    name: ClassVar[str] = "todo.said.v1"
    user_id: UUID
    words: str


class Shouted(msgspec.Struct, frozen=True):
    """Somebody shouted."""

    name: ClassVar[str] = "todo.shouted.v1"
    user_id: UUID


class Ear:
    """A handler that remembers what it heard in the order it heard it, once the hearing is kept."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.envelopes: list[Envelope] = []
        #: Words whose hearing fails, and how often.
        self.fails: dict[str, int] = {}
        self.tries = 0

    async def hear(self, tx: Transaction, event: Said, envelope: Envelope) -> None:
        self.tries += 1
        if self.fails.get(event.words, 0) > 0:
            self.fails[event.words] -= 1
            raise LookupError(event.words)
        tx.after_commit(lambda: self._keep(event, envelope))

    def _keep(self, event: Said, envelope: Envelope) -> None:
        self.words.append(event.words)
        self.envelopes.append(envelope)


async def say(database: Database, *words: str, user_id: UUID = ALICE) -> None:
    """Announce each in one transaction."""
    async with database.transaction() as tx:
        await announce(tx, *(Said(user_id=user_id, words=word) for word in words))
