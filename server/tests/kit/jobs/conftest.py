"""Jobs of the module `todo` on this test's database, and a worker that looks often."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from voicetodo.kit.db import Database, Listener
from voicetodo.kit.jobs import Jobs
from voicetodo.kit.jobs.worker import Worker

Start = Callable[..., Awaitable[Worker]]


@pytest.fixture
def todo(database: Callable[[str], Database]) -> Database:
    return database("todo")


@pytest.fixture
def jobs(database: Callable[[str], Database]) -> Jobs:
    return Jobs(database("jobs"))


@pytest_asyncio.fixture
async def start(postgres_url: str, jobs: Jobs) -> AsyncIterator[Start]:
    """`await start()`: a worker for what is declared by now."""
    async with AsyncExitStack() as stack:

        async def started(*, is_alone: bool = False, look_every_seconds: float = 0.05) -> Worker:
            listener = Listener(postgres_url)
            worker = Worker(jobs, listener=listener, is_alone=is_alone, look_every_seconds=look_every_seconds)
            for part in (listener, worker):
                stack.push_async_callback(part.stop)
                await part.start()
            return worker

        yield started
