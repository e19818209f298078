"""The questions others may ask about people, and the values answered."""

from abc import abstractmethod
from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.kit.rpc import Face, idempotent
from voicetodo.kit.tokens.jwk import Jwk


class User(msgspec.Struct, frozen=True):
    """A person with an account. `timezone` is an IANA name; `version` grows with every change."""

    id: UUID
    email: str
    name: str
    timezone: str
    roles: list[str]
    created_at: datetime
    version: int


class AuthApi(Face):
    """Answered by `auth`."""

    module: ClassVar[str] = "auth"

    @idempotent
    @abstractmethod
    async def public_keys(self) -> list[Jwk]:
        """The keys with which access tokens in use may be signed."""

    @idempotent
    @abstractmethod
    async def revoked_sessions(self) -> list[UUID]:
        """Sessions ended so lately that access tokens of them may not have expired yet."""

    @idempotent
    @abstractmethod
    async def get_user(self, *, user_id: UUID) -> User:
        """Raises UserNotFound (404)."""
