"""Reads what was brought, and brings it in: all rows of a file, or none of them."""

import asyncio
from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import BinaryIO, Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.blobs import BlobMissing, Blobs
from voicetodo.kit.bus import announce
from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import RunningJob
from voicetodo.kit.plans import PlanLimit
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.todo.api import Import, ImportCounts, ImportState, Told
from voicetodo.modules.todo.events import ImportChanged
from voicetodo.modules.todo.service.arriving import Arriving
from voicetodo.modules.todo.service.background import GIVEN_UP
from voicetodo.modules.todo.service.capacity import NoRoom, check_room
from voicetodo.modules.todo.service.desk import Desk, NameOf
from voicetodo.modules.todo.service.enclosures import Enclosures, NotUnloaded
from voicetodo.modules.todo.service.file_room import FileRoom
from voicetodo.modules.todo.service.imports import ORIGIN, stepped
from voicetodo.modules.todo.service.known_rows import known_rows
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.parcels import Parcels
from voicetodo.modules.todo.service.places import shelves
from voicetodo.modules.todo.service.reverting import revert
from voicetodo.modules.todo.service.unloading import Unloading
from voicetodo.modules.todo.store import (
    counts,
    import_keys,
    import_rows,
    imported_todos,
    imports,
    todos,
)
from voicetodo.modules.todo.store.import_rows import StoredRow
from voicetodo.modules.todo.store.imports import Waiting
from voicetodo.modules.todo.store.named import categories
from voicetodo.modules.todo.transfer.draft import AttachmentDraft, Reading, Setting, Unreadable
from voicetodo.modules.todo.transfer.formats import read
from voicetodo.modules.todo.transfer.planning import Planned, Row, plan
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.told import tell, told_of
from voicetodo.modules.todo.transfer.unpacking import Archive

#: Looked at by one sweep.
_AT_ONCE: Final = 500
_log: Final = logger("imports")


