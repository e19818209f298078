"""Jobs: deferred with the change, done once it is committed, tried again, stopped, and taken up after a crash."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

import asyncpg
import msgspec
import pytest

from tests.kit.jobs.conftest import Start
from voicetodo.kit.db import Database
from voicetodo.kit.jobs import Jobs, JobState, Progress, RunningJob, defer
from voicetodo.kit.jobs.jobs import Status


class Count(msgspec.Struct, frozen=True):
    """Write this number down."""

    name: ClassVar[str] = "todo.count"
    number: int


class Tick(msgspec.Struct, frozen=True):
    """Asked for by the clock."""

    name: ClassVar[str] = "todo.tick"


class Notebook:
    """Does `Count`, failing as often as it is told to."""

    def __init__(self, *, failures: int = 0) -> None:
        self.numbers: list[int] = []
        self.tries = 0
        self._failures = failures

    async def write(self, _job: RunningJob, count: Count) -> None:
        self.tries += 1
        if self.tries <= self._failures:
            raise ValueError("not yet")
        self.numbers.append(count.number)


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await is_so():  # noqa: ASYNC110 - rows that another task writes have no event
            await asyncio.sleep(0.02)


async def ended(jobs: Jobs, job_id: int, status: Status) -> JobState:
    async def is_so() -> bool:
        found = await jobs.find(job_id)
        return found is not None and found.status == status

    await until(is_so)
    state = await jobs.find(job_id)
    assert state is not None
    return state


class TestDefer:
    async def test_is_done_once_the_transaction_is_committed(self, todo: Database, jobs: Jobs, start: Start) -> None:
        notebook = Notebook()
        jobs.declare(Count, notebook.write)
        await start(look_every_seconds=3600)

        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(7))

        await ended(jobs, job_id, "done")
        assert notebook.numbers == [7]

    async def test_what_waits_for_a_lock_is_done_as_soon_as_that_is_free(
        self, todo: Database, jobs: Jobs, start: Start
    ) -> None:
        numbers, may_end = list[int](), asyncio.Event()

        async def write(_job: RunningJob, count: Count) -> None:
            numbers.append(count.number)
            await may_end.wait()

        jobs.declare(Count, write)
        await start(look_every_seconds=3600)
        async with todo.transaction() as tx:
            job_ids = [await defer(tx, Count(number), lock="one by one") for number in range(3)]
        async with asyncio.timeout(20):
            while not numbers:  # noqa: ASYNC110 - the worker takes it when it likes
                await asyncio.sleep(0.01)
        may_end.set()

        for job_id in job_ids:
            await ended(jobs, job_id, "done")
        assert numbers == [0, 1, 2]

    async def test_of_what_was_rolled_back_is_never_done(self, todo: Database, jobs: Jobs, start: Start) -> None:
        notebook = Notebook()
        jobs.declare(Count, notebook.write)
        with pytest.raises(ValueError, match="changed my mind"):
            await _defer_and_change_mind(todo)

        await start()
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(2))

        await ended(jobs, job_id, "done")
        assert notebook.numbers == [2]

    async def test_jobs_of_one_lock_are_done_in_order_and_never_together(
        self, todo: Database, jobs: Jobs, start: Start
    ) -> None:
        log: list[str] = []

        async def slowly(_job: RunningJob, count: Count) -> None:
            log.append(f"{count.number} begins")
            await asyncio.sleep(0.01)
            log.append(f"{count.number} ends")

        jobs.declare(Count, slowly)
        async with todo.transaction() as tx:
            ids = [await defer(tx, Count(number), lock="one") for number in (1, 2, 3)]

        await start()

        await ended(jobs, ids[-1], "done")
        assert log == ["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"]

    async def test_a_module_may_add_jobs_and_touch_nothing_else(self, todo: Database) -> None:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with todo.transaction() as tx:
                await tx.execute("update jobs.procrastinate_jobs set status = 'failed'")


class TestTrying:
    async def test_after_an_error_it_is_tried_again(self, todo: Database, jobs: Jobs, start: Start) -> None:
        notebook = Notebook(failures=2)
        jobs.declare(Count, notebook.write, tries=3, pause_seconds=0)
        await start()

        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(1))

        await ended(jobs, job_id, "done")
        assert (notebook.tries, notebook.numbers) == (3, [1])

    async def test_fails_after_the_last_try(self, todo: Database, jobs: Jobs, start: Start) -> None:
        notebook = Notebook(failures=9)
        jobs.declare(Count, notebook.write, tries=2, pause_seconds=0)
        await start()

        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(1))

        assert (await ended(jobs, job_id, "failed")).tries == 2
        assert notebook.tries == 2

    async def test_the_handler_knows_its_last_try(self, todo: Database, jobs: Jobs, start: Start) -> None:
        heard: list[bool] = []

        async def fail(job: RunningJob, _count: Count) -> None:
            heard.append(job.is_last_try)
            raise ValueError

        jobs.declare(Count, fail, tries=2, pause_seconds=0)
        await start()
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(1))

        await ended(jobs, job_id, "failed")
        assert heard == [False, True]


class TestProgress:
    async def test_is_seen_while_the_work_is_not_committed(self, todo: Database, jobs: Jobs, start: Start) -> None:
        seen, go_on = asyncio.Event(), asyncio.Event()

        async def work(job: RunningJob, _count: Count) -> None:
            async with todo.transaction():
                await job.report(3, 10)
                seen.set()
                await go_on.wait()

        jobs.declare(Count, work)
        await start()
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(1))

        await asyncio.wait_for(seen.wait(), 20)
        assert await jobs.find(job_id) == JobState("running", 0, Progress(3, 10))
        go_on.set()
        await ended(jobs, job_id, "done")


class TestCancel:
    async def test_a_waiting_job_is_never_done(self, todo: Database, jobs: Jobs, start: Start) -> None:
        notebook = Notebook()
        jobs.declare(Count, notebook.write)
        async with todo.transaction() as tx:
            first, second = await defer(tx, Count(1)), await defer(tx, Count(2))

        assert await jobs.cancel(first)
        await start()

        await ended(jobs, second, "done")
        assert notebook.numbers == [2]
        assert not await jobs.cancel(second)

    async def test_a_running_job_is_stopped(self, todo: Database, jobs: Jobs, start: Start) -> None:
        begun = asyncio.Event()

        async def forever(_job: RunningJob, _count: Count) -> None:
            begun.set()
            await asyncio.Event().wait()

        jobs.declare(Count, forever)
        await start()
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(1))
        await asyncio.wait_for(begun.wait(), 20)

        await jobs.cancel(job_id)

        await ended(jobs, job_id, "cancelled")


class TestWorker:
    async def test_what_a_stopped_one_left_is_done_by_the_next(self, todo: Database, jobs: Jobs, start: Start) -> None:
        begun, hurry = asyncio.Event(), asyncio.Event()

        async def work(_job: RunningJob, _count: Count) -> None:
            begun.set()
            await hurry.wait()

        jobs.declare(Count, work)
        first = await start()
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(1))
        await asyncio.wait_for(begun.wait(), 20)
        await first.stop()

        hurry.set()
        await start()

        await ended(jobs, job_id, "done")

    async def test_takes_up_what_a_killed_process_left(self, todo: Database, jobs: Jobs, start: Start) -> None:
        notebook = Notebook()
        jobs.declare(Count, notebook.write)
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(5))
        async with jobs.database.transaction() as tx:
            await tx.execute("update procrastinate_jobs set status = 'doing'")

        await (await start(look_every_seconds=3600)).look_for_lost()

        await ended(jobs, job_id, "done")
        assert notebook.numbers == [5]

    async def test_gives_up_a_job_that_takes_its_process_down_each_time(
        self, todo: Database, jobs: Jobs, start: Start
    ) -> None:
        jobs.declare(Count, Notebook().write, tries=3)
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(5))
        async with jobs.database.transaction() as tx:
            await tx.execute("update procrastinate_jobs set status = 'doing', attempts = 2")

        await (await start()).look_for_lost()

        await ended(jobs, job_id, "failed")

    async def test_does_what_the_clock_asks_for(self, jobs: Jobs, start: Start) -> None:
        ticked = asyncio.Event()

        async def tick(_job: RunningJob, _tick: Tick) -> None:
            ticked.set()

        jobs.declare(Tick, tick, cron="* * * * *")

        await start()

        await asyncio.wait_for(ticked.wait(), 20)


async def _defer_and_change_mind(todo: Database) -> None:
    async with todo.transaction() as tx:
        await defer(tx, Count(1))
        raise ValueError("changed my mind")


class TestLookingAfter:
    async def test_one_that_failed_is_done_once_more_at_once(self, todo: Database, jobs: Jobs, start: Start) -> None:
        notebook = Notebook(failures=1)
        jobs.declare(Count, notebook.write, tries=1)
        await start(look_every_seconds=3600)
        async with todo.transaction() as tx:
            job_id = await defer(tx, Count(7))
        await ended(jobs, job_id, "failed")

        assert await jobs.retry(job_id)

        await ended(jobs, job_id, "done")
        assert notebook.numbers == [7]
        assert not await jobs.retry(job_id)

    async def test_they_are_told_of_with_their_times_and_without_what_they_are_about(
        self, todo: Database, jobs: Jobs, start: Start
    ) -> None:
        jobs.declare(Count, Notebook().write)
        await start()
        async with todo.transaction() as tx:
            ids = [await defer(tx, Count(424242), lock="424242") for _ in range(3)]
        for job_id in ids:
            await ended(jobs, job_id, "done")

        latest = await jobs.list_latest(status="done", queue="todo", before=ids[2], limit=1)

        assert [job.id for job in latest] == [ids[1]]
        kept = await jobs.find_kept(ids[0])
        assert kept is not None
        times = [time for time in (kept.asked_at, kept.started_at, kept.ended_at) if time is not None]
        assert (len(times), times) == (3, sorted(times))
        assert b"424242" not in msgspec.json.encode(kept)
        assert await jobs.list_latest(status="failed", queue=None, before=2**62, limit=9) == []
