"""One numbered change in a user's feed."""

from datetime import datetime
from uuid import UUID

import msgspec


class Change(msgspec.Struct, frozen=True):
    """As it is sent: `data` is the event's own JSON."""

    seq: int
    id: UUID
    name: str
    occurred_at: datetime
    data: msgspec.Raw


class Missed(msgspec.Struct, frozen=True):
    """What came after a number, in order. `is_gone`: some of it is no longer kept, so nothing is told."""

    changes: tuple[Change, ...] = ()
    head: int = 0
    is_gone: bool = False
