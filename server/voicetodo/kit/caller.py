"""Who is asking."""

from datetime import datetime
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
    #: When the person last proved who they are, and by which methods (RFC 8176). A token made for a program never did.
    authenticated_at: datetime | None = None
    methods: frozenset[str] = frozenset()
    #: More than one thing is asked of them and was not proven: they may do no more than see to that.
    lacks_second_factor: bool = False

    @property
    def is_admin(self) -> bool:
        return "admin" in self.roles

    def may(self, scope: str) -> bool:
        """Whether what was shown is good for this."""
        return not self.lacks_second_factor and (self.scopes is None or scope in self.scopes)
