"""Who is asking."""

from uuid import UUID

import msgspec


class Caller(msgspec.Struct, frozen=True):
    """A person whose access token was verified for this request."""

    user_id: UUID
    #: What is revoked when this caller shall be one no more: a session, an opaque token, an app password.
    session_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    #: All that the token may be used for, where it was made for a program; None where the person signed in themselves.
    scopes: frozenset[str] | None = None

    @property
    def is_admin(self) -> bool:
        return "admin" in self.roles

    def may(self, scope: str) -> bool:
        """Whether what was shown is good for this."""
        return self.scopes is None or scope in self.scopes
