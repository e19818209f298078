"""Who may do what in a category. Pure, and the one place that knows."""

from typing import Final

from voicetodo.modules.todo.api import Role
from voicetodo.modules.todo.api.people import GivenRole
from voicetodo.modules.todo.errors import NotAllowed

_RANKS: Final[dict[Role, int]] = {"viewer": 0, "commenter": 1, "editor": 2, "owner": 3}
_SENTENCES: Final[dict[Role, str]] = {
    "owner": "Only the owner of this list may do that.",
    "editor": "You may look at this list, but not change what is on it. Ask its owner to make you an editor.",
    "commenter": "You may look at this list, but not comment. Ask its owner to make you a commenter.",
    "viewer": "You may not look at this list.",
}


def may(role: Role, needed: Role) -> bool:
    """Whether `role` includes all that `needed` may."""
    return _RANKS[role] >= _RANKS[needed]


def lower(one: GivenRole, other: GivenRole) -> GivenRole:
    """The one that may less."""
    return other if may(one, other) else one


def allow(role: Role, needed: Role) -> None:
    """Raises NotAllowed where `role` does not include what `needed` may."""
    if not may(role, needed):
        raise NotAllowed(_SENTENCES[needed])
