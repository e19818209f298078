"""What this module does in the background, and what becomes of it where that is given up."""

from typing import ClassVar, Final
from uuid import UUID

import msgspec

from voicetodo.kit.jobs import JobState
from voicetodo.modules.todo.api import ImportState, Told
from voicetodo.modules.todo.transfer.told import tell


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


#: What an import was, whose job gave up → what it is then, and what is told.
GIVEN_UP: Final[dict[ImportState, tuple[ImportState, Told]]] = {
    "reading": ("failed", tell("import-given-up-reading")),
    "running": ("failed", tell("import-given-up-running")),
    "undoing": ("done", tell("import-given-up-undoing")),
}

ImportJob = ReadImport | RunImport | UndoImport


def lock_of(user_id: UUID) -> str:
    """One after the other for each person."""
    return f"import {user_id}"


def is_given_up(job: JobState | None) -> bool:
    """It will never be done, and perhaps could not say so: its process was killed each time."""
    return job is None or job.status in {"failed", "cancelled"}
