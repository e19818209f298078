"""The questions others may ask about people, and the values answered."""

import unicodedata
from abc import abstractmethod
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

import msgspec

from voicetodo.kit.rpc import Face, idempotent
from voicetodo.kit.tokens import Jwk, TokenUse


class User(msgspec.Struct, frozen=True):
    """A person with an account. `timezone` is an IANA name; `version` grows with every change."""

    id: UUID
    email: str
    name: str
    timezone: str
    roles: list[str]
    created_at: datetime
    version: int


class AppPasswordUse(msgspec.Struct, frozen=True):
    """A program signing in for `user`."""

    user: User
    app_password_id: UUID


#: The broadcast's topic; the payload is the id of the app password, 16 bytes.
APP_PASSWORD_REVOKED: Final = "app_password_revoked"  # noqa: S105 - the name of a topic


def email_key(email: str) -> str:
    """Two addresses with the same key are the same to us: case does not count, as no provider lets it."""
    return unicodedata.normalize("NFC", email.strip()).lower()


class AddedUser(msgspec.Struct, frozen=True):
    """An account, and whether it was made just now."""

    user_id: UUID
    is_new: bool


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
        """Sessions ended so lately that access tokens of them may not have expired yet; opaque tokens revoked since."""

    @idempotent
    @abstractmethod
    async def find_token_use(self, *, token: str) -> TokenUse | None:
        """What a personal access token stands for; None for what is none, or no good any more."""

    @idempotent
    @abstractmethod
    async def get_user(self, *, user_id: UUID) -> User:
        """Raises UserNotFound (404)."""

    @idempotent
    @abstractmethod
    async def add_user(
        self, *, email: str, name: str, timezone: str, password: str | None, password_hash: str | None
    ) -> AddedUser:
        """Make an account for somebody else, who signs in with this password, or the one that was hashed (argon2id).

        An address that has an account keeps it as it is. For those who run the installation. Raises Invalid (422).
        """

    @idempotent
    @abstractmethod
    async def find_app_password_use(self, *, email: str, password: str) -> AppPasswordUse | None:
        """Whose app password this is; None where it is none of the account with this address.

        An answer may be remembered for some seconds by whoever listens for APP_PASSWORD_REVOKED.
        """
