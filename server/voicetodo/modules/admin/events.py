"""Facts that `admin` announces."""

from typing import ClassVar, Literal
from uuid import UUID

import msgspec

FlagChange = Literal["created", "changed", "killed", "restored", "deleted"]


class FlagChanged(msgspec.Struct, frozen=True):
    """A feature flag is another than before. `version` is that of all flags together; `user_id` is who did it."""

    name: ClassVar[str] = "admin.flag_changed.v1"
    user_id: UUID
    key: str
    change: FlagChange
    version: int
