"""Facts the voice module announces."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec


class CommandProcessed(msgspec.Struct, frozen=True):
    """Something said was dealt with: done, asked about, or not understood. The words themselves stay here."""

    name: ClassVar[str] = "voice.command_processed.v1"

    user_id: UUID
    command_id: UUID
    processed_at: datetime
    #: `audio` or `text`.
    kind: str
    #: Of each action, in order; the two lists are equally long.
    intents: tuple[str, ...]
    statuses: tuple[str, ...]
    speech_ms: float
    language_ms: float
    total_ms: float
    #: When it was given to us; unknown of what was announced before this was told.
    said_at: datetime | None = None


class CommandUndone(msgspec.Struct, frozen=True):
    """What a command did was taken back. Announced once."""

    name: ClassVar[str] = "voice.command_undone.v1"

    user_id: UUID
    command_id: UUID
    said_at: datetime
    kind: str
