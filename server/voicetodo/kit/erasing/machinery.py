"""What no module owns: answers that were kept to be repeated, jobs, and facts that nobody could hear."""

from typing import Final
from uuid import UUID

from voicetodo.kit.db import Database
from voicetodo.kit.erasing import store

#: Never removed with the rest: a dead letter of this name is an erasure that somebody must look after.
ERASURE: Final = "auth.user_deleted.v1"


class Machinery:
    """Each of the three keeps its rows in a schema of its own."""

    def __init__(self, *, kit: Database, jobs: Database, bus: Database) -> None:
        self._kit = kit
        self._jobs = jobs
        self._bus = bus

    async def forget(self, user_id: UUID) -> None:
        """All that names this person. Done twice, or killed halfway and done again, it is the same."""
        async with self._kit.transaction() as tx:
            await store.forget_answers(tx, user_id)
            await store.forget_plan(tx, user_id)
        async with self._jobs.transaction() as tx:
            await store.take_time(tx)
            await store.forget_jobs(tx, user_id)
        async with self._bus.transaction() as tx:
            await store.take_time(tx)
            await store.forget_dead_letters(tx, user_id, but=ERASURE)
