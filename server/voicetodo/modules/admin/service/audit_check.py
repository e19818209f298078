"""Whether the audit log is as it was written, and a note of how far it has come, outside the database."""

import asyncio
import hmac
from collections.abc import AsyncGenerator, Iterable
from typing import Final

import msgspec

from voicetodo.kit.blobs import BlobMissing, Blobs
from voicetodo.kit.db import Database
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.admin.model.chain import NOTHING, Head
from voicetodo.modules.admin.model.reading import TELL_OF_ERASURES, Broken, Erasures, Reading
from voicetodo.modules.admin.store import audit as store

_NOTE: Final = "audit/head"
_LONGEST_NOTE: Final = 1_000
_PAGE: Final = 1_000

log = logger("admin.audit")


class Whole(msgspec.Struct, frozen=True):
    """A log that is as it was written. Of `erased` entries it is not known any more from where they came.

    `noted` is how far it had come when that was last written outside the database; None where it never was.
    """

    head: Head
    erased: int
    noted: Head | None


class Checked(msgspec.Struct, frozen=True):
    """What was found. `head` is the last entry and its hash; `problem` the first place that is not as it was."""

    is_whole: bool
    entries: int
    head: str | None = None
    erased_origins: int = 0
    problem: str | None = None


class _Note(msgspec.Struct, frozen=True):
    head: str
    seal: str


class AuditCheck:
    """`key` is the log's own."""

    def __init__(self, *, db: Database, blobs: Blobs, key: bytes) -> None:
        self._db = db
        self._blobs = blobs
        self._key = key

    async def verify(self, *, noted: Iterable[Head] = ()) -> Whole:
        """From the first entry to the last, as they stand at this moment. Raises Broken.

        `noted` are heads that somebody wrote down: the log must have come through each.
        """
        ours = await self._noted()
        async with self._db.transaction(read_only=True) as tx:
            await store.hold_still(tx)
            told = await store.list_of_actions(tx, TELL_OF_ERASURES)
            erasures = Erasures.told_by(told)
            reading = Reading(erasures, [*noted, *([ours] if ours else [])])
            while links := await store.list_after(tx, reading.head.seq, limit=_PAGE):
                # In a thread: thousands of hashes are no business of the event loop.
                await asyncio.to_thread(reading.read_all, links)
            found = await store.find_head(tx)
        reading.end()
        self._check_head(reading.head, found)
        return Whole(reading.head, reading.erased, ours)

    async def check(self) -> Checked:
        """The same, as it is told to whoever asks from afar."""
        try:
            whole = await self.verify()
        except Broken as problem:
            return Checked(is_whole=False, entries=problem.after, problem=str(problem))
        return Checked(is_whole=True, entries=whole.head.seq, head=str(whole.head), erased_origins=whole.erased)

    async def note_head(self) -> None:
        """Housekeeping: write how far the log has come to where whoever changes the database does not reach."""
        async with self._db.connection() as connection:
            found = await store.find_head(connection)
        if found is None or found[0] == NOTHING or found[0] == await self._noted():
            return
        head = found[0]
        note = msgspec.json.encode(_Note(str(head), head.sealed(self._key).hex()))
        await self._blobs.put(_NOTE, _once(note), max_bytes=_LONGEST_NOTE)
        log.info("audit_head_noted", head=str(head))

    def _check_head(self, last: Head, found: tuple[Head, bytes | None] | None) -> None:
        if found is None:
            raise Broken("How far the log has come is not written any more.", after=last.seq)
        told, seal = found
        if told.seq > last.seq:
            sentence = f"The end is missing: the last entry is {last.seq}, and there were {told.seq}."
            raise Broken(sentence, after=last.seq)
        if told.seq < last.seq:
            sentence = f"Entry {told.seq + 1} was added past the log, which had come to entry {told.seq}."
            raise Broken(sentence, after=told.seq)
        if told.hash != last.hash or (told != NOTHING and not hmac.compare_digest(seal or b"", told.sealed(self._key))):
            sentence = f"That entry {told.seq} is the last was written by somebody who does not have our key."
            raise Broken(sentence, after=last.seq)

    async def _noted(self) -> Head | None:
        """What was noted outside. Raises Broken for a note that is none of ours."""
        try:
            text = b"".join([chunk async for chunk in await self._blobs.read(_NOTE)])
        except BlobMissing:
            return None
        try:
            note = msgspec.json.decode(text, type=_Note)
            head, seal = Head.read(note.head), bytes.fromhex(note.seal)
        except (ValueError, msgspec.MsgspecError) as error:
            raise Broken("The note outside the database cannot be read.") from error
        if not hmac.compare_digest(seal, head.sealed(self._key)):
            raise Broken("The note outside the database was written by somebody who does not have our key.")
        return head


async def _once(chunk: bytes) -> AsyncGenerator[bytes]:
    yield chunk
