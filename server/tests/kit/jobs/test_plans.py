"""However many jobs came to a good end, those that did not are found at once."""

from typing import cast, get_args

import pytest

from tests.fixtures.explaining import Explaining
from voicetodo.kit.db import Connection
from voicetodo.kit.jobs import Jobs, store
from voicetodo.kit.jobs.jobs import Status

_FILL = """
    insert into procrastinate_jobs (queue_name, task_name, status)
    select 'todo', 'count', case when n <= 3 then 'failed' else 'succeeded' end::procrastinate_job_status
    from generate_series(1, 20000) n
"""


@pytest.mark.parametrize("states", [["failed"], ["cancelled", "aborted"]])
async def test_what_did_not_end_well_is_found_by_its_index(jobs: Jobs, states: list[str]) -> None:
    async with jobs.database.connection() as connection:
        await connection.execute(_FILL)
        await connection.execute("analyze procrastinate_jobs")
        explaining = Explaining(connection)

        found = await store.list_latest(
            cast("Connection", explaining), states=states, queue=None, before=2**62, limit=51
        )

    assert len(found) == (3 if "failed" in states else 0)
    assert "procrastinate_jobs_ended_badly" in explaining.plans[0]


@pytest.mark.parametrize("status", get_args(Status))
async def test_each_status_can_be_asked_for(jobs: Jobs, status: Status) -> None:
    assert await jobs.list_latest(status=status, queue=None, before=2**62, limit=9) == []
