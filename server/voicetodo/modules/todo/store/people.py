"""Who is around: the people of one category, and all with whom somebody shares any."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api.people import Person

_OF_CATEGORY: Final = """
    select someone.user_id, name from (
        select $1::uuid as user_id
        union all
        select member_id from shares where user_id = $1 and category_id = $2
    ) as someone left join people on people.user_id = someone.user_id
"""
_AROUND: Final = """
    select someone.user_id, name from (
        select user_id from shares where member_id = $1
        union
        select member_id from shares where user_id = $1
        union
        select unnest(array[other.member_id, $1])
        from shares join shares as other on other.user_id = shares.user_id and other.category_id = shares.category_id
        where shares.member_id = $1
        union
        select user_id from shares where user_id = $1
    ) as someone join people on people.user_id = someone.user_id
    order by name, user_id limit 1000
"""
_HOLD: Final = """
    select member_id from shares where user_id = $1 and category_id = $2 and member_id = any($3::uuid[])
    order by member_id for key share skip locked
"""


async def of_category(connection: Connection, owner_id: UUID, category_id: UUID | None) -> dict[UUID, str]:
    """The owner first, then the members, each with their name or "" where it is not known."""
    rows = await connection.fetch(_OF_CATEGORY, owner_id, category_id)
    return {row[0]: row[1] or "" for row in rows}


async def hold_members(tx: Transaction, owner_id: UUID, category_id: UUID | None, ids: Collection[UUID]) -> set[UUID]:
    """Of these the members, who stay that until the transaction ends. Never waits: who is leaving is none."""
    return {row[0] for row in await tx.fetch(_HOLD, owner_id, category_id, list(ids))} if ids else set()


async def list_around(connection: Connection, user_id: UUID) -> list[Person]:
    """All whose names are known with whom the user shares a category, the user included; the first 1,000 by name."""
    return [Person(user_id=row[0], name=row[1]) for row in await connection.fetch(_AROUND, user_id)]
