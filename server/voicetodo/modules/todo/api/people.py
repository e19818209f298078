"""Who may see what: members of categories, and invitations to become one."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api.values import Role

#: What can be given away.
GivenRole = Literal["editor", "commenter", "viewer"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with whom the user shares a category, and what they call themselves."""

    user_id: UUID
    name: str


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may see a category, its owner included. `name` is what they call themselves."""

    user_id: UUID
    name: str
    role: Role
    joined_at: datetime


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """An offer to become a member. With an `address` it is for the account of that address, else for who has the token.

    `token` is told once, to whoever makes the invitation: it is kept only as a digest.
    """

    id: UUID
    category_id: UUID
    category_name: str
    role: GivenRole
    address: str | None = None
    #: Whether more than one person may accept it.
    is_reusable: bool = False
    invited_by: UUID
    inviter_name: str
    created_at: datetime
    expires_at: datetime
    token: str | None = None
