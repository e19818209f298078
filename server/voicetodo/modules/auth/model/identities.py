"""Accounts elsewhere that somebody may sign in with."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

MOST_PER_USER: Final = 10


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """`email` is what the provider calls its address, as far as it proves one; it need not be ours."""

    id: UUID
    provider: str
    issuer: str
    email: str
    created_at: datetime
    last_used_at: datetime | None = None
