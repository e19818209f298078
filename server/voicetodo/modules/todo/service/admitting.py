"""What people are invited to, a category or a team: who may invite there, and how somebody is let in."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo.api import Category
from voicetodo.modules.todo.api.people import InvitedRole, Team
from voicetodo.modules.todo.errors import CategoryNotFound, InvitationNotFound, TeamNotFound
from voicetodo.modules.todo.roles import Given, lower, may
from voicetodo.modules.todo.service import access, belonging, sharing
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import decisions, team_members, teams
from voicetodo.modules.todo.store.invitations import CategoryTarget, Kept, Target, TeamTarget
from voicetodo.modules.todo.store.shares import Access, Place


class ToCategory(msgspec.Struct, frozen=True):
    """Its owner invites."""

    category_id: UUID

    async def opened(self, connection: Connection, user_id: UUID, _role: InvitedRole | None) -> "Opened":
        found = await access.to_category(connection, user_id, self.category_id, needs="owner")
        category = await CATEGORY.rows.find(connection, found.owner_id, self.category_id)
        if category is None:
            raise CategoryNotFound
        return Opened(CategoryTarget(found.owner_id, category.id), category_id=category.id, category_name=category.name)


class ToTeam(msgspec.Struct, frozen=True):
    """Its owner and its admins invite; whom they make an admin, the owner says."""

    team_id: UUID

    async def opened(self, connection: Connection, user_id: UUID, role: InvitedRole | None) -> "Opened":
        needs = "owner" if role == "admin" else "admin"
        team = await access.to_team(connection, user_id, self.team_id, needs=needs)
        return Opened(TeamTarget(team.id), team_id=team.id, team_name=team.name)


class Opened(msgspec.Struct, frozen=True):
    """Where the user may invite to, and what an invitation says of it."""

    target: Target
    category_id: UUID | None = None
    category_name: str | None = None
    team_id: UUID | None = None
    team_name: str | None = None


async def hold(ledger: Ledger, target: Target) -> bool:
    """For the actor to be let in. False where it is gone."""
    match target:
        case CategoryTarget(owner_id, category_id):
            return bool(await sharing.hold(ledger, [Place(owner_id, category_id)], [ledger.actor_id]))
        case TeamTarget(team_id):
            try:
                await belonging.hold(ledger, team_id, [ledger.actor_id])
            except TeamNotFound:
                return False
            return True


async def find(ledger: Ledger, target: Target) -> Category | Team | None:
    """As it is to the actor; None where they are not in it."""
    match target:
        case CategoryTarget(_, category_id):
            return await CATEGORY.rows.find_seen(ledger.tx, ledger.actor_id, category_id)
        case TeamTarget(team_id):
            return await teams.find(ledger.tx, ledger.actor_id, team_id)


async def let_in(ledger: Ledger, kept: Kept) -> None:
    """The actor, in the role they are invited in, unless they have a higher one. It is held.

    Raises InvitationNotFound, TooManyMembers, TooManyTeamMembers, TooManyTeams.
    """
    match kept.target:
        case CategoryTarget():
            await _share(ledger, kept, kept.target)
        case TeamTarget(team_id):
            await _join(ledger, kept, team_id)


async def _share(ledger: Ledger, kept: Kept, target: CategoryTarget) -> None:
    decision = await decisions.find(ledger.tx, target.owner_id, target.category_id, ledger.actor_id)
    match kept.invitation.role:
        case "editor" | "commenter" | "viewer" as role:
            given = role if decision is None else _outranked(kept, role, decision.role, decision.at)
        case _:
            given = None
    if given is None:
        raise InvitationNotFound
    there = ledger.at(Access(owner_id=target.owner_id, role="viewer", category_id=target.category_id))
    await sharing.share(there, target.category_id, ledger.actor_id, given)


async def _join(ledger: Ledger, kept: Kept, team_id: UUID) -> None:
    decision = await decisions.find_of_team(ledger.tx, team_id, ledger.actor_id)
    match kept.invitation.role:
        case "admin" | "member" as role:
            given = role if decision is None else _outranked(kept, role, decision.role, decision.at)
        case _:
            given = None
    if given is None:
        raise InvitationNotFound
    before = await team_members.find_role(ledger.tx, team_id, ledger.actor_id)
    if before is None:
        await belonging.join(ledger, team_id, ledger.actor_id, given)
    elif not may(before, given):
        await belonging.change_role(ledger, team_id, ledger.actor_id, before, given)


def _outranked(kept: Kept, role: Given, decided: Given | None, at: datetime) -> Given | None:
    """The role for somebody about whom this was decided; None where the invitation readmits them to nothing.

    Only what was made after the decision outranks it; and no token that anybody may bring raises a role.
    """
    is_newer = kept.invitation.created_at > at
    if decided is None:
        return role if is_newer else None
    return role if is_newer and kept.address_key is not None else lower(role, decided)
