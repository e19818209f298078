"""Jobs, and events that a module could not hear: looked at, run again, stopped, discarded. What they are about stays
unseen."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.bus.dead_letters import DeadLetter, DeadLetters
from voicetodo.kit.db import Database
from voicetodo.kit.erasing.machinery import ERASURE
from voicetodo.kit.jobs import Jobs
from voicetodo.kit.jobs.jobs import KeptJob, Status
from voicetodo.modules.admin.errors import (
    DeadLetterNotFound,
    ErasureUndiscardable,
    JobEnded,
    JobNotFailed,
    JobNotFound,
)


class BackgroundWork:
    """Told before it is done: neither is in this module's schema."""

    def __init__(self, *, db: Database, jobs: Jobs, dead_letters: DeadLetters) -> None:
        self._db = db
        self._jobs = jobs
        self._dead_letters = dead_letters

    async def list_jobs(self, *, status: Status | None, queue: str | None, before: int, limit: int) -> list[KeptJob]:
        """The latest first."""
        return await self._jobs.list_latest(status=status, queue=queue, before=before, limit=limit)

    async def get_job(self, job_id: int) -> KeptJob:
        """Raises JobNotFound."""
        found = await self._jobs.find_kept(job_id)
        if found is None:
            raise JobNotFound
        return found

    async def retry_job(self, job_id: int, *, by: Actor) -> KeptJob:
        """Raises JobNotFound, JobNotFailed."""
        found = await self.get_job(job_id)
        if found.status != "failed":
            raise JobNotFailed
        await self._audit("admin.job_retried", "job", job_id, found.name, by)
        if not await self._jobs.retry(job_id):
            raise JobNotFailed
        return await self.get_job(job_id)

    async def cancel_job(self, job_id: int, *, by: Actor) -> KeptJob:
        """It never runs; or ends where it is, its transaction undone. Raises JobNotFound, JobEnded."""
        found = await self.get_job(job_id)
        if found.status not in {"waiting", "running"}:
            raise JobEnded
        await self._audit("admin.job_cancelled", "job", job_id, found.name, by)
        if not await self._jobs.cancel(job_id):
            raise JobEnded
        return await self.get_job(job_id)

    async def list_dead_letters(
        self, *, module: str | None, before: tuple[datetime, UUID], limit: int
    ) -> list[DeadLetter]:
        """Those that were given up last first."""
        return await self._dead_letters.list_latest(module=module, before=before, limit=limit)

    async def retry_dead_letter(self, module: str, event_id: UUID, *, by: Actor) -> None:
        """Raises DeadLetterNotFound."""
        found = await self._get_dead_letter(module, event_id)
        await self._audit("admin.dead_letter_retried", "event", event_id, found.name, by)
        if not await self._dead_letters.retry(module, event_id):
            raise DeadLetterNotFound

    async def discard_dead_letter(self, module: str, event_id: UUID, *, by: Actor) -> None:
        """Raises DeadLetterNotFound, ErasureUndiscardable."""
        found = await self._get_dead_letter(module, event_id)
        if found.name == ERASURE:
            raise ErasureUndiscardable
        await self._audit("admin.dead_letter_discarded", "event", event_id, found.name, by)
        if not await self._dead_letters.discard(module, event_id):
            raise DeadLetterNotFound

    async def _get_dead_letter(self, module: str, event_id: UUID) -> DeadLetter:
        found = await self._dead_letters.find(module, event_id)
        if found is None:
            raise DeadLetterNotFound
        return found

    async def _audit(self, action: str, kind: str, object_id: int | UUID, name: str, by: Actor) -> None:
        async with self._db.transaction() as tx:
            await audit(tx, action, on=(kind, object_id), by=by, name=name)
