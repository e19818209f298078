"""Who is a member of a category: to be listed, put there and taken away, each with its note and its event."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api.people import GivenRole, Member
from voicetodo.modules.todo.events import CategoryEvent
from voicetodo.modules.todo.store.journal import Note, args, note_and_event

_LIST: Final = """
    select user_id, name, 'owner' as role, created_at as joined_at from (
        select categories.user_id, people.name, created_at
        from categories left join people on people.user_id = categories.user_id
        where categories.user_id = $1 and id = $2
    ) as owner
    union all (
        select member_id, name, role::text, joined_at
        from shares left join people on people.user_id = member_id
        where shares.user_id = $1 and category_id = $2 order by joined_at, member_id
    )
"""
_PUT: Final = f"""
    with changed as (
        insert into shares (user_id, category_id, member_id, role, granted_role, position, joined_at, joined_place)
        values ($1, $2, $3, $4::text::share_role, $4::text::share_role, $5, $6,
            coalesce((select max(place) from activity where user_id = $1 and category_id = $2), 0))
        on conflict (user_id, category_id, member_id) do update
            set granted_role = greatest(shares.granted_role, excluded.granted_role),
                role = greatest(shares.role, excluded.granted_role)
        returning member_id
    ), {note_and_event("changed", first=7)}
    select member_id from changed
"""
_CHANGE: Final = f"""
    with changed as (
        update shares set granted_role = $4::text::share_role, role = $4::text::share_role
        where user_id = $1 and category_id = $2 and member_id = $3
        returning member_id
    ), {note_and_event("changed", first=5)}
    select member_id from changed
"""
_REMOVE: Final = f"""
    with changed as (
        delete from shares where user_id = $1 and category_id = $2 and member_id = $3 returning member_id
    ), {note_and_event("changed", first=4)}
    select member_id from changed
"""


class Sharing(msgspec.Struct, frozen=True):
    """A member of a category of this owner's, with what is noted and told of it."""

    category_id: UUID
    member_id: UUID
    note: Note
    event: CategoryEvent


async def list_all(connection: Connection, owner_id: UUID, category_id: UUID) -> list[Member]:
    """The owner first, then those who joined first."""
    rows = await connection.fetch(_LIST, owner_id, category_id)
    return [Member(user_id=row[0], name=row[1] or "", role=row[2], joined_at=row[3]) for row in rows]


async def count(connection: Connection, owner_id: UUID, category_id: UUID) -> int:
    """Beside the owner."""
    return await connection.fetchval(
        "select count(*) from shares where user_id = $1 and category_id = $2", owner_id, category_id
    )


async def find_role(connection: Connection, owner_id: UUID, category_id: UUID, member_id: UUID) -> GivenRole | None:
    return await connection.fetchval(
        "select role::text from shares where user_id = $1 and category_id = $2 and member_id = $3",
        owner_id,
        category_id,
        member_id,
    )


async def lock_role(tx: Transaction, owner_id: UUID, category_id: UUID, member_id: UUID) -> GivenRole | None:
    """Once whoever is just changing it or sending the member away has ended."""
    return await tx.fetchval(
        "select role::text from shares where user_id = $1 and category_id = $2 and member_id = $3 for no key update",
        owner_id,
        category_id,
        member_id,
    )


async def put(
    tx: Transaction, owner_id: UUID, sharing: Sharing, *, role: GivenRole, position: str, at: datetime
) -> None:
    """A new member, or one who may do as much from now on; who may do more keeps that."""
    await tx.execute(
        _PUT,
        owner_id,
        sharing.category_id,
        sharing.member_id,
        role,
        position,
        at,
        *args(owner_id, sharing.note, sharing.event),
    )


async def change(tx: Transaction, owner_id: UUID, sharing: Sharing, *, role: GivenRole) -> bool:
    """False when there is no such member."""
    found = await tx.fetchval(
        _CHANGE, owner_id, sharing.category_id, sharing.member_id, role, *args(owner_id, sharing.note, sharing.event)
    )
    return found is not None


async def remove(tx: Transaction, owner_id: UUID, sharing: Sharing) -> bool:
    """Waits for what the member is writing. False when there is no such member."""
    found = await tx.fetchval(
        _REMOVE, owner_id, sharing.category_id, sharing.member_id, *args(owner_id, sharing.note, sharing.event)
    )
    return found is not None


async def keep_name(tx: Transaction, user_id: UUID, name: str) -> None:
    """How somebody is called who invites or joins."""
    await tx.execute(
        "insert into people (user_id, name) values ($1, $2) on conflict (user_id) do update set name = excluded.name",
        user_id,
        name,
    )


async def rename(tx: Transaction, user_id: UUID, name: str) -> None:
    """Only where the name is kept already."""
    await tx.execute("update people set name = $2 where user_id = $1", user_id, name)


async def list_sharing_with(tx: Transaction, user_id: UUID) -> set[UUID]:
    """Everybody who sees this person's name in a list of members."""
    rows = await tx.fetch(
        """
        select member_id from shares where user_id = $1
        union
        select unnest(array[other.user_id, other.member_id])
        from shares join shares as other on other.user_id = shares.user_id and other.category_id = shares.category_id
        where shares.member_id = $1
        """,
        user_id,
    )
    return {row[0] for row in rows}
