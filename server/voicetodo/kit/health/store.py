"""What is measured in the database. Counts end at a number that says enough."""

import msgspec

from voicetodo.kit.db import Connection

#: Nobody needs to know how many more there are.
MOST_COUNTED = 100_000


class Waiting(msgspec.Struct, frozen=True):
    """How many, and for how long the oldest of them."""

    count: int
    oldest_seconds: float


class DatabaseFigures(msgspec.Struct, frozen=True):
    """Of the server and of our database on it."""

    size_bytes: int
    connections: int
    most: int
    replicas: int
    lag_seconds: float


async def of_database(connection: Connection) -> DatabaseFigures:
    row = await connection.fetchrow(
        """
        select pg_database_size(current_database()) as size_bytes,
            (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
            current_setting('max_connections')::integer as most,
            (select count(*) from pg_stat_replication) as replicas,
            coalesce((select max(extract(epoch from replay_lag)) from pg_stat_replication), 0)::float8 as lag_seconds
        """
    )
    return msgspec.convert(dict(row or {}), DatabaseFigures)


async def outbox_schemas(connection: Connection) -> list[str]:
    """Of every module that announces anything."""
    rows = await connection.fetch(
        "select nspname from pg_class join pg_namespace on pg_namespace.oid = relnamespace"
        " where relname = 'outbox' and relkind = 'r' order by nspname"
    )
    return [row["nspname"] for row in rows]


async def in_outbox(connection: Connection) -> Waiting:
    """With the role of the module whose it is."""
    return await _waiting(connection, "select occurred_at as at from outbox order by place limit $1")


async def on_bus(connection: Connection) -> Waiting:
    return await _waiting(connection, "select occurred_at as at from queue limit $1")


async def dead_letters(connection: Connection) -> int:
    return await connection.fetchval("select count(*) from dead_letters")


async def jobs_due(connection: Connection) -> Waiting:
    """Those that could run now."""
    return await _waiting(
        connection,
        "select coalesce(scheduled_at, (select min(events.at) from procrastinate_events as events"
        " where events.job_id = procrastinate_jobs.id), now()) as at"
        " from procrastinate_jobs where status = 'todo' and (scheduled_at is null or scheduled_at < now()) limit $1",
    )


async def jobs_failed_lately(connection: Connection) -> int:
    return await connection.fetchval(
        "select count(distinct job_id) from procrastinate_events"
        " join procrastinate_jobs on procrastinate_jobs.id = job_id"
        " where type = 'failed' and at > now() - interval '1 day' and status = 'failed'"
    )


async def _waiting(connection: Connection, waiting: str) -> Waiting:
    row = await connection.fetchrow(
        f"""
        select count(*) as count,
            greatest(0, coalesce(extract(epoch from now() - min(at)), 0))::float8 as oldest_seconds
        from ({waiting}) as waiting
        """,  # noqa: S608 - ours
        MOST_COUNTED,
    )
    return Waiting(row["count"], row["oldest_seconds"]) if row else Waiting(0, 0.0)
