"""Who may do what in a category, and in a team. Pure, and the one place that knows."""

from typing import Final, TypeVar

from voicetodo.modules.todo.api import Role
from voicetodo.modules.todo.api.people import GivenRole, GivenTeamRole, TeamRole
from voicetodo.modules.todo.errors import NotAllowed

Given = TypeVar("Given", GivenRole, GivenTeamRole)

#: Of categories and of teams: each may all that those before it may. Never compared with one of the other kind.
_RANKS: Final[dict[Role | TeamRole, int]] = {
    "viewer": 0,
    "commenter": 1,
    "editor": 2,
    "member": 0,
    "admin": 1,
    "owner": 3,
}
_SENTENCES: Final[dict[Role, str]] = {
    "owner": "Only the owner of this list may do that.",
    "editor": "You may look at this list, but not change what is on it. Ask its owner to make you an editor.",
    "commenter": "You may look at this list, but not comment. Ask its owner to make you a commenter.",
    "viewer": "You may not look at this list.",
}
_SENTENCES_OF_TEAMS: Final[dict[TeamRole, str]] = {
    "owner": "Only the owner of this team may do that.",
    "admin": "Only the owner and the admins of this team may do that.",
    "member": "You are not in this team.",
}


def may(role: Role | TeamRole, needed: Role | TeamRole) -> bool:
    """Whether `role` includes all that `needed` may."""
    return _RANKS[role] >= _RANKS[needed]


def lower(one: Given, other: Given) -> Given:
    """The one that may less."""
    return other if may(one, other) else one


def highest(*roles: GivenRole | None) -> GivenRole | None:
    """The one that may most; None where there is none."""
    found: GivenRole | None = None
    for each in roles:
        if each is not None and (found is None or not may(found, each)):
            found = each
    return found


def allow(role: Role, needed: Role) -> None:
    """Raises NotAllowed where `role` does not include what `needed` may."""
    if not may(role, needed):
        raise NotAllowed(_SENTENCES[needed])


def allow_in_team(role: TeamRole, needed: TeamRole) -> None:
    """The same of a team."""
    if not may(role, needed):
        raise NotAllowed(_SENTENCES_OF_TEAMS[needed])
