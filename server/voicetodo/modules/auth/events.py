"""Facts that `auth` announces."""

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
]


class UserRegistered(msgspec.Struct, frozen=True):
    """Somebody has an account who had none. Addresses do not travel: who needs one asks `AuthApi.get_user`."""

    name: ClassVar[str] = "auth.user_registered.v1"
    user_id: UUID
    full_name: str = msgspec.field(name="name")
    timezone: str


class UserRenamed(msgspec.Struct, frozen=True):
    """Somebody calls themselves something else from now on."""

    name: ClassVar[str] = "auth.user_renamed.v1"
    user_id: UUID
    full_name: str = msgspec.field(name="name")


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
