"""Sums over everybody who agreed to be counted, by the day in UTC."""

from datetime import date, datetime
from typing import Final

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.analytics.model.system import SystemDay

_COUNT: Final = """
    insert into system_days (day, people, created, completed, commands, undone, p50_ms, p95_ms)
    select $1::date, count(distinct user_id),
        count(*) filter (where kind = 'created'),
        count(*) filter (where kind = 'completed' and is_kept),
        count(distinct subject_id) filter (where kind in ('understood', 'clarified', 'missed', 'undone')),
        count(*) filter (where kind = 'undone'),
        percentile_cont(0.5) within group (order by took_ms), percentile_cont(0.95) within group (order by took_ms)
    from facts join people using (user_id)
    where agrees and at >= $2 and at < $3
    on conflict (day) do update set
        people = excluded.people, created = excluded.created, completed = excluded.completed,
        commands = excluded.commands, undone = excluded.undone, p50_ms = excluded.p50_ms, p95_ms = excluded.p95_ms
"""


async def count(tx: Transaction, day: date, first: datetime, after: datetime) -> None:
    """As it is now; from `first` until before `after`."""
    await tx.execute(_COUNT, day, first, after)


async def list_between(connection: Connection, first: date, last: date) -> list[SystemDay]:
    """Those that were counted, both ends included, in order."""
    rows = await connection.fetch(
        "select day, people, created, completed, commands, undone, p50_ms, p95_ms from system_days"
        " where day between $1 and $2 order by day",
        first,
        last,
    )
    return [SystemDay(*row) for row in rows]
