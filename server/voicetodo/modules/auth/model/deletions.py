"""How an account goes: asked for, waited for, and what is left then."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

#: After this everything that was under way when an account went has arrived, and all are told again.
SECOND_ROUND_AFTER: Final = timedelta(days=1)


class Deletion(msgspec.Struct, frozen=True, kw_only=True):
    """An account that is going to be deleted at `due_at`, or soon after. Once it has begun it cannot be taken back.

    `waits_for_admin`: it does not begin as long as nobody else would look after the others who have accounts.
    """

    user_id: UUID
    id: UUID
    asked_at: datetime
    due_at: datetime
    begun_at: datetime | None = None
    waits_for_admin: bool = False


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of an account that was deleted."""

    user_id: UUID
    deleted_at: datetime
