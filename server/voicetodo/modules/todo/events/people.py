"""What is one person's alone: their imports and their preferences."""

from typing import ClassVar
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Import, Origin, Preferences


class ImportChanged(msgspec.Struct, frozen=True, kw_only=True):
    """An import came further: its file was read, it is done, or was undone. Its todos are announced one by one."""

    name: ClassVar[str] = "todo.import_changed.v1"
    user_id: UUID
    imported: Import


class PreferencesChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody prefers something else. `preferences` are all of theirs."""

    name: ClassVar[str] = "todo.preferences_changed.v1"
    user_id: UUID
    preferences: Preferences
    origin: Origin
