"""What has been kept long enough, whoever's it is. The only statements here that are not about one user."""

from datetime import datetime
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction

_OWNERS: Final = """
    select user_id
    from (select user_id, deleted_at from todos where deleted_at < $1 order by deleted_at limit $2) as old
    group by user_id order by min(deleted_at)
"""
#: With the journal go the names that todos gave up then, of which nobody can be told any more.
_FORGET_ACTIVITY: Final = """
    with gone as (
        delete from activity where ctid = any(array(select ctid from activity where at < $1 limit $2))
        returning user_id, xid
    ), floors as (
        insert into journal_floors as floor (user_id, xid) select user_id, max(xid) from gone group by user_id
        on conflict (user_id) do update set xid = greatest(floor.xid, excluded.xid)
        returning user_id, xid
    ), names as (
        delete from calendar_names_left as name using floors
        where name.user_id = floors.user_id and name.xid <= floors.xid
    )
    select count(*) from gone
"""
#: By ctid: what is old lies together, and needs no index of its own.
_FORGET: Final = {
    "change_sets": (
        "delete from change_sets where ctid = any(array(select ctid from change_sets where applied_at < $1 limit $2))"
    ),
    "mutations": "delete from mutations where ctid = any(array(select ctid from mutations where at < $1 limit $2))",
}


async def list_owners(connection: Connection, before: datetime, *, limit: int) -> list[UUID]:
    """Whose are the `limit` todos deleted longest ago, if that was before then."""
    return [row[0] for row in await connection.fetch(_OWNERS, before, limit)]


async def forget_activity(tx: Transaction, before: datetime, *, limit: int) -> int:
    """The same of activity; how far back that goes then is kept."""
    return await tx.fetchval(_FORGET_ACTIVITY, before, limit)


async def forget(tx: Transaction, table: str, before: datetime, *, limit: int) -> int:
    """Remove up to `limit` rows written before then; how many there were."""
    return int((await tx.execute(_FORGET[table], before, limit)).rpartition(" ")[2])
