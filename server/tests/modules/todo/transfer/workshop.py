"""Imports and exports as their services do them, of anybody, with blobs of the test's own."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from tests.modules.todo.transfer.bringing import nobody
from voicetodo.kit.blobs import Blobs, BlobSettings, open_blobs
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import Jobs, RunningJob
from voicetodo.modules.todo.api import Import
from voicetodo.modules.todo.service.attachments import Attachments, AttachmentSettings
from voicetodo.modules.todo.service.bringing import Bringing
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.exports import Exports
from voicetodo.modules.todo.service.imports import Imports, Upload
from voicetodo.modules.todo.service.parcels import ImportSettings, Parcels
from voicetodo.modules.todo.transfer.writing import ExportFormat


class Workshop:
    """Nobody does the jobs unless told to."""

    def __init__(
        self, desk: Desk, database: Callable[[str], Database], folder: Path, *, quota: int = 100_000_000
    ) -> None:
        self.desk = desk
        self.jobs_database = database("jobs")
        self.blobs: Blobs = open_blobs(BlobSettings(data_dir=folder))
        self.parcels = Parcels(self.blobs, ImportSettings())
        self.imports = Imports(desk, Jobs(self.jobs_database), self.parcels)
        self.bringing = Bringing(desk, nobody, self.parcels, self.blobs, quota)
        self.attachments = Attachments(desk, self.blobs, AttachmentSettings(quota))
        self.exports = Exports(desk, nobody, self.blobs)

    async def bring(self, user_id: UUID, data: bytes) -> Import:
        """Brought, and read."""

        async def chunks():
            yield data

        import_id = new_id()
        parcel = await self.imports.receive(user_id, import_id, chunks())
        await self.imports.create(user_id, Upload(parcel=parcel), import_id=import_id)
        await self.bringing.read(user_id, import_id)
        return await self.imports.get(user_id, import_id)

    async def approve(self, user_id: UUID, brought: Import) -> Import:
        """Approved, and done."""
        await self.imports.approve(user_id, brought.id)
        await self.run(user_id, brought)
        return await self.imports.get(user_id, brought.id)

    async def run(self, user_id: UUID, brought: Import) -> None:
        async with self.jobs_database.connection() as connection:
            job_id = await connection.fetchval("select max(id) from procrastinate_jobs")
        await self.bringing.run(user_id, brought.id, RunningJob(job_id, False, self.jobs_database))

    async def withdraw(self, user_id: UUID, brought: Import) -> Import:
        """Taken back, and undone."""
        await self.imports.withdraw(user_id, brought.id)
        await self.bringing.undo(user_id, brought.id)
        return await self.imports.get(user_id, brought.id)

    async def export(self, user_id: UUID, kind: ExportFormat) -> bytes:
        return b"".join([piece async for piece in self.exports.write(user_id, kind)])

    async def keys(self, prefix: str) -> list[str]:
        """Of blobs, once nothing is left to be removed."""
        await self.attachments.remove_left()
        return [each.key async for each in self.blobs.list_all(prefix)]
