"""Teams, as their members see them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api.people import Team
from voicetodo.modules.todo.store.locks import Lock, hold

_OF_MEMBER: Final = """
    select teams.id, name, owner.member_id as owner_id, mine.role::text, created_at, updated_at, version
    from team_members as mine
        join teams on teams.id = mine.team_id
        join team_members as owner on owner.team_id = mine.team_id and owner.role = 'owner'
    where mine.member_id = $1
"""
_AS_SEEN: Final = """
    select mine.member_id, teams.id, name, owner.member_id as owner_id, mine.role::text, created_at, updated_at, version
    from teams
        join team_members as owner on owner.team_id = teams.id and owner.role = 'owner'
        join team_members as mine on mine.team_id = teams.id
    where teams.id = $1 order by mine.member_id
"""


async def insert(tx: Transaction, team_id: UUID, name: str, *, at: datetime) -> bool:
    """False when the id is taken."""
    made = await tx.fetchval(
        "insert into teams (id, name, created_at, updated_at) values ($1, $2, $3, $3) on conflict do nothing"
        " returning id",
        team_id,
        name,
        at,
    )
    return made is not None


async def list_of_member(connection: Connection, user_id: UUID) -> list[Team]:
    """By name."""
    return [_team(row) for row in await connection.fetch(f"{_OF_MEMBER} order by lower(name), teams.id", user_id)]


async def count_of_member(tx: Transaction, user_id: UUID) -> int:
    """Before one is added: until the transaction ends nobody else adds them to a team."""
    await hold(tx, Lock.TEAMS, user_id)
    return await tx.fetchval("select count(*) from team_members where member_id = $1", user_id)


async def find(connection: Connection, user_id: UUID, team_id: UUID) -> Team | None:
    """As it is to this member; None for anybody else."""
    row = await connection.fetchrow(f"{_OF_MEMBER} and mine.team_id = $2", user_id, team_id)
    return None if row is None else _team(row)


async def lock(tx: Transaction, team_id: UUID) -> bool:
    """Until the transaction ends nobody else changes it, who is in it, or what is shared with it.

    Before any lock of shares. False where there is no such team.
    """
    return await tx.fetchval("select true from teams where id = $1 for update", team_id) is not None


async def list_as_seen(connection: Connection, team_id: UUID) -> list[tuple[UUID, Team]]:
    """Each member, with the team as it is to them."""
    return [(row["member_id"], _team(row)) for row in await connection.fetch(_AS_SEEN, team_id)]


async def version_of(connection: Connection, team_id: UUID) -> int:
    """Of a team that is there."""
    return await connection.fetchval("select version from teams where id = $1", team_id)


async def rename(tx: Transaction, team_id: UUID, name: str, *, at: datetime) -> None:
    await tx.execute(
        "update teams set name = $2, updated_at = $3, version = version + 1 where id = $1", team_id, name, at
    )


async def touch(tx: Transaction, team_id: UUID, *, at: datetime) -> None:
    """The next version of it."""
    await tx.execute("update teams set updated_at = $2, version = version + 1 where id = $1", team_id, at)


async def delete(tx: Transaction, team_id: UUID) -> None:
    """With who is in it, and all invitations into it."""
    await tx.execute("delete from teams where id = $1", team_id)


def _team(row: Record) -> Team:
    return Team(**{name: row[name] for name in Team.__struct_fields__})
