"""The SQL around procrastinate's own."""

import json
from collections.abc import Sequence
from typing import Final

from voicetodo.kit.db import Connection, Record, Transaction


async def defer(tx: Transaction, queue: str, name: str, lock: str | None, args: object) -> int:
    """In the caller's transaction, and with the caller's own role."""
    return await tx.fetchval("select jobs.defer($1, $2, $3, $4::jsonb)", queue, name, lock, args)


async def find(connection: Connection, job_id: int) -> Record | None:
    return await connection.fetchrow(
        "select status::text, attempts, done, total"
        " from procrastinate_jobs left join progress on job_id = id where id = $1",
        job_id,
    )


_STATES: Final = ("todo", "doing", "succeeded", "failed", "cancelled", "aborting", "aborted")
_QUOTED: Final = {state: f"'{state}'" for state in _STATES}
#: Without arguments and locks: they hold whose it is.
_KEPT: Final = """
    select id, queue_name, task_name, status::text, attempts, scheduled_at, done, total, asked_at, started_at, ended_at
    from procrastinate_jobs left join progress on job_id = id
        cross join lateral (
            select min(at) filter (where type = 'deferred') as asked_at,
                max(at) filter (where type = 'started') as started_at, max(at) as ended_at
            from procrastinate_events where procrastinate_events.job_id = procrastinate_jobs.id
        ) as times
"""


async def list_latest(
    connection: Connection, *, states: Sequence[str] | None, queue: str | None, before: int, limit: int
) -> list[Record]:
    """The states, of a fixed few, stand in the statement itself: only so are the indexes of some of them used."""
    among = "" if states is None else f" and status in ({', '.join(map(_QUOTED.__getitem__, states))})"
    return await connection.fetch(
        f"{_KEPT} where id < $1{among} and ($2::text is null or queue_name = $2) order by id desc limit $3",
        before,
        queue,
        limit,
    )


async def find_kept(connection: Connection, job_id: int) -> Record | None:
    return await connection.fetchrow(f"{_KEPT} where id = $1", job_id)


async def retry(tx: Transaction, job_id: int) -> bool:
    """Workers are told as of a new one."""
    queue = await tx.fetchval(
        "select queue_name from procrastinate_jobs where id = $1 and status = 'failed' for update", job_id
    )
    if queue is None:
        return False
    await tx.execute("select procrastinate_retry_job_v2($1, now(), null, null, null)", job_id)
    told = json.dumps({"type": "job_inserted", "job_id": job_id})
    await tx.execute("select pg_notify($1, $2)", f"procrastinate_queue_v1#{queue}", told)
    return True


async def has_waiting(connection: Connection, queues: Sequence[str]) -> bool:
    return await connection.fetchval(
        "select exists (select from procrastinate_jobs where status = 'todo' and queue_name = any($1::text[]))", queues
    )


async def cancel(tx: Transaction, job_id: int) -> bool:
    return await tx.fetchval("select procrastinate_cancel_job_v1($1, true, false)", job_id) is not None


async def keep_progress(tx: Transaction, job_id: int, *, done: int, total: int) -> None:
    """Nobody waits for the disk: to have come less far is no loss."""
    await tx.execute(
        "with quick as (select set_config('synchronous_commit', 'off', true))"
        " insert into progress (job_id, done, total) select $1::bigint, $2::integer, $3::integer from quick"
        " on conflict (job_id) do update"
        " set done = excluded.done, total = excluded.total, at = now()",
        job_id,
        done,
        total,
    )


async def take_up_again(tx: Transaction, queues: Sequence[str], *, after_seconds: float, most_tries: int) -> int:
    """Jobs whose worker has not been heard of for so long: to be done again, or failed where that was often enough.

    A job that takes its process down every time would take every process down for ever.
    """
    return await tx.fetchval(
        """
        with lost as (
            select jobs.id, jobs.attempts + 1 >= $3 as is_failed
            from procrastinate_jobs as jobs left join procrastinate_workers as workers on workers.id = jobs.worker_id
            where jobs.status = 'doing' and jobs.queue_name = any($1::text[])
                and (workers.id is null or workers.last_heartbeat < now() - make_interval(secs => $2))
            for update of jobs skip locked
        ), again as (
            update procrastinate_jobs as jobs
            set status = (case when is_failed then 'failed' else 'todo' end)::procrastinate_job_status,
                attempts = attempts + 1, abort_requested = false, worker_id = null
            from lost where jobs.id = lost.id
            returning jobs.id
        )
        select count(*) from again
        """,
        queues,
        after_seconds,
        most_tries,
    )


async def forget_ended(tx: Transaction, *, after_days: int) -> int:
    """Jobs that ended so long ago, with their events and progress."""
    return await tx.fetchval(
        """
        with gone as (
            delete from procrastinate_jobs
            where status in ('succeeded', 'failed', 'cancelled', 'aborted') and id in (
                select job_id from procrastinate_events group by job_id
                having max(at) < now() - make_interval(days => $1)
            )
            returning id
        )
        select count(*) from gone
        """,
        after_days,
    )
