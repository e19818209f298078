"""What is shared with whole teams: a role for each category, which their members have there beside what is theirs."""

from datetime import datetime
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api.people import GivenRole, TeamShare
from voicetodo.modules.todo.store.shares import Place

_SHARES: Final = """
    select team_id, teams.name as team_name, category_id, categories.name as category_name,
        team_shares.user_id as owner_id, coalesce(people.name, '') as owner_name, role::text, shared_at
    from team_shares
        join teams on teams.id = team_id
        join categories on categories.user_id = team_shares.user_id and categories.id = category_id
        left join people on people.user_id = team_shares.user_id
"""


async def list_of_category(connection: Connection, owner_id: UUID, category_id: UUID) -> list[TeamShare]:
    """By the names of the teams."""
    rows = await connection.fetch(
        f"{_SHARES} where team_shares.user_id = $1 and category_id = $2 order by lower(teams.name), team_id",
        owner_id,
        category_id,
    )
    return [_share(row) for row in rows]


async def list_of_team(connection: Connection, team_id: UUID) -> list[TeamShare]:
    """By the names of the categories."""
    rows = await connection.fetch(f"{_SHARES} where team_id = $1 order by lower(categories.name), category_id", team_id)
    return [_share(row) for row in rows]


async def find(connection: Connection, owner_id: UUID, category_id: UUID, team_id: UUID) -> GivenRole | None:
    return await connection.fetchval(
        "select role::text from team_shares where user_id = $1 and category_id = $2 and team_id = $3",
        owner_id,
        category_id,
        team_id,
    )


async def list_places(connection: Connection, team_id: UUID) -> list[Place]:
    """The categories that are shared with the team, in the order in which they are held."""
    rows = await connection.fetch(
        "select user_id, category_id from team_shares where team_id = $1 order by user_id, category_id", team_id
    )
    return [Place(row[0], row[1]) for row in rows]


async def put(
    tx: Transaction, owner_id: UUID, category_id: UUID, team_id: UUID, role: GivenRole, *, at: datetime
) -> None:
    """In place of the role it was shared in before."""
    await tx.execute(
        """
        insert into team_shares (user_id, category_id, team_id, role, shared_at)
        values ($1, $2, $3, $4::text::share_role, $5)
        on conflict (user_id, category_id, team_id) do update set role = excluded.role
        """,
        owner_id,
        category_id,
        team_id,
        role,
        at,
    )


async def remove(tx: Transaction, owner_id: UUID, category_id: UUID, team_id: UUID) -> None:
    await tx.execute(
        "delete from team_shares where user_id = $1 and category_id = $2 and team_id = $3",
        owner_id,
        category_id,
        team_id,
    )


def _share(row: Record) -> TeamShare:
    return TeamShare(**{name: row[name] for name in TeamShare.__struct_fields__})
