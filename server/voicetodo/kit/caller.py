"""Who is asking."""

from uuid import UUID

import msgspec


class Caller(msgspec.Struct, frozen=True):
    """A person whose access token was verified for this request."""

    user_id: UUID
    session_id: UUID | None = None
    roles: frozenset[str] = frozenset()

    @property
    def is_admin(self) -> bool:
        return "admin" in self.roles
