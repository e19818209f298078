"""Facts that `auth` announces."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

#: Why a session ended before its time.
EndReason = Literal[
    "signed_out",
    "revoked",
    "token_reused",
    "password_changed",
    "email_changed",
    "suspended",
    "signed_out_by_admin",
    "roles_changed",
    "account_deleted",
]


class UserRegistered(msgspec.Struct, frozen=True):
    """Somebody has an account who had none. Addresses do not travel: who needs one asks `AuthApi.get_user`.

    `language` is the one they signed up in, such as `de`; None where nobody asked for one.
    """

    name: ClassVar[str] = "auth.user_registered.v1"
    user_id: UUID
    full_name: str = msgspec.field(name="name")
    timezone: str
    language: str | None = None


class UserRenamed(msgspec.Struct, frozen=True):
    """Somebody calls themselves something else from now on."""

    name: ClassVar[str] = "auth.user_renamed.v1"
    user_id: UUID
    full_name: str = msgspec.field(name="name")


class UserMoved(msgspec.Struct, frozen=True):
    """Somebody's days begin and end by the clocks of another zone from now on."""

    name: ClassVar[str] = "auth.user_moved.v1"
    user_id: UUID
    timezone: str


class SessionRevoked(msgspec.Struct, frozen=True):
    """A session was ended before its time: nothing signed in through it may go on. Announced once for each session."""

    name: ClassVar[str] = "auth.session_revoked.v1"
    user_id: UUID
    session_id: UUID
    reason: EndReason


class ConsentChanged(msgspec.Struct, frozen=True):
    """Somebody agreed to something, or agrees no more: what was kept because they had agreed must go."""

    name: ClassVar[str] = "auth.consent_changed.v1"
    user_id: UUID
    purpose: Literal["terms", "privacy_notice", "recordings", "analytics"]
    is_given: bool


class DeletionAsked(msgspec.Struct, frozen=True):
    """Somebody's account will be deleted at `due_at`, unless they take that back. Until then everything goes on."""

    name: ClassVar[str] = "auth.deletion_asked.v1"
    user_id: UUID
    due_at: datetime


class DeletionCancelled(msgspec.Struct, frozen=True):
    """They took it back: the account stays."""

    name: ClassVar[str] = "auth.deletion_cancelled.v1"
    user_id: UUID


class UserDeleted(msgspec.Struct, frozen=True):
    """There is no such person any more: whoever hears this erases all of theirs, and their name and id elsewhere.

    Announced again a day later, for what was under way then, and whenever a backup from before was restored. Addresses
    do not travel; `address_digests` are `address_digest` of those that the account had.
    """

    name: ClassVar[str] = "auth.user_deleted.v1"
    user_id: UUID
    address_digests: tuple[str, ...] = ()
