"""Who is a member of a category: listed, put there and taken away. A row of theirs is all that reading looks at."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api.people import GivenRole, Member
from voicetodo.modules.todo.roles import highest

_LIST: Final = """
    select user_id, name, 'owner' as role, created_at as joined_at, null as granted_role, null as team_ids from (
        select categories.user_id, people.name, created_at
        from categories left join people on people.user_id = categories.user_id
        where categories.user_id = $1 and id = $2
    ) as owner
    union all (
        select member_id, name, role::text, joined_at, granted_role::text, (
            select array_agg(team_id order by team_id)
            from team_shares join team_members using (team_id)
            where team_shares.user_id = shares.user_id and team_shares.category_id = shares.category_id
                and team_members.member_id = shares.member_id
        )
        from shares left join people on people.user_id = member_id
        where shares.user_id = $1 and category_id = $2 order by joined_at, member_id
    )
"""
_STANDING: Final = """
    select asked.id, shares.role::text, granted_role::text, (
        select max(team_shares.role)::text
        from team_shares join team_members using (team_id)
        where team_shares.user_id = $1 and team_shares.category_id = $2 and team_members.member_id = asked.id
    )
    from unnest($3::uuid[]) as asked (id)
        left join shares on shares.user_id = $1 and category_id = $2 and member_id = asked.id
    where asked.id <> $1
"""
_PUT: Final = """
    insert into shares (user_id, category_id, member_id, role, granted_role, position, joined_at, joined_place)
    select $1, $2, given.member_id, given.role::share_role, given.granted_role::share_role, $6, $7,
        coalesce((select max(place) from activity where user_id = $1 and category_id = $2), 0)
    from unnest($3::uuid[], $4::text[], $5::text[]) as given (member_id, role, granted_role)
    on conflict (user_id, category_id, member_id) do update
        set role = excluded.role, granted_role = excluded.granted_role
"""


class Standing(msgspec.Struct, frozen=True):
    """What somebody may do in a category, and where they have it from."""

    member_id: UUID
    #: As it is read; None where they are no member.
    role: GivenRole | None
    #: Given to them alone.
    granted: GivenRole | None
    #: The highest that was given to any team they are in.
    by_teams: GivenRole | None

    @property
    def due(self) -> GivenRole | None:
        """What `role` is to be."""
        return highest(self.granted, self.by_teams)


async def list_all(connection: Connection, owner_id: UUID, category_id: UUID) -> list[Member]:
    """The owner first, then those who joined first."""
    rows = await connection.fetch(_LIST, owner_id, category_id)
    return [
        Member(
            user_id=row[0],
            name=row[1] or "",
            role=row[2],
            joined_at=row[3],
            granted_role=row[4],
            team_ids=tuple(row[5] or ()),
        )
        for row in rows
    ]


async def count(connection: Connection, owner_id: UUID, category_id: UUID) -> int:
    """Beside the owner."""
    return await connection.fetchval(
        "select count(*) from shares where user_id = $1 and category_id = $2", owner_id, category_id
    )


async def list_standing(
    connection: Connection, owner_id: UUID, category_id: UUID, member_ids: Collection[UUID]
) -> list[Standing]:
    """Of each of these but the owner, members or not. The category is held, where it is to stay so."""
    rows = await connection.fetch(_STANDING, owner_id, category_id, list(member_ids))
    return [Standing(row[0], row[1], row[2], row[3]) for row in rows]


async def put(
    tx: Transaction, owner_id: UUID, category_id: UUID, standing: Sequence[Standing], *, position: str, at: datetime
) -> None:
    """New members, and members whose role is another one now."""
    await tx.execute(
        _PUT,
        owner_id,
        category_id,
        [each.member_id for each in standing],
        [each.due for each in standing],
        [each.granted for each in standing],
        position,
        at,
    )


async def remove(tx: Transaction, owner_id: UUID, category_id: UUID, member_ids: Collection[UUID]) -> None:
    await tx.execute(
        "delete from shares where user_id = $1 and category_id = $2 and member_id = any($3::uuid[])",
        owner_id,
        category_id,
        list(member_ids),
    )


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
        union
        select other.member_id from team_members as mine join team_members as other on other.team_id = mine.team_id
        where mine.member_id = $1
        """,
        user_id,
    )
    return {row[0] for row in rows}
