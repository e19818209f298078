"""Who is in a team."""

from datetime import datetime
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api.people import TeamMember, TeamRole

_LIST: Final = """
    select member_id, coalesce(people.name, ''), role::text, joined_at
    from team_members left join people on people.user_id = member_id
    where team_id = $1 order by team_members.role desc, joined_at, member_id
"""
#: What happened in a team stands in a space of its own.
_PUT: Final = """
    insert into team_members (team_id, member_id, role, joined_at, joined_place)
    values ($1, $2, $3::text::team_role, $4,
        coalesce((select max(place) from activity where user_id = $1 and entity_id = $1), 0))
    on conflict (team_id, member_id) do update set role = excluded.role
"""


async def list_all(connection: Connection, team_id: UUID) -> list[TeamMember]:
    """The owner, then the admins, then the others; of each those who joined first."""
    return [
        TeamMember(user_id=row[0], name=row[1], role=row[2], joined_at=row[3])
        for row in await connection.fetch(_LIST, team_id)
    ]


async def list_ids(connection: Connection, team_id: UUID) -> list[UUID]:
    return [row[0] for row in await connection.fetch("select member_id from team_members where team_id = $1", team_id)]


async def find_role(connection: Connection, team_id: UUID, member_id: UUID) -> TeamRole | None:
    return await connection.fetchval(
        "select role::text from team_members where team_id = $1 and member_id = $2", team_id, member_id
    )


async def put(tx: Transaction, team_id: UUID, member_id: UUID, role: TeamRole, *, at: datetime) -> None:
    """A new member, or one in another role. A team has one owner: who was it becomes something else before."""
    await tx.execute(_PUT, team_id, member_id, role, at)


async def remove(tx: Transaction, team_id: UUID, member_id: UUID) -> None:
    await tx.execute("delete from team_members where team_id = $1 and member_id = $2", team_id, member_id)
