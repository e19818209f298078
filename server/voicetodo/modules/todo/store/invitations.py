"""Invitations."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import astuple

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api.people import Invitation
from voicetodo.modules.todo.store.locks import Lock, hold

_COLUMNS: Final = """
    invitations.id, invitations.user_id, category_id, categories.name as category_name, team_id,
    teams.name as team_name, coalesce(role::text, team_role::text) as role, address, address_key, token_digest,
    is_reusable, invited_by, coalesce(people.name, '') as inviter_name, invitations.created_at, expires_at, accepted_by
"""
_FROM: Final = """
    from invitations
    left join categories on categories.user_id = invitations.user_id and categories.id = invitations.category_id
    left join teams on teams.id = team_id
    left join people on people.user_id = invited_by
"""
#: Somebody invites many people, not thousands: what is listed is bounded by how many can be made in a day and kept.
_MOST: Final = 1000


class CategoryTarget(msgspec.Struct, frozen=True):
    """A category that somebody is invited to, and whose it is."""

    owner_id: UUID
    category_id: UUID


class TeamTarget(msgspec.Struct, frozen=True):
    """A team that somebody is invited to."""

    team_id: UUID


Target = CategoryTarget | TeamTarget


class Kept(msgspec.Struct, frozen=True):
    """An invitation as it is kept."""

    target: Target
    invitation: Invitation
    address_key: str | None
    token_digest: bytes
    accepted_by: UUID | None


#: Beside one parameter that stands before.
_OF: Final = {
    CategoryTarget: "invitations.user_id = $2 and category_id = $3",
    TeamTarget: "team_id = $2",
}


async def add(tx: Transaction, kept: Kept) -> None:
    """It counts among those made, whatever becomes of it."""
    made = kept.invitation
    await tx.execute(
        """
        with counted as (insert into invitations_made (invited_by, at) values ($9, $10))
        insert into invitations (id, user_id, category_id, role, address, address_key, token_digest, is_reusable,
            invited_by, created_at, expires_at, team_id, team_role)
        values ($1, $2, $3, $4::text::share_role, $5, $6, $7, $8, $9, $10, $11, $12, $13::text::team_role)
        """,
        made.id,
        kept.target.owner_id if isinstance(kept.target, CategoryTarget) else None,
        made.category_id,
        made.role if made.team_id is None else None,
        made.address,
        kept.address_key,
        kept.token_digest,
        made.is_reusable,
        made.invited_by,
        made.created_at,
        made.expires_at,
        made.team_id,
        None if made.team_id is None else made.role,
    )


async def count_since(tx: Transaction, inviter_id: UUID, moment: datetime) -> int:
    """How many somebody made since. Until the transaction ends they make no others."""
    await hold(tx, Lock.INVITATIONS, inviter_id)
    return await tx.fetchval(
        "select count(*) from invitations_made where invited_by = $1 and at > $2", inviter_id, moment
    )


async def list_open(connection: Connection, target: Target, *, at: datetime) -> list[Kept]:
    """Those that can still be accepted, the newest first."""
    rows = await connection.fetch(
        f"select {_COLUMNS} {_FROM} where expires_at > $1 and {_OF[type(target)]} and accepted_by is null"
        f" order by invitations.created_at desc, invitations.id desc limit {_MOST}",
        at,
        *astuple(target),
    )
    return [_kept(row) for row in rows]


async def list_of_address(connection: Connection, address_key: str, user_id: UUID, *, at: datetime) -> list[Kept]:
    """Those that wait for the account of this address, which is the user's, the newest first.

    None from before the user was sent away.
    """
    rows = await connection.fetch(
        f"""
        select {_COLUMNS} {_FROM}
        where address_key = $1 and expires_at > $3 and accepted_by is null and not exists (
            select from member_decisions as decided
            where decided.user_id = invitations.user_id and decided.category_id = invitations.category_id
                and decided.member_id = $2 and decided.role is null and decided_at >= invitations.created_at
        ) and not exists (
            select from team_decisions as decided
            where decided.team_id = invitations.team_id
                and decided.member_id = $2 and decided.role is null and decided_at >= invitations.created_at
        )
        order by invitations.created_at desc, invitations.id desc limit {_MOST}
        """,
        address_key,
        user_id,
        at,
    )
    return [_kept(row) for row in rows]


async def find(connection: Connection, invitation_id: UUID) -> Kept | None:
    row = await connection.fetchrow(f"select {_COLUMNS} {_FROM} where invitations.id = $1", invitation_id)
    return None if row is None else _kept(row)


async def lock(tx: Transaction, invitation_id: UUID) -> Kept | None:
    """To be accepted; others wait until the transaction ends. What it is to is to be held before."""
    row = await tx.fetchrow(
        f"select {_COLUMNS} {_FROM} where invitations.id = $1 for update of invitations", invitation_id
    )
    return None if row is None else _kept(row)


async def accept(tx: Transaction, invitation_id: UUID, user_id: UUID) -> None:
    await tx.execute("update invitations set accepted_by = $2 where id = $1", invitation_id, user_id)


async def delete(tx: Transaction, target: Target, invitation_id: UUID) -> bool:
    """False when there is no such invitation to it."""
    found = await tx.fetchval(
        f"delete from invitations where id = $1 and {_OF[type(target)]} returning id",
        invitation_id,
        *astuple(target),
    )
    return found is not None


async def delete_of_inviter(tx: Transaction, team_id: UUID, inviter_id: UUID) -> None:
    """Into a team, those that nobody has accepted yet or that are for several people."""
    await tx.execute(
        "delete from invitations where team_id = $1 and invited_by = $2 and accepted_by is null", team_id, inviter_id
    )


async def delete_of_address(tx: Transaction, invitation_id: UUID, address_key: str) -> bool:
    """False when no such invitation waits for this address."""
    found = await tx.fetchval(
        "delete from invitations where id = $1 and address_key = $2 and accepted_by is null returning id",
        invitation_id,
        address_key,
    )
    return found is not None


async def forget_expired(tx: Transaction, at: datetime) -> None:
    """Drop those that nobody can accept any more."""
    await tx.execute("delete from invitations where expires_at < $1", at)


async def forget_counted(tx: Transaction, moment: datetime) -> None:
    """How many were made before."""
    await tx.execute("delete from invitations_made where at < $1", moment)


def _kept(row: Record) -> Kept:
    invitation = Invitation(
        **{name: row[name] for name in Invitation.__struct_fields__ if name != "token"},
    )
    target = (
        CategoryTarget(row["user_id"], row["category_id"]) if row["team_id"] is None else TeamTarget(row["team_id"])
    )
    return Kept(target, invitation, row["address_key"], row["token_digest"], row["accepted_by"])
