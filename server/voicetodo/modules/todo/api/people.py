"""Who may see what: members of categories, and invitations to become one."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api.values import Role

#: What can be given away.
GivenRole = Literal["editor", "commenter", "viewer"]
#: What somebody may do with a team.
TeamRole = Literal["owner", "admin", "member"]
GivenTeamRole = Literal["admin", "member"]
#: What an invitation gives: in a category, or in a team.
InvitedRole = Literal["editor", "commenter", "viewer", "admin", "member"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with whom the user shares a category, and what they call themselves."""

    user_id: UUID
    name: str


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may see a category, its owner included. `name` is what they call themselves.

    `role` is the highest of what was given to them alone, `granted_role`, and to the teams they are in.
    """

    user_id: UUID
    name: str
    role: Role
    joined_at: datetime
    granted_role: GivenRole | None = None
    #: Those of their teams with which the category is shared.
    team_ids: tuple[UUID, ...] = ()


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """People with whom things are shared at once. `role` is that of whoever is told of it."""

    id: UUID
    name: str
    owner_id: UUID
    role: TeamRole
    created_at: datetime
    updated_at: datetime
    version: int = 1


class TeamMember(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in a team. `name` is what they call themselves."""

    user_id: UUID
    name: str
    role: TeamRole
    joined_at: datetime


class TeamShare(msgspec.Struct, frozen=True, kw_only=True):
    """A category that is shared with a team: each of its members has this role there, or a higher one of their own."""

    team_id: UUID
    team_name: str
    category_id: UUID
    category_name: str
    owner_id: UUID
    owner_name: str
    role: GivenRole
    shared_at: datetime


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """An offer to become a member of a category, or of a team.

    With an `address` it is for the account of that address, else for who has the token. `token` is told once, to
    whoever makes the invitation: it is kept only as a digest.
    """

    id: UUID
    category_id: UUID | None = None
    category_name: str | None = None
    team_id: UUID | None = None
    team_name: str | None = None
    role: InvitedRole
    address: str | None = None
    #: Whether more than one person may accept it.
    is_reusable: bool = False
    invited_by: UUID
    inviter_name: str
    created_at: datetime
    expires_at: datetime
    token: str | None = None
