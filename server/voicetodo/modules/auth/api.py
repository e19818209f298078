"""The questions others may ask about people, and the values answered."""

import hmac
import unicodedata
from abc import abstractmethod
from datetime import datetime
from typing import ClassVar, Final, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.audit.actor import Actor
from voicetodo.kit.personal_data.face import PersonalDataFace
from voicetodo.kit.rpc import idempotent
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


AccountRole = Literal["user", "support", "admin"]
#: Words of ours, as they are audited and told to its owner: somebody else may have got in; how it was used; its owner
#: asked for it; something else, of which nothing is told.
SuspensionReason = Literal["security", "misuse", "asked", "other"]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A person's account, as those see it who look after an installation: how it is, and nothing of what is in it.

    `sessions` are open now; `last_used_at` is when any of them was last refreshed.
    """

    id: UUID
    email: str
    name: str
    timezone: str
    roles: list[AccountRole]
    created_at: datetime
    version: int
    suspended_at: datetime | None
    suspension_reason: SuspensionReason | None
    last_used_at: datetime | None
    sessions: int


class AppPasswordUse(msgspec.Struct, frozen=True):
    """A program signing in for `user`."""

    user: User
    app_password_id: UUID


#: The broadcast's topic; the payload is the id of the app password, 16 bytes.
APP_PASSWORD_REVOKED: Final = "app_password_revoked"  # noqa: S105 - the name of a topic


ADDRESS_DIGESTS: Final = "auth.address_digests"


def email_key(email: str) -> str:
    """Two addresses with the same key are the same to us: case does not count, as no provider lets it."""
    return unicodedata.normalize("NFC", email.strip()).lower()


def address_digest(key: bytes, email: str) -> str:
    """By which an address can be known again, by who has the key; it is `seal.derive(ADDRESS_DIGESTS)`."""
    return hmac.digest(key, email_key(email).encode(), "sha256").hex()


class AddedUser(msgspec.Struct, frozen=True):
    """An account, and whether it was made just now."""

    user_id: UUID
    is_new: bool


class AuthApi(PersonalDataFace):
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
        self,
        *,
        email: str,
        name: str,
        timezone: str,
        password: str | None,
        password_hash: str | None,
        language: str | None = None,
    ) -> AddedUser:
        """Make an account for somebody else, who signs in with this password, or the one that was hashed (argon2id).

        `language`, such as `de`, is the one they read. An address that has an account keeps it as it is. For those who
        run the installation. Raises Invalid (422).
        """

    @idempotent
    @abstractmethod
    async def find_app_password_use(self, *, email: str, password: str) -> AppPasswordUse | None:
        """Whose app password this is; None where it is none of the account with this address.

        An answer may be remembered for some seconds by whoever listens for APP_PASSWORD_REVOKED.
        """

    @idempotent
    @abstractmethod
    async def list_accounts(
        self,
        *,
        text: str | None,
        role: AccountRole | None,
        is_suspended: bool | None,
        before: UUID | None,
        limit: int,
    ) -> list[Account]:
        """The newest first. `text` is an id, or how an address begins."""

    @idempotent
    @abstractmethod
    async def get_account(self, *, user_id: UUID) -> Account:
        """Raises UserNotFound (404)."""

    @idempotent
    @abstractmethod
    async def count_waiting_deletions(self) -> int:
        """Accounts that are due to be deleted, and wait until somebody else is an admin."""

    @idempotent
    @abstractmethod
    async def suspend_account(self, *, user_id: UUID, reason: SuspensionReason, by: Actor) -> Account:
        """Out everywhere within seconds, and not in again until it is restored. Of who is out already the reason stays.

        Raises UserNotFound (404), AdminsOnly (403), NotOnYourself, LastAdmin (409).
        """

    @idempotent
    @abstractmethod
    async def restore_account(self, *, user_id: UUID, by: Actor) -> Account:
        """Raises UserNotFound (404), AdminsOnly (403)."""

    @idempotent
    @abstractmethod
    async def sign_out_account(self, *, user_id: UUID, by: Actor) -> None:
        """End all sessions. Raises UserNotFound (404), AdminsOnly (403)."""

    @idempotent
    @abstractmethod
    async def set_roles(self, *, user_id: UUID, roles: list[AccountRole], by: Actor) -> Account:
        """Exactly these, and `user`; all sessions end.

        Raises UserNotFound (404), AdminsOnly (403), NotOnYourself, LastAdmin (409).
        """
