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
#: By ctid: what is old lies together, and needs no index of its own.
_FORGET: Final = {
    "activity": "delete from activity where ctid = any(array(select ctid from activity where at < $1 limit $2))",
    "change_sets": (
        "delete from change_sets where ctid = any(array(select ctid from change_sets where applied_at < $1 limit $2))"
    ),
    "mutations": "delete from mutations where ctid = any(array(select ctid from mutations where at < $1 limit $2))",
}


async def list_owners(connection: Connection, before: datetime, *, limit: int) -> list[UUID]:
    """Whose are the `limit` todos deleted longest ago, if that was before then."""
    return [row[0] for row in await connection.fetch(_OWNERS, before, limit)]


async def forget(tx: Transaction, table: str, before: datetime, *, limit: int) -> int:
    """Remove up to `limit` rows written before then; how many there were."""
    return int((await tx.execute(_FORGET[table], before, limit)).rpartition(" ")[2])
