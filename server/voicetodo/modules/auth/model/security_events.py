"""What happens to an account that its owner should know of."""

from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import msgspec

Kind = Literal[
    "signed_in_on_new_device",
    "password_changed",
    "password_reset",
    "email_changed",
    "email_change_undone",
    "refresh_token_reused",
    "app_password_created",
    "personal_token_created",
    "application_connected",
    "application_token_reused",
    "authenticator_app_added",
    "authenticator_app_removed",
    "recovery_codes_renewed",
    "recovery_code_used",
    "passkey_added",
    "passkey_removed",
    "deletion_asked",
    "deletion_cancelled",
    "deletion_waits_for_admin",
    "identity_linked",
    "identity_unlinked",
    "account_suspended",
    "account_restored",
]

KEPT_FOR: Final = timedelta(days=365)


class SecurityEvent(msgspec.Struct, frozen=True):
    """`address` and `user_agent` are what it came from, as far as that was told."""

    id: UUID
    kind: Kind
    at: datetime
    address: str
    user_agent: str
