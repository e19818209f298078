"""What was last decided about somebody in a category or a team: their role, or that they are sent away."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api.people import GivenRole, GivenTeamRole


class Decision(msgspec.Struct, frozen=True):
    """Without a role they were sent away. It stays when they leave by themselves."""

    role: GivenRole | None
    at: datetime


class TeamDecision(msgspec.Struct, frozen=True):
    """The same of a team."""

    role: GivenTeamRole | None
    at: datetime


async def find(connection: Connection, owner_id: UUID, category_id: UUID, member_id: UUID) -> Decision | None:
    row = await connection.fetchrow(
        "select role::text, decided_at from member_decisions"
        " where user_id = $1 and category_id = $2 and member_id = $3",
        owner_id,
        category_id,
        member_id,
    )
    return None if row is None else Decision(row[0], row[1])


async def put(tx: Transaction, owner_id: UUID, category_id: UUID, member_id: UUID, decision: Decision) -> None:
    """In place of what was decided before."""
    await tx.execute(
        """
        insert into member_decisions (user_id, category_id, member_id, role, decided_at)
        values ($1, $2, $3, $4::text::share_role, $5)
        on conflict (user_id, category_id, member_id) do update
            set role = excluded.role, decided_at = excluded.decided_at
        """,
        owner_id,
        category_id,
        member_id,
        decision.role,
        decision.at,
    )


async def find_of_team(connection: Connection, team_id: UUID, member_id: UUID) -> TeamDecision | None:
    row = await connection.fetchrow(
        "select role::text, decided_at from team_decisions where team_id = $1 and member_id = $2", team_id, member_id
    )
    return None if row is None else TeamDecision(row[0], row[1])


async def put_of_team(tx: Transaction, team_id: UUID, member_id: UUID, decision: TeamDecision) -> None:
    """In place of what was decided before."""
    await tx.execute(
        """
        insert into team_decisions (team_id, member_id, role, decided_at) values ($1, $2, $3::text::team_role, $4)
        on conflict (team_id, member_id) do update set role = excluded.role, decided_at = excluded.decided_at
        """,
        team_id,
        member_id,
        decision.role,
        decision.at,
    )
