"""A file with everything that is known of somebody."""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import msgspec

#: waiting → building → ready → expired; failed: our fault, and there is no file.
DataExportState = Literal["waiting", "building", "ready", "failed", "expired"]
#: How many somebody may ask for within a day.
MOST_PER_DAY: Final = 5


class DataExport(msgspec.Struct, frozen=True, kw_only=True):
    """`progress` is between 0 and 1, and `doing` says what is just being written; `size` is in bytes."""

    id: UUID
    state: DataExportState
    created_at: datetime
    progress: float = 0.0
    doing: str | None = None
    ready_at: datetime | None = None
    #: Until then it can be downloaded; then it is removed.
    expires_at: datetime | None = None
    size: int | None = None
    downloaded_at: datetime | None = None
    #: Why it failed, where more is known than that it is our fault.
    reason: str | None = None
