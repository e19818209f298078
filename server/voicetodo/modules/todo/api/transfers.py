"""Imports as everybody sees them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api.values import Due, Priority, Recurrence

#: reading → ready (or refused: the file cannot be used) → running → done → undoing → undone. failed: our fault, and
#: nothing of it was kept; it may be approved again, unless it was never read.
ImportState = Literal["reading", "ready", "refused", "running", "done", "undoing", "undone", "failed"]
#: What a row does, or (once the import is done) did.
RowOutcome = Literal["create", "update", "skip", "error"]


class ImportCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows do what."""

    create: int
    update: int
    skip: int
    error: int


class ImportProgress(msgspec.Struct, frozen=True):
    """Rows, while the import is on its way."""

    done: int
    total: int


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sentence about an import or a row of it.

    By its `code`, which is stable, and the `values` in it a client says it in its own words. One without a code is of
    an import that was read before there were any.
    """

    message: str
    code: str | None = None
    values: dict[str, str] = {}


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """A file on its way into somebody's todos. `notices` tell what could not be kept as it was."""

    id: UUID
    state: ImportState
    #: As recognised, or as it was given.
    format: str | None = None
    file_name: str | None = None
    timezone: str = "UTC"
    counts: ImportCounts
    #: Files that it brings, or brought, and how large all of them are together.
    attachment_count: int = 0
    attachment_bytes: int = 0
    notices: tuple[str, ...]
    #: Why it was refused, or failed: a sentence.
    reason: str | None = None
    #: The same, with their codes.
    notices_told: tuple[Told, ...] = ()
    reason_told: Told | None = None
    progress: ImportProgress | None = None
    created_at: datetime
    updated_at: datetime
    approved_at: datetime | None = None
    undone_at: datetime | None = None
    version: int = 1


class ImportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the file, and what becomes of it. `reason` says why it is left out, `notices` what it lost."""

    #: Its place in the file: a line where the file has lines.
    row: int
    outcome: RowOutcome
    reason: str | None = None
    notices: tuple[str, ...]
    #: The same, with their codes.
    reason_told: Told | None = None
    notices_told: tuple[Told, ...] = ()
    todo_id: UUID | None = None
    title: str
    category: str | None = None
    section: str | None = None
    priority: Priority = 4
    due: Due | None = None
    recurrence: Recurrence | None = None
    labels: tuple[str, ...] = ()
    is_done: bool = False
    comment_count: int = 0
    attachment_count: int = 0
