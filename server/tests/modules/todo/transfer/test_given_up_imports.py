"""Imports whose jobs fail, or die with their process each time: they are told of, tried again, and got rid of."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.modules.todo.transfer.bringing import nobody
from voicetodo.kit.blobs import Blobs, BlobSettings, open_blobs
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.db.transaction import in_transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import Jobs, JobState, RunningJob
from voicetodo.modules.todo.errors import ImportNotFound, ImportUnready
from voicetodo.modules.todo.jobs import sweep_imports
from voicetodo.modules.todo.service.bringing import Bringing
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.imports import Imports, Upload
from voicetodo.modules.todo.service.parcels import ImportSettings, Parcels
from voicetodo.modules.todo.store.imports import Parcel


class Workshop:
    """An import of Alice's, and the jobs it waits for, which nobody does unless told to."""

    def __init__(self, desk: Desk, database: Callable[[str], Database], blobs: Blobs, alice_id: UUID) -> None:
        self.database = database("jobs")
        self.jobs = Jobs(self.database)
        parcels = Parcels(blobs, ImportSettings())
        self.imports = Imports(desk, self.jobs, parcels)
        self.bringing = Bringing(desk, nobody, parcels, blobs, 1_000_000)
        self.alice_id = alice_id
        self.import_id = new_id()

    async def bring(self) -> None:
        await self.imports.create(self.alice_id, Upload(parcel=Parcel(data=b"title\nMilk\n")), import_id=self.import_id)

    async def read(self) -> None:
        await self.bringing.read(self.alice_id, self.import_id)

    async def approve(self) -> None:
        await self.imports.approve(self.alice_id, self.import_id)

    async def run(self) -> None:
        async with self.database.connection() as connection:
            job_id = await connection.fetchval("select max(id) from procrastinate_jobs")
        await self.bringing.run(self.alice_id, self.import_id, RunningJob(job_id, False, self.database))

    async def withdraw(self) -> None:
        await self.imports.withdraw(self.alice_id, self.import_id)

    async def kill(self) -> None:
        """Its process died each time it was tried."""
        async with self.database.transaction() as tx:
            await tx.execute("update procrastinate_jobs set status = 'failed'")

    async def state(self) -> str:
        return (await self.imports.get(self.alice_id, self.import_id)).state

    async def count(self) -> int:
        async with self.bringing._desk.database.connection() as connection:
            return await connection.fetchval("select count(*) from todos where user_id = $1", self.alice_id)


@pytest.fixture
def workshop(desk: Desk, database: Callable[[str], Database], alice_id: UUID, tmp_path: Path) -> Workshop:
    return Workshop(desk, database, open_blobs(BlobSettings(data_dir=tmp_path)), alice_id)


class TestReading:
    @pytest.fixture(autouse=True)
    async def _unread(self, workshop: Workshop) -> None:
        await workshop.bring()

    async def test_what_was_never_read_cannot_be_approved(self, workshop: Workshop) -> None:
        await workshop.bringing.give_up(workshop.alice_id, workshop.import_id)

        with pytest.raises(ImportUnready, match="Bring the file again"):
            await workshop.approve()

        assert await workshop.state() == "failed"

    async def test_nor_can_what_died_without_a_word(self, workshop: Workshop) -> None:
        await workshop.kill()

        with pytest.raises(ImportUnready, match="Bring the file again"):
            await workshop.approve()


class TestRunning:
    @pytest.fixture(autouse=True)
    async def _approved(self, workshop: Workshop) -> None:
        await workshop.bring()
        await workshop.read()
        await workshop.approve()

    async def test_what_is_being_done_cannot_be_deleted(self, workshop: Workshop) -> None:
        with pytest.raises(ImportUnready):
            await workshop.imports.delete(workshop.alice_id, workshop.import_id)

    async def test_what_died_can_be_deleted(self, workshop: Workshop) -> None:
        await workshop.kill()

        await workshop.imports.delete(workshop.alice_id, workshop.import_id)

        with pytest.raises(ImportNotFound):
            await workshop.state()

    async def test_what_died_can_be_tried_again(self, workshop: Workshop) -> None:
        await workshop.kill()
        assert await workshop.state() == "failed"

        await workshop.approve()
        await workshop.run()

        assert (await workshop.state(), await workshop.count()) == ("done", 1)

    async def test_what_died_is_shown_so_in_the_list(self, workshop: Workshop) -> None:
        await workshop.kill()

        [listed] = await workshop.imports.list_page(workshop.alice_id, before=None, limit=5)

        assert listed.state == "failed"

    async def test_what_died_is_told_of_and_forgotten_like_all_others(
        self, workshop: Workshop, clock: FixedClock
    ) -> None:
        sweep = sweep_imports(workshop.bringing, workshop.jobs, clock)
        await workshop.kill()

        clock.advance(timedelta(hours=2))
        await sweep()
        clock.advance(timedelta(days=31))
        await sweep()

        with pytest.raises(ImportNotFound):
            await workshop.state()

    async def test_what_still_waits_for_its_job_is_not_forgotten(self, workshop: Workshop, clock: FixedClock) -> None:
        clock.advance(timedelta(days=31))

        await sweep_imports(workshop.bringing, workshop.jobs, clock)()

        assert await workshop.state() == "running"


class TestUndoing:
    @pytest.fixture(autouse=True)
    async def _done(self, workshop: Workshop) -> None:
        await workshop.bring()
        await workshop.read()
        await workshop.approve()
        await workshop.run()
        await workshop.withdraw()

    async def test_what_could_not_be_undone_is_still_done_and_can_be_undone_again(self, workshop: Workshop) -> None:
        await workshop.kill()
        shown = await workshop.imports.get(workshop.alice_id, workshop.import_id)

        await workshop.withdraw()
        await workshop.bringing.undo(workshop.alice_id, workshop.import_id)

        assert shown.state == "done"
        assert "still here" in (shown.reason or "")
        assert (await workshop.state(), await workshop.count()) == ("undone", 0)


async def test_no_job_is_asked_about_within_a_transaction(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    await workshop.bring()
    await workshop.read()
    await workshop.approve()
    find, asked_inside = workshop.jobs.find, list[bool]()

    async def noting(job_id: int) -> JobState | None:
        asked_inside.append(in_transaction())
        return await find(job_id)

    monkeypatch.setattr(workshop.jobs, "find", noting)
    await workshop.approve()

    assert asked_inside == [False]
