"""What is known of an app password."""

from datetime import datetime
from uuid import UUID

import msgspec


class AppPassword(msgspec.Struct, frozen=True):
    """What one program signs in with; its secret is not kept."""

    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None = None
