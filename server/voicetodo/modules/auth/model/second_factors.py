"""What somebody proves who they are with, beside a password."""

from datetime import datetime

import msgspec


class AuthenticatorApp(msgspec.Struct, frozen=True):
    """One that was set up, and from which a code came."""

    confirmed_at: datetime
    last_used_at: datetime | None = None


class SecondFactors(msgspec.Struct, frozen=True):
    """`recovery_codes_left` are those not used yet."""

    authenticator_app: AuthenticatorApp | None
    recovery_codes_left: int


def plain_code(text: str) -> str:
    """However it was typed: hyphens, blanks and capitals do not count."""
    return "".join(text.split()).replace("-", "").lower()
