"""The rules of sessions."""

from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import msgspec

Client = Literal["browser", "native"]

#: A session nobody used for this long is over; one in use ends after this long all the same.
IDLE: Final = timedelta(days=30)
LONGEST_SESSION: Final = timedelta(days=180)


#: How somebody proved who they are (RFC 8176): a password, a code; a key on one device, or one that is kept elsewhere
#: too; another provider; and that it was more than one thing.
Method = Literal["pwd", "otp", "hwk", "swk", "fed", "mfa"]


class Session(msgspec.Struct, frozen=True):
    """One signed-in client. `address` and `user_agent` are what it called from last.

    `authenticated_at` is when the person last proved who they are, by `methods`.
    """

    id: UUID
    client: Client
    user_agent: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    authenticated_at: datetime
    methods: list[Method]


def session_end(created_at: datetime, now: datetime) -> datetime:
    """Until when a session lasts that is used now."""
    return min(now + IDLE, created_at + LONGEST_SESSION)