class Bringing:
    """The work behind imports. Each verb begins by asking whether it is still to be done: jobs may run twice."""

    def __init__(self, desk: Desk, name_of: NameOf, parcels: Parcels, blobs: Blobs, quota: int) -> None:
        """`quota` is how many bytes of files one person may keep."""
        self._desk = desk
        self._name_of = name_of
        self._parcels = parcels
        self._blobs = blobs
        self._room = FileRoom(desk.plans, quota)

    async def read(self, user_id: UUID, import_id: UUID) -> None:
        """The file becomes rows that can be looked at, or the import is refused with a reason."""
        async with self._desk.database.connection() as connection:
            found = await imports.find(connection, user_id, import_id)
            file = await imports.file_of(connection, user_id, import_id)
        if found is None or file is None or found.value.state != "reading":
            return
        value, setting = (
            found.value,
            Setting(now=self._desk.clock.now(), timezone=found.value.timezone, columns=file[1]),
        )
        try:
            async with self._parcels.opened(file[0]) as content:
                kind, reading = await asyncio.to_thread(_read, content, value, setting)
        except (Unreadable, BlobMissing) as problem:
            if problem.__cause__ is not None and isinstance(problem, Unreadable):
                _log.info("file_not_understood", format=value.format, error=type(problem.__cause__).__name__)
            await self._end(user_id, import_id, "reading", state="refused", reason=_told_of(problem))
            return
        rows = [Row(draft, draft.id or new_id()) for draft in reading.drafts]
        async with self._desk.database.connection() as connection:
            known = await known_rows(connection, user_id, kind, reading.drafts)
        planned = await asyncio.to_thread(plan, rows, known, now=setting.now)
        touched = [one.draft for one in planned if one.outcome in ("create", "update")]
        try:
            async with self._desk.database.connection() as connection:
                check_room(touched, reading.names, await shelves(connection, user_id))
                files, notices = await Enclosures(user_id, known, self._room).foreseen(connection, planned)
        except NoRoom as problem:
            await self._end(user_id, import_id, "reading", state="refused", reason=problem.told)
            return
        async with self._writing(user_id, import_id) as ledger:
            locked = await imports.lock(ledger.tx, user_id, import_id)
            if locked is None or locked.value.state != "reading":
                return
            await imports.keep_reading(ledger.tx, user_id, import_id, names=reading.names, planned=planned)
            if not any(draft.attachments for draft in reading.drafts):
                await imports.drop_archive(ledger.tx, user_id, import_id)
            told = (*reading.notices, *notices)
            said = tuple(each.message for each in told)
            ready = replace(locked.value, format=kind, notices=said, notices_told=told, counts=_counts(planned))
            ready = replace(ready, attachment_count=files.count, attachment_bytes=files.bytes)
            await _save(ledger, stepped(ready, ledger.now, state="ready"))

    async def run(self, user_id: UUID, import_id: UUID, job: RunningJob) -> None:
        """All that the rows say, in one transaction: whoever looks meanwhile sees nothing of it.

        Files are put away before, and begun again with what is missing. Those that no row came to point at are removed.
        """
        my_name = await self._name_of(user_id)
        unloading, used = Unloading(self._blobs, user_id), None
        try:
            while used is None:
                try:
                    used = await self._run(user_id, import_id, job, my_name=my_name, unloading=unloading)
                except NotUnloaded as more:
                    await self._unload(user_id, import_id, unloading, more.wanted)
        except (PlanLimit, Unreadable, BlobMissing) as problem:
            used = frozenset()
            await self._end(user_id, import_id, "running", state="failed", reason=_told_of(problem))
        await unloading.drop(but=used)

    async def _unload(
        self, user_id: UUID, import_id: UUID, unloading: Unloading, wanted: Sequence[tuple[str, AttachmentDraft]]
    ) -> None:
        """Raises Unreadable, BlobMissing."""
        async with self._desk.database.connection() as connection:
            file = await imports.file_of(connection, user_id, import_id)
        if not wanted or file is None:
            return
        async with self._parcels.opened(file[0]) as content:
            archive = await asyncio.to_thread(Archive, content)
            await unloading.unload(archive, wanted)

    async def _run(
        self, user_id: UUID, import_id: UUID, job: RunningJob, *, my_name: str | None, unloading: Unloading
    ) -> Collection[str]:
        """Blobs that rows point at now. Raises NoRoom, NotUnloaded."""
        async with self._writing(user_id, import_id) as ledger:
            await todos.lock_tree(ledger.tx, user_id)
            found = await imports.lock(ledger.tx, user_id, import_id)
            if found is None or found.value.state != "running" or found.value.format is None:
                return ()
            kept = await import_rows.list_rows(ledger.tx, user_id, import_id, outcome=None, after=0, limit=None)
            rows = [_again(each) for each in kept]
            known = await known_rows(ledger.tx, user_id, found.value.format, [row.draft for row in rows])
            planned = await asyncio.to_thread(plan, rows, known, now=ledger.now)
            enclosures = Enclosures(user_id, known, self._room)
            planned = await enclosures.chosen(ledger.tx, planned, unloading, is_kept=found.blob_key is not None)
            names = await imports.names_of(ledger.tx, user_id, import_id)
            lists = await categories.count(ledger.tx, user_id)
            await ledger.plans.check(
                ledger.tx,
                user_id,
                "todos",
                count=lambda: counts.count_kept(ledger.tx, user_id),
                more=sum(one.outcome == "create" for one in planned),
            )
            arriving = Arriving(
                ledger, found.value.format, known, job, my_name=my_name, enclosures=enclosures, unloading=unloading
            )
            planned = await arriving.bring(planned, names)
            if await categories.count(ledger.tx, user_id) > lists:
                await ledger.plans.check(
                    ledger.tx, user_id, "lists", count=lambda: categories.count(ledger.tx, user_id), more=0
                )
            await self._remember(ledger, import_id, found.value.format, planned)
            changed = [
                (each.nth, one)
                for each, one in zip(kept, planned, strict=True)
                if (each.outcome, each.reason, each.todo_id) != (one.outcome, one.reason, one.todo_id)
                or each.draft.attachments != one.draft.attachments
            ]
            await import_rows.keep_outcomes(ledger.tx, user_id, import_id, changed)
            await imports.drop_archive(ledger.tx, user_id, import_id)
            done = replace(found.value, counts=_counts(planned), approved_at=ledger.now, undone_at=None)
            done = replace(done, attachment_count=arriving.files.count, attachment_bytes=arriving.files.bytes)
            await _save(ledger, stepped(done, ledger.now, state="done"))
        return enclosures.used

    async def undo(self, user_id: UUID, import_id: UUID) -> None:
        """Out again, but for what somebody changed since."""
        async with self._writing(user_id, import_id) as ledger:
            await todos.lock_tree(ledger.tx, user_id)
            found = await imports.lock(ledger.tx, user_id, import_id)
            if found is None or found.value.state != "undoing":
                return
            gone = await imported_todos.remove_untouched(
                ledger.tx, user_id, import_id, origin=replace(ORIGIN, command_id=import_id), at=ledger.now
            )
            await import_keys.forget(ledger.tx, user_id, gone)
            results = await revert(ledger, import_id, gone=frozenset(gone), since=found.value.approved_at)
            put_back = [each.todo.id for each in results if each.status == "done" and each.todo is not None]
            await import_keys.remember_as_before(ledger.tx, user_id, import_id, put_back)
            kept = sum(1 for each in results if each.status == "kept")
            reason = tell("import-kept-changed", count=kept) if kept else None
            undone = stepped(found.value, ledger.now, state="undone", undone_at=ledger.now, **_because(reason))
            await _save(ledger, undone)

    async def give_up(self, user_id: UUID, import_id: UUID) -> None:
        """Our fault; nothing of what was begun was kept."""
        for while_in, (state, reason) in GIVEN_UP.items():
            await self._end(user_id, import_id, while_in, state=state, reason=reason)

    async def list_untouched(self, before: datetime) -> list[Waiting]:
        """Those that have been waiting for their jobs since."""
        async with self._desk.database.connection() as connection:
            return await imports.list_waiting(connection, before=before, limit=_AT_ONCE)

    async def sweep(self, before: datetime) -> None:
        """Forget imports that nobody touched since."""
        async with self._desk.database.transaction() as tx:
            await imports.delete_before(tx, before)

    async def _remember(self, ledger: Ledger, import_id: UUID, kind: str, planned: Sequence[Planned]) -> None:
        """Of todos that were changed; new ones were remembered as they came."""
        rows = [(one.draft, one.todo_id) for one in planned if one.outcome == "update" and one.todo_id is not None]
        if rows:
            await import_keys.keep_before(ledger.tx, ledger.user_id, import_id, kind, [todo_id for _, todo_id in rows])
            await import_keys.remember(ledger.tx, ledger.user_id, kind, import_keys.rows_of(rows))

    async def _end(self, user_id: UUID, import_id: UUID, while_in: str, *, state: ImportState, reason: Told) -> None:
        async with self._writing(user_id, import_id) as ledger:
            found = await imports.lock(ledger.tx, user_id, import_id)
            if found is None or found.value.state != while_in:
                return
            if while_in == "reading":
                await imports.keep_reading(ledger.tx, user_id, import_id, names=None, planned=())
                await imports.drop_archive(ledger.tx, user_id, import_id)
            await _save(ledger, stepped(found.value, ledger.now, state=state, **_because(reason)))

    def _writing(self, user_id: UUID, import_id: UUID) -> AbstractAsyncContextManager[Ledger]:
        origin = replace(ORIGIN, command_id=import_id)
        return self._desk.writing(user_id, origin, change_set_id=import_id)


def _because(told: Told | None) -> dict[str, object]:
    return {"reason": None if told is None else told.message, "reason_told": told}


def _told_of(problem: Unreadable | DomainError) -> Told:
    return problem.told if isinstance(problem, Unreadable) else told_of(problem)


async def _save(ledger: Ledger, value: Import) -> None:
    await imports.save(ledger.tx, ledger.user_id, value)
    await announce(ledger.tx, ImportChanged(user_id=ledger.user_id, imported=value))


def _read(content: BinaryIO, value: Import, setting: Setting) -> tuple[str, Reading]:
    return read(Source(content, name=value.file_name), setting, format=value.format)


def _again(kept: StoredRow) -> Row:
    """What was refused once is refused again: only what is here may have changed since."""
    draft = kept.draft if kept.outcome != "error" else replace(kept.draft, problem=kept.reason)
    return Row(draft, draft.id or kept.todo_id or new_id(), is_checked=True)


def _counts(planned: Sequence[Planned]) -> ImportCounts:
    outcomes = [one.outcome for one in planned]
    return ImportCounts(**{name: outcomes.count(name) for name in ImportCounts.__struct_fields__})
