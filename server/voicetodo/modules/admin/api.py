"""The questions others may ask of the audit log, and the values answered."""

from abc import abstractmethod
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit.actor import Role
from voicetodo.kit.audit.audited import Result
from voicetodo.kit.flags.model import Flag, FlagSet
from voicetodo.kit.personal_data.face import PersonalDataFace
from voicetodo.kit.rpc import idempotent

#: The broadcast's topic: somebody may have something else to read. It has no payload.
ANNOUNCEMENTS_CHANGED: Final = "announcements_changed"


class ActOrigin(msgspec.Struct, frozen=True):
    """From where somebody acted."""

    address: str
    user_agent: str
    request_id: str | None


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did, or tried to do: an entry of the audit log.

    `owner_id` is whose account, or whose thing, it was done to. `origin` is null where the product acted by itself, and
    once it was erased.
    """

    seq: int
    at: datetime
    action: str
    result: Result
    role: Role
    actor_id: UUID | None
    credential_id: UUID | None
    object_kind: str
    object_id: str | None
    owner_id: UUID | None
    facts: dict[str, str]
    origin: ActOrigin | None


class AdminApi(PersonalDataFace):
    """Answered by `admin`."""

    module: ClassVar[str] = "admin"

    @idempotent
    @abstractmethod
    async def list_acts_of(self, *, user_id: UUID, after: int, limit: int) -> list[Act]:
        """What this person did, and what was done to them or theirs, from the entry after `after` on."""

    @idempotent
    @abstractmethod
    async def erase_origins_of(self, *, user_id: UUID) -> None:
        """Forget from where this person ever acted; that they did, under an id that leads to nobody, stays."""

    @idempotent
    @abstractmethod
    async def flags_since(self, *, version: int) -> FlagSet | None:
        """All feature flags; None where nothing changed since that version."""

    @idempotent
    @abstractmethod
    async def declare_flags(self, *, flags: list[Flag]) -> None:
        """What code asks for: kept as it is here, unless it is kept already."""
