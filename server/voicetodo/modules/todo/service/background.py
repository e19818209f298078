"""What this module does in the background."""

from typing import ClassVar
from uuid import UUID

import msgspec


class ReadImport(msgspec.Struct, frozen=True):
    """Read the file of an import, and plan what its rows would do."""

    name: ClassVar[str] = "todo.read_import"
    user_id: UUID
    import_id: UUID


class RunImport(msgspec.Struct, frozen=True):
    """Do what the rows of an import say."""

    name: ClassVar[str] = "todo.run_import"
    user_id: UUID
    import_id: UUID


class UndoImport(msgspec.Struct, frozen=True):
    """Take out what an import brought in."""

    name: ClassVar[str] = "todo.undo_import"
    user_id: UUID
    import_id: UUID


ImportJob = ReadImport | RunImport | UndoImport


def lock_of(user_id: UUID) -> str:
    """One after the other for each person."""
    return f"import {user_id}"
