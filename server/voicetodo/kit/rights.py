"""The names of rights: scopes of tokens that programs carry, and permissions that come with a person's roles."""

from collections.abc import Iterable, Mapping

import msgspec


class Rights(msgspec.Struct, frozen=True):
    """All the names there are. What is asked for under a name that is not here is a mistake, found at the start."""

    #: What each scope lets a program do, as people read it before they agree.
    scopes: Mapping[str, str]
    #: What each permission lets somebody do.
    permissions: Mapping[str, str]
    #: What comes with each role. A role that is not here brings nothing.
    roles: Mapping[str, frozenset[str]]
    #: For routes with this tag that name no scope: the one for reading, and the one for everything else.
    scopes_of_tags: Mapping[str, tuple[str, str]]

    def has_permission(self, roles: Iterable[str], permission: str) -> bool:
        """Whether any of the roles brings it."""
        return any(permission in self.roles.get(role, ()) for role in roles)
